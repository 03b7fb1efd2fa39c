/* SPDX-License-Identifier: Apache-2.0
 *
 * Counting marks line by line over a sample.
 */
#include "document/values_shape.h"

#include <string.h>
#include <strings.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "document/charset.h"

enum {
    SAMPLE = 128 << 10,
    LINES_MAX = 400,
    COLUMNS_SEEN = 512, /* lines of more values count as of so many */
    VALUE_MEAN = 80     /* bytes; values parted by commas are short, clauses of a sentence less so */
};

/* What one mark makes of the sample. */
typedef struct tally {
    size_t lines, marked; /* lines with text; lines with the mark */
    size_t widths[COLUMNS_SEEN + 1];
    size_t mode; /* the most frequent number of values above one */
} tally;

/* ---- the sample ---- */

/* The beginning as bytes of which only ASCII matters, without a line that is cut off. */
static size_t take_sample(const uint8_t *data, size_t size, char sample[SAMPLE]) {
    size_t mark = 0, length = 0;
    po_charset of = po_charset_of_mark(data, size, &mark);
    bool wide = of == PO_CHARSET_UTF16LE || of == PO_CHARSET_UTF16BE;
    size_t at = mark;
    while (at < size && length < SAMPLE) {
        uint32_t c = wide ? po_charset_next(data, size, of, &at) : data[at++];
        sample[length++] = c < 0x80 || !wide ? (char)c : '?';
    }
    for (size_t end = length; at < size && end > 0; end--) {
        if (sample[end - 1] == '\n' || sample[end - 1] == '\r') {
            return end;
        }
    }
    return length;
}

static bool is_text(const char *sample, size_t size) {
    size_t first = 0;
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)sample[i];
        if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F) {
            return false;
        }
    }
    while (first < size && (sample[first] == ' ' || sample[first] == '\n' || sample[first] == '\r')) {
        first++;
    }
    return first < size && !strchr("<{[%", sample[first]) &&
           !(size - first > 6 && strncasecmp(sample + first, "BEGIN:", 6) == 0);
}

/* ---- counting ---- */

/* Values of the line that begins at `*at`, which goes behind it; 0 for a blank line. Line ends in quotation marks are
 * part of it. */
static size_t count_line(const char *text, size_t size, char mark, size_t *at) {
    size_t values = 1;
    bool quoted = false, start = true, blank = true;
    for (; *at < size; (*at)++) {
        char c = text[*at];
        if (c == '"' && (quoted || start)) {
            quoted = !quoted;
        } else if (!quoted && (c == '\n' || c == '\r')) {
            break;
        } else if (!quoted && c == mark) {
            values++;
        }
        start = !quoted && c == mark;
        blank = blank && (c == ' ' || (c == '\t' && mark != '\t'));
    }
    *at += *at < size;
    return blank ? 0 : values;
}

static void count_all(const char *text, size_t size, char mark, tally *ret_tally) {
    tally *seen = ret_tally;
    memset(seen, 0, sizeof *seen);
    for (size_t at = 0; at < size && seen->lines < LINES_MAX;) {
        size_t values = count_line(text, size, mark, &at);
        seen->lines += values > 0;
        seen->marked += values > 1;
        seen->widths[values < COLUMNS_SEEN ? values : COLUMNS_SEEN]++;
    }
    seen->mode = 0;
    for (size_t i = 2; i <= COLUMNS_SEEN; i++) {
        if (seen->widths[i] > (seen->mode ? seen->widths[seen->mode] : 0)) {
            seen->mode = i;
        }
    }
}

static bool ends_in(const char *name, const char *end) {
    size_t size = name ? strlen(name) : 0, length = strlen(end);
    return size >= length && strcasecmp(name + size - length, end) == 0;
}

static bool is_table(const tally *seen, char mark, size_t size, bool named) {
    size_t regular = seen->mode ? seen->widths[seen->mode] : 0;
    if (regular < 2) {
        return false;
    }
    if (mark == '\t' || named) {
        return regular * 2 >= seen->lines || seen->marked * 10 >= seen->lines * 9;
    }
    return regular > 2 && seen->mode > 2 && regular * 5 >= seen->lines * 4 &&
           size / (seen->lines * seen->mode) < VALUE_MEAN;
}

/* ---- quotation marks ---- */

/* Behind a quoted value that begins at `at`; SIZE_MAX if it does not end where a value can. */
static size_t behind_quoted(const uint8_t *data, size_t size, size_t at, char mark) {
    size_t limit = size - at < PO_LIMIT_CELL_BYTES ? size : at + PO_LIMIT_CELL_BYTES;
    for (at++; at < limit; at++) {
        if (data[at] != '"') {
            continue;
        }
        if (at + 1 >= size || data[at + 1] == (uint8_t)mark || data[at + 1] == '\n' || data[at + 1] == '\r') {
            return at + 1;
        }
        if (data[at + 1] != '"') {
            return SIZE_MAX;
        }
        at++;
    }
    return SIZE_MAX;
}

static bool quotes_hold(const uint8_t *data, size_t size, char mark) {
    for (size_t at = 0; at < size;) {
        const uint8_t *found = memchr(data + at, '"', size - at);
        if (!found) {
            break;
        }
        at = (size_t)(found - data);
        bool begins = at == 0 || data[at - 1] == (uint8_t)mark || data[at - 1] == '\n' || data[at - 1] == '\r';
        at = begins ? behind_quoted(data, size, at, mark) : at + 1;
        if (at == SIZE_MAX) {
            return false;
        }
    }
    return true;
}

static bool quotes_used(const uint8_t *data, size_t size, char mark) {
    size_t length = 0;
    po_charset of = po_charset_of_mark(data, size, &length);
    bool wide = of == PO_CHARSET_UTF16LE || of == PO_CHARSET_UTF16BE;
    return wide || mark == ',' || mark == ';' || quotes_hold(data + length, size - length, mark);
}

bool po_values_shape_find(const uint8_t *data, size_t size, const char *name, po_values_shape *ret_shape) {
    static const char marks[] = {'\t', '|', ';', ','};
    char sample[SAMPLE];
    size_t length = take_sample(data, size, sample), best = 0;
    bool named = ends_in(name, ".csv") || ends_in(name, ".tsv") || ends_in(name, ".tab");
    if (!is_text(sample, length) || ends_in(name, ".md") || ends_in(name, ".markdown") || sample[0] == '|') {
        return false;
    }
    for (size_t i = 0; i < sizeof marks; i++) {
        tally seen;
        count_all(sample, length, marks[i], &seen);
        size_t score = seen.mode * (seen.mode ? seen.widths[seen.mode] : 0);
        if (score > best && is_table(&seen, marks[i], length, named)) {
            best = score;
            *ret_shape = (po_values_shape){.mark = marks[i], .columns = (uint32_t)seen.mode};
        }
    }
    if (best) {
        ret_shape->quotes = quotes_used(data, size, ret_shape->mark);
    }
    return best > 0;
}
