/* SPDX-License-Identifier: Apache-2.0
 *
 * Charts: whole units, text alternatives, escaping; and what privacy withholds.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "emit/privacy.h"
#include "emit/svg.h"

Test(svg, bars_are_scaled_to_the_longest) {
    po_buffer out = {0};
    const po_svg_bar bars[] = {{"LCFF", "$200", {20000, 2}, NULL},
                               {"Federal <&>", "$50", {50, 0}, "soft"},
                               {"Tiny", "$1", {1, 3}, NULL},
                               {"Back", "-$5", {-5, 0}, NULL}};
    po_svg_bars(&out, "c", "Money & more", "LCFF: $200", bars, 4);
    cr_expect_not_null(strstr(out.data, "viewBox=\"0 0 640 176\" role=\"img\" aria-labelledby=\"c-title c-desc\""));
    cr_expect_not_null(strstr(out.data, "<title id=\"c-title\">Money &amp; more</title><desc id=\"c-desc\">LCFF: $200</desc>"));
    cr_expect_not_null(strstr(out.data, "class=\"bar\" x=\"0\" y=\"22\" width=\"640\""));
    cr_expect_not_null(strstr(out.data, "class=\"bar soft\" x=\"0\" y=\"66\" width=\"160\""));
    cr_expect_not_null(strstr(out.data, "class=\"bar\" x=\"0\" y=\"110\" width=\"1\""));
    cr_expect_not_null(strstr(out.data, "class=\"bar\" x=\"0\" y=\"154\" width=\"0\""));
    cr_expect_not_null(strstr(out.data, "Federal &lt;&amp;&gt;"));
    po_buffer_finish(&out);
}

Test(svg, nothing_to_show) {
    po_buffer out = {0};
    const po_svg_bar zero = {"None", "$0", {0, 0}, NULL};
    po_svg_bars(&out, "c", "t", "d", &zero, 1);
    cr_expect_not_null(strstr(out.data, "class=\"bar\" x=\"0\" y=\"22\" width=\"0\""));
    po_buffer_finish(&out);
}

Test(privacy, counts_from_one_to_ten_are_few) {
    static const char *const few[] = {"1", "2", "10", " 7", "1.5"};
    static const char *const fine[] = {"0", "11", "1,234", "", "none", NULL, "-3", "10 of 20"};
    for (size_t i = 0; i < sizeof few / sizeof *few; i++) {
        cr_expect(po_privacy_count_is_small(few[i]), "%s", few[i]);
    }
    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++) {
        cr_expect_not(po_privacy_count_is_small(fine[i]), "%s", fine[i] ? fine[i] : "NULL");
    }
}
