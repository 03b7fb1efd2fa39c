/* SPDX-License-Identifier: Apache-2.0
 *
 * libzip over bytes in memory.
 *
 * Traps: sizes in the archive are claims (a part is cut off by what it yields); a ratio that no text reaches
 * betrays a bomb long before the caps do; writers under Windows have put backslashes into names; the count of entries
 * is looked at before libzip makes a record for each.
 */
#include "document/ooxml_package.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/limits.h"
#include "base/map.h"
#include "base/text.h"

enum {
    ENTRIES_MAX = 20000, /* parts of one file; pictures make hundreds */
    NAME_MAX_BYTES = 512,
    RATIO_MAX = 500,      /* bytes out for one in; Word's own XML stays below 60 */
    RATIO_FROM = 8 << 20, /* bytes out before the ratio counts */
    END_RECORD = 22,
    END_SEARCH = END_RECORD + 65535,
    PATH_DEPTH = 16
};

typedef struct entry {
    zip_uint64_t index;
    size_t inflated; /* the most that one reading of it gave: what is read again does not count again */
    bool twice;
} entry;

struct po_ooxml_part {
    po_ooxml_package *package;
    entry *of;
    zip_file_t *file;
    const char *name;
    size_t packed, read;
    po_status status;
    const char *why;
};

struct po_ooxml_package {
    po_arena *arena;
    const po_ooxml_family *family;
    zip_t *zip;
    po_map *entries; /* name folded -> entry */
    size_t inflated; /* of all parts so far */
};

static po_status refuse_damaged(const po_ooxml_family *family, po_error *err) {
    return po_error_set(err, PO_E_INPUT,
                        "this %s is damaged or cut off: download it again, or open it in %s and save it again",
                        family->noun, family->program);
}

/* "/word\Document.xml" is "word/document.xml". */
static const char *fold_name(char folded[NAME_MAX_BYTES], const char *name) {
    size_t size = 0;
    while (*name == '/' || *name == '\\') {
        name++;
    }
    for (; *name && size < NAME_MAX_BYTES - 1; name++) {
        char c = *name == '\\' ? '/' : *name;
        folded[size++] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    }
    folded[size] = '\0';
    return folded;
}

/* The archive's own count of its entries; SIZE_MAX if it has no end record. */
static size_t claimed_entries(const uint8_t *data, size_t size) {
    size_t first = size > END_SEARCH ? size - END_SEARCH : 0;
    for (size_t at = size >= END_RECORD ? size - END_RECORD + 1 : 0; at-- > first;) {
        if (memcmp(data + at, "PK\5\6", 4) == 0) {
            return (size_t)data[at + 10] | (size_t)data[at + 11] << 8;
        }
    }
    return SIZE_MAX;
}

static po_status open_zip(const uint8_t *data, size_t size, const po_ooxml_family *family, zip_t **ret_zip,
                          po_error *err) {
    zip_error_t why;
    zip_error_init(&why);
    zip_source_t *source = zip_source_buffer_create(data, size, 0, &why);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, &why) : NULL;
    zip_error_fini(&why);
    if (!zip) {
        zip_source_free(source);
        return refuse_damaged(family, err);
    }
    *ret_zip = zip;
    return PO_OK;
}

static void list_entries(po_ooxml_package *package) {
    zip_int64_t count = zip_get_num_entries(package->zip, 0);
    for (zip_int64_t i = 0; i < count && i < ENTRIES_MAX; i++) {
        char folded[NAME_MAX_BYTES];
        const char *name = zip_get_name(package->zip, (zip_uint64_t)i, ZIP_FL_ENC_RAW);
        if (!name || strlen(name) >= NAME_MAX_BYTES) {
            continue;
        }
        fold_name(folded, name);
        entry *known = po_map_get(package->entries, folded);
        if (known) {
            known->twice = true;
            continue;
        }
        entry *added = PO_NEW(package->arena, entry);
        added->index = (zip_uint64_t)i;
        po_map_add(package->entries, folded, added);
    }
}

static po_status check_count(const uint8_t *data, size_t size, const po_ooxml_family *family, po_error *err) {
    size_t count = claimed_entries(data, size);
    if (count == SIZE_MAX) {
        return refuse_damaged(family, err);
    }
    if (count > ENTRIES_MAX) {
        return po_error_set(err, PO_E_LIMIT,
                            "this %s says that it has %zu parts; at most %d are read: open it in %s and save it again",
                            family->noun, count, ENTRIES_MAX, family->program);
    }
    return PO_OK;
}

po_status po_ooxml_package_open(const uint8_t *data, size_t size, const po_ooxml_family *family,
                                po_ooxml_package **ret_package, po_error *err) {
    zip_t *zip = NULL;
    po_status status = check_count(data, size, family, err);
    if (status == PO_OK) {
        status = open_zip(data, size, family, &zip, err);
    }
    if (status != PO_OK) {
        return status;
    }
    po_arena *arena = po_arena_create();
    po_ooxml_package *package = PO_NEW(arena, po_ooxml_package);
    *package = (po_ooxml_package){.arena = arena, .family = family, .zip = zip, .entries = po_map_create(arena)};
    list_entries(package);
    *ret_package = package;
    return PO_OK;
}

void po_ooxml_package_destroy(po_ooxml_package *package) {
    if (package) {
        zip_discard(package->zip);
        po_arena_destroy(package->arena);
    }
}

po_arena *po_ooxml_package_arena(po_ooxml_package *package) {
    return package->arena;
}

const po_ooxml_family *po_ooxml_package_family(const po_ooxml_package *package) {
    return package->family;
}

