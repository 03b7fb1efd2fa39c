/* SPDX-License-Identifier: Apache-2.0
 *
 * planonce explain: where a value of a plan comes from, in sentences. Reads only our own plan.json.
 */
#include "app/options.h"
#include "emit/explain.h"

static int explain(const po_install *install, const char *folder, const char *id) {
    po_language *language = po_language_create("en");
    po_buffer text = {0};
    po_error err = {0};
    po_status status = po_language_load_folder(language, install->templates, &err);
    if (status == PO_OK)
        status = po_explain(folder, id, language, &text, &err);
    if (status == PO_OK)
        fputs(po_buffer_text(&text), stdout);
    else
        po_say("%s", err.text);
    po_buffer_finish(&text);
    po_language_destroy(language);
    return status == PO_OK ? PO_EXIT_DONE : PO_EXIT_NOTHING;
}

static int run(const po_call *call) {
    po_operands given = {0};
    int code = po_options_parse(call, NULL, &given);
    if (code < 0 && given.count != 2)
        code = po_usage(call->command, "'explain' takes the folder of a plan and an id (or a code such as 1.1)");
    return code < 0 ? explain(call->install, given.items[0], given.items[1]) : code;
}

const po_command po_command_explain = {
    .name = "explain",
    .summary = "says where a value, finding or duty of a plan comes from",
    .operands = "DIR ID",
    .run = run,
};
