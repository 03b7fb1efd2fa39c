/* SPDX-License-Identifier: Apache-2.0
 *
 * A PDF file: its objects by number, and the decoded data of its streams.
 *
 * libqpdf opens, repairs, decrypts and decodes. Values are read by us: straight from the file, or from object streams
 * decoded once, as long as the cross-reference table is sound; through libqpdf's unparse otherwise.
 *
 * Ownership: objects live as long as the file. Functions that look into objects never return NULL: what is missing, of the wrong
 * type or circular is the null object.
 */
#ifndef PO_DOCUMENT_PDF_FILE_H
#define PO_DOCUMENT_PDF_FILE_H

#include "document/pdf_object.h"

typedef struct po_pdf_file po_pdf_file;

/* Opens `data`, which must outlive the file. Errors: PO_E_INPUT with a sentence for a password, damage beyond repair, no pages. */
PO_NODISCARD po_status po_pdf_file_open(const uint8_t *data, size_t size, po_pdf_file **ret_file, po_error *err);

/* Accepts NULL. With `leave` libqpdf's memory is left to the end of the process, which saves a tenth of the time. */
void po_pdf_file_destroy(po_pdf_file *file, bool leave);

/* True if the file was damaged and libqpdf repaired it: text may be missing. */
bool po_pdf_file_repaired(const po_pdf_file *file);

/* True if a limit on decoded bytes was reached. */
bool po_pdf_file_limited(const po_pdf_file *file);

/* The trailer dictionary, and the object with a number (the null object if there is none). Both belong to the file. */
const po_pdf_object *po_pdf_file_trailer(const po_pdf_file *file);
const po_pdf_object *po_pdf_file_object(po_pdf_file *file, uint32_t number);

/* Follows a reference to its value. */
const po_pdf_object *po_pdf_resolve(po_pdf_file *file, const po_pdf_object *object);

/* The resolved value of a key, or of an array's item. */
const po_pdf_object *po_pdf_get(po_pdf_file *file, const po_pdf_object *dictionary, const char *key);
const po_pdf_object *po_pdf_at(po_pdf_file *file, const po_pdf_object *array, size_t index);

/* The decoded data of stream `number`, the caller's to free; NULL if there is none, it is in a filter for pictures, or a limit
 * is reached. */
char *po_pdf_file_stream(po_pdf_file *file, uint32_t number, size_t *ret_size);

/* Memory that lives as long as the file. */
po_arena *po_pdf_file_arena(po_pdf_file *file);

/* One past the largest object number that can have a value. */
uint32_t po_pdf_file_size(const po_pdf_file *file);

#endif
