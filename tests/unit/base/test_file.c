/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

static po_arena *arena;
static char folder[] = "/tmp/planonce-test-XXXXXX";

static const char *at(const char *name) {
    return po_path_join(arena, folder, name);
}

static void remove_tree(const char *path) {
    const char **names = NULL;
    size_t count = 0;
    if (!po_path_is_folder(path) || po_folder_list(arena, path, &names, &count, NULL) != PO_OK) {
        unlink(path);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        remove_tree(po_path_join(arena, path, names[i]));
    }
    rmdir(path);
}

static void set_up(void) {
    arena = po_arena_create();
    cr_assert_not_null(mkdtemp(folder));
}

static void tear_down(void) {
    remove_tree(folder);
    po_arena_destroy(arena);
}

TestSuite(file, .init = set_up, .fini = tear_down);

static void expect_read(const char *path, const char *expected) {
    char *data = NULL;
    size_t size = 0;
    po_error err = {0};
    cr_assert_eq(po_file_read(arena, path, 1000, &data, &size, &err), PO_OK, "%s", err.text);
    cr_expect_eq(size, strlen(expected));
    cr_expect_str_eq(data, expected);
}

Test(file, what_is_written_is_read) {
    po_error err = {0};
    const char *path = at("a.txt");
    cr_assert_eq(po_file_write(path, "first", 5, &err), PO_OK, "%s", err.text);
    expect_read(path, "first");
    cr_assert_eq(po_file_write(path, "", 0, &err), PO_OK);
    expect_read(path, "");
    cr_assert_eq(po_file_write(path, "second, longer", 14, &err), PO_OK);
    expect_read(path, "second, longer");
    const char **names = NULL;
    size_t count = 0;
    cr_assert_eq(po_folder_list(arena, folder, &names, &count, &err), PO_OK);
    cr_expect_eq(count, 1, "no temporary file stays");
    struct stat info;
    cr_assert_eq(stat(path, &info), 0);
    mode_t mask = umask(0);
    cr_expect_eq(info.st_mode & 0777, 0666 & ~mask);
}

/* The sentence is "before'path'after". */
static void expect_refused(const char *path, size_t limit, po_status status, const char *before,
                           const char *after) {
    char untouched[] = "untouched";
    char *data = untouched;
    size_t size = 77;
    po_error err = {0};
    cr_expect_eq(po_file_read(arena, path, limit, &data, &size, &err), status, "%s", path);
    cr_expect_str_eq(data, "untouched");
    cr_expect_eq(size, 77);
    cr_expect_str_eq(err.text, po_arena_printf(arena, "%s'%s'%s", before, path, after), "%s",
                     err.text);
}

Test(file, what_cannot_be_read_is_said) {
    po_error err = {0};
    expect_refused(at("missing"), 10, PO_E_IO, "there is no file ", "");
    expect_refused(folder, 10, PO_E_IO, "", " is a folder, not a file");
    expect_refused("/dev/zero", 10, PO_E_IO, "", " is a pipe, socket or device, not a file");
    cr_assert_eq(mkfifo(at("fifo"), 0600), 0);
    expect_refused(at("fifo"), 10, PO_E_IO, "", " is a pipe, socket or device, not a file");
    cr_assert_eq(symlink("loop", at("loop")), 0);
    expect_refused(at("loop"), 10, PO_E_IO, "",
                   " cannot be opened: Too many levels of symbolic links");
    cr_assert_eq(po_file_write(at("eleven"), "12345678901", 11, &err), PO_OK);
    expect_refused(at("eleven"), 10, PO_E_LIMIT, "",
                   " is 11 bytes long; at most 10 bytes are read");
    expect_refused(
        "/proc/self/mem", 10, PO_E_IO, "",
        " cannot be read: Input/output error (the disk or network drive fails: copy the file "
        "to this computer and try again)");
    expect_refused("/proc/self/status", 10, PO_E_IO, "",
                   " changed while it was being read; try again");
}

