/* SPDX-License-Identifier: Apache-2.0
 *
 * What is installed, what is refused, and why: program folders made for each test, libraries that
 * are none.
 */
#include <criterion/criterion.h>
#include <elf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "plugin/registry.h"

static char root[64];

static void set_up(void) {
    strcpy(root, "/tmp/planonce-registry-XXXXXX");
    cr_assert_not_null(mkdtemp(root));
}

static void tear_down(void) {
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", root);
    cr_assert_eq(system(command), 0);
}

TestSuite(registry, .init = set_up, .fini = tear_down);

static void write_file(const char *path, const void *data, size_t size, mode_t mode) {
    FILE *file = fopen(path, "wb");
    cr_assert_not_null(file, "%s", path);
    cr_assert_eq(fwrite(data, 1, size, file), size);
    fclose(file);
    cr_assert_eq(chmod(path, mode), 0);
}

/* <root>/<place>/<id>/program.xml; `library` may be NULL. Returns the folder, borrowed until the
 * next call. */
static const char *install(const char *place, const char *id, const char *library,
                           const char *abi) {
    static char folder[256];
    char path[512], xml[2048];
    snprintf(path, sizeof path, "%s/%s", root, place);
    (void)mkdir(path, 0755);
    snprintf(folder, sizeof folder, "%s/%s/%s", root, place, id);
    (void)mkdir(folder, 0755);
    char element[256] = "";
    if (library != NULL) {
        snprintf(element, sizeof element, "<library file=\"%s\" abi=\"%s\"/>", library, abi);
    }
    snprintf(xml, sizeof xml,
             "<program format=\"planonce/program/1\" id=\"%s\" version=\"0.1.0\" "
             "license=\"Apache-2.0\" visibility=\"public\">"
             "<title>T</title><short-title>T</short-title><agency>A</agency>%s"
             "<recognition threshold=\"10\"><phrase "
             "weight=\"20\">test</phrase></recognition><duties/></program>",
             id, element);
    snprintf(path, sizeof path, "%s/program.xml", folder);
    write_file(path, xml, strlen(xml), 0644);
    return folder;
}

static po_registry *load(const char *places) {
    po_registry *registry = NULL;
    po_error err = {0};
    char path[512];
    size_t used = 0;
    char copy[128];
    snprintf(copy, sizeof copy, "%s", places);
    for (char *place = strtok(copy, ":"); place != NULL; place = strtok(NULL, ":")) {
        used += (size_t)snprintf(path + used, sizeof path - used, "%s%s/%s", used > 0 ? ":" : "",
                                 root, place);
    }
    po_registry_options options = {.search_path = path,
                                   .schema_folder = PO_SOURCE_DIR "/crosswalks"};
    cr_assert_eq(po_registry_create(&options, &registry, &err), PO_OK, "%s", err.text);
    return registry;
}

static void refusal(const char *places, bool shadowed, const char *says) {
    po_registry *registry = load(places);
    size_t count = 0;
    const po_refusal *refusals = po_registry_refusals(registry, &count);
    cr_assert_eq(count, 1, "%zu refusals", count);
    cr_assert_eq(refusals[0].shadowed, shadowed);
    cr_assert_not_null(strstr(refusals[0].text, says), "\"%s\" does not say \"%s\"",
                       refusals[0].text, says);
    po_registry_destroy(registry);
}

Test(registry, programs_are_sorted_and_found) {
    install("a", "zeta", NULL, NULL);
    install("a", "alpha", NULL, NULL);
    install("b", "beta", NULL, NULL);
    po_registry *registry = load("nowhere:a:b:a");
    size_t count = 0, folders = 0;
    const po_program *const *programs = po_registry_programs(registry, &count);
    cr_assert_eq(count, 3);
    cr_assert_str_eq(programs[0]->id, "alpha");
    cr_assert_str_eq(programs[1]->id, "beta");
    cr_assert_eq(po_registry_find(registry, "zeta"), programs[2]);
    cr_assert_null(po_registry_find(registry, "eta"));
    cr_assert_null(po_registry_find(registry, NULL));
    (void)po_registry_folders(registry, &folders);
    cr_assert_eq(folders, 2);
    (void)po_registry_refusals(registry, &count);
    cr_assert_eq(count, 0);
    (void)po_registry_forms(registry, &count);
    cr_assert_eq(count, 0);
    po_registry_destroy(registry);
    po_registry_destroy(NULL);
}

Test(registry, the_first_of_an_id_wins) {
    install("a", "demo", NULL, NULL);
    install("b", "demo", NULL, NULL);
    refusal("a:b", true, "is hidden by the one in");
}

