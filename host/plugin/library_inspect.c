/* SPDX-License-Identifier: Apache-2.0
 *
 * Looking at a library without running it. What is checked here is hygiene, not a defence: a
 * vendor's build mistake (exported symbols, wrong machine) and an administrator's (writable by all)
 * get a sentence before any document is read. The defence is the sandbox, in which the library is
 * opened.
 *
 * Why exactly one exported symbol: a library that exports its own copy of, say, cJSON would be
 * given the host's copy instead, because the host has it as a shared library, and would then run
 * with another version than it was built with.
 *
 * The file is read as a stranger's: every offset is checked before it is followed.
 */
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "plugin/library.h"

#define ENTRY_SYMBOL "planonce_plugin_entry"
#define LIBRARY_BYTES_MAX ((size_t)512 << 20)

#if defined(__x86_64__)
#define OWN_MACHINE EM_X86_64
#elif defined(__aarch64__)
#define OWN_MACHINE EM_AARCH64
#else
#error "the sandbox and the loader know x86-64 and aarch64"
#endif

typedef struct image {
    uint8_t *data; /* read-only pages */
    size_t size;
} image;

/* ---- the file ---- */

/* A group of the user's own, with his number and nobody else in it, as many systems make for each
 * user (whose umask then leaves everything writable for it). */
static bool private_group(const struct stat *info) {
    return info->st_uid == geteuid() && info->st_gid == getegid() && info->st_gid == info->st_uid;
}

static const char *bad_owner_or_mode(const struct stat *info) {
    if (info->st_uid != 0 && info->st_uid != geteuid()) {
        return "belongs to another user; it must belong to root or to you (chown)";
    }
    if ((info->st_mode & S_IWOTH) != 0 ||
        ((info->st_mode & S_IWGRP) != 0 && !private_group(info))) {
        return "can be written by others than its owner (chmod go-w)";
    }
    return NULL;
}

static po_status check_folder(const po_program *program, po_error *err) {
    struct stat info;
    if (stat(program->folder, &info) != 0) {
        return po_error_set(err, PO_E_IO, "the folder %s cannot be looked at (%s)", program->folder,
                            strerror(errno));
    }
    const char *bad = bad_owner_or_mode(&info);
    return bad == NULL
               ? PO_OK
               : po_error_set(err, PO_E_PLUGIN,
                              "the folder %s %s: whoever can write there can exchange the library",
                              program->folder, bad);
}

/* The library itself must lie in the program's folder, wherever links lead. */
static po_status check_inside(const po_program *program, po_error *err) {
    char resolved[PATH_MAX];
    size_t length = strlen(program->folder);
    if (realpath(program->library, resolved) == NULL) {
        return po_error_set(err, PO_E_PLUGIN, "the library %s, named in %s, cannot be opened (%s)",
                            program->library, program->path, strerror(errno));
    }
    if (strncmp(resolved, program->folder, length) != 0 || resolved[length] != '/') {
        return po_error_set(err, PO_E_PLUGIN,
                            "the library %s is a link that leads out of its program's folder, to "
                            "%s: put the file itself "
                            "there",
                            program->library, resolved);
    }
    return PO_OK;
}

static po_status check_stat(const po_program *program, const struct stat *info, po_error *err) {
    const char *bad = !S_ISREG(info->st_mode)                        ? "is not a regular file"
                      : (uintmax_t)info->st_size > LIBRARY_BYTES_MAX ? "is absurdly large"
                      : (uintmax_t)info->st_size < sizeof(Elf64_Ehdr)
                          ? "is too short to be a library"
                          : bad_owner_or_mode(info);
    return bad == NULL ? PO_OK
                       : po_error_set(err, PO_E_PLUGIN, "the library %s %s", program->library, bad);
}

static po_status map_library(const po_program *program, image *ret_image,
                             po_library_identity *ret_identity, po_error *err) {
    struct stat info;
    void *data = MAP_FAILED;
    int fd = open(program->library, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0 || fstat(fd, &info) != 0) {
        po_status status =
            po_error_set(err, PO_E_PLUGIN, "the library %s, named in %s, cannot be opened (%s)",
                         program->library, program->path, strerror(errno));
        if (fd >= 0) {
            (void)close(fd);
        }
        return status;
    }
    po_status status = check_stat(program, &info, err);
    if (status == PO_OK) {
        data = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (data == MAP_FAILED) {
            status = po_error_set(err, PO_E_IO, "the library %s cannot be read (%s)",
                                  program->library, strerror(errno));
        }
    }
    (void)close(fd);
    if (status == PO_OK) {
        *ret_image = (image){.data = data, .size = (size_t)info.st_size};
        *ret_identity = (po_library_identity){.device = info.st_dev, .inode = info.st_ino};
    }
    return status;
}

/* ---- its tables ---- */

static bool copy_out(const image *file, uint64_t offset, void *out, size_t size) {
    if (offset > file->size || size > file->size - offset) {
        return false;
    }
    memcpy(out, file->data + offset, size);
    return true;
}

