/* SPDX-License-Identifier: Apache-2.0
 *
 * libzip over bytes in memory.
 *
 * Traps: sizes in the archive are claims (a part is cut off by what it yields); a ratio that no text reaches
 * betrays a bomb long before the caps do; writers under Windows have put backslashes into names; the count of entries is looked at before
 * libzip makes a record for each.
 */
#include "document/docx_package.h"

#include <string.h>
#include <zip.h>

#include "base/limits.h"
#include "base/map.h"
#include "base/text.h"

enum {
    ENTRIES_MAX = 20000,  /* parts of one file; pictures make hundreds */
    NAME_MAX_BYTES = 512,
    RATIO_MAX = 500,      /* bytes out for one in; Word's own XML stays below 60 */
    RATIO_FROM = 8 << 20, /* bytes out before the ratio counts */
    END_RECORD = 22,
    END_SEARCH = END_RECORD + 65535,
    PATH_DEPTH = 16
};

typedef struct entry {
    zip_uint64_t index;
    bool twice;
} entry;

struct po_docx_part {
    po_docx_package *package;
    zip_file_t *file;
    const char *name;
    size_t packed, read;
    po_status status;
    const char *why;
};

struct po_docx_package {
    po_arena *arena;
    zip_t *zip;
    po_map *entries; /* name folded -> entry */
    size_t inflated; /* of all parts so far */
    po_docx_part part;
};

static const char damaged_sentence[] =
    "this Word file is damaged or cut off: download it again, or open it in Word and save it again";

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

static po_status open_zip(const uint8_t *data, size_t size, zip_t **ret_zip, po_error *err) {
    zip_error_t why;
    zip_error_init(&why);
    zip_source_t *source = zip_source_buffer_create(data, size, 0, &why);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, &why) : NULL;
    zip_error_fini(&why);
    if (!zip) {
        zip_source_free(source);
        return po_error_set(err, PO_E_INPUT, "%s", damaged_sentence);
    }
    *ret_zip = zip;
    return PO_OK;
}

static void list_entries(po_docx_package *package) {
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

po_status po_docx_package_open(const uint8_t *data, size_t size, po_docx_package **ret_package, po_error *err) {
    size_t count = claimed_entries(data, size);
    if (count == SIZE_MAX) {
        return po_error_set(err, PO_E_INPUT, "%s", damaged_sentence);
    }
    if (count > ENTRIES_MAX) {
        return po_error_set(err, PO_E_LIMIT,
                            "this Word file says that it has %zu parts; at most %d are read: open it in Word and save it again",
                            count, ENTRIES_MAX);
    }
    zip_t *zip = NULL;
    po_status status = open_zip(data, size, &zip, err);
    if (status != PO_OK) {
        return status;
    }
    po_arena *arena = po_arena_create();
    po_docx_package *package = PO_NEW(arena, po_docx_package);
    package->arena = arena;
    package->zip = zip;
    package->entries = po_map_create(arena);
    list_entries(package);
    *ret_package = package;
    return PO_OK;
}

void po_docx_package_destroy(po_docx_package *package) {
    if (package) {
        zip_discard(package->zip);
        po_arena_destroy(package->arena);
    }
}

po_arena *po_docx_package_arena(po_docx_package *package) {
    return package->arena;
}

static entry *find_entry(const po_docx_package *package, const char *part) {
    char folded[NAME_MAX_BYTES];
    return po_map_get(package->entries, fold_name(folded, part));
}

bool po_docx_package_has(const po_docx_package *package, const char *part) {
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

const char *po_docx_resolve(po_arena *arena, const char *part, const char *target) {
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

static po_status refuse_entry(const po_docx_package *package, const char *name, const entry *found, zip_stat_t *ret_info,
                              po_error *err) {
    if (!found) {
        return po_error_set(err, PO_E_INPUT, "this Word file lacks its part %s: open it in Word and save it again", name);
    }
    if (found->twice) {
        return po_error_set(err, PO_E_INPUT,
                            "this Word file holds its part %s twice, so programs may show different texts: open it in Word, "
                            "check it, and save it again",
                            name);
    }
    if (zip_stat_index(package->zip, found->index, 0, ret_info) != 0) {
        return po_error_set(err, PO_E_INPUT, "%s", damaged_sentence);
    }
    if (ret_info->encryption_method != ZIP_EM_NONE) {
        return po_error_set(err, PO_E_INPUT, "this Word file is protected by a password inside its zip archive: save it again "
                                             "without one");
    }
    if (ret_info->comp_method != ZIP_CM_STORE && ret_info->comp_method != ZIP_CM_DEFLATE) {
        return po_error_set(err, PO_E_INPUT,
                            "part %s of this Word file is packed in a way that Word never uses: open it in Word and save it "
                            "again",
                            name);
    }
    return PO_OK;
}

po_status po_docx_part_open(po_docx_package *package, const char *name, po_docx_part **ret_part, po_error *err) {
    zip_stat_t info;
    zip_stat_init(&info);
    const entry *found = find_entry(package, name);
    po_status status = refuse_entry(package, name, found, &info, err);
    if (status != PO_OK) {
        return status;
    }
    zip_file_t *file = zip_fopen_index(package->zip, found->index, 0);
    if (!file) {
        return po_error_set(err, PO_E_INPUT, "%s", damaged_sentence);
    }
    package->part = (po_docx_part){.package = package, .file = file, .name = name, .packed = (size_t)info.comp_size};
    *ret_part = &package->part;
    return PO_OK;
}

void po_docx_part_close(po_docx_part *part) {
    if (part && part->file) {
        zip_fclose(part->file);
        part->file = NULL;
    }
}

static int stop(po_docx_part *part, po_status status, const char *why) {
    part->status = status;
    part->why = why;
    return -1;
}

int po_docx_part_read(po_docx_part *part, char *buffer, int size) {
    if (part->status != PO_OK) {
        return -1;
    }
    zip_int64_t got = zip_fread(part->file, buffer, (zip_uint64_t)size);
    if (got < 0) {
        return stop(part, PO_E_INPUT, "is damaged or cut off: download the file again, or open it in Word and save it again");
    }
    part->read += (size_t)got;
    part->package->inflated += (size_t)got;
    if (part->read > PO_LIMIT_STREAM_BYTES || part->package->inflated > PO_LIMIT_INFLATED_BYTES) {
        return stop(part, PO_E_LIMIT, "unpacks to more than is read of one file (docs/limits.md): it is no ordinary document");
    }
    if (part->read > RATIO_FROM && part->read / RATIO_MAX > part->packed) {
        return stop(part, PO_E_LIMIT, "unpacks to more than 500 times its size, as files made to do harm do: it is not read");
    }
    return (int)got;
}

po_status po_docx_part_status(const po_docx_part *part, po_error *err) {
    if (part->status == PO_OK) {
        return PO_OK;
    }
    return po_error_set(err, part->status, "the part %s of this Word file %s", part->name, part->why);
}