Test(registry, an_id_given_twice_in_one_folder) {
    char link[256];
    install("a", "demo", NULL, NULL);
    snprintf(link, sizeof link, "%s/a/other", root);
    cr_assert_eq(symlink("demo", link), 0);
    refusal("a", false, "is given twice");
}

Test(registry, a_wrong_program_file_is_a_refusal) {
    char path[512];
    snprintf(path, sizeof path, "%s/program.xml", install("a", "demo", NULL, NULL));
    write_file(path, "<program", 8, 0644);
    refusal("a", false, "program.xml");
}

Test(registry, another_abi_is_refused_with_both_versions) {
    install("a", "demo", "demo.so", "9.3");
    refusal("a", false, "is built for ABI 9.3, this planonce has 0.1");
}

Test(registry, a_missing_library) {
    install("a", "demo", "demo.so", "0.1");
    refusal("a", false, "demo.so");
}

static void with_library(const void *data, size_t size, mode_t mode, const char *says) {
    char path[512];
    snprintf(path, sizeof path, "%s/demo.so", install("a", "demo", "demo.so", "0.1"));
    write_file(path, data, size, mode);
    refusal("a", false, says);
}

Test(registry, libraries_that_are_none) {
    Elf64_Ehdr header = {
        .e_ident = {ELFMAG0, ELFMAG1, ELFMAG2, ELFMAG3, ELFCLASS64, ELFDATA2LSB, EV_CURRENT}};
    char text[128] = "#!/bin/sh\n";
    with_library("x", 1, 0644, "too short");
    with_library(text, sizeof text, 0644, "not ELF");
    header.e_machine = EM_RISCV;
    with_library(&header, sizeof header, 0644, "another kind of machine");
#if defined(__x86_64__)
    header.e_machine = EM_X86_64;
#else
    header.e_machine = EM_AARCH64;
#endif
    header.e_type = ET_REL;
    with_library(&header, sizeof header, 0644, "no shared library");
    header.e_type = ET_DYN;
    with_library(&header, sizeof header, 0644, "stripped too far");
    header.e_shentsize = sizeof(Elf64_Shdr);
    header.e_shnum = 0xffff;
    header.e_shoff = UINT64_MAX - 3;
    with_library(&header, sizeof header, 0644, "no table of exported symbols");
    with_library(&header, sizeof header, 0666, "can be written by others");
}

/* Every byte of a small part of a real library's head changed: refused or taken, never a crash. */
Test(registry, damaged_libraries_never_break_it) {
    char path[512];
    static char data[1 << 16];
    FILE *self = fopen("/proc/self/exe", "rb");
    size_t size = fread(data, 1, sizeof data, self);
    fclose(self);
    snprintf(path, sizeof path, "%s/demo.so", install("a", "demo", "demo.so", "0.1"));
    for (size_t at = 16; at < 64; at++) {
        char before = data[at];
        data[at] = (char)0xff;
        write_file(path, data, size, 0644);
        po_registry_destroy(load("a"));
        data[at] = before;
    }
}

Test(registry, a_folder_that_others_can_write) {
    char path[512];
    const char *folder = install("a", "demo", "demo.so", "0.1");
    snprintf(path, sizeof path, "%s/demo.so", folder);
    write_file(path, "x", 1, 0644);
    cr_assert_eq(chmod(folder, 0777), 0);
    refusal("a", false, "whoever can write there");
}

Test(registry, a_link_that_leads_out) {
    char path[512];
    snprintf(path, sizeof path, "%s/demo.so", install("a", "demo", "demo.so", "0.1"));
    cr_assert_eq(symlink("/proc/self/exe", path), 0);
    refusal("a", false, "leads out of its program's folder");
}

Test(registry, a_fifo_does_not_hang) {
    char path[512];
    snprintf(path, sizeof path, "%s/demo.so", install("a", "demo", "demo.so", "0.1"));
    cr_assert_eq(mkfifo(path, 0644), 0);
    refusal("a", false, "not a regular file");
}

Test(registry, the_environment_is_a_search_path) {
    char path[256];
    install("a", "demo", NULL, NULL);
    snprintf(path, sizeof path, "%s/a", root);
    cr_assert_eq(setenv("PLANONCE_PLUGIN_PATH", path, 1), 0);
    po_registry *registry = NULL;
    po_error err = {0};
    po_registry_options options = {.schema_folder = PO_SOURCE_DIR "/crosswalks"};
    cr_assert_eq(po_registry_create(&options, &registry, &err), PO_OK, "%s", err.text);
    cr_assert_not_null(po_registry_find(registry, "demo"));
    po_registry_destroy(registry);
}
