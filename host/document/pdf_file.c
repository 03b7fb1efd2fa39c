/* SPDX-License-Identifier: Apache-2.0
 *
 * Objects of a PDF by number.
 *
 * Three ways to a value, fastest first: parsed from the file at its offset (not when strings are encrypted), parsed from
 * an object stream that libqpdf decoded and decrypted, unparsed by libqpdf and parsed by us. The first two are used
 * only while our cross-reference table is sound and the object says its own number; whatever is odd falls to the third.
 *
 * Why nothing here trusts N, First or an offset: a prototype that did crashed on 5 of 120 mutated files.
 */
#include "document/pdf_file.h"

#include <qpdf/qpdf-c.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "document/pdf_flate.h"
#include "document/pdf_xref.h"

enum {
    HEADER_SEARCH = 1024,     /* bytes before %PDF- that readers forgive */
    OBJECTS_MAX = 4 << 20,
    REFERENCE_CHAIN = 16,     /* a reference to a reference to ... */
    SMALLEST_OBJECT = 8,      /* bytes, in an object stream */
    WARNINGS_DRAIN = 256      /* libqpdf keeps every warning until asked for it */
};

typedef struct object_stream {
    char *data; /* NULL: tried and failed */
    size_t size;
    uint32_t count, first;
    uint32_t *pairs; /* number and offset from `first`, of each object */
} object_stream;

struct po_pdf_file {
    po_arena *arena;
    const char *data; /* from %PDF- on: what offsets count from */
    size_t size;
    qpdf_data qpdf;
    po_pdf_xref *xref; /* NULL: not sound */
    bool encrypted, repaired, limited;
    uint32_t calls;
    size_t decoded; /* bytes of all streams so far */
    po_pdf_parser parser;
    const po_pdf_object *trailer;
    const po_pdf_object **objects; /* by number; NULL: not yet read */
    object_stream **streams;       /* by number */
    uint32_t count;                /* of both */
};

po_arena *po_pdf_file_arena(po_pdf_file *file) {
    return file->arena;
}

bool po_pdf_file_repaired(const po_pdf_file *file) {
    return file->repaired;
}

bool po_pdf_file_limited(const po_pdf_file *file) {
    return file->limited;
}

const po_pdf_object *po_pdf_file_trailer(const po_pdf_file *file) {
    return file->trailer;
}

uint32_t po_pdf_file_size(const po_pdf_file *file) {
    return file->count;
}

/* libqpdf warns about many slips that cost nothing (a wrong Size); a cross-reference made anew by searching does. */
static void drain_warnings(po_pdf_file *file) {
    while (qpdf_more_warnings(file->qpdf)) {
        const char *text = qpdf_get_error_message_detail(file->qpdf, qpdf_next_warning(file->qpdf));
        file->repaired = file->repaired || strstr(text, "reconstruct");
    }
    if (qpdf_has_error(file->qpdf)) {
        qpdf_get_error(file->qpdf);
    }
}

/* Counts decoded bytes against the document's limit. */
static char *counted(po_pdf_file *file, unsigned char *bytes, size_t size) {
    if (bytes && (size > PO_LIMIT_STREAM_BYTES || size > PO_LIMIT_INFLATED_BYTES - file->decoded)) {
        file->limited = true;
        free(bytes);
        return NULL;
    }
    file->decoded += bytes ? size : 0;
    return (char *)bytes;
}

static qpdf_data quiet_qpdf(void) {
    qpdf_data qpdf = qpdf_init();
    qpdf_silence_errors(qpdf);
    qpdf_set_suppress_warnings(qpdf, QPDF_TRUE);
    return qpdf;
}

static char *decode_handle(po_pdf_file *file, qpdf_data qpdf, qpdf_oh stream, size_t *ret_size) {
    unsigned char *bytes = NULL;
    size_t size = 0;
    QPDF_BOOL filtered = QPDF_FALSE;
    QPDF_ERROR_CODE code =
        qpdf_oh_get_stream_data(qpdf, stream, qpdf_dl_generalized, &filtered, &bytes, &size);
    if ((code & QPDF_ERRORS) || !filtered) {
        free(bytes);
        return NULL;
    }
    *ret_size = size;
    return counted(file, bytes, size);
}

