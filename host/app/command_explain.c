/* SPDX-License-Identifier: Apache-2.0
 *
 * planonce explain: where a value of a plan comes from, in sentences. Reads only our own plan.json.
 */
#include <getopt.h>

#include "app/app.h"
#include "emit/explain.h"

static int run(int argc, char **argv, const po_install *install) {
    (void)install;
    static const struct option OPTIONS[] = {{"help", no_argument, NULL, 'h'}, {0}};
    int option;
    while ((option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1) {
        if (option == 'h')
            return printf("usage: planonce explain %s\n", po_command_explain.usage), PO_EXIT_DONE;
        return po_usage(&po_command_explain, "that is not a way to call 'explain'");
    }
    if (argc - optind != 2)
        return po_usage(&po_command_explain, "'explain' takes the folder of a plan and an id (or a code such as 1.1)");
    po_buffer text = {0};
    po_error err = {0};
    int code = PO_EXIT_DONE;
    if (po_explain(argv[optind], argv[optind + 1], &text, &err) == PO_OK) {
        fputs(po_buffer_text(&text), stdout);
    } else {
        po_say("%s", err.text);
        code = PO_EXIT_NOTHING;
    }
    po_buffer_finish(&text);
    return code;
}

const po_command po_command_explain = {
    .name = "explain",
    .usage = "DIR ID",
    .summary = "says where a value, finding or duty of a plan comes from",
    .run = run,
};