Test(file, a_file_of_just_the_limit_is_read) {
    po_error err = {0};
    char *data;
    size_t size;
    cr_assert_eq(po_file_write(at("ten"), "1234567890", 10, &err), PO_OK);
    cr_expect_eq(po_file_read(arena, at("ten"), 10, &data, &size, &err), PO_OK);
    int fd = -1;
    cr_assert_eq(po_file_open(at("ten"), 10, &fd, &size, &err), PO_OK);
    char byte;
    cr_expect_eq(read(fd, &byte, 1), 1);
    cr_expect_eq(byte, '1');
    close(fd);
}

Test(file, what_cannot_be_written_is_said_and_leaves_nothing) {
    po_error err = {0};
    cr_expect_eq(po_file_write(at("no/such/folder"), "x", 1, &err), PO_E_IO);
    cr_expect_str_eq(
        err.text,
        po_arena_printf(arena, "'%s/no/such/folder' cannot be written: No such file or directory",
                        folder));
    cr_assert_eq(mkdir(at("taken"), 0700), 0);
    cr_expect_eq(po_file_write(at("taken"), "x", 1, &err), PO_E_IO);
    cr_expect_str_eq(
        err.text, po_arena_printf(arena, "'%s/taken' cannot be written: Is a directory", folder));
    char *longest = po_arena_printf(arena, "%s/%05000d", folder, 0);
    cr_expect_eq(po_file_write(longest, "x", 1, &err), PO_E_IO);
    cr_expect_eq(po_file_write(po_arena_printf(arena, "%s/%04090d", folder, 0), "x", 1, &err),
                 PO_E_IO);
    const char **names = NULL;
    size_t count = 0;
    cr_assert_eq(po_folder_list(arena, folder, &names, &count, &err), PO_OK);
    cr_assert_eq(count, 1);
    cr_expect_str_eq(names[0], "taken");
}

Test(file, a_write_that_fails_half_way_keeps_the_old_bytes) {
    po_error err = {0};
    const char *path = at("a.txt");
    cr_assert_eq(po_file_write(path, "old", 3, &err), PO_OK);
    struct rlimit before, small;
    cr_assert_eq(getrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, SIG_IGN);
    small = before;
    small.rlim_cur = 4096;
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
    char *large = po_arena_array(arena, 10000, 1);
    po_status status = po_file_write(path, large, 10000, &err);
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &before), 0);
    cr_expect_eq(status, PO_E_IO);
    cr_expect_str_eq(err.text,
                     po_arena_printf(arena, "'%s' cannot be written: File too large", path));
    expect_read(path, "old");
    const char **names = NULL;
    size_t count = 0;
    cr_assert_eq(po_folder_list(arena, folder, &names, &count, &err), PO_OK);
    cr_expect_eq(count, 1);
}

Test(file, another_ones_temporary_file_is_left_alone) {
    po_error err = {0};
    const char *path = at("a.txt");
    for (int n = 0; n < 3; n++) {
        FILE *other = fopen(po_arena_printf(arena, "%s.%ld-%d.part", path, (long)getpid(), n), "w");
        cr_assert_not_null(other);
        fclose(other);
    }
    cr_assert_eq(po_file_write(path, "mine", 4, &err), PO_OK, "%s", err.text);
    expect_read(path, "mine");
    for (int n = 3; n < 100; n++) {
        FILE *other = fopen(po_arena_printf(arena, "%s.%ld-%d.part", path, (long)getpid(), n), "w");
        cr_assert_not_null(other);
        fclose(other);
    }
    cr_expect_eq(po_file_write(path, "other", 5, &err), PO_E_IO);
    expect_read(path, "mine");
}

