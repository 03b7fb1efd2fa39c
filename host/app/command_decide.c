/* SPDX-License-Identifier: Apache-2.0
 *
 * planonce decide: keeps what a person decides about a finding, a value, a tie or a duty of a plan that was built, in decisions.json beside it (or where
 * -o says), for the next build to read. It reads plan.json, never a document, and changes nothing else.
 */
#include <string.h>

#include "app/options.h"
#include "base/file.h"
#include "crosswalk/model_load.h"
#include "decision/correct.h"
#include "decision/plan_read.h"
#include "emit/language.h"
#include "model/cds.h"

typedef struct decide_options {
    const char *folder, *id, *verb, *file;
    const char *reason, *role, *value, *site, *pointer;
    po_date date;
    bool list;
} decide_options;

/* What a run of the command has at hand. */
typedef struct decide_run {
    po_arena *arena;
    const decide_options *options;
    const po_install *install;
    po_written_plan plan;
    po_judged_list *things;
    po_decisions *decisions;
    const char *path; /* of the decisions */
} decide_run;

enum { CANDIDATES_SHOWN = 12, PREFIX_MIN = 3, ALL_KINDS = (1 << PO_JUDGED_KINDS) - 1 };

/* ---- what is there --------------------------------------------------------------------------------------- */

static po_status load_plan(decide_run *run, po_error *err) {
    const po_model_schema *schema = NULL;
    po_diagnostics mistakes;
    po_diagnostics_init(&mistakes, run->arena);
    po_status status = po_model_schema_load(run->arena, run->install->crosswalks, &mistakes, &schema, err);
    po_print_diagnostics(&mistakes, NULL, false);
    if (status == PO_OK)
        status = po_written_plan_read(run->arena, run->options->folder, schema, &run->plan, err);
    if (status == PO_OK)
        run->things = po_judged_collect(run->arena, &run->plan.input, ALL_KINDS);
    return status;
}

/* A plan's code as 14 digits, however it is printed. */
static const char *agency_code(const decide_run *run) {
    char cds[PO_CDS_TEXT_MAX];
    return run->plan.cds && po_cds_parse(run->plan.cds, cds, NULL) ? po_arena_dup(run->arena, cds) : NULL;
}

static po_status check_agency(const decide_run *run, po_error *err) {
    const char *cds = agency_code(run), *other = run->decisions->cds ? run->decisions->cds : run->decisions->name;
    if (po_decisions_about(run->arena, run->decisions, cds, run->plan.name))
        return PO_OK;
    return po_error_set(err, PO_E_INPUT, "'%s' holds decisions about the agency %s, and this plan is about %s; name another file with -o",
                        run->path, other, cds ? cds : run->plan.name ? run->plan.name : "one that is not named");
}

static po_status load_decisions(decide_run *run, po_error *err) {
    run->path = run->options->file ? run->options->file : po_path_join(run->arena, run->options->folder, PO_DECISIONS_NAME);
    if (po_path_is_file(run->path)) {
        po_diagnostics mistakes;
        po_diagnostics_init(&mistakes, run->arena);
        po_status status = po_decisions_load(run->arena, run->path, run->install->crosswalks, &mistakes, &run->decisions, err);
        po_print_diagnostics(&mistakes, run->path, true);
        return status == PO_OK ? check_agency(run, err) : status;
    }
    if (run->plan.decisions > 0 && !run->options->file)
        return po_error_set(err, PO_E_USAGE,
                            "this plan was built with decisions that are kept in another file, not in '%s'; name that file with -o", run->path);
    run->decisions = PO_NEW(run->arena, po_decisions);
    run->decisions->cds = agency_code(run);
    run->decisions->name = run->plan.name;
    return PO_OK;
}

static po_status save(const decide_run *run, po_error *err) {
    po_buffer bytes = {0};
    po_decisions_write(run->decisions, &bytes);
    po_status status = po_file_write(run->path, po_buffer_text(&bytes), bytes.size, err);
    po_buffer_finish(&bytes);
    return status;
}