static entry *find_entry(const po_ooxml_package *package, const char *part) {
    char folded[NAME_MAX_BYTES];
    return po_map_get(package->entries, fold_name(folded, part));
}

bool po_ooxml_package_has(const po_ooxml_package *package, const char *part) {
    return find_entry(package, part) != NULL;
}

/* Folders of `path` into `steps`, "." and ".." followed; more than fit are ignored. */
static size_t add_steps(po_arena *arena, const char *path, const char *steps[PATH_DEPTH], size_t count) {
    char **pieces = NULL;
    size_t piece_count = po_text_split(arena, path, '/', &pieces);
    for (size_t i = 0; i < piece_count; i++) {
        if (strcmp(pieces[i], "..") == 0) {
            count -= count > 0;
        } else if (strcmp(pieces[i], ".") != 0 && count < PATH_DEPTH) {
            steps[count++] = pieces[i];
        }
    }
    return count;
}

const char *po_ooxml_resolve(po_arena *arena, const char *part, const char *target) {
    const char *steps[PATH_DEPTH];
    size_t count = 0;
    if (*target != '/') {
        count = add_steps(arena, part, steps, 0);
        count -= count > 0; /* the part's own name */
    }
    count = add_steps(arena, target, steps, count);
    const char *path = "";
    for (size_t i = 0; i < count; i++) {
        path = i ? po_arena_printf(arena, "%s/%s", path, steps[i]) : steps[i];
    }
    return path;
}

/* --- one part --- */

static po_status check_packing(const po_ooxml_package *package, const char *name, const zip_stat_t *info,
                               po_error *err) {
    const po_ooxml_family *family = package->family;
    if (info->encryption_method != ZIP_EM_NONE) {
        return po_error_set(err, PO_E_INPUT,
                            "this %s is protected by a password inside its zip archive: save it again "
                            "without one",
                            family->noun);
    }
    if (info->comp_method != ZIP_CM_STORE && info->comp_method != ZIP_CM_DEFLATE) {
        return po_error_set(err, PO_E_INPUT,
                            "part %s of this %s is packed in a way that %s never uses: open it in %s and save it again",
                            name, family->noun, family->program, family->program);
    }
    return PO_OK;
}

static po_status check_entry(const po_ooxml_package *package, const char *name, const entry *found,
                             zip_stat_t *ret_info, po_error *err) {
    const po_ooxml_family *family = package->family;
    if (!found) {
        return po_error_set(err, PO_E_INPUT, "this %s lacks its part %s: open it in %s and save it again", family->noun,
                            name, family->program);
    }
    if (found->twice) {
        return po_error_set(err, PO_E_INPUT,
                            "this %s holds its part %s twice, so programs may show different texts: open it in %s, "
                            "check it, and save it again",
                            family->noun, name, family->program);
    }
    if (zip_stat_index(package->zip, found->index, 0, ret_info) != 0) {
        return refuse_damaged(family, err);
    }
    return check_packing(package, name, ret_info, err);
}

po_status po_ooxml_part_open(po_ooxml_package *package, const char *name, po_ooxml_part **ret_part, po_error *err) {
    zip_stat_t info;
    zip_stat_init(&info);
    entry *found = find_entry(package, name);
    po_status status = check_entry(package, name, found, &info, err);
    if (status != PO_OK) {
        return status;
    }
    zip_file_t *file = zip_fopen_index(package->zip, found->index, 0);
    if (!file) {
        return refuse_damaged(package->family, err);
    }
    po_ooxml_part *part = calloc(1, sizeof *part);
    if (!part) {
        po_out_of_memory(sizeof *part);
    }
    *part =
        (po_ooxml_part){.package = package, .of = found, .file = file, .name = name, .packed = (size_t)info.comp_size};
    *ret_part = part;
    return PO_OK;
}

void po_ooxml_part_close(po_ooxml_part *part) {
    if (part) {
        zip_fclose(part->file);
        free(part);
    }
}

static int stop(po_ooxml_part *part, po_status status, const char *why) {
    part->status = status;
    part->why = why;
    return -1;
}

/* Counts what came out; what a part gave before counts once. */
static void count_bytes(po_ooxml_part *part, size_t got) {
    part->read += got;
    if (part->read > part->of->inflated) {
        part->package->inflated += part->read - part->of->inflated;
        part->of->inflated = part->read;
    }
}

int po_ooxml_part_read(po_ooxml_part *part, char *buffer, int size) {
    if (part->status != PO_OK) {
        return -1;
    }
    zip_int64_t got = zip_fread(part->file, buffer, (zip_uint64_t)size);
    if (got < 0) {
        return stop(part, PO_E_INPUT, "is damaged or cut off: download the file again, or ask for a new copy");
    }
    count_bytes(part, (size_t)got);
    if (part->read > part->package->family->part_bytes || part->package->inflated > PO_LIMIT_INFLATED_BYTES) {
        return stop(part, PO_E_LIMIT,
                    "unpacks to more than is read of one file (docs/limits.md): it is no ordinary document");
    }
    if (part->read > RATIO_FROM && part->read / RATIO_MAX > part->packed) {
        return stop(part, PO_E_LIMIT,
                    "unpacks to more than 500 times its size, as files made to do harm do: it is not read");
    }
    return (int)got;
}

po_status po_ooxml_part_status(const po_ooxml_part *part, po_error *err) {
    if (part->status == PO_OK) {
        return PO_OK;
    }
    return po_error_set(err, part->status, "the part %s of this %s %s", part->name, part->package->family->noun,
                        part->why);
}
