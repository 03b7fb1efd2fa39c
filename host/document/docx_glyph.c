/* SPDX-License-Identifier: Apache-2.0
 *
 * Only signs that carry meaning in a plan: boxes, ticks, crosses, bullets, arrows, and of the Symbol font what stands in
 * sentences (comparisons, Greek is left out).
 */
#include "document/docx_glyph.h"

#include <string.h>

typedef struct glyph {
    uint8_t font, code;
    uint16_t unicode;
} glyph;

enum { W = PO_DOCX_FONT_WINGDINGS, W2 = PO_DOCX_FONT_WINGDINGS2, WEB = PO_DOCX_FONT_WEBDINGS, S = PO_DOCX_FONT_SYMBOL };

static const glyph glyphs[] = {
    {W, 0x6C, 0x2022},  {W, 0x6D, 0x25CB},  {W, 0x6E, 0x25AA},  {W, 0x6F, 0x2610},  {W, 0x70, 0x2610},
    {W, 0x71, 0x2610},  {W, 0x72, 0x2610},  {W, 0x78, 0x2612},  {W, 0x9F, 0x2022},  {W, 0xA7, 0x25AA},
    {W, 0xA8, 0x2610},  {W, 0xD8, 0x27A2},  {W, 0xDF, 0x2190},  {W, 0xE0, 0x2192},  {W, 0xE8, 0x2192},
    {W, 0xF0, 0x21E8},  {W, 0xFB, 0x2717},  {W, 0xFC, 0x2713},  {W, 0xFD, 0x2612},  {W, 0xFE, 0x2611},
    {W2, 0x4F, 0x2717}, {W2, 0x50, 0x2713}, {W2, 0x51, 0x2612}, {W2, 0x52, 0x2611}, {W2, 0x53, 0x2612},
    {W2, 0x54, 0x2612}, {W2, 0x95, 0x2022}, {W2, 0x97, 0x2022}, {W2, 0xA2, 0x25A0}, {W2, 0xA3, 0x2610},
    {WEB, 0x61, 0x2713}, {WEB, 0x63, 0x2610}, {WEB, 0x67, 0x25A0}, {WEB, 0x72, 0x2717},
    {S, 0xA3, 0x2264},  {S, 0xA7, 0x2663},  {S, 0xAC, 0x2190},  {S, 0xAE, 0x2192},  {S, 0xB0, 0x00B0},
    {S, 0xB1, 0x00B1},  {S, 0xB3, 0x2265},  {S, 0xB4, 0x00D7},  {S, 0xB7, 0x2022},  {S, 0xB8, 0x00F7},
    {S, 0xB9, 0x2260},  {S, 0xD2, 0x00AE},  {S, 0xD3, 0x00A9},  {S, 0xD4, 0x2122},  {S, 0xD6, 0x221A},
    {S, 0xE2, 0x00AE},  {S, 0xE3, 0x00A9},  {S, 0xE4, 0x2122},  {S, 0xE5, 0x2211},
};

po_docx_font po_docx_font_find(const char *name, size_t size) {
    static const struct {
        const char *name;
        po_docx_font font;
    } fonts[] = {{"Wingdings 2", PO_DOCX_FONT_WINGDINGS2}, {"Webdings", PO_DOCX_FONT_WEBDINGS},
                 {"Symbol", PO_DOCX_FONT_SYMBOL}};
    for (size_t i = 0; i < sizeof fonts / sizeof *fonts; i++) {
        if (size == strlen(fonts[i].name) && memcmp(name, fonts[i].name, size) == 0) {
            return fonts[i].font;
        }
    }
    return PO_DOCX_FONT_WINGDINGS;
}

uint32_t po_docx_glyph(po_docx_font font, uint32_t code) {
    code = code >= 0xF000 && code <= 0xF0FF ? code - 0xF000 : code;
    if (font == PO_DOCX_FONT_SYMBOL && code >= 0x20 && code < 0x40) {
        return code; /* figures and punctuation are where ASCII has them */
    }
    for (size_t i = 0; i < sizeof glyphs / sizeof *glyphs; i++) {
        if (glyphs[i].font == (uint8_t)font && glyphs[i].code == code) {
            return glyphs[i].unicode;
        }
    }
    return 0xFFFD;
}
