/* SPDX-License-Identifier: Apache-2.0
 *
 * SHA-256 (nettle) and the stable ids made from it (design: ids are the first 100 bits of a SHA-256 over the parts
 * that make a thing what it is, in base32; never position, order or file name).
 */
#ifndef PO_BASE_DIGEST_H
#define PO_BASE_DIGEST_H

#include "base/status.h"

#define PO_SHA256_TEXT_MAX 65
#define PO_ID_TEXT_MAX 21 /* 20 characters of a-z2-7 and NUL */

/* Lower-case hex of the SHA-256 of `size` bytes. */
char *po_sha256_hex(const void *data, size_t size, char out[PO_SHA256_TEXT_MAX]);

/* The id over `count` parts. Each part is hashed with its length before it, so that ("ab","c") and ("a","bc")
 * differ; NULL counts as a part that is missing, which differs from "". */
char *po_id_make(const char *const *parts, size_t count, char out[PO_ID_TEXT_MAX]);

#endif
