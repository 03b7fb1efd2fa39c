/* SPDX-License-Identifier: Apache-2.0
 *
 * The spawner's own process: wait for requests and for children, nothing else. It allocates little,
 * parses nothing, and has no descriptor but its socket.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "document/reader.h"
#include "plugin/spawner_parts.h"
#include "plugin/worker.h"

/* Where a worker finds what it needs; everything above is closed. */
enum { DOCUMENT_SLOT = 3, RESULT_SLOT, RULESET_SLOT, SLOTS_END };

typedef struct child {
    pid_t process; /* 0: free */
    uint64_t ticket;
} child;

#define CHILDREN_MAX 1024u

/* Lives on the stack of po_spawner_serve: this process is nothing else. */
typedef struct spawner {
    const po_spawner_setup *setup;
    po_sandbox *sandbox;
    int control, signals;
    child children[CHILDREN_MAX];
    po_spawner_message message; /* the request under way */
} spawner;

/* ---- a worker ---- */

static void close_from(unsigned first) {
#ifdef SYS_close_range
    if (syscall(SYS_close_range, first, ~0u, 0) == 0) {
        return;
    }
#endif
    long last = sysconf(_SC_OPEN_MAX);
    for (long fd = (long)first; fd < (last > 0 ? last : 1024); fd++) {
        (void)close((int)fd);
    }
}

/* Moves descriptors to their slots. They are lifted over all slots first, so that none overwrites
 * another. */
static bool settle_descriptors(const po_spawner_descriptors *in, po_sandbox *sandbox) {
    int *ruleset = po_sandbox_descriptor(sandbox);
    int lifted[4] = {fcntl(in->noise, F_DUPFD, SLOTS_END), fcntl(in->document, F_DUPFD, SLOTS_END),
                     fcntl(in->result, F_DUPFD, SLOTS_END),
                     *ruleset < 0 ? -1 : fcntl(*ruleset, F_DUPFD, SLOTS_END)};
    if (lifted[0] < 0 || lifted[1] < 0 || lifted[2] < 0 || (*ruleset >= 0 && lifted[3] < 0)) {
        return false;
    }
    bool done = dup2(lifted[0], STDOUT_FILENO) >= 0 && dup2(lifted[0], STDERR_FILENO) >= 0 &&
                dup2(lifted[1], DOCUMENT_SLOT) >= 0 && dup2(lifted[2], RESULT_SLOT) >= 0;
    if (*ruleset >= 0) {
        done = done && dup2(lifted[3], RULESET_SLOT) >= 0;
        *ruleset = RULESET_SLOT;
    }
    close_from(*ruleset >= 0 ? SLOTS_END : RULESET_SLOT);
    return done;
}

/* The end of the parent is the end of the child; the parent may have ended before the wish was
 * heard. */
static void die_with(pid_t parent) {
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    if (getppid() != parent) {
        _exit(1);
    }
}

static void reset_signals(void) {
    sigset_t none;
    (void)sigemptyset(&none);
    (void)sigprocmask(SIG_SETMASK, &none, NULL);
    (void)signal(SIGPIPE, SIG_IGN); /* a host that stopped listening shows as EPIPE */
    (void)signal(SIGINT, SIG_DFL);
    (void)signal(SIGTERM, SIG_DFL);
}

static const char *take_text(const po_spawner_message *message, size_t *used, uint32_t size) {
    const char *text = size == 0 ? NULL : message->text + *used;
    *used += size;
    return text;
}

static void run_worker(spawner *s, const po_spawner_descriptors *descriptors,
                       pid_t parent) PO_NORETURN;
static void run_worker(spawner *s, const po_spawner_descriptors *descriptors, pid_t parent) {
    const po_spawner_message *message = &s->message;
    size_t used = 0;
    die_with(parent);
    (void)setpgid(0, 0); /* the parent does the same: whoever comes first */
    reset_signals();
    if (!settle_descriptors(descriptors, s->sandbox)) {
        _exit(1);
    }
    po_worker_task task = {.registry = s->setup->registry,
                           .sandbox = s->sandbox,
                           .require_sandbox = s->setup->require_sandbox,
                           .document = DOCUMENT_SLOT,
                           .no_structure = message->no_structure != 0};
    task.name = take_text(message, &used, message->name_size);
    task.program = take_text(message, &used, message->program_size);
    task.scope = take_text(message, &used, message->scope_size);
    po_worker_serve(&task, &s->setup->limits, RESULT_SLOT);
}

