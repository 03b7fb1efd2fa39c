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
#include "document/charset.h"
#include "document/html_flow.h"
#include "document/table_join.h"

enum { HEAD = 4096, PIECE = 1 << 14 };

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

static bool recognise(const uint8_t *data, size_t size, const char *name) {
    (void)name;
    char head[HEAD];
    size_t length = 0, mark = 0;
    po_charset of = po_charset_of_mark(data, size, &mark);
    if (of == PO_CHARSET_UTF16LE || of == PO_CHARSET_UTF16BE) { /* every second byte will do */
        for (size_t i = of == PO_CHARSET_UTF16LE ? 2 : 3; i < size && length < HEAD; i += 2) {
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
static po_charset declared(const uint8_t *data, size_t size, char ret_name[32]) {
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
            return PO_CHARSET_1252;
        }
    }
    return strcasecmp(ret_name, "utf-8") == 0 || strcasecmp(ret_name, "utf8") == 0 ? PO_CHARSET_UTF8 : PO_CHARSET_OTHER;
}

static po_charset choose(const uint8_t *data, size_t size, po_document *document, size_t *ret_mark) {
    char name[32];
    po_charset by_mark = po_charset_of_mark(data, size, ret_mark);
    if (by_mark != PO_CHARSET_OTHER) {
        return by_mark;
    }
    po_charset said = declared(data, size, name);
    if (said != PO_CHARSET_OTHER) {
        return said;
    }
    bool valid = po_utf8_valid((const char *)data, size);
    if (name[0] && !valid) {
        po_diagnose(&document->diagnostics, PO_WARNING, "HTML-001", NULL, NULL,
                    "this page says that it is written in \"%s\", which is not read; letters beyond A to Z may be wrong: open it in "
                    "a browser or Word and save it as UTF-8",
                    po_utf8_valid(name, strlen(name)) ? name : "?");
    }
    return valid ? PO_CHARSET_UTF8 : PO_CHARSET_1252;
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
static po_status feed(po_html_flow *html, const po_flow *flow, const uint8_t *data, size_t size, po_charset of, po_error *err) {
    po_status status = PO_OK;
    po_buffer clean = {0};
    tag_watch watch = {0};
    bool wide = of == PO_CHARSET_UTF16BE || of == PO_CHARSET_UTF16LE;
    for (size_t at = 0; at < size && status == PO_OK && !po_flow_full(flow);) {
        size_t from = at;
        while (!wide && at < size && at - from < PIECE && is_ascii(data[at])) {
            at++;
        }
        po_buffer_add(&clean, (const char *)data + from, at - from);
        if (at < size && (wide || !is_ascii(data[at]))) {
            uint32_t code = po_charset_next(data, size, of, &at);
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
    po_charset of = choose(data, size, document, &mark);
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