static const char *bad_header(const image *file, Elf64_Ehdr *header) {
    if (!copy_out(file, 0, header, sizeof *header) ||
        memcmp(header->e_ident, ELFMAG, SELFMAG) != 0) {
        return "is no library of this system (not ELF)";
    }
    if (header->e_ident[EI_CLASS] != ELFCLASS64 || header->e_ident[EI_DATA] != ELFDATA2LSB ||
        header->e_machine != OWN_MACHINE) {
        return "is built for another kind of machine";
    }
    if (header->e_type != ET_DYN) {
        return "is no shared library";
    }
    return header->e_shentsize == sizeof(Elf64_Shdr)
               ? NULL
               : "has no table of sections (it was stripped too far)";
}

static bool find_section(const image *file, const Elf64_Ehdr *header, uint32_t type,
                         Elf64_Shdr *ret_section) {
    for (uint32_t i = 0; i < header->e_shnum; i++) {
        if (!copy_out(file, header->e_shoff + i * sizeof *ret_section, ret_section,
                      sizeof *ret_section)) {
            return false;
        }
        if (ret_section->sh_type == type) {
            return true;
        }
    }
    return false;
}

/* The name at `offset` of the string section, or NULL if it does not end within it. */
static const char *name_at(const image *file, const Elf64_Shdr *strings, uint32_t offset) {
    if (offset >= strings->sh_size || strings->sh_offset > file->size ||
        strings->sh_size > file->size - strings->sh_offset) {
        return NULL;
    }
    const char *name = (const char *)file->data + strings->sh_offset + offset;
    return memchr(name, '\0', strings->sh_size - offset) == NULL ? NULL : name;
}

static bool exported(const Elf64_Sym *symbol) {
    unsigned binding = ELF64_ST_BIND(symbol->st_info),
             visibility = ELF64_ST_VISIBILITY(symbol->st_other);
    return symbol->st_shndx != SHN_UNDEF &&
           (binding == STB_GLOBAL || binding == STB_WEAK || binding == STB_GNU_UNIQUE) &&
           (visibility == STV_DEFAULT || visibility == STV_PROTECTED);
}

/* Instrumented builds of ours export marks of the sanitizer. */
static bool tolerated(const char *name) {
#ifdef PO_SANITIZED
    return strncmp(name, "__", 2) == 0;
#else
    (void)name;
    return false;
#endif
}

static po_status check_symbols(const po_program *program, const image *file,
                               const Elf64_Shdr *table, const Elf64_Shdr *strings, po_error *err) {
    bool found = false;
    for (uint64_t i = 0; i < table->sh_size / sizeof(Elf64_Sym); i++) {
        Elf64_Sym symbol;
        if (!copy_out(file, table->sh_offset + i * sizeof symbol, &symbol, sizeof symbol)) {
            return po_error_set(err, PO_E_PLUGIN,
                                "the library %s is damaged (its symbols lie outside the file)",
                                program->library);
        }
        const char *name = exported(&symbol) ? name_at(file, strings, symbol.st_name) : "";
        if (name == NULL || name[0] == '\0' || tolerated(name)) {
            continue;
        }
        if (strcmp(name, ENTRY_SYMBOL) != 0) {
            return po_error_set(
                err, PO_E_PLUGIN,
                "the library %s exports \"%.80s\"; it may export nothing but " ENTRY_SYMBOL
                ": build it with -fvisibility=hidden",
                program->library, name);
        }
        found = true;
    }
    return found ? PO_OK
                 : po_error_set(err, PO_E_PLUGIN,
                                "the library %s does not export " ENTRY_SYMBOL
                                ": it is no plugin, or the entry "
                                "lacks PLANONCE_EXPORT",
                                program->library);
}

static po_status check_image(const po_program *program, const image *file, po_error *err) {
    Elf64_Ehdr header;
    Elf64_Shdr table, strings;
    const char *bad = bad_header(file, &header);
    if (bad != NULL) {
        return po_error_set(err, PO_E_PLUGIN, "the library %s %s", program->library, bad);
    }
    if (!find_section(file, &header, SHT_DYNSYM, &table) || table.sh_link >= header.e_shnum ||
        !copy_out(file, header.e_shoff + table.sh_link * sizeof strings, &strings,
                  sizeof strings)) {
        return po_error_set(err, PO_E_PLUGIN, "the library %s has no table of exported symbols",
                            program->library);
    }
    return check_symbols(program, file, &table, &strings, err);
}

po_status po_library_inspect(const po_program *program, po_library_identity *ret_identity,
                             po_error *err) {
    image file = {0};
    po_status status = po_library_check_abi(program, program->library_abi, err);
    if (status == PO_OK) {
        status = check_folder(program, err);
    }
    if (status == PO_OK) {
        status = check_inside(program, err);
    }
    if (status == PO_OK) {
        status = map_library(program, &file, ret_identity, err);
    }
    if (status == PO_OK) {
        status = check_image(program, &file, err);
        (void)munmap(file.data, file.size);
    }
    return status;
}