/* ---- what is meant ------------------------------------------------------------------------------------------- */

typedef struct candidates {
    po_judged *items[CANDIDATES_SHOWN];
    size_t count; /* may be more than are kept */
} candidates;

static void add_candidate(candidates *found, po_judged *judged) {
    if (found->count < CANDIDATES_SHOWN)
        found->items[found->count] = judged;
    found->count++;
}

/* What this verb can be said of. */
static bool fits(po_decision_kind kind, const po_judged *judged, const char *site) {
    if (kind == PO_DECISION_CONFIRM)
        return judged->of == PO_JUDGED_DUTY && po_text_equal(judged->site, site);
    if (kind == PO_DECISION_CORRECT)
        return judged->of == PO_JUDGED_VALUE;
    return judged->of != PO_JUDGED_DUTY;
}

/* By id, else by what it is called, else by the beginning of an id. */
static candidates look_for(const decide_run *run, po_decision_kind kind, const char *site) {
    candidates by_id = {0}, by_title = {0}, by_start = {0};
    const char *id = run->options->id;
    for (size_t i = 0; i < run->things->list.count; i++) {
        po_judged *judged = &run->things->list.items[i];
        if (!fits(kind, judged, site))
            continue;
        if (po_text_equal(judged->id, id))
            add_candidate(&by_id, judged);
        else if (po_text_equal(po_judged_title(run->arena, judged), id))
            add_candidate(&by_title, judged);
        else if (strlen(id) >= PREFIX_MIN && po_text_starts(judged->id, id))
            add_candidate(&by_start, judged);
    }
    return by_id.count ? by_id : by_title.count ? by_title : by_start;
}

/* What a person is told a thing is: a finding by its sentence. */
static const char *told(const decide_run *run, const po_judged *judged) {
    const char *title = po_judged_title(run->arena, judged);
    if (judged->finding && judged->finding->message)
        return po_arena_printf(run->arena, "%s: %s", title, judged->finding->message);
    if (judged->of == PO_JUDGED_VALUE && judged->slot->value.text)
        return po_arena_printf(run->arena, "%s (\"%.60s\", %s)", title, po_text_squeeze(run->arena, judged->slot->value.text), judged->whose);
    return title;
}

static void say_candidates(const decide_run *run, const candidates *found, po_error *err) {
    po_say("'%s' may be one of %zu things; take the id of one:", run->options->id, found->count);
    for (size_t i = 0; i < found->count && i < CANDIDATES_SHOWN; i++)
        fprintf(stderr, "  %s  %s\n", found->items[i]->id, told(run, found->items[i]));
    if (found->count > CANDIDATES_SHOWN)
        fprintf(stderr, "  and %zu more\n", found->count - CANDIDATES_SHOWN);
    *err = (po_error){.status = PO_E_USAGE}; /* all is said */
}

