# SPDX-License-Identifier: Apache-2.0
#
# Language level, warnings, hardening and sanitizers, for every target of the project.
set(CMAKE_C_STANDARD 17)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

option(PLANONCE_TESTS "Build the tests (needs Criterion)" ON)
option(PLANONCE_WERROR "Warnings are errors" OFF)
option(PLANONCE_FUZZ "Build the fuzz targets (needs clang)" OFF)
option(PLANONCE_COVERAGE "Measure line coverage (gcov)" OFF)
set(PLANONCE_SANITIZE "" CACHE STRING "Sanitizers, e.g. address,undefined")

add_library(planonce_flags INTERFACE)
target_compile_definitions(planonce_flags INTERFACE _GNU_SOURCE)
target_compile_options(planonce_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wcast-qual -Wcast-align
  -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wformat=2 -Wundef -Wvla -Wswitch-enum
  -Wnull-dereference -Wimplicit-fallthrough -fstack-protector-strong
  $<$<C_COMPILER_ID:GNU>:-Wbidi-chars=any -fstack-clash-protection -fcf-protection=full -ftrivial-auto-var-init=zero>
  $<$<BOOL:${PLANONCE_WERROR}>:-Werror>)
target_link_options(planonce_flags INTERFACE -Wl,-z,relro,-z,now)
if(PLANONCE_SANITIZE)
  target_compile_options(planonce_flags INTERFACE -fsanitize=${PLANONCE_SANITIZE} -fno-sanitize-recover=all
    -fno-omit-frame-pointer)
  target_link_options(planonce_flags INTERFACE -fsanitize=${PLANONCE_SANITIZE})
  target_compile_definitions(planonce_flags INTERFACE PO_ARENA_DEBUG=1 PO_SANITIZED=1)
elseif(CMAKE_BUILD_TYPE MATCHES "Rel" AND NOT PLANONCE_COVERAGE)
  target_compile_definitions(planonce_flags INTERFACE _FORTIFY_SOURCE=2)
endif()
if(PLANONCE_FUZZ)
  target_compile_options(planonce_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(PLANONCE_COVERAGE)
  target_compile_options(planonce_flags INTERFACE --coverage)
  target_link_options(planonce_flags INTERFACE --coverage)
endif()

find_package(PkgConfig REQUIRED)
pkg_check_modules(LIBXML REQUIRED IMPORTED_TARGET libxml-2.0)
pkg_check_modules(CJSON REQUIRED IMPORTED_TARGET libcjson)
pkg_check_modules(QPDF REQUIRED IMPORTED_TARGET libqpdf)
pkg_check_modules(NETTLE REQUIRED IMPORTED_TARGET nettle)
pkg_check_modules(ICAL REQUIRED IMPORTED_TARGET libical)
pkg_check_modules(UUID REQUIRED IMPORTED_TARGET uuid)
pkg_check_modules(SECCOMP REQUIRED IMPORTED_TARGET libseccomp)
pkg_check_modules(ZIP REQUIRED IMPORTED_TARGET libzip)
pkg_check_modules(CMARK REQUIRED IMPORTED_TARGET libcmark-gfm)
find_library(CMARK_EXTENSIONS_LIBRARY cmark-gfm-extensions REQUIRED)
find_library(CSV_LIBRARY csv REQUIRED)
find_library(UNISTRING_LIBRARY unistring REQUIRED)
find_library(STEMMER_LIBRARY stemmer REQUIRED)

# A part of the host: one folder, one static library planonce_<part>, with what it stands on.
# Sources are found by name, so that adding a file is adding a file (docs/decisions/0001).
function(planonce_part name)
  cmake_parse_arguments(ARG "" "" "USES;LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.c")
  if(NOT sources)
    add_library(planonce_${name} INTERFACE)
    set(kind INTERFACE)
  else()
    add_library(planonce_${name} STATIC ${sources})
    set(kind PUBLIC)
  endif()
  target_include_directories(planonce_${name} ${kind} "${PROJECT_SOURCE_DIR}/host" "${PROJECT_SOURCE_DIR}/host/include")
  list(TRANSFORM ARG_USES PREPEND planonce_)
  target_link_libraries(planonce_${name} ${kind} planonce_flags ${ARG_USES} ${ARG_LIBRARIES})
endfunction()