/* ---- children ---- */

static void report(const spawner *s, uint64_t ticket, int code, int status) {
    po_worker_end end = {.ticket = ticket, .code = code, .status = status};
    (void)send(s->control, &end, sizeof end,
               MSG_NOSIGNAL); /* a host that has gone shows at the next poll */
}

static child *find_child(spawner *s, pid_t process) {
    for (size_t i = 0; i < CHILDREN_MAX; i++) {
        if (s->children[i].process == process) {
            return &s->children[i];
        }
    }
    return NULL;
}

static void start_worker(spawner *s, const po_spawner_descriptors *descriptors) {
    const po_spawner_message *message = &s->message;
    child *slot = find_child(s, 0);
    pid_t self = getpid();
    pid_t process = slot == NULL ? -1 : fork();
    if (process == 0) {
        run_worker(s, descriptors, self);
    }
    if (process < 0) {
        report(s, message->ticket, 0, slot == NULL ? EAGAIN : errno);
        return;
    }
    (void)setpgid(process, process);
    *slot = (child){.process = process, .ticket = message->ticket};
}

/* Children that are no workers: what a worker without a sandbox left behind outside its group came
 * to us, the subreaper. */
static void kill_strays(spawner *s) {
    char path[64], text[4096];
    (void)snprintf(path, sizeof path, "/proc/self/task/%ld/children", (long)getpid());
    int file = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t size = file < 0 ? -1 : read(file, text, sizeof text - 1);
    if (file >= 0) {
        (void)close(file);
    }
    text[size < 0 ? 0 : size] = '\0';
    char *end = text;
    for (long process = strtol(text, &end, 10); process > 0; process = strtol(end, &end, 10)) {
        if (find_child(s, (pid_t)process) == NULL) {
            (void)kill((pid_t)process, SIGKILL);
        }
    }
}

/* The group is killed while its leader is still unreaped: until then its number cannot be given to
 * somebody else. */
static void reap(spawner *s) {
    siginfo_t info = {0};
    while (waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid > 0) {
        child *ended = find_child(s, info.si_pid);
        if (ended != NULL) {
            (void)kill(-info.si_pid, SIGKILL);
        }
        (void)waitid(P_PID, (id_t)info.si_pid, &info, WEXITED | WNOHANG);
        if (ended != NULL) {
            ended->process = 0;
        }
        if (po_sandbox_level_of(s->sandbox) != PO_SANDBOX_FULL) {
            kill_strays(
                s); /* under the full sandbox there can be none; each one's end leads here again */
        }
        if (ended != NULL) {
            report(s, ended->ticket, info.si_code, info.si_status);
        }
        info = (siginfo_t){0};
    }
}

static void kill_ticket(spawner *s, uint64_t ticket) {
    for (size_t i = 0; i < CHILDREN_MAX; i++) {
        if (s->children[i].process != 0 && s->children[i].ticket == ticket) {
            (void)kill(-s->children[i].process, SIGKILL);
            (void)kill(s->children[i].process, SIGKILL); /* in case it is no group yet */
        }
    }
}

static void end_everything(spawner *s) PO_NORETURN;
static void end_everything(spawner *s) {
    for (size_t i = 0; i < CHILDREN_MAX; i++) {
        if (s->children[i].process != 0) {
            (void)kill(-s->children[i].process, SIGKILL);
            (void)kill(s->children[i].process, SIGKILL);
            (void)waitpid(s->children[i].process, NULL, 0);
            s->children[i].process = 0;
        }
    }
    kill_strays(s);
    _exit(0);
}

/* ---- requests ---- */

static bool valid(const po_spawner_message *message, ssize_t size) {
    size_t text = (size_t)message->name_size + message->program_size + message->scope_size;
    return size >= (ssize_t)PO_SPAWNER_HEAD && text <= PO_SPAWNER_TEXT_MAX &&
           (size_t)size == PO_SPAWNER_HEAD + text;
}

