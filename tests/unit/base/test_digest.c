/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/digest.h"

Test(digest, sha256_vectors) {
    char out[PO_SHA256_TEXT_MAX];
    /* FIPS 180-4 examples */
    cr_expect_str_eq(po_sha256_hex("abc", 3, out),
                     "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    cr_expect_str_eq(po_sha256_hex(NULL, 0, out),
                     "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    cr_expect_str_eq(
        po_sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56, out),
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

/* Expected ids: Python's hashlib and base64 over the same lengths and bytes. */
Test(digest, ids) {
    static const struct {
        const char *parts[4];
        size_t count;
        const char *id;
    } cases[] = {
        {{NULL}, 0, "4oymiquy7qobjgx36tej"},
        {{NULL}, 1, "ckr24rcwmhhf33ty2bsq"},
        {{""}, 1, "v5kxb5nbqefxv54mv5f4"},
        {{"ab", "c"}, 2, "ipxgkvlz3ya4u443h6k4"},
        {{"a", "bc"}, 2, "tkfmzinwy3al57j7xr2w"},
        {{"duty", "lcap.L26", "19 64733 0000000", "2026-27"}, 4, "osfthjuz4256njvgbh7s"},
        {{"año"}, 1, "ozpkioazqefdkm2o4dnk"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char out[PO_ID_TEXT_MAX];
        cr_expect_eq(po_id_make(cases[i].parts, cases[i].count, out), out);
        cr_expect_str_eq(out, cases[i].id);
    }
}
