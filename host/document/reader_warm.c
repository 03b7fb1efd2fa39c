/* SPDX-License-Identifier: Apache-2.0
 *
 * Small documents of our own, read once by the process that workers are forked from.
 *
 * Why: the loader binds a library's functions when they are first called, and libraries make their tables when first used. Done
 * before the fork it is done once; done in every worker it was half of what a small document cost. Nothing of a stranger's is
 * read here, and what the reading says is thrown away: a reader that fails on it will say so on a real document.
 */
#include "document/reader.h"

#include <string.h>

/* One tagged page with one word. The numbers of the cross-reference table are byte offsets: change them with the text. */
static const char page[] =
    "%PDF-1.4\n"
    "1 0 obj\n"
    "<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 6 0 R>>\n"
    "endobj\n"
    "2 0 obj\n"
    "<</Type/Pages/Kids[3 0 R]/Count 1>>\n"
    "endobj\n"
    "3 0 obj\n"
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/StructParents 0/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>\n"
    "endobj\n"
    "4 0 obj\n"
    "<</Length 62>>stream\n"
    "/P <</MCID 0>> BDC BT /F1 12 Tf 72 720 Td (planonce) Tj ET EMC\n"
    "endstream\n"
    "endobj\n"
    "5 0 obj\n"
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\n"
    "endobj\n"
    "6 0 obj\n"
    "<</Type/StructTreeRoot/K 7 0 R/ParentTree<</Nums[0[7 0 R]]>>>>\n"
    "endobj\n"
    "7 0 obj\n"
    "<</Type/StructElem/S/P/P 6 0 R/Pg 3 0 R/K 0>>\n"
    "endobj\n"
    "xref\n"
    "0 8\n"
    "0000000000 65535 f \n"
    "0000000009 00000 n \n"
    "0000000100 00000 n \n"
    "0000000151 00000 n \n"
    "0000000279 00000 n \n"
    "0000000388 00000 n \n"
    "0000000451 00000 n \n"
    "0000000529 00000 n \n"
    "trailer<</Size 8/Root 1 0 R>>\n"
    "startxref\n"
    "590\n"
    "%%EOF\n";

static const char web[] = "<!DOCTYPE html><html><body><p>planonce</p></body></html>";
static const char marked[] = "# planonce\n\n| a | b |\n|---|---|\n| c | d |\n";

static void read_sample(const char *data) {
    po_error err = {0};
    const po_reader *reader = po_reader_find((const uint8_t *)data, strlen(data), NULL, &err);
    if (!reader)
        return;
    po_document *document = po_document_create();
    (void)reader->read((const uint8_t *)data, strlen(data), &(po_read_options){0}, document, &err);
    po_document_destroy(document);
}

void po_readers_warm(void) {
    static const char *const samples[] = {page, web, marked};
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        read_sample(samples[i]);
}