static void say_nothing_found(const decide_run *run, po_decision_kind kind, const char *site, po_error *err) {
    const char **names = PO_NEW_ARRAY(run->arena, const char *, run->things->list.count);
    size_t count = 0;
    for (size_t i = 0; i < run->things->list.count; i++)
        if (fits(kind, &run->things->list.items[i], site))
            names[count++] = po_judged_title(run->arena, &run->things->list.items[i]);
    const char *near = po_text_nearest(run->options->id, names, count);
    const char *what = kind == PO_DECISION_CONFIRM ? "duty" : kind == PO_DECISION_CORRECT ? "value" : "finding, value, tie or shared amount";
    if (site && kind == PO_DECISION_CONFIRM)
        po_error_set(err, PO_E_USAGE, "this plan has no duty '%s' at a school with the code %s", run->options->id, site);
    else
        po_error_set(err, PO_E_USAGE, "this plan has no %s '%s'%s%s%s; ids stand in plan.json, and planonce explain prints them", what,
                     run->options->id, near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
}

/* The one thing that is meant; NULL, and a sentence, if there is none or more than one. */
static po_judged *find_judged(const decide_run *run, po_decision_kind kind, const char *site, po_error *err) {
    candidates found = look_for(run, kind, site);
    if (found.count == 0)
        say_nothing_found(run, kind, site, err);
    if (found.count > 1)
        say_candidates(run, &found, err);
    return found.count == 1 ? found.items[0] : NULL;
}

/* ---- deciding -------------------------------------------------------------------------------------------------- */

static po_status fill_correction(const decide_run *run, const po_judged *judged, po_decision *decision, po_error *err) {
    const po_value *value = &judged->slot->value;
    const char *type = judged->slot->field->type, *text = run->options->value;
    if (!text)
        return po_error_set(err, PO_E_USAGE, "'correct' needs --value: what the document really says");
    if (!value->lineage || !value->lineage->record_field || po_text_equal(value->lineage->operations, "with"))
        return po_error_set(err, PO_E_USAGE, "this value was worked out, not read, and cannot be corrected; correct what it comes from");
    decision->text = text;
    decision->value = po_correction_value(run->arena, type, text);
    if (!decision->value && (po_text_equal(type, "money") || po_text_equal(type, "percent") || po_text_equal(type, "number") ||
                             po_text_equal(type, "date") || po_text_equal(type, "yes-no") || po_text_equal(type, "school-year")))
        return po_error_set(err, PO_E_USAGE, "'%.60s' cannot be read as %s; write it as the document prints it", text, type);
    if (!value->correction && po_correction_said(run->arena, decision, judged))
        return po_error_set(err, PO_E_USAGE, "the document is read as '%.60s' already; there is nothing to correct", text);
    return PO_OK;
}

/* A confirmation at the wrong place would stand there and do nothing. */
static po_status check_place(const decide_run *run, const po_judged *judged, po_error *err) {
    const po_judged_duty *duty = judged->duty;
    if (!duty->placed || (!judged->site && duty->at_agency))
        return PO_OK;
    for (size_t i = 0; judged->site && i < duty->site_count; i++)
        if (po_text_equal(duty->sites[i], judged->site))
            return PO_OK;
    if (duty->at_agency)
        return po_error_set(err, PO_E_USAGE, "the duty %s lies on the agency as a whole; leave out --site", duty->id);
    if (duty->site_count == 0)
        return po_error_set(err, PO_E_USAGE, "the duty %s lies on schools, and no plan of a school is here", duty->id);
    po_buffer codes = {0};
    for (size_t i = 0; i < duty->site_count; i++)
        po_buffer_printf(&codes, "%s%s", i ? ", " : "", duty->sites[i]);
    const char *list = po_arena_dup(run->arena, po_buffer_text(&codes));
    po_buffer_finish(&codes);
    return po_error_set(err, PO_E_USAGE, "the duty %s lies on schools; say which with --site: %.400s", duty->id, list);
}

static po_status make_decision(decide_run *run, po_decision_kind kind, po_judged *judged, po_decision *ret_decision, po_error *err) {
    const decide_options *options = run->options;
    po_status status = PO_OK;
    *ret_decision = (po_decision){.id = judged->id,
                                  .kind = kind,
                                  .about = told(run, judged),
                                  .fingerprint = *po_judged_print(run->things, judged),
                                  .reason = options->reason,
                                  .role = options->role,
                                  .date = options->date,
                                  .pointer = options->pointer};
    if (judged->of == PO_JUDGED_VALUE)
        ret_decision->about = po_judged_title(run->arena, judged);
    if (kind == PO_DECISION_CONFIRM) {
        status = check_place(run, judged, err);
        ret_decision->duty = judged->id;
        ret_decision->site = judged->site;
    }
    if (kind == PO_DECISION_CORRECT)
        status = fill_correction(run, judged, ret_decision, err);
    else if (options->value)
        status = po_error_set(err, PO_E_USAGE, "--value belongs to 'correct'");
    const char *mistake = status == PO_OK ? po_decision_mistake(run->arena, ret_decision) : NULL;
    return mistake ? po_error_set(err, PO_E_USAGE, "%s", mistake) : status;
}

static const char *site_code(const decide_run *run, po_error *err, po_status *ret_status) {
    char cds[PO_CDS_TEXT_MAX];
    if (!run->options->site)
        return NULL;
    if (po_cds_parse(run->options->site, cds, NULL))
        return po_arena_dup(run->arena, cds);
    *ret_status = po_error_set(err, PO_E_USAGE, "'%.40s' is no code of a school; it has 14 digits", run->options->site);
    return NULL;
}

static po_status decide(decide_run *run, po_decision_kind kind, po_error *err) {
    po_decision decision = {0};
    po_status status = PO_OK;
    const char *site = site_code(run, err, &status);
    po_judged *judged = status == PO_OK ? find_judged(run, kind, site, err) : NULL;
    if (!judged)
        return PO_E_USAGE;
    status = make_decision(run, kind, judged, &decision, err);
    if (status != PO_OK)
        return status;
    bool replaced = po_decisions_put(run->arena, run->decisions, &decision);
    status = save(run, err);
    if (status == PO_OK)
        printf("%s: %s\n%sWritten to %s; build again to see it on the page.\n", po_decision_kind_name(kind), decision.about,
               replaced ? "It takes the place of the earlier decision about it. " : "", run->path);
    return status;
}

/* By the id that the decision has, or that its thing has now. */
static po_status withdraw(decide_run *run, po_error *err) {
    po_status status = PO_OK;
    const char *site = site_code(run, err, &status);
    const char *id = run->options->id;
    for (size_t i = 0; status == PO_OK && !po_decisions_find(run->decisions, id, site) && i < run->decisions->list.count; i++) {
        const po_decision *decision = &run->decisions->list.items[i];
        bool named = po_text_equal(decision->fingerprint.what, id) || po_text_equal(decision->about, id) ||
                     (strlen(id) >= PREFIX_MIN && po_text_starts(decision->id, id));
        if (named && po_text_equal(decision->site, site))
            id = decision->id;
    }
    if (status == PO_OK && !po_decisions_withdraw(run->decisions, id, site))
        status = po_error_set(err, PO_E_USAGE, "'%s' holds no decision about '%s'; --list shows those that are there", run->path, id);
    if (status == PO_OK)
        status = save(run, err);
    if (status == PO_OK)
        printf("Withdrawn: %s\nWritten to %s; build again to see it on the page.\n", id, run->path);
    return status;
}

/* ---- the list ---------------------------------------------------------------------------------------------------- */

static void print_standing(const decide_run *run, const po_language *language, const po_standing *standing) {
    char date[PO_DATE_TEXT_MAX];
    const po_decision *decision = standing->decision;
    printf("%s: %s %s", po_standing_name(standing->kind), po_decision_kind_name(decision->kind),
           decision->about ? decision->about : decision->fingerprint.what);
    printf(decision->site ? " at %s [%s]\n" : "%s [%s]\n", decision->site ? decision->site : "", decision->id);
    printf("    %s, %s: %s\n", decision->role, po_date_format_iso(decision->date, date), decision->reason);
    if (decision->text)
        printf("    the document says: %s\n", decision->text);
    if (decision->pointer)
        printf("    the proof: %s\n", decision->pointer);
    printf("    %s\n", po_language_format(language, run->arena, standing->why, standing->arguments, standing->argument_count));
}

static po_status list(decide_run *run, po_error *err) {
    po_standings standings;
    po_standings_init(&standings, run->arena);
    po_language *language = po_language_create("en");
    po_status status = po_language_load_folder(language, run->install->templates, err);
    if (status == PO_OK)
        po_standings_make(&standings, run->decisions, run->things, NULL);
    for (size_t i = 0; i < standings.list.count; i++)
        print_standing(run, language, &standings.list.items[i]);
    if (status == PO_OK)
        printf("%zu decisions in %s\n", standings.list.count, run->path);
    po_language_destroy(language);
    return status;
}

/* ---- the command ------------------------------------------------------------------------------------------------- */

static int run_job(const decide_options *options, const po_install *install) {
    decide_run run = {.arena = po_arena_create(), .options = options, .install = install};
    po_decision_kind kind = PO_DECISION_ACCEPT;
    po_error err = {0};
    po_status status = load_plan(&run, &err);
    if (status == PO_OK)
        status = load_decisions(&run, &err);
    if (status == PO_OK && options->list)
        status = list(&run, &err);
    else if (status == PO_OK && po_text_equal(options->verb, "withdraw"))
        status = withdraw(&run, &err);
    else if (status == PO_OK)
        status = po_decision_kind_parse(options->verb, &kind) ? decide(&run, kind, &err) : PO_E_USAGE;
    if (err.text[0])
        po_say("%s", err.text);
    po_model_destroy(run.plan.model);
    po_arena_destroy(run.arena);
    return status == PO_OK ? PO_EXIT_DONE : status == PO_E_USAGE ? PO_EXIT_USAGE : PO_EXIT_NOTHING;
}

static int check_verb(const char *verb) {
    static const char *const verbs[] = {"accept", "reject", "explain", "correct", "confirm", "withdraw"};
    size_t count = sizeof verbs / sizeof *verbs;
    for (size_t i = 0; i < count; i++)
        if (po_text_equal(verbs[i], verb))
            return -1;
    const char *near = po_text_nearest(verb, verbs, count);
    return po_usage(&po_command_decide, "'%s' is no decision; it may be accept, reject, explain, correct, confirm or withdraw%s%s%s", verb,
                    near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
}

#define PLACE(member) .place = offsetof(decide_options, member)

static const po_option OPTIONS[] = {
    {.name = "reason", .argument = "TEXT", .help = "option.reason", .set = po_option_text, PLACE(reason), .needed = true},
    {.name = "role", .argument = "ROLE", .help = "option.role", .set = po_option_text, PLACE(role), .needed = true},
    {.name = "value", .argument = "TEXT", .help = "option.value", .set = po_option_text, PLACE(value)},
    {.name = "pointer", .argument = "TEXT", .help = "option.pointer", .set = po_option_text, PLACE(pointer)},
    {.name = "site", .argument = "CODE", .help = "option.site", .set = po_option_text, PLACE(site)},
    {.name = "date", .argument = "DATE", .help = "option.decided_on", .set = po_option_as_of, PLACE(date)},
    {.name = "output", .letter = 'o', .argument = "FILE", .help = "option.output_decisions", .set = po_option_text, PLACE(file)},
    {.name = "list", .help = "option.list_decisions", .set = po_option_flag, PLACE(list), .elsewhere = true},
    {0}};
static const char *const ALSO[] = {"DIR ID withdraw [--site CODE] [-o FILE]", "DIR --list [-o FILE]", NULL};

/* -1: go on. */
static int take_operands(const po_operands *given, decide_options *options) {
    if (options->list && given->count == 1) {
        options->folder = given->items[0];
        return -1;
    }
    if (options->list || given->count != 3)
        return po_usage(&po_command_decide, "'decide' takes the folder of a plan, an id, and what is decided; or the folder and --list");
    options->folder = given->items[0];
    options->id = given->items[1];
    options->verb = given->items[2];
    int code = check_verb(options->verb);
    if (code >= 0 || po_text_equal(options->verb, "withdraw"))
        return code;
    if (!options->reason || !options->role)
        return po_usage(&po_command_decide, "a decision needs --reason, a sentence, and --role, who decides by office and not by name");
    return -1;
}

static int run(const po_call *call) {
    decide_options options = {0};
    po_operands given = {0};
    int code = po_options_parse(call, &options, &given);
    if (code < 0)
        code = po_options_as_of(call, &options.date);
    if (code < 0)
        code = take_operands(&given, &options);
    return code < 0 ? run_job(&options, call->install) : code;
}

const po_command po_command_decide = {
    .name = "decide",
    .summary = "keeps what you decide about a finding, a value or a duty, for the next build",
    .options = OPTIONS,
    .operands = "DIR ID accept|reject|explain|correct|confirm",
    .operands_first = true,
    .also = ALSO,
    .run = run,
};
