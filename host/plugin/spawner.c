/* SPDX-License-Identifier: Apache-2.0
 *
 * The host's end of the spawner.
 */
#include "plugin/spawner.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "plugin/spawner_parts.h"

struct po_spawner {
    pid_t process;
    int control;
    bool level_known;
    po_sandbox_level level;
};

po_status po_spawner_start(const po_spawner_setup *setup, po_spawner **ret_spawner, po_error *err) {
    int pair[2];
    pid_t host = getpid();
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0) {
        return po_error_set(err, PO_E_IO, "no channel to the reading processes could be made (%s)",
                            strerror(errno));
    }
    pid_t process = fork();
    if (process < 0) {
        po_status status =
            po_error_set(err, PO_E_IO, "no reading process could be made (%s)", strerror(errno));
        (void)close(pair[0]);
        (void)close(pair[1]);
        return status;
    }
    if (process == 0) {
        po_spawner_serve(setup, pair[1], host);
    }
    (void)close(pair[1]);
    po_spawner *spawner = calloc(1, sizeof *spawner);
    if (spawner == NULL) {
        po_out_of_memory(sizeof *spawner);
    }
    spawner->process = process;
    spawner->control = pair[0];
    *ret_spawner = spawner;
    return PO_OK;
}

void po_spawner_destroy(po_spawner *spawner) {
    if (spawner == NULL) {
        return;
    }
    (void)close(spawner->control); /* the spawner sees the end and ends everything */
    while (waitpid(spawner->process, NULL, 0) < 0 && errno == EINTR) {
    }
    free(spawner);
}

static bool put_text(po_spawner_message *message, size_t *used, const char *text,
                     uint32_t *ret_size) {
    size_t size = text == NULL ? 0 : strlen(text) + 1;
    if (size > sizeof message->text - *used) {
        return false;
    }
    if (size > 0) {
        memcpy(message->text + *used, text, size);
    }
    *used += size;
    *ret_size = (uint32_t)size;
    return true;
}

static bool send_message(po_spawner *spawner, po_spawner_message *message, size_t text_size,
                         const po_spawner_descriptors *descriptors) {
    union {
        char bytes[CMSG_SPACE(PO_SPAWNER_DESCRIPTORS * sizeof(int))];
        struct cmsghdr align;
    } control = {{0}};
    struct iovec piece = {message, PO_SPAWNER_HEAD + text_size};
    struct msghdr header = {.msg_iov = &piece, .msg_iovlen = 1};
    if (descriptors != NULL) {
        header.msg_control = control.bytes;
        header.msg_controllen = sizeof control.bytes;
        struct cmsghdr *rights = CMSG_FIRSTHDR(&header);
        rights->cmsg_level = SOL_SOCKET;
        rights->cmsg_type = SCM_RIGHTS;
        rights->cmsg_len = CMSG_LEN(PO_SPAWNER_DESCRIPTORS * sizeof(int));
        memcpy(CMSG_DATA(rights), descriptors, PO_SPAWNER_DESCRIPTORS * sizeof(int));
    }
    ssize_t sent = 0;
    do {
        sent = sendmsg(spawner->control, &header, MSG_NOSIGNAL);
    } while (sent < 0 && errno == EINTR);
    return sent >= 0;
}

po_status po_spawner_request(po_spawner *spawner, uint64_t ticket,
                             const po_document_request *request,
                             const po_spawner_descriptors *descriptors, po_error *err) {
    po_spawner_message message = {
        .ticket = ticket, .verb = PO_SPAWNER_READ, .no_structure = request->no_structure};
    size_t used = 0;
    if (!put_text(&message, &used, request->name, &message.name_size) ||
        !put_text(&message, &used, request->program, &message.program_size) ||
        !put_text(&message, &used, request->scope, &message.scope_size)) {
        return po_error_set(err, PO_E_LIMIT,
                            "its name and the scope together are longer than %u bytes",
                            PO_SPAWNER_TEXT_MAX);
    }
    if (!send_message(spawner, &message, used, descriptors)) {
        return po_error_set(err, PO_E_IO, "the process that starts readers has gone (%s)",
                            strerror(errno));
    }
    return PO_OK;
}

void po_spawner_kill(po_spawner *spawner, uint64_t ticket) {
    po_spawner_message message = {.ticket = ticket, .verb = PO_SPAWNER_KILL};
    (void)send_message(spawner, &message, 0, NULL); /* if it has gone, so has the worker */
}

int po_spawner_descriptor(const po_spawner *spawner) {
    return spawner->control;
}

/* One report, the level kept aside. */
static ssize_t take_report(po_spawner *spawner, po_worker_end *end, int flags) {
    ssize_t got = 0;
    do {
        got = recv(spawner->control, end, sizeof *end, flags);
        if (got == (ssize_t)sizeof *end && end->ticket == PO_SPAWNER_LEVEL_TICKET &&
            !spawner->level_known) {
            spawner->level_known = true;
            spawner->level = (po_sandbox_level)end->status;
            return 0;
        }
    } while (got < 0 && errno == EINTR);
    if (got == 0) {
        errno = ECONNRESET; /* an errno left over from before would read as "nothing yet" */
        return -1;
    }
    return got;
}

po_sandbox_level po_spawner_level(po_spawner *spawner) {
    po_worker_end end;
    if (!spawner->level_known) {
        (void)take_report(spawner, &end,
                          0); /* it is the first report; a spawner that has gone has level none */
    }
    return spawner->level;
}

int po_spawner_next_end(po_spawner *spawner, po_worker_end *ret_end) {
    po_worker_end end;
    ssize_t got = take_report(spawner, &end, MSG_DONTWAIT);
    if (got == 0) {
        return 0; /* the level */
    }
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
        return 0;
    }
    if (got != (ssize_t)sizeof end) {
        return -1;
    }
    *ret_end = end;
    return 1;
}
