/* SPDX-License-Identifier: Apache-2.0
 *
 * Which zip or old Office file this is, without unpacking anything: the central directory of a zip and the directory of an OLE2
 * file name their parts in plain bytes.
 *
 * Only a bounded piece is looked at. What a name promises is not believed: the reader opens the file and says what is missing.
 */
#include "document/container.h"

#include <string.h>

#include "document/docx_reader.h"

enum {
    END_RECORD = 22,
    END_SEARCH = END_RECORD + 65535,
    DIRECTORY_ENTRY = 46,
    DIRECTORY_MAX = 4096, /* entries looked at */
    PREFIX = 1 << 16      /* bytes of a file cut off that are searched for names */
};

static uint32_t number16(const uint8_t *at) {
    return (uint32_t)at[0] | (uint32_t)at[1] << 8;
}

static uint32_t number32(const uint8_t *at) {
    return number16(at) | number16(at + 2) << 16;
}

static const uint8_t *find_end(const uint8_t *data, size_t size) {
    size_t first = size > END_SEARCH ? size - END_SEARCH : 0;
    for (size_t at = size >= END_RECORD ? size - END_RECORD + 1 : 0; at-- > first;) {
        if (memcmp(data + at, "PK\5\6", 4) == 0) {
            return data + at;
        }
    }
    return NULL;
}

static bool name_starts(const uint8_t *name, size_t size, const char *prefix) {
    size_t length = strlen(prefix);
    if (size && (*name == '/' || *name == '\\')) {
        name++;
        size--;
    }
    if (size < length) {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        uint8_t c = name[i] == '\\' ? '/' : name[i];
        c = c >= 'A' && c <= 'Z' ? (uint8_t)(c + ('a' - 'A')) : c;
        if (c != (uint8_t)prefix[i]) {
            return false;
        }
    }
    return true;
}

static po_container kind_of_name(const uint8_t *name, size_t size) {
    static const struct {
        const char *prefix;
        po_container kind;
    } known[] = {{"word/", PO_CONTAINER_WORD},       {"xl/", PO_CONTAINER_EXCEL},
                 {"ppt/", PO_CONTAINER_POWERPOINT},  {"content.xml", PO_CONTAINER_OPENDOCUMENT},
                 {"index/document.iwa", PO_CONTAINER_PAGES}, {"meta-inf/container.xml", PO_CONTAINER_EPUB}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (name_starts(name, size, known[i].prefix)) {
            return known[i].kind;
        }
    }
    return PO_CONTAINER_ZIP;
}

static po_container kind_by_directory(const uint8_t *data, size_t size, const uint8_t *end) {
    size_t count = number16(end + 10), at = number32(end + 16);
    size_t length = number32(end + 12), before = (size_t)(end - data);
    if (length <= before && at != before - length) {
        at = before - length; /* bytes put in front of the archive move everything */
    }
    for (size_t i = 0; i < count && i < DIRECTORY_MAX; i++) {
        if (at > size || size - at < DIRECTORY_ENTRY || memcmp(data + at, "PK\1\2", 4) != 0) {
            break;
        }
        size_t name_size = number16(data + at + 28), more = number16(data + at + 30) + number16(data + at + 32);
        if (name_size > size - at - DIRECTORY_ENTRY) {
            break;
        }
        po_container kind = kind_of_name(data + at + DIRECTORY_ENTRY, name_size);
        if (kind != PO_CONTAINER_ZIP) {
            return kind;
        }
        at += DIRECTORY_ENTRY + name_size + more;
    }
    return PO_CONTAINER_ZIP;
}

/* A zip without its end: the names at its beginning tell. */
static po_container kind_by_prefix(const uint8_t *data, size_t size) {
    size_t searched = size < PREFIX ? size : PREFIX;
    static const struct {
        const char *name;
        po_container kind;
    } known[] = {{"word/", PO_CONTAINER_WORD}, {"xl/work", PO_CONTAINER_EXCEL}, {"ppt/", PO_CONTAINER_POWERPOINT}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (memmem(data, searched, known[i].name, strlen(known[i].name))) {
            return known[i].kind;
        }
    }
    return PO_CONTAINER_ZIP;
}

static bool holds_utf16(const uint8_t *data, size_t size, const char *name) {
    uint8_t wide[64];
    size_t length = strlen(name) * 2;
    for (size_t i = 0; i < length; i++) {
        wide[i] = i % 2 ? 0 : (uint8_t)name[i / 2];
    }
    return memmem(data, size, wide, length) != NULL;
}

/* The directory begins in the sector that the header names; its first entries are enough. */
static po_container kind_of_ole(const uint8_t *data, size_t size) {
    size_t sector = size >= 512 ? number32(data + 48) : 0, shift = size >= 512 ? number16(data + 30) : 0;
    size_t at = shift == 9 || shift == 12 ? (sector + 1) << shift : 512;
    if (at >= size) {
        return PO_CONTAINER_OLE;
    }
    size_t length = size - at < 4096 ? size - at : 4096;
    if (holds_utf16(data + at, length, "EncryptedPackage")) {
        return PO_CONTAINER_LOCKED;
    }
    if (holds_utf16(data + at, length, "Workbook") || holds_utf16(data + at, length, "Book")) {
        return PO_CONTAINER_OLD_EXCEL;
    }
    return holds_utf16(data + at, length, "WordDocument") ? PO_CONTAINER_OLD_WORD : PO_CONTAINER_OLE;
}

po_container po_container_find(const uint8_t *data, size_t size) {
    if (size >= 8 && memcmp(data, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) == 0) {
        return kind_of_ole(data, size);
    }
    if (size < 4 || memcmp(data, "PK", 2) != 0) {
        return PO_CONTAINER_NONE;
    }
    const uint8_t *end = find_end(data, size);
    if (end) {
        return kind_by_directory(data, size, end);
    }
    return memcmp(data, "PK\3\4", 4) == 0 ? kind_by_prefix(data, size) : PO_CONTAINER_NONE;
}

const char *po_container_advice(const uint8_t *data, size_t size) {
    switch (po_container_find(data, size)) {
    case PO_CONTAINER_POWERPOINT:
        return "this is a PowerPoint presentation, not a plan: give the plan itself as Word file (.docx) or PDF";
    case PO_CONTAINER_OPENDOCUMENT:
        return "this is an OpenDocument file (.odt, .ods or .odp): open it and save it as .docx or PDF";
    case PO_CONTAINER_PAGES:
        return "this is a file of Apple Pages, Numbers or Keynote: open it and export it as Word or PDF";
    case PO_CONTAINER_EPUB:
        return "this is an electronic book (EPUB): ask for the Word file or the PDF";
    case PO_CONTAINER_ZIP:
        return "this is a zip archive: unpack it and give the files in it";
    case PO_CONTAINER_LOCKED:
        return "this file is protected by a password: open it in Word or Excel, remove the password (File, Info, Protect Document, "
               "Encrypt with Password, leave it empty) and save it again";
    case PO_CONTAINER_OLD_WORD:
        return "this is a Word file of the old kind (.doc): open it in Word and save it as .docx or PDF";
    case PO_CONTAINER_OLE:
    case PO_CONTAINER_WORD:
    case PO_CONTAINER_EXCEL:
    case PO_CONTAINER_OLD_EXCEL:
    case PO_CONTAINER_NONE:
        break;
    }
    return NULL;
}
