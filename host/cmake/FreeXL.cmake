# SPDX-License-Identifier: Apache-2.0
#
# FreeXL as planonce_freexl: the distribution's static library with one name changed, fopen, which is ours
# (host/document/xls_stream.c). FreeXL opens files by their path only; a worker of planonce has bytes and may open nothing
# (docs/decisions/0012-freexl-reads-memory.md).
find_library(FREEXL_ARCHIVE libfreexl.a REQUIRED)
find_path(FREEXL_INCLUDE_DIR freexl.h REQUIRED)
set(planonce_freexl_file "${PROJECT_BINARY_DIR}/libplanonce_freexl.a")
add_custom_command(OUTPUT "${planonce_freexl_file}"
  COMMAND "${CMAKE_OBJCOPY}" --redefine-sym fopen=po_xls_fopen "${FREEXL_ARCHIVE}" "${planonce_freexl_file}"
  DEPENDS "${FREEXL_ARCHIVE}" VERBATIM)
add_custom_target(planonce_freexl_archive DEPENDS "${planonce_freexl_file}")
add_library(planonce_freexl STATIC IMPORTED GLOBAL)
set_target_properties(planonce_freexl PROPERTIES IMPORTED_LOCATION "${planonce_freexl_file}"
  INTERFACE_INCLUDE_DIRECTORIES "${FREEXL_INCLUDE_DIR}")
add_dependencies(planonce_freexl planonce_freexl_archive)