/* How many times a filter can multiply its data at most. */
static size_t largest_growth(const po_pdf_object *filter) {
    enum { FLATE = 1032, LZW = 4096, RUN_LENGTH = 128 };
    if (po_pdf_is_name(filter, "FlateDecode") || po_pdf_is_name(filter, "Fl")) {
        return FLATE;
    }
    if (po_pdf_is_name(filter, "LZWDecode") || po_pdf_is_name(filter, "LZW")) {
        return LZW;
    }
    return po_pdf_is_name(filter, "RunLengthDecode") || po_pdf_is_name(filter, "RL") ? RUN_LENGTH : 1;
}

/* True if the stream cannot become larger than the limit, whatever it holds; else, for the one usual filter, if it does not. */
static bool is_bounded(po_pdf_file *file, qpdf_oh stream, const po_pdf_object *dictionary) {
    const po_pdf_object *filter = po_pdf_get(file, dictionary, "Filter");
    bool chain = filter->type == PO_PDF_ARRAY;
    size_t growth = 1, raw_size = 0, limit = PO_LIMIT_STREAM_BYTES;
    for (uint32_t i = 0; i < (chain ? filter->count : 1) && growth <= limit; i++) {
        growth *= largest_growth(chain ? po_pdf_at(file, filter, i) : filter);
    }
    if (growth == 1) {
        return true;
    }
    unsigned char *raw = NULL;
    if (qpdf_oh_get_stream_data(file->qpdf, stream, qpdf_dl_none, NULL, &raw, &raw_size) & QPDF_ERRORS) {
        free(raw);
        return false;
    }
    bool bounded = raw_size <= limit / growth;
    bool flate = growth == largest_growth(chain ? po_pdf_at(file, filter, 0) : filter) && growth == 1032;
    if (!bounded && flate) {
        bounded = po_pdf_flate_size(raw, raw_size, limit) <= limit;
    }
    free(raw);
    return bounded;
}

char *po_pdf_file_stream(po_pdf_file *file, uint32_t number, size_t *ret_size) {
    po_pdf_entry entry = file->xref ? po_pdf_xref_find(file->xref, number) : (po_pdf_entry){0};
    int generation = entry.where == PO_PDF_AT_OFFSET ? (int)(entry.index & UINT16_MAX) : 0;
    qpdf_oh stream = qpdf_get_object_by_id(file->qpdf, (int)number, generation);
    char *data = NULL;
    if (qpdf_oh_is_stream(file->qpdf, stream)) {
        if (is_bounded(file, stream, po_pdf_file_object(file, number))) {
            data = decode_handle(file, file->qpdf, stream, ret_size);
        } else {
            file->limited = true;
        }
    }
    qpdf_oh_release(file->qpdf, stream);
    if (++file->calls % WARNINGS_DRAIN == 0) {
        drain_warnings(file);
    }
    return data;
}

/* The settings of a FlateDecode filter as libqpdf reads them. */
static qpdf_oh flate_settings(qpdf_data qpdf, const po_pdf_object *parms) {
    static const char *const keys[] = {"Predictor", "Columns", "Colors", "BitsPerComponent"};
    qpdf_oh settings = qpdf_oh_new_dictionary(qpdf);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        int64_t value;
        char key[24];
        if (po_pdf_integer(po_pdf_key(parms, keys[i]), &value)) {
            snprintf(key, sizeof key, "/%s", keys[i]);
            qpdf_oh number = qpdf_oh_new_integer(qpdf, value);
            qpdf_oh_replace_key(qpdf, settings, key, number);
            qpdf_oh_release(qpdf, number);
        }
    }
    return settings;
}

/* For cross-reference streams, which libqpdf may not reach by number: the bytes become a stream of an empty file and are decoded
 * there. (A new stream in the file itself makes libqpdf read every object first.) Only the one filter that producers use there
 * is known. */
