/* SPDX-License-Identifier: Apache-2.0
 *
 * Old workbooks: one made here byte by byte (an OLE2 file whose only stream is BIFF8), whole, cut off and going in
 * circles.
 *
 * Source of the records: [MS-XLS] 2.4; of the container: [MS-CFB] 2.
 */
#include <stdio.h>
#include <string.h>

#include "document/xls_stream.h"
#include "sheet_builder.h"

enum { SECTOR = 512, STREAM_SECTORS = 16, FILE_BYTES = SECTOR * (1 + 2 + STREAM_SECTORS) };

typedef struct biff {
    uint8_t bytes[SECTOR * STREAM_SECTORS];
    size_t size;
} biff;

static void put16(uint8_t *at, unsigned value) {
    at[0] = (uint8_t)value;
    at[1] = (uint8_t)(value >> 8);
}

static void put32(uint8_t *at, unsigned value) {
    put16(at, value & 0xFFFF);
    put16(at + 2, value >> 16);
}

static void record(biff *out, unsigned type, const void *data, size_t size) {
    put16(out->bytes + out->size, type);
    put16(out->bytes + out->size + 2, (unsigned)size);
    memcpy(out->bytes + out->size + 4, data, size);
    out->size += 4 + size;
}

static void begin(biff *out, unsigned type) {
    uint8_t bof[16] = {0, 6};
    put16(bof + 2, type);
    put16(bof + 6, 1996);
    record(out, 0x0809, bof, sizeof bof);
}

static void format(biff *out, unsigned number) {
    uint8_t xf[20] = {0};
    put16(xf + 2, number);
    record(out, 0x00E0, xf, sizeof xf);
}

static void number(biff *out, unsigned row, unsigned column, unsigned style, double value) {
    uint8_t cell[14];
    put16(cell, row);
    put16(cell + 2, column);
    put16(cell + 4, style);
    memcpy(cell + 6, &value, 8);
    record(out, 0x0203, cell, sizeof cell);
}

static void words(biff *out, unsigned row, unsigned column, const char *text) {
    uint8_t cell[64] = {0};
    size_t size = strlen(text);
    put16(cell, row);
    put16(cell + 2, column);
    put16(cell + 6, (unsigned)size);
    memcpy(cell + 9, text, size); /* one byte a letter */
    record(out, 0x0204, cell, 9 + size);
}

static void make_sheet(biff *out) {
    uint8_t dimensions[14] = {0};
    begin(out, 0x0010);
    put32(dimensions + 4, 4);
    put16(dimensions + 10, 3);
    record(out, 0x0200, dimensions, sizeof dimensions);
    words(out, 0, 0, "cds");
    words(out, 0, 2, " date ");
    number(out, 2, 0, 0, 1100170000000.0);
    number(out, 2, 1, 0, 35.975);
    number(out, 2, 2, 1, 45275);
    record(out, 0x000A, "", 0);
}

static void make_stream(biff *out) {
    uint8_t name[12] = {0}, page[2] = {0xB0, 0x04};
    begin(out, 0x0005);
    record(out, 0x0042, page, sizeof page);
    format(out, 0);
    format(out, 14);
    size_t bound = out->size + 4;
    name[6] = 4;
    memcpy(name + 8, "Data", 4);
    record(out, 0x0085, name, sizeof name);
    record(out, 0x000A, "", 0);
    put32(out->bytes + bound, (unsigned)out->size);
    make_sheet(out);
}

static void put_entry(uint8_t *entry, const char *name, unsigned type, unsigned start, unsigned size) {
    for (size_t i = 0; i <= strlen(name); i++) {
        put16(entry + i * 2, (unsigned char)name[i]);
    }
    put16(entry + 64, (unsigned)(strlen(name) + 1) * 2);
    entry[66] = (uint8_t)type;
    entry[67] = 1;
    memset(entry + 68, 0xFF, 12);
    put32(entry + 116, start);
    put32(entry + 120, size);
}