Test(file, folders_are_made_with_their_parents) {
    po_error err = {0};
    cr_assert_eq(po_folder_make(at("a/b//c"), &err), PO_OK, "%s", err.text);
    cr_expect(po_path_is_folder(at("a/b/c")));
    cr_expect_eq(po_folder_make(at("a/b/c/"), &err), PO_OK);
    cr_expect_eq(po_folder_make("/", &err), PO_OK);
    cr_assert_eq(po_file_write(at("file"), "x", 1, &err), PO_OK);
    cr_expect_eq(po_folder_make(at("file/x"), &err), PO_E_IO);
    cr_expect_str_eq(err.text,
                     po_arena_printf(arena,
                                     "'%s/file' cannot be made: a part of this path is a file, not "
                                     "a folder",
                                     folder));
    cr_expect_eq(po_folder_make("", &err), PO_E_IO);
    cr_expect_str_eq(err.text, "'' cannot be made: No such file or directory");
    cr_expect_eq(po_folder_make(po_arena_printf(arena, "/%05000d", 0), &err), PO_E_IO);
    cr_expect_eq(po_folder_make("/proc/planonce/x", &err), PO_E_IO);
}

Test(file, names_are_listed_in_order) {
    po_error err = {0};
    static const char *const made[] = {"b", "a", "B", "é", "10", "9", ".hidden"};
    static const char *const sorted[] = {".hidden", "10", "9", "B", "a", "b", "é"};
    for (size_t i = 0; i < 7; i++) {
        cr_assert_eq(po_file_write(at(made[i]), "", 0, &err), PO_OK);
    }
    const char **names = NULL;
    size_t count = 0;
    cr_assert_eq(po_folder_list(arena, folder, &names, &count, &err), PO_OK);
    cr_assert_eq(count, 7);
    for (size_t i = 0; i < 7; i++) {
        cr_expect_str_eq(names[i], sorted[i]);
    }
    cr_assert_eq(po_folder_make(at("empty"), &err), PO_OK);
    cr_assert_eq(po_folder_list(arena, at("empty"), &names, &count, &err), PO_OK);
    cr_expect_eq(count, 0);
    cr_expect_eq(po_folder_list(arena, at("missing"), &names, &count, &err), PO_E_IO);
    cr_expect_str_eq(
        err.text,
        po_arena_printf(arena, "'%s/missing' cannot be listed: No such file or directory", folder));
}

Test(file, paths) {
    po_error err = {0};
    cr_assert_eq(po_file_write(at("f"), "x", 1, &err), PO_OK);
    cr_expect(po_path_is_file(at("f")));
    cr_expect_not(po_path_is_folder(at("f")));
    cr_expect(po_path_is_folder(folder));
    cr_expect_not(po_path_is_file(folder));
    cr_expect_not(po_path_is_file(at("missing")));
    cr_expect_not(po_path_is_file(NULL));
    cr_expect_not(po_path_is_folder(NULL));
    cr_expect_str_eq(po_path_base("a/b/c.pdf"), "c.pdf");
    cr_expect_str_eq(po_path_base("c.pdf"), "c.pdf");
    cr_expect_str_eq(po_path_base("a/"), "");
    cr_expect_str_eq(po_path_join(arena, "a", "b"), "a/b");
    cr_expect_str_eq(po_path_join(arena, "a/", "b"), "a/b");
    cr_expect_str_eq(po_path_join(arena, "", "b"), "b");
    cr_expect_str_eq(po_path_join(arena, NULL, "b"), "b");
}

/* Whatever a person can do something about is told with what to do. */
Test(file, reasons_say_what_to_do) {
    cr_expect(strstr(po_system_reason(EACCES), "folder of your own"));
    cr_expect(strstr(po_system_reason(ENOSPC), "make room"));
    cr_expect(strstr(po_system_reason(EROFS), "another"));
    cr_expect_str_eq(po_system_reason(ENOENT), "No such file or directory");
    cr_expect_str_eq(po_system_reason(-7), "unknown error");
}
