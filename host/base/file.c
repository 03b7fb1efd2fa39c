/* SPDX-License-Identifier: Apache-2.0
 *
 * Files: read whole up to a limit, written whole or not at all.
 *
 * Why not stdio: a planner's folder may hold a FIFO, a device or a 40 GB video; none of them may
 * block or fill memory. Every failure is a sentence. The descriptions of errno come from
 * strerrordesc_np, which knows no locale.
 */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TEMPORARY_TRIES = 100 };

const char *po_system_reason(int number) {
    switch (number) {
    case EACCES:
    case EPERM:
        return "Permission denied (close it in other programs, ask for the right to use it, or "
               "take a "
               "file or folder of your own)";
    case ENOSPC:
    case EDQUOT:
        return "No space left (make room on the disk, or name a folder on another one)";
    case EROFS:
        return "the disk can only be read (name a folder on another one)";
    case ENOTDIR:
        return "a part of this path is a file, not a folder";
    case EIO:
        return "Input/output error (the disk or network drive fails: copy the file to this "
               "computer "
               "and try again)";
    default:
        return strerrordesc_np(number) ? strerrordesc_np(number) : "unknown error";
    }
}

static po_status refuse(po_error *err, const char *path, const char *what, int number) {
    return po_error_set(err, PO_E_IO, "'%s' cannot be %s: %s", path, what,
                        po_system_reason(number));
}

/* --- reading --- */

static po_status check_kind(const struct stat *info, const char *path, size_t limit,
                            po_error *err) {
    if (S_ISDIR(info->st_mode)) {
        return po_error_set(err, PO_E_IO, "'%s' is a folder, not a file", path);
    }
    if (!S_ISREG(info->st_mode)) {
        return po_error_set(err, PO_E_IO, "'%s' is a pipe, socket or device, not a file", path);
    }
    if (info->st_size < 0 || (uintmax_t)info->st_size > limit) {
        return po_error_set(err, PO_E_LIMIT, "'%s' is %jd bytes long; at most %zu bytes are read",
                            path, (intmax_t)info->st_size, limit);
    }
    return PO_OK;
}

po_status po_file_open(const char *path, size_t limit, int *ret_fd, size_t *ret_size,
                       po_error *err) {
    /* O_NONBLOCK: opening a FIFO nobody writes to returns at once, and is then refused. */
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) {
        if (errno == ENOENT) {
            return po_error_set(err, PO_E_IO, "there is no file '%s'", path);
        }
        return refuse(err, path, "opened", errno);
    }
    struct stat info;
    po_status status = fstat(fd, &info) == 0 ? check_kind(&info, path, limit, err)
                                             : refuse(err, path, "opened", errno);
    if (status != PO_OK) {
        close(fd);
        return status;
    }
    *ret_fd = fd;
    *ret_size = (size_t)info.st_size;
    return PO_OK;
}

/* Reads until `size` bytes or the end; -1 on failure with errno. */
static ssize_t read_all(int fd, char *data, size_t size) {
    size_t done = 0;
    while (done < size) {
        ssize_t got = read(fd, data + done, size - done);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return -1;
        }
        if (got == 0) {
            break;
        }
        done += (size_t)got;
    }
    return (ssize_t)done;
}

po_status po_file_read(po_arena *arena, const char *path, size_t limit, char **ret_data,
                       size_t *ret_size, po_error *err) {
    int fd = -1;
    size_t size = 0;
    po_status status = po_file_open(path, limit, &fd, &size, err);
    if (status != PO_OK) {
        return status;
    }
    /* The byte that will be the NUL is asked for too: if it is there, the file has grown. */
    char *data = po_arena_array(arena, size + 1, 1);
    ssize_t got = read_all(fd, data, size + 1);
    if (got < 0) {
        status = refuse(err, path, "read", errno);
    } else if ((size_t)got != size) {
        status =
            po_error_set(err, PO_E_IO, "'%s' changed while it was being read; try again", path);
    } else {
        *ret_data = data;
        *ret_size = size;
    }
    close(fd);
    return status;
}

/* --- writing --- */