/* Header, one sector of the table, one of the directory, then the stream. */
static uint8_t *make_file(void) {
    static const uint8_t signature[] = {0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1};
    uint8_t *file = calloc(1, FILE_BYTES), *table = file + SECTOR, *directory = file + 2 * SECTOR;
    biff stream = {.size = 0};
    make_stream(&stream);
    memcpy(file, signature, sizeof signature);
    put16(file + 24, 0x3E);
    put16(file + 26, 3);
    put16(file + 28, 0xFFFE);
    put16(file + 30, 9);
    put16(file + 32, 6);
    put32(file + 44, 1);
    put32(file + 48, 1);
    put32(file + 56, 4096);
    put32(file + 60, 0xFFFFFFFE);
    put32(file + 68, 0xFFFFFFFE);
    memset(file + 76, 0xFF, SECTOR - 76);
    put32(file + 76, 0);
    memset(table, 0xFF, SECTOR);
    put32(table, 0xFFFFFFFD);
    put32(table + 4, 0xFFFFFFFE);
    for (unsigned i = 2; i < 2 + STREAM_SECTORS; i++) {
        put32(table + (size_t)i * 4, i + 1 < 2 + STREAM_SECTORS ? i + 1 : 0xFFFFFFFE);
    }
    put_entry(directory, "Root Entry", 5, 0xFFFFFFFE, 0);
    put32(directory + 76, 1);
    put_entry(directory + 128, "Workbook", 2, 2, SECTOR * STREAM_SECTORS);
    memcpy(file + 3 * SECTOR, stream.bytes, sizeof stream.bytes);
    return file;
}

Test(xls, numbers_dates_and_words) {
    uint8_t *file = make_file();
    char *read = sheets_read(file, FILE_BYTES, "x.xls");
    cr_expect_str_eq(read, "H Data\nT\n1: A=cds C=date\n3: A=1100170000000n B=35.975n C=2023-12-15d\n", "reads: %s",
                     read);
    free(read);
    free(file);
}

Test(xls, a_file_cut_off_anywhere_ends_in_a_sentence) {
    uint8_t *file = make_file();
    for (size_t size = 0; size < FILE_BYTES; size += 53) {
        char *read = sheets_read(file, size, "x.xls");
        cr_expect(strncmp(read, "H Data\n", 7) == 0 || strncmp(read, "error: ", 7) == 0, "%zu bytes: %s", size, read);
        free(read);
    }
    free(file);
}

Test(xls, sectors_in_a_circle_end_in_a_sentence) {
    uint8_t *file = make_file();
    put32(file + SECTOR + 4 * 9, 4); /* the stream's eighth sector is followed by its third */
    put32(file + 2 * SECTOR + 128 + 120, 0x7FFFFFFF);
    memset(file + 3 * SECTOR + 20, 0, SECTOR * STREAM_SECTORS - 20); /* records without end */
    char *read = sheets_read(file, FILE_BYTES, "x.xls");
    EXPECT_HAS(read, "error: ");
    free(read);
    free(file);
}

Test(xls, only_its_own_stream_can_be_opened) {
    const uint8_t bytes[] = "0123456789";
    char path[PO_XLS_PATH_MAX], got[8] = "";
    po_xls_stream stream;
    po_xls_stream_init(&stream, bytes, 10);
    FILE *file = po_xls_fopen(po_xls_stream_path(&stream, path), "rb");
    cr_assert_not_null(file);
    cr_expect_eq(fseek(file, 4, SEEK_SET), 0);
    cr_expect_eq(fread(got, 1, 3, file), 3);
    cr_expect_str_eq(got, "456");
    cr_expect_eq(fseek(file, 0, SEEK_END), 0);
    cr_expect_eq(ftell(file), 10);
    cr_expect_neq(fseek(file, -11, SEEK_END), 0);
    (void)fclose(file);
    cr_expect_null(po_xls_fopen("/etc/passwd", "rb"));
    cr_expect_null(po_xls_fopen("planonce-memory:zz", "rb"));
}
