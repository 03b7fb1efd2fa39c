/* SPDX-License-Identifier: Apache-2.0
 *
 * How large compressed data would become, without unpacking it.
 */
#ifndef PO_DOCUMENT_PDF_FLATE_H
#define PO_DOCUMENT_PDF_FLATE_H

#include <stddef.h>
#include <stdint.h>

/* The size of zlib data (RFC 1950) once unpacked, as far as it is sound; counting stops above `limit`. */
size_t po_pdf_flate_size(const uint8_t *data, size_t size, size_t limit);

#endif