static char *decode_bytes(void *context, const po_pdf_object *dictionary, const char *data, size_t size,
                          size_t limit, size_t *ret_size) {
    po_pdf_file *file = context;
    const po_pdf_object *filter = po_pdf_key(dictionary, "Filter"), *parms = po_pdf_key(dictionary, "DecodeParms");
    if (filter->type == PO_PDF_ARRAY && filter->count == 1) {
        filter = &filter->as.items[0];
        parms = parms->type == PO_PDF_ARRAY && parms->count == 1 ? &parms->as.items[0] : parms;
    }
    if (filter->type != PO_PDF_NULL && !po_pdf_is_name(filter, "FlateDecode")) {
        return NULL;
    }
    if (filter->type != PO_PDF_NULL && po_pdf_flate_size((const uint8_t *)data, size, limit) > limit) {
        return NULL;
    }
    qpdf_data other = quiet_qpdf();
    char *decoded = NULL;
    if (!(qpdf_empty_pdf(other) & QPDF_ERRORS)) {
        qpdf_oh stream = qpdf_oh_new_stream(other);
        qpdf_oh name = filter->type == PO_PDF_NULL ? qpdf_oh_new_null(other) : qpdf_oh_new_name(other, "/FlateDecode");
        qpdf_oh_replace_stream_data(other, stream, (const unsigned char *)data, size, name,
                                    flate_settings(other, parms));
        decoded = decode_handle(file, other, stream, ret_size);
    }
    qpdf_cleanup(&other);
    if (decoded && *ret_size > limit) {
        free(decoded);
        return NULL;
    }
    return decoded;
}

/* Parses text that nobody else points into. */
static const po_pdf_object *parse_copy(po_pdf_file *file, const char *text, size_t size) {
    char *copy = po_arena_copy(file->arena, text, size);
    po_pdf_lexer lexer;
    po_pdf_lexer_init(&lexer, copy, size);
    po_pdf_object *object = PO_NEW(file->arena, po_pdf_object);
    po_pdf_parse(&file->parser, &lexer, object);
    return object;
}

static const po_pdf_object *unparse(po_pdf_file *file, qpdf_oh handle) {
    const char *text = qpdf_oh_unparse_resolved(file->qpdf, handle);
    return text ? parse_copy(file, text, qpdf_get_last_string_length(file->qpdf)) : &po_pdf_null;
}

/* libqpdf's answer. A stream unparses to a reference only; its dictionary has to be asked for. */
static const po_pdf_object *ask_libqpdf(po_pdf_file *file, uint32_t number, uint32_t generation) {
    qpdf_oh handle = qpdf_get_object_by_id(file->qpdf, (int)number, (int)generation);
    const po_pdf_object *object;
    if (qpdf_oh_is_stream(file->qpdf, handle)) {
        qpdf_oh dictionary = qpdf_oh_get_dict(file->qpdf, handle);
        po_pdf_object *stream = PO_NEW(file->arena, po_pdf_object);
        *stream = *unparse(file, dictionary);
        stream->stream = true;
        qpdf_oh_release(file->qpdf, dictionary);
        object = stream;
    } else {
        object = unparse(file, handle);
    }
    qpdf_oh_release(file->qpdf, handle);
    if (++file->calls % WARNINGS_DRAIN == 0) {
        drain_warnings(file);
    }
    return object;
}

/* The object at its offset in the file, or NULL if it is not there. */
static const po_pdf_object *parse_in_place(po_pdf_file *file, uint32_t number, uint32_t offset) {
    if (file->encrypted || offset >= file->size) {
        return NULL;
    }
    po_pdf_lexer lexer;
    po_pdf_lexer_init_constant(&lexer, file->data, file->size, file->arena);
    lexer.at = offset;
    po_pdf_token token;
    if (po_pdf_lexer_next(&lexer, &token) != PO_PDF_TOKEN_INTEGER || token.integer != (int64_t)number ||
        po_pdf_lexer_next(&lexer, &token) != PO_PDF_TOKEN_INTEGER ||
        po_pdf_lexer_next(&lexer, &token) != PO_PDF_TOKEN_WORD || !po_pdf_token_is(&token, "obj")) {
        return NULL;
    }
    po_pdf_object *object = PO_NEW(file->arena, po_pdf_object);
    po_pdf_parse(&file->parser, &lexer, object);
    if (object->type == PO_PDF_DICTIONARY) {
        po_pdf_lexer_next(&lexer, &token);
        object->stream = po_pdf_token_is(&token, "stream");
    }
    return object;
}

