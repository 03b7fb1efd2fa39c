/* SPDX-License-Identifier: Apache-2.0
 *
 * HTML files: found by their first tag, brought to UTF-8, streamed.
 *
 * Character sets, in this order: a byte order mark, what the page says of itself within its first 4096 bytes, UTF-8 if the bytes are
 * valid, else Windows-1252, which browsers take "ISO-8859-1" and "ASCII" for too. Others (Shift_JIS and the like) are read as
 * UTF-8 or Windows-1252 with a word of warning.
 */
#include "document/html_reader.h"

#include <string.h>
#include <strings.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "document/html_flow.h"
#include "document/table_join.h"

enum { HEAD = 4096, PIECE = 1 << 14 };

typedef enum charset { CHARSET_UTF8, CHARSET_1252, CHARSET_UTF16LE, CHARSET_UTF16BE, CHARSET_OTHER } charset;

/* --- recognition --- */

static size_t skip_space(const char *text, size_t size, size_t at) {
    while (at < size && (text[at] == ' ' || (text[at] >= '\t' && text[at] <= '\r'))) {
        at++;
    }
    return at;
}

static bool starts(const char *text, size_t size, size_t at, const char *word) {
    size_t length = strlen(word);
    return size - at >= length && strncasecmp(text + at, word, length) == 0;
}

/* Past white space, comments and an XML declaration. */
static size_t skip_prolog(const char *text, size_t size) {
    size_t at = starts(text, size, 0, "\xEF\xBB\xBF") ? 3 : 0;
    for (;;) {
        at = skip_space(text, size, at);
        const char *end = starts(text, size, at, "<!--") ? "-->" : starts(text, size, at, "<?xml") ? "?>" : NULL;
        const char *found = end ? memmem(text + at, size - at, end, strlen(end)) : NULL;
        if (!found) {
            return at;
        }
        at = (size_t)(found - text) + strlen(end);
    }
}

static bool is_tag_end(char c) {
    return c == ' ' || c == '>' || c == '/' || (c >= '\t' && c <= '\r');
}

static bool recognise_text(const char *text, size_t size) {
    static const char *const tags[] = {"html", "head", "body", "meta", "title", "table", "div", "h1", "h2", "p", "style",
                                       "center", "font", "section", "article", "main", "base", "link"};
    size_t at = skip_prolog(text, size);
    if (starts(text, size, at, "<!doctype html")) {
        return true;
    }
    if (at >= size || text[at] != '<') {
        return false;
    }
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        size_t end = at + 1 + strlen(tags[i]);
        if (starts(text, size, at + 1, tags[i]) && end < size && is_tag_end(text[end])) {
            return true;
        }
    }
    return false;
}

static charset mark_of(const uint8_t *data, size_t size, size_t *ret_length) {
    *ret_length = 2;
    if (size >= 2 && data[0] == 0xFF && data[1] == 0xFE) {
        return CHARSET_UTF16LE;
    }
    if (size >= 2 && data[0] == 0xFE && data[1] == 0xFF) {
        return CHARSET_UTF16BE;
    }
    *ret_length = size >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    return *ret_length ? CHARSET_UTF8 : CHARSET_OTHER;
}

static bool recognise(const uint8_t *data, size_t size, const char *name) {
    (void)name;
    char head[HEAD];
    size_t length = 0, mark = 0;
    charset of = mark_of(data, size, &mark);
    if (of == CHARSET_UTF16LE || of == CHARSET_UTF16BE) { /* every second byte will do */
        for (size_t i = of == CHARSET_UTF16LE ? 2 : 3; i < size && length < HEAD; i += 2) {
            head[length++] = (char)data[i];
        }
    } else {
        length = size < HEAD ? size : HEAD;
        memcpy(head, data, length);
    }
    return recognise_text(head, length);
}

/* --- character sets --- */

/* What stands after "charset=" in the head of the page. */
static charset declared(const uint8_t *data, size_t size, char ret_name[32]) {
    size_t head = size < HEAD ? size : HEAD, length = 0;
    const char *text = (const char *)data;
    for (size_t i = 0; i + 8 < head; i++) {
        if (strncasecmp(text + i, "charset", 7) != 0) {
            continue;
        }
        size_t at = skip_space(text, head, i + 7);
        if (at >= head || text[at] != '=') {
            continue;
        }
        at = skip_space(text, head, at + 1);
        at += at < head && (text[at] == '"' || text[at] == '\'');
        for (; at < head && length < 31 && !is_tag_end(text[at]) && !strchr("\"';", text[at]); at++) {
            ret_name[length++] = text[at];
        }
        break;
    }
    ret_name[length] = '\0';
    static const char *const western[] = {"windows-1252", "cp1252", "iso-8859-1", "latin1", "us-ascii", "ascii", "iso8859-1"};
    for (size_t i = 0; i < sizeof western / sizeof *western; i++) {
        if (strcasecmp(ret_name, western[i]) == 0) {
            return CHARSET_1252;
        }
    }
    return strcasecmp(ret_name, "utf-8") == 0 || strcasecmp(ret_name, "utf8") == 0 ? CHARSET_UTF8 : CHARSET_OTHER;
}

static charset choose(const uint8_t *data, size_t size, po_document *document, size_t *ret_mark) {
    char name[32];
    charset by_mark = mark_of(data, size, ret_mark);
    if (by_mark != CHARSET_OTHER) {
        return by_mark;
    }
    charset said = declared(data, size, name);
    if (said != CHARSET_OTHER) {
        return said;
    }
    bool valid = po_utf8_valid((const char *)data, size);
    if (name[0] && !valid) {
        po_diagnose(&document->diagnostics, PO_WARNING, "HTML-001", NULL, NULL,
                    "this page says that it is written in \"%s\", which is not read; letters beyond A to Z may be wrong: open it in "
                    "a browser or Word and save it as UTF-8",
                    po_utf8_valid(name, strlen(name)) ? name : "?");
    }
    return valid ? CHARSET_UTF8 : CHARSET_1252;
}

