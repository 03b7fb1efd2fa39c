/* SPDX-License-Identifier: Apache-2.0
 *
 * SHA-256 and the ids made from it.
 *
 * Why ids are hashes: a planner's decision stores the id of the thing it judged, and must find it
 * again in the next year's build, where files have other names and rows stand elsewhere.
 */
#include "base/digest.h"

#include <nettle/sha2.h>
#include <string.h>

char *po_sha256_hex(const void *data, size_t size, char out[PO_SHA256_TEXT_MAX]) {
    static const char digits[] = "0123456789abcdef";
    struct sha256_ctx context;
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_init(&context);
    if (size) {
        sha256_update(&context, size, data);
    }
    sha256_digest(&context, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        out[2 * i] = digits[digest[i] >> 4];
        out[2 * i + 1] = digits[digest[i] & 15];
    }
    out[PO_SHA256_TEXT_MAX - 1] = '\0';
    return out;
}

/* Eight bytes of length, least first; all ones for a part that is missing. */
static void add_length(struct sha256_ctx *context, uint64_t length) {
    uint8_t bytes[8];
    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = (uint8_t)(length >> (8 * i));
    }
    sha256_update(context, sizeof bytes, bytes);
}

/* RFC 4648 base32 in lower case: five bits a character, the first 100 bits of the digest. */
static void encode_base32(const uint8_t *digest, char out[PO_ID_TEXT_MAX]) {
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
    for (size_t i = 0; i < PO_ID_TEXT_MAX - 1; i++) {
        size_t bit = i * 5;
        unsigned pair = (unsigned)digest[bit / 8] << 8 | digest[bit / 8 + 1];
        out[i] = letters[pair >> (11 - bit % 8) & 31];
    }
    out[PO_ID_TEXT_MAX - 1] = '\0';
}

char *po_id_make(const char *const *parts, size_t count, char out[PO_ID_TEXT_MAX]) {
    struct sha256_ctx context;
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_init(&context);
    for (size_t i = 0; i < count; i++) {
        size_t size = parts[i] ? strlen(parts[i]) : 0;
        add_length(&context, parts[i] ? size : UINT64_MAX);
        if (size) {
            sha256_update(&context, size, (const uint8_t *)parts[i]);
        }
    }
    sha256_digest(&context, sizeof digest, digest);
    encode_base32(digest, out);
    return out;
}
