/* SPDX-License-Identifier: Apache-2.0
 *
 * PDF objects as we hold them: small values in an arena, and the tokeniser under both objects and page content.
 *
 * Why not libqpdf's own handles: each costs about 7 microseconds, which is two thirds of the time a tagged report
 * takes. libqpdf keeps what is hard (repair, decryption, filters); reading values is ours.
 *
 * Ownership: objects belong to the arena of their file; strings and names may point into the bytes they were read
 * from, which live as long.
 */
#ifndef PO_DOCUMENT_PDF_OBJECT_H
#define PO_DOCUMENT_PDF_OBJECT_H

#include "base/arena.h"
#include "base/limits.h"

typedef enum po_pdf_type {
    PO_PDF_NULL,
    PO_PDF_BOOLEAN,
    PO_PDF_INTEGER,
    PO_PDF_REAL,
    PO_PDF_NAME,
    PO_PDF_STRING,
    PO_PDF_ARRAY,
    PO_PDF_DICTIONARY,
    PO_PDF_REFERENCE
} po_pdf_type;

/* `count`: bytes of a name or string, items of an array, keys of a dictionary (whose items alternate key, value).
 * A reference keeps its generation there. A stream is its dictionary with `stream` set; the data is asked of the file by object number. */
typedef struct po_pdf_object po_pdf_object;
struct po_pdf_object {
    uint8_t type;
    bool stream;
    uint32_t count;
    union {
        int64_t integer;
        double real;
        const char *bytes;
        const po_pdf_object *items;
        uint32_t number; /* of the object referred to */
    } as;
};

extern const po_pdf_object po_pdf_null;

typedef enum po_pdf_token_kind {
    PO_PDF_TOKEN_END,
    PO_PDF_TOKEN_INTEGER,
    PO_PDF_TOKEN_REAL,
    PO_PDF_TOKEN_NAME, /* without the slash */
    PO_PDF_TOKEN_STRING,
    PO_PDF_TOKEN_OPEN_ARRAY,
    PO_PDF_TOKEN_CLOSE_ARRAY,
    PO_PDF_TOKEN_OPEN_DICTIONARY,
    PO_PDF_TOKEN_CLOSE_DICTIONARY,
    PO_PDF_TOKEN_WORD
} po_pdf_token_kind;

typedef struct po_pdf_token {
    po_pdf_token_kind kind;
    uint32_t size;
    const char *bytes;
    int64_t integer; /* both are set for either kind of number */
    double real;
} po_pdf_token;

/* Reads tokens of `data`. Strings and names with escapes are unescaped in place when `writable` is given (it equals
 * `data`; the same bytes must then not be read twice), else into `arena`. */
typedef struct po_pdf_lexer {
    const char *data;
    size_t size, at;
    char *writable;
    po_arena *arena;
} po_pdf_lexer;

/* Over borrowed data, which must outlive the tokens. The first unescapes in place, the second into `arena`. */
void po_pdf_lexer_init(po_pdf_lexer *lexer, char *data, size_t size);
void po_pdf_lexer_init_constant(po_pdf_lexer *lexer, const char *data, size_t size, po_arena *arena);
/* The next token and its kind; what is malformed is skipped. */
po_pdf_token_kind po_pdf_lexer_next(po_pdf_lexer *lexer, po_pdf_token *ret_token);
bool po_pdf_token_is(const po_pdf_token *token, const char *word); /* a keyword */

bool po_pdf_space(unsigned char c);     /* white space of 7.2.3 */
bool po_pdf_delimiter(unsigned char c); /* white space or one of ()<>[]{}/% */

/* Reads one object, however deep (up to PO_LIMIT_TREE_DEPTH); anything malformed becomes null or is skipped. Stops after
 * the object. Returns false at the end of the data. `stack` is scratch memory kept between calls. */
typedef struct po_pdf_parser {
    po_pdf_object *stack;
    size_t count, capacity;
    po_arena *arena;
    size_t depth;
    size_t floor[PO_LIMIT_TREE_DEPTH]; /* where each open container's items begin */
    bool dictionary[PO_LIMIT_TREE_DEPTH];
} po_pdf_parser;

/* Objects belong to `arena`; `finish` gives back the stack, not the objects. */
void po_pdf_parser_init(po_pdf_parser *parser, po_arena *arena);
void po_pdf_parser_finish(po_pdf_parser *parser);
bool po_pdf_parse(po_pdf_parser *parser, po_pdf_lexer *lexer, po_pdf_object *ret_object);

/* What an object says: whether it is this name, its number (`fallback` if it is none), its whole number (false if it is none). `object` is never NULL. */
bool po_pdf_is_name(const po_pdf_object *object, const char *name);
double po_pdf_number(const po_pdf_object *object, double fallback);
bool po_pdf_integer(const po_pdf_object *object, int64_t *ret_integer);

/* The value of a dictionary's key, not resolved; the null object if there is none or it is no dictionary. */
const po_pdf_object *po_pdf_key(const po_pdf_object *dictionary, const char *key);

/* The same for a key that a file names. */
const po_pdf_object *po_pdf_key_named(const po_pdf_object *dictionary, const char *key, size_t size);

/* A text string (7.9.2: UTF-16 with mark, UTF-8 with mark, PDFDocEncoding) as UTF-8 in the arena. */
char *po_pdf_text_string(po_arena *arena, const char *bytes, size_t size);

#endif