/* The pairs at the head of an object stream. `size` is that of the data; nothing past it is believed. */
static bool read_pairs(po_pdf_file *file, object_stream *stream, int64_t count, int64_t first) {
    if (count < 0 || first < 0 || (uint64_t)first > stream->size || count > first) {
        return false; /* each pair takes two bytes at least */
    }
    stream->count = (uint32_t)count;
    stream->first = (uint32_t)first;
    stream->pairs = PO_NEW_ARRAY(file->arena, uint32_t, 2 * (size_t)count);
    po_pdf_lexer lexer;
    po_pdf_lexer_init_constant(&lexer, stream->data, (size_t)first, file->arena);
    for (size_t i = 0; i < 2 * (size_t)count; i++) {
        po_pdf_token token;
        if (po_pdf_lexer_next(&lexer, &token) != PO_PDF_TOKEN_INTEGER || token.integer < 0 ||
            token.integer > UINT32_MAX) {
            return false;
        }
        stream->pairs[i] = (uint32_t)token.integer;
    }
    return true;
}

static object_stream *open_object_stream(po_pdf_file *file, uint32_t number) {
    if (number >= file->count || po_pdf_xref_find(file->xref, number).where != PO_PDF_AT_OFFSET) {
        return NULL; /* an object stream inside an object stream is forbidden, and would not end */
    }
    if (file->streams[number]) {
        return file->streams[number];
    }
    object_stream *stream = file->streams[number] = PO_NEW(file->arena, object_stream);
    const po_pdf_object *dictionary = po_pdf_file_object(file, number);
    int64_t count = -1, first = -1;
    po_pdf_integer(po_pdf_get(file, dictionary, "N"), &count);
    po_pdf_integer(po_pdf_get(file, dictionary, "First"), &first);
    if (dictionary->stream && po_pdf_is_name(po_pdf_get(file, dictionary, "Type"), "ObjStm")) {
        stream->data = po_pdf_file_stream(file, number, &stream->size);
    }
    if (stream->data && !read_pairs(file, stream, count, first)) {
        free(stream->data);
        stream->data = NULL;
    }
    return stream;
}

static const po_pdf_object *parse_from_stream(po_pdf_file *file, uint32_t number, po_pdf_entry entry) {
    object_stream *stream = open_object_stream(file, entry.value);
    if (!stream || !stream->data || entry.index >= stream->count ||
        stream->pairs[2 * (size_t)entry.index] != number) {
        return NULL;
    }
    uint64_t at = (uint64_t)stream->first + stream->pairs[2 * (size_t)entry.index + 1];
    if (at >= stream->size) {
        return NULL;
    }
    po_pdf_lexer lexer;
    po_pdf_lexer_init(&lexer, stream->data, stream->size);
    lexer.at = (size_t)at;
    po_pdf_object *object = PO_NEW(file->arena, po_pdf_object);
    po_pdf_parse(&file->parser, &lexer, object);
    return object;
}

static const po_pdf_object *read_object(po_pdf_file *file, uint32_t number, uint32_t generation) {
    const po_pdf_object *object = NULL;
    if (file->xref) {
        po_pdf_entry entry = po_pdf_xref_find(file->xref, number);
        if (entry.where == PO_PDF_AT_OFFSET) {
            object = parse_in_place(file, number, entry.value);
            generation = entry.index & UINT16_MAX;
        } else if (entry.where == PO_PDF_IN_STREAM) {
            object = parse_from_stream(file, number, entry);
            generation = 0;
        } else {
            return &po_pdf_null;
        }
    }
    return object ? object : ask_libqpdf(file, number, generation);
}

/* Room in the tables for `number`, for files whose own table does not tell how many there are. */
static bool make_room(po_pdf_file *file, uint32_t number) {
    if (number < file->count) {
        return true;
    }
    if (file->xref || number >= OBJECTS_MAX) {
        return false;
    }
    uint32_t count = file->count ? file->count : 1024;
    while (count <= number) {
        count *= 2;
    }
    const po_pdf_object **objects = PO_NEW_ARRAY(file->arena, const po_pdf_object *, count);
    if (file->count) {
        memcpy(objects, file->objects, file->count * sizeof(void *));
    }
    file->objects = objects;
    file->count = count;
    return true;
}

static const po_pdf_object *object_by_id(po_pdf_file *file, uint32_t number, uint32_t generation) {
    if (!make_room(file, number)) {
        return &po_pdf_null;
    }
    if (!file->objects[number]) {
        file->objects[number] = &po_pdf_null; /* an object that needs itself to be read is null */
        file->objects[number] = read_object(file, number, generation);
    }
    return file->objects[number];
}