/* One message; false when the host has gone. */
static bool take_request(spawner *s) {
    union {
        char bytes[CMSG_SPACE(PO_SPAWNER_DESCRIPTORS * sizeof(int))];
        struct cmsghdr align;
    } control;
    struct iovec piece = {&s->message, sizeof s->message};
    struct msghdr header = {.msg_iov = &piece,
                            .msg_iovlen = 1,
                            .msg_control = control.bytes,
                            .msg_controllen = sizeof control.bytes};
    ssize_t got = recvmsg(s->control, &header, MSG_CMSG_CLOEXEC);
    if (got < 0) {
        return errno == EINTR || errno == EAGAIN;
    }
    if (got == 0 || !valid(&s->message, got)) {
        return false;
    }
    if (s->message.verb == PO_SPAWNER_KILL) {
        kill_ticket(s, s->message.ticket);
        return true;
    }
    struct cmsghdr *rights = CMSG_FIRSTHDR(&header);
    po_spawner_descriptors descriptors = {-1, -1, -1};
    if (rights == NULL || rights->cmsg_len != CMSG_LEN(sizeof descriptors)) {
        return false;
    }
    memcpy(&descriptors, CMSG_DATA(rights), sizeof descriptors);
    start_worker(s, &descriptors);
    (void)close(descriptors.document);
    (void)close(descriptors.result);
    (void)close(descriptors.noise);
    return true;
}

/* The folders of the search path, and those of the programs themselves, which may be links to
 * elsewhere. */
static po_sandbox *create_sandbox(const po_registry *registry) {
    size_t folder_count = 0, program_count = 0;
    const char *const *folders = po_registry_folders(registry, &folder_count);
    const po_program *const *programs = po_registry_programs(registry, &program_count);
    po_arena *arena = po_arena_create();
    const char **all = PO_NEW_ARRAY(arena, const char *, folder_count + program_count);
    for (size_t i = 0; i < folder_count; i++) {
        all[i] = folders[i];
    }
    for (size_t i = 0; i < program_count; i++) {
        all[folder_count + i] = programs[i]->folder;
    }
    po_sandbox *sandbox = po_sandbox_create(all, folder_count + program_count);
    po_arena_destroy(arena);
    return sandbox;
}

/* Blocked, so that it arrives at the descriptor; not ignored, as a careless host may have it, or
 * children would vanish unreported. */
static int listen_for_children(void) {
    sigset_t child_signal;
    (void)sigemptyset(&child_signal);
    (void)sigaddset(&child_signal, SIGCHLD);
    (void)signal(SIGCHLD, SIG_DFL);
    (void)sigprocmask(SIG_BLOCK, &child_signal, NULL);
    return signalfd(-1, &child_signal, SFD_CLOEXEC | SFD_NONBLOCK);
}

static void prepare(spawner *s) {
    /* The host's own descriptors, open files among them, are no business of ours; stdout least of
     * all: a reader at its other end would wait for us. */
    int nothing = open("/dev/null", O_RDWR);
    (void)dup2(nothing, STDIN_FILENO);
    (void)dup2(nothing, STDOUT_FILENO);
#ifndef PO_SANITIZED
    (void)dup2(nothing, STDERR_FILENO);
#endif
    if (s->control != DOCUMENT_SLOT) {
        s->control = dup2(s->control, DOCUMENT_SLOT);
    }
    close_from(DOCUMENT_SLOT + 1);
    (void)fcntl(s->control, F_SETFD, FD_CLOEXEC);
    (void)prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
    (void)signal(SIGPIPE, SIG_IGN);
    po_readers_warm();
    (void)malloc_trim(0); /* what loading and warming left free would be copied page by page by every worker */
    s->signals = listen_for_children();
    s->sandbox = create_sandbox(s->setup->registry);
    report(s, PO_SPAWNER_LEVEL_TICKET, 0, (int)po_sandbox_level_of(s->sandbox));
}

void po_spawner_serve(const po_spawner_setup *setup, int control, pid_t host) {
    spawner self = {.setup = setup, .control = control};
    die_with(host);
    prepare(&self);
    for (;;) {
        struct pollfd waits[2] = {{.fd = self.control, .events = POLLIN},
                                  {.fd = self.signals, .events = POLLIN}};
        if (poll(waits, 2, -1) < 0 && errno != EINTR) {
            end_everything(&self);
        }
        if (waits[1].revents != 0) {
            struct signalfd_siginfo ignored[8];
            ssize_t got =
                read(self.signals, ignored, sizeof ignored); /* waitid knows more than the signal */
            (void)got;
            reap(&self);
        }
        if (waits[0].revents != 0 && !take_request(&self)) {
            end_everything(&self);
        }
    }
}
