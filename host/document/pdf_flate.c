/* SPDX-License-Identifier: Apache-2.0
 *
 * Measuring deflate data (RFC 1951).
 *
 * Why: libqpdf's C interface unpacks a stream whole or not at all, and a few hundred kilobytes can unpack to gigabytes. So large
 * streams are measured first. Only lengths are followed, no window is kept and nothing is copied; checksums and back
 * distances are libqpdf's business.
 */
#include "document/pdf_flate.h"

#include <stdbool.h>
#include <string.h>

enum { BITS_MAX = 15, LITERALS = 288, DISTANCES = 32, LENGTHS = 19, END_OF_BLOCK = 256 };

typedef struct bits {
    const uint8_t *data;
    size_t size, at;
    uint32_t held;
    unsigned held_count;
    bool ended; /* more was asked for than there is */
} bits;

/* Codes by length, as RFC 1951 3.2.2 orders them. */
typedef struct code {
    uint16_t count[BITS_MAX + 1];
    uint16_t symbol[LITERALS];
} code;

static uint32_t take(bits *from, unsigned count) {
    while (from->held_count < count) {
        if (from->at >= from->size) {
            from->ended = true;
            return 0;
        }
        from->held |= (uint32_t)from->data[from->at++] << from->held_count;
        from->held_count += 8;
    }
    uint32_t value = from->held & ((1u << count) - 1);
    from->held >>= count;
    from->held_count -= count;
    return value;
}

static void build(code *to, const uint8_t *lengths, size_t count) {
    uint16_t first[BITS_MAX + 2] = {0};
    memset(to, 0, sizeof *to);
    for (size_t i = 0; i < count; i++) {
        to->count[lengths[i]]++;
    }
    for (size_t length = 1; length <= BITS_MAX; length++) {
        first[length + 1] = (uint16_t)(first[length] + to->count[length]);
    }
    for (size_t i = 0; i < count; i++) {
        if (lengths[i]) {
            to->symbol[first[lengths[i]]++] = (uint16_t)i;
        }
    }
    to->count[0] = 0;
}

/* The next symbol, or -1 for a code that does not exist. */
static int next_symbol(bits *from, const code *by) {
    int value = 0, first = 0, index = 0;
    for (int length = 1; length <= BITS_MAX && !from->ended; length++) {
        value |= (int)take(from, 1);
        int count = by->count[length];
        if (value - count < first) {
            return from->ended ? -1 : by->symbol[index + (value - first)];
        }
        index += count;
        first = (first + count) << 1;
        value <<= 1;
    }
    return -1;
}

/* The lengths of both codes of a dynamic block (3.2.7). */
static bool read_codes(bits *from, code *literals, code *distances) {
    static const uint8_t order[LENGTHS] = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    uint8_t lengths[LITERALS + DISTANCES] = {0};
    size_t literal_count = take(from, 5) + 257, distance_count = take(from, 5) + 1, length_count = take(from, 4) + 4;
    if (literal_count > LITERALS || distance_count > DISTANCES) {
        return false;
    }
    for (size_t i = 0; i < length_count; i++) {
        lengths[order[i]] = (uint8_t)take(from, 3);
    }
    code by;
    build(&by, lengths, LENGTHS);
    memset(lengths, 0, sizeof lengths);
    for (size_t at = 0; at < literal_count + distance_count;) {
        int symbol = next_symbol(from, &by);
        size_t repeat = symbol < 16 ? 1 : symbol == 16 ? 3 + take(from, 2) : symbol == 17 ? 3 + take(from, 3) : 11 + take(from, 7);
        uint8_t length = symbol < 16 ? (uint8_t)symbol : symbol == 16 && at ? lengths[at - 1] : 0;
        if (symbol < 0 || from->ended || repeat > literal_count + distance_count - at) {
            return false;
        }
        memset(lengths + at, length, repeat);
        at += repeat;
    }
    build(literals, lengths, literal_count);
    build(distances, lengths + literal_count, distance_count);
    return true;
}

static void fixed_codes(code *literals, code *distances) {
    uint8_t lengths[LITERALS];
    memset(lengths, 8, 144);
    memset(lengths + 144, 9, 112);
    memset(lengths + 256, 7, 24);
    memset(lengths + 280, 8, 8);
    build(literals, lengths, LITERALS);
    memset(lengths, 5, DISTANCES);
    build(distances, lengths, DISTANCES);
}

/* Length of a copy, by its symbol from 257 on (3.2.5). */
static size_t copy_length(bits *from, int symbol) {
    static const uint16_t base[] = {3,  4,  5,  6,  7,  8,  9,  10, 11,  13,  15,  17,  19,  23, 27,
                                    31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258};
    static const uint8_t extra[] = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
    size_t index = (size_t)symbol - 257;
    return index < sizeof extra ? base[index] + take(from, extra[index]) : 0;
}

/* Counts a compressed block; false when the data is not sound or `limit` is passed. */
static bool measure_block(bits *from, const code *literals, const code *distances, size_t limit, size_t *total) {
    for (;;) {
        int symbol = next_symbol(from, literals);
        if (symbol == END_OF_BLOCK || symbol < 0) {
            return symbol == END_OF_BLOCK;
        }
        if (symbol < END_OF_BLOCK) {
            *total += 1;
        } else {
            *total += copy_length(from, symbol);
            int distance = next_symbol(from, distances);
            if (distance < 0) {
                return false;
            }
            take(from, distance < 4 ? 0 : (unsigned)distance / 2 - 1);
        }
        if (*total > limit) {
            return false;
        }
    }
}

static bool measure_stored(bits *from, size_t limit, size_t *total) {
    from->held = from->held_count = 0;
    size_t left = from->size - from->at;
    if (left < 4) {
        return false;
    }
    size_t size = (size_t)from->data[from->at] | (size_t)from->data[from->at + 1] << 8;
    from->at += 4;
    size = size < left - 4 ? size : left - 4;
    from->at += size;
    *total += size;
    return *total <= limit;
}

size_t po_pdf_flate_size(const uint8_t *data, size_t size, size_t limit) {
    enum { HEADER = 2 };
    bits from = {.data = data, .size = size, .at = size < HEADER ? size : HEADER};
    code literals, distances;
    size_t total = 0;
    for (bool last = false, sound = true; sound && !last && !from.ended;) {
        last = take(&from, 1) == 1;
        switch (take(&from, 2)) {
        case 0:
            sound = measure_stored(&from, limit, &total);
            break;
        case 1:
            fixed_codes(&literals, &distances);
            sound = measure_block(&from, &literals, &distances, limit, &total);
            break;
        case 2:
            sound = read_codes(&from, &literals, &distances) &&
                    measure_block(&from, &literals, &distances, limit, &total);
            break;
        default:
            sound = false;
        }
    }
    return total;
}