const po_pdf_object *po_pdf_file_object(po_pdf_file *file, uint32_t number) {
    return object_by_id(file, number, 0);
}

const po_pdf_object *po_pdf_resolve(po_pdf_file *file, const po_pdf_object *object) {
    for (int i = 0; i < REFERENCE_CHAIN && object->type == PO_PDF_REFERENCE; i++) {
        object = object_by_id(file, object->as.number, object->count);
    }
    return object->type == PO_PDF_REFERENCE ? &po_pdf_null : object;
}

const po_pdf_object *po_pdf_get(po_pdf_file *file, const po_pdf_object *dictionary, const char *key) {
    return po_pdf_resolve(file, po_pdf_key(dictionary, key));
}

const po_pdf_object *po_pdf_at(po_pdf_file *file, const po_pdf_object *array, size_t index) {
    return array->type == PO_PDF_ARRAY && index < array->count ? po_pdf_resolve(file, &array->as.items[index])
                                                               : &po_pdf_null;
}

static po_status say_why_not(po_pdf_file *file, po_error *err) {
    qpdf_error error = qpdf_has_error(file->qpdf) ? qpdf_get_error(file->qpdf) : NULL;
    if (error && qpdf_get_error_code(file->qpdf, error) == qpdf_e_password) {
        return po_error_set(err, PO_E_INPUT,
                            "this PDF is locked with a password: open it, remove the password "
                            "(File, Properties, Security) or print it to a new PDF, and give that");
    }
    return po_error_set(err, PO_E_INPUT,
                        "this PDF is damaged or cut off and cannot be opened: download it again or ask "
                        "for a new copy");
}

static void open_tables(po_pdf_file *file) {
    drain_warnings(file);
    file->encrypted = qpdf_is_encrypted(file->qpdf);
    if (!file->repaired) {
        file->xref = po_pdf_xref_read(file->arena, file->data, file->size, decode_bytes, file);
    }
    if (file->xref) {
        file->count = po_pdf_xref_size(file->xref);
        file->objects = PO_NEW_ARRAY(file->arena, const po_pdf_object *, file->count);
        file->streams = PO_NEW_ARRAY(file->arena, object_stream *, file->count);
    }
    qpdf_oh trailer = qpdf_get_trailer(file->qpdf);
    file->trailer = unparse(file, trailer);
    qpdf_oh_release(file->qpdf, trailer);
    if (!file->xref) { /* numbers are bounded by what fits into the file, or by what it says */
        int64_t said = 0, fits = (int64_t)(file->size / SMALLEST_OBJECT) + 1024;
        po_pdf_integer(po_pdf_key(file->trailer, "Size"), &said);
        said = said > fits ? said : fits;
        make_room(file, (uint32_t)(said < OBJECTS_MAX ? said : OBJECTS_MAX - 1));
    }
}

po_status po_pdf_file_open(const uint8_t *data, size_t size, po_pdf_file **ret_file, po_error *err) {
    po_arena *arena = po_arena_create();
    po_pdf_file *file = PO_NEW(arena, po_pdf_file);
    const char *text = (const char *)data;
    const char *header = memmem(text, size < HEADER_SEARCH ? size : HEADER_SEARCH, "%PDF-", 5);
    file->arena = arena;
    file->data = header ? header : text;
    file->size = size - (size_t)(file->data - text);
    po_pdf_parser_init(&file->parser, arena);
    file->qpdf = quiet_qpdf();
    po_status status = PO_OK;
    if (qpdf_read_memory(file->qpdf, "document", text, size, "") & QPDF_ERRORS) {
        status = say_why_not(file, err);
        po_pdf_file_destroy(file, false);
        return status;
    }
    open_tables(file);
    *ret_file = file;
    return PO_OK;
}

void po_pdf_file_destroy(po_pdf_file *file, bool leave) {
    if (!file) {
        return;
    }
    for (uint32_t i = 0; file->streams && i < file->count; i++) {
        if (file->streams[i]) {
            free(file->streams[i]->data);
        }
    }
    po_pdf_parser_finish(&file->parser);
    if (!leave) {
        qpdf_cleanup(&file->qpdf);
    }
    po_arena_destroy(file->arena);
}