static bool write_all(int fd, const char *data, size_t size) {
    while (size > 0) {
        ssize_t put = write(fd, data, size);
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put < 0) {
            return false;
        }
        data += put;
        size -= (size_t)put;
    }
    return true;
}

/* A new file beside `path`, with the mode that the user's umask gives (mkstemp would give 0600). */
static int create_beside(const char *path, char *name, size_t room) {
    for (int n = 0; n < TEMPORARY_TRIES; n++) {
        int wanted = snprintf(name, room, "%s.%ld-%d.part", path, (long)getpid(), n);
        if (wanted < 0 || (size_t)wanted >= room) {
            errno = ENAMETOOLONG;
            return -1;
        }
        int fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd >= 0 || errno != EEXIST) {
            return fd;
        }
    }
    return -1;
}

static po_status write_beside(const char *path, const char *data, size_t size, bool sync, po_error *err) {
    char name[4096];
    int fd = create_beside(path, name, sizeof name);
    if (fd < 0) {
        return refuse(err, path, "written", errno);
    }
    int number = 0;
    if (!write_all(fd, data, size) || (sync && fsync(fd) != 0)) {
        number = errno;
    }
    if (close(fd) != 0 && !number) {
        number = errno;
    }
    if (!number && rename(name, path) != 0) {
        number = errno;
    }
    if (number) {
        unlink(name);
        return refuse(err, path, "written", number);
    }
    return PO_OK;
}

po_status po_file_write(const char *path, const char *data, size_t size, po_error *err) {
    return write_beside(path, data, size, true, err);
}

po_status po_file_put(const char *path, const char *data, size_t size, po_error *err) {
    return write_beside(path, data, size, false, err);
}

/* --- folders --- */

po_status po_folder_sync(const char *path, po_error *err) {
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int number = fd < 0 || syncfs(fd) != 0 ? errno : 0;
    if (fd >= 0) {
        close(fd);
    }
    return number ? refuse(err, path, "written", number) : PO_OK;
}

bool po_path_is_folder(const char *path) {
    struct stat info;
    return path && stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

bool po_path_is_file(const char *path) {
    struct stat info;
    return path && stat(path, &info) == 0 && S_ISREG(info.st_mode);
}

po_status po_folder_make(const char *path, po_error *err) {
    size_t size = strlen(path);
    char part[4096];
    if (size == 0 || size >= sizeof part) {
        return refuse(err, path, "made", size ? ENAMETOOLONG : ENOENT);
    }
    for (size_t i = 1; i <= size; i++) {
        if (path[i] != '/' && path[i] != '\0') {
            continue;
        }
        memcpy(part, path, i);
        part[i] = '\0';
        if (mkdir(part, 0777) == 0) {
            continue;
        }
        int number = errno;
        if (!po_path_is_folder(part)) {
            return refuse(err, part, "made", number == EEXIST ? ENOTDIR : number);
        }
    }
    return PO_OK;
}

static int compare_names(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

po_status po_folder_list(po_arena *arena, const char *path, const char ***ret_names,
                         size_t *ret_count, po_error *err) {
    DIR *folder = opendir(path);
    if (!folder) {
        return refuse(err, path, "listed", errno);
    }
    PO_LIST(const char *) names = {0};
    errno = 0;
    for (struct dirent *entry; (entry = readdir(folder)); errno = 0) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
            *PO_LIST_ADD(arena, &names) = po_arena_dup(arena, entry->d_name);
        }
    }
    int number = errno;
    closedir(folder);
    if (number) {
        return refuse(err, path, "listed", number);
    }
    if (names.count) {
        qsort(names.items, names.count, sizeof *names.items, compare_names);
    }
    *ret_names = names.items;
    *ret_count = names.count;
    return PO_OK;
}

/* --- paths --- */

const char *po_path_base(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

char *po_path_join(po_arena *arena, const char *folder, const char *name) {
    size_t size = folder ? strlen(folder) : 0;
    if (size == 0) {
        return po_arena_dup(arena, name);
    }
    return po_arena_printf(arena, folder[size - 1] == '/' ? "%s%s" : "%s/%s", folder, name);
}
