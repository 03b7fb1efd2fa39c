/* SPDX-License-Identifier: Apache-2.0
 *
 * Runs a program as on a system that lacks parts of the sandbox: their system calls answer ENOSYS,
 * as an old kernel's or a container's would.
 *
 *     without landlock|seccomp|both PROGRAM ARGUMENT...
 */
#include <errno.h>
#include <seccomp.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define LANDLOCK_CREATE_RULESET 444 /* libseccomp 2.5.4 does not know its name everywhere */

int main(int argc, char **argv) {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (argc < 3 || filter == NULL) {
        return 2;
    }
    if (strcmp(argv[1], "seccomp") != 0) {
        (void)seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), LANDLOCK_CREATE_RULESET, 0);
    }
    if (strcmp(argv[1], "landlock") != 0) {
        (void)seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(seccomp), 0);
    }
    if (seccomp_load(filter) != 0) {
        perror("without");
        return 77;
    }
    seccomp_release(filter);
    (void)execv(argv[2], argv + 2);
    perror(argv[2]);
    return 2;
}