/* 0x80 to 0x9F of Windows-1252; the rest is Latin-1. */
static uint32_t from_1252(uint8_t byte) {
    static const uint16_t upper[32] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                       0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                       0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
    return byte >= 0x80 && byte < 0xA0 ? upper[byte - 0x80] : byte;
}

static uint32_t unit16(const uint8_t *at, bool big) {
    return big ? (uint32_t)at[0] << 8 | at[1] : (uint32_t)at[1] << 8 | at[0];
}

/* One character; `at` is advanced. */
static uint32_t next_character(const uint8_t *data, size_t size, charset of, size_t *at) {
    if (of == CHARSET_1252) {
        return from_1252(data[(*at)++]);
    }
    if (of == CHARSET_UTF8 || of == CHARSET_OTHER) {
        return po_utf8_next((const char *)data, size, at);
    }
    if (size - *at < 2) {
        *at = size;
        return 0xFFFD;
    }
    uint32_t code = unit16(data + *at, of == CHARSET_UTF16BE);
    *at += 2;
    if (code >= 0xD800 && code < 0xDC00 && size - *at >= 2) {
        uint32_t low = unit16(data + *at, of == CHARSET_UTF16BE);
        if (low >= 0xDC00 && low < 0xE000) {
            *at += 2;
            return 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        }
    }
    return code;
}

/* --- reading --- */

static bool is_ascii(uint8_t c) {
    return c >= ' ' && c < 0x7F;
}

/* Counts words inside tags, which are attributes. In a script "<" may be no tag; then no page comes near the limit either. */
typedef struct tag_watch {
    size_t words;
    char before, quote;
    bool in_tag;
} tag_watch;

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static void watch_tag(tag_watch *watch, char c) {
    if (watch->quote) {
        watch->quote = c == watch->quote ? '\0' : watch->quote;
    } else if ((c == '"' || c == '\'') && watch->before == '=') {
        watch->quote = c;
    } else if (c == '>') {
        watch->in_tag = false;
    } else if (c == ' ' || c == '\n' || c == '\t' || c == '/') {
        watch->words += watch->before != c;
    }
}

static po_status watch_tags(tag_watch *watch, const char *text, size_t size, po_error *err) {
    for (size_t i = 0; i < size; i++) {
        char c = text[i];
        if (watch->in_tag) {
            watch_tag(watch, c);
        } else if (watch->before == '<' && is_letter(c)) {
            *watch = (tag_watch){.in_tag = true};
        }
        watch->before = c;
        if (watch->in_tag && watch->words > PO_LIMIT_TAG_ATTRIBUTES) {
            return po_error_set(err, PO_E_LIMIT,
                                "a tag of this HTML page has more than %zu attributes, as no page has: open it in a browser and "
                                "print it to PDF",
                                PO_LIMIT_TAG_ATTRIBUTES);
        }
    }
    return PO_OK;
}

/* The bytes as clean UTF-8, piece by piece: the parser drops what follows a malformed byte or NUL. */
static po_status feed(po_html_flow *html, const po_flow *flow, const uint8_t *data, size_t size, charset of, po_error *err) {
    po_status status = PO_OK;
    po_buffer clean = {0};
    tag_watch watch = {0};
    bool wide = of == CHARSET_UTF16BE || of == CHARSET_UTF16LE;
    for (size_t at = 0; at < size && status == PO_OK && !po_flow_full(flow);) {
        size_t from = at;
        while (!wide && at < size && at - from < PIECE && is_ascii(data[at])) {
            at++;
        }
        po_buffer_add(&clean, (const char *)data + from, at - from);
        if (at < size && (wide || !is_ascii(data[at]))) {
            uint32_t code = next_character(data, size, of, &at);
            bool control = (code < ' ' && code != '\n' && code != '\t') || code == 0x7F;
            po_utf8_append(&clean, control ? ' ' : code);
        }
        if (clean.size >= PIECE || at == size) {
            status = watch_tags(&watch, clean.data, clean.size, err);
            status = status == PO_OK ? po_html_flow_feed(html, clean.data, clean.size, err) : status;
            po_buffer_clear(&clean);
        }
    }
    po_buffer_finish(&clean);
    return status;
}

static po_status read_html(const uint8_t *data, size_t size, const po_read_options *options, po_document *document,
                           po_error *err) {
    (void)options;
    document->media_type = "text/html";
    size_t mark = 0;
    charset of = choose(data, size, document, &mark);
    po_flow *flow = po_flow_create(document);
    po_flow_at(flow, 0, 1);
    po_html_flow *html = po_html_flow_create(flow, 0, 1);
    po_status status = feed(html, flow, data + mark, size - mark, of, err);
    if (status == PO_OK) {
        status = po_html_flow_end(html, err);
    }
    po_flow_finish(flow);
    po_html_flow_destroy(html);
    po_flow_destroy(flow);
    if (status == PO_OK && document->blocks.count == 0) {
        return po_error_set(err, PO_E_INPUT, "this HTML page shows no text: if a script fills it in the browser, print it to PDF");
    }
    if (status == PO_OK) {
        po_tables_join(document);
    }
    return status;
}

const po_reader po_reader_html = {"text/html", "HTML page", recognise, read_html};
