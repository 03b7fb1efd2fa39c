/* SPDX-License-Identifier: Apache-2.0
 *
 * planonce explain: where a value of a plan comes from, in sentences. Reads only our own plan.json.
 */
#include <getopt.h>

#include "app/app.h"
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

static int run(int argc, char **argv, const po_install *install) {
    static const struct option OPTIONS[] = {{"help", no_argument, NULL, 'h'}, {0}};
    int option;
    while ((option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1) {
        if (option == 'h')
            return printf("usage: planonce explain %s\n", po_command_explain.usage), PO_EXIT_DONE;
        return po_usage(&po_command_explain, "that is not a way to call 'explain'");
    }
    if (argc - optind != 2)
        return po_usage(&po_command_explain, "'explain' takes the folder of a plan and an id (or a code such as 1.1)");
    return explain(install, argv[optind], argv[optind + 1]);
}

const po_command po_command_explain = {
    .name = "explain",
    .usage = "DIR ID",
    .summary = "says where a value, finding or duty of a plan comes from",
    .run = run,
};
