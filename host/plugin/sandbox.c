/* SPDX-License-Identifier: Apache-2.0
 *
 * Limits, privileges and Landlock. The system call filters are in seccomp.c.
 *
 * Landlock's numbers are written here and not taken from <linux/landlock.h>: the header of the
 * build machine stops where its kernel stood (Debian 12: version 2), while the program may run on a
 * newer one. What is asked for is cut to the version that the running kernel names. On version 2
 * there is no word about truncate(2) and sockets: seccomp denies both.
 */
#include "plugin/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "plugin/seccomp.h"

#ifndef __NR_landlock_create_ruleset
#define __NR_landlock_create_ruleset 444 /* the same on every architecture */
#define __NR_landlock_add_rule 445
#define __NR_landlock_restrict_self 446
#endif

#define LANDLOCK_VERSION_QUERY 1u
#define LANDLOCK_PATH_BENEATH 1

#define FS_READ_FILE (UINT64_C(1) << 2)
#define FS_READ_DIR (UINT64_C(1) << 3)
#define FS_VERSION_1 ((UINT64_C(1) << 13) - 1) /* execute, write, read, remove, make */
#define FS_REFER (UINT64_C(1) << 13)           /* version 2 */
#define FS_TRUNCATE (UINT64_C(1) << 14)        /* version 3 */
#define NET_TCP UINT64_C(3)                    /* version 4: bind, connect */
#define FS_IOCTL_DEVICE (UINT64_C(1) << 15)    /* version 5 */
#define SCOPES UINT64_C(3)                     /* version 6: abstract sockets, signals */

struct landlock_ruleset {
    uint64_t handled_fs, handled_net, scoped;
};

struct landlock_path {
    uint64_t allowed;
    int32_t parent;
} __attribute__((packed));

struct po_sandbox {
    int ruleset;         /* -1: no Landlock */
    po_seccomp *seccomp; /* NULL: no filters */
    po_sandbox_level level;
};

static const char *const level_names[] = {
    [PO_SANDBOX_NONE] = "none", [PO_SANDBOX_PARTIAL] = "partial", [PO_SANDBOX_FULL] = "full"};

const char *po_sandbox_level_name(po_sandbox_level level) {
    return level_names[level];
}

const char *po_sandbox_missing(po_sandbox_level level) {
    switch (level) {
    case PO_SANDBOX_NONE:
        return "this system, or the way the program was started or built, offers neither Landlock "
               "(files) nor "
               "seccomp (system calls): documents are read without a sandbox";
    case PO_SANDBOX_PARTIAL:
        return "this system offers only one of Landlock (files) and seccomp (system calls): "
               "documents are read in "
               "half a sandbox";
    case PO_SANDBOX_FULL:
        break;
    }
    return NULL;
}

#ifndef PO_SANITIZED

static struct landlock_ruleset rules_of_version(long version) {
    struct landlock_ruleset rules = {.handled_fs = FS_VERSION_1};
    rules.handled_fs |= version >= 2 ? FS_REFER : 0;
    rules.handled_fs |= version >= 3 ? FS_TRUNCATE : 0;
    rules.handled_net |= version >= 4 ? NET_TCP : 0;
    rules.handled_fs |= version >= 5 ? FS_IOCTL_DEVICE : 0;
    rules.scoped |= version >= 6 ? SCOPES : 0;
    return rules;
}

/* What does not exist need not be allowed. */
static void allow_reading(int ruleset, const char *path, uint64_t rights) {
    struct landlock_path rule = {.allowed = rights, .parent = open(path, O_PATH | O_CLOEXEC)};
    if (rule.parent >= 0) {
        (void)syscall(__NR_landlock_add_rule, ruleset, LANDLOCK_PATH_BENEATH, &rule, 0);
        (void)close(rule.parent);
    }
}

static int make_ruleset(const char *const *folders, size_t count) {
    /* Libraries that a plugin needs, the list by which the loader finds them, the plugins. Nothing
     * of /etc but that list, nothing of /usr/share, /proc, /home. No time zones: the host does all
     * arithmetic with dates. */
    static const char *const system_folders[] = {"/usr/lib", "/lib", "/usr/lib64", "/lib64",
                                                 "/usr/local/lib"};
    long version = syscall(__NR_landlock_create_ruleset, NULL, (size_t)0, LANDLOCK_VERSION_QUERY);
    if (version < 1) {
        return -1;
    }
    struct landlock_ruleset rules = rules_of_version(version);
    int ruleset = (int)syscall(__NR_landlock_create_ruleset, &rules, sizeof rules, 0);
    if (ruleset < 0) {
        return -1;
    }
    for (size_t i = 0; i < sizeof system_folders / sizeof *system_folders; i++) {
        allow_reading(ruleset, system_folders[i], FS_READ_FILE | FS_READ_DIR);
    }
    for (size_t i = 0; i < count; i++) {
        allow_reading(ruleset, folders[i], FS_READ_FILE | FS_READ_DIR);
    }
    allow_reading(ruleset, "/etc/ld.so.cache", FS_READ_FILE);
    (void)fcntl(ruleset, F_SETFD, FD_CLOEXEC);
    return ruleset;
}

#endif

po_sandbox *po_sandbox_create(const char *const *folders, size_t count) {
    po_sandbox *sandbox = calloc(1, sizeof *sandbox);
    if (sandbox == NULL) {
        po_out_of_memory(sizeof *sandbox);
    }
    sandbox->ruleset = -1;
#ifndef PO_SANITIZED
    sandbox->ruleset = make_ruleset(folders, count);
    sandbox->seccomp = po_seccomp_create();
#else
    (void)folders;
    (void)count;
#endif
    int locks = (sandbox->ruleset >= 0) + (sandbox->seccomp != NULL);
    sandbox->level = locks == 2   ? PO_SANDBOX_FULL
                     : locks == 1 ? PO_SANDBOX_PARTIAL
                                  : PO_SANDBOX_NONE;
    return sandbox;
}

void po_sandbox_destroy(po_sandbox *sandbox) {
    if (sandbox == NULL) {
        return;
    }
    if (sandbox->ruleset >= 0) {
        (void)close(sandbox->ruleset);
    }
    po_seccomp_destroy(sandbox->seccomp);
    free(sandbox);
}

po_sandbox_level po_sandbox_level_of(const po_sandbox *sandbox) {
    return sandbox == NULL ? PO_SANDBOX_NONE : sandbox->level;
}

int *po_sandbox_descriptor(po_sandbox *sandbox) {
    return &sandbox->ruleset;
}

/* Root without capabilities is an ordinary user who happens to own the system's files; for
 * everybody else this does nothing. */
static void drop_capabilities(void) {
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {{0}};
    (void)syscall(SYS_capset, &header, none);
}

po_status po_sandbox_enter(po_sandbox *sandbox, po_error *err) {
    drop_capabilities();
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) {
        return po_error_set(err, PO_E_STATE, "the worker could not give up its privileges (%s)",
                            strerror(errno));
    }
    if (sandbox->ruleset >= 0) {
        if (syscall(__NR_landlock_restrict_self, sandbox->ruleset, 0) != 0) {
            return po_error_set(err, PO_E_STATE, "Landlock could not be put on (%s)",
                                strerror(errno));
        }
        (void)close(sandbox->ruleset);
        sandbox->ruleset = -1;
    }
    return sandbox->seccomp == NULL ? PO_OK : po_seccomp_enter(sandbox->seccomp, err);
}

po_status po_sandbox_close(po_sandbox *sandbox, po_error *err) {
    return sandbox->seccomp == NULL ? PO_OK : po_seccomp_close(sandbox->seccomp, err);
}

static bool limit(int resource, rlim_t soft, rlim_t hard) {
    struct rlimit now;
    if (getrlimit((__rlimit_resource_t)resource, &now) == 0 && now.rlim_max < hard) {
        hard = now.rlim_max; /* only ever downwards */
        soft = soft < hard ? soft : hard;
    }
    struct rlimit wanted = {.rlim_cur = soft, .rlim_max = hard};
    return setrlimit((__rlimit_resource_t)resource, &wanted) == 0;
}

po_status po_sandbox_limit(size_t memory_bytes, uint32_t cpu_seconds, po_error *err) {
    bool done = true;
#ifndef PO_SANITIZED
    done = memory_bytes == 0 || limit(RLIMIT_AS, memory_bytes, memory_bytes);
#else
    (void)memory_bytes;
#endif
    /* Soft below hard: at the soft limit comes SIGXCPU, which says "too slow"; were they equal, it
     * would be SIGKILL, which says nothing. */
    done = done && limit(RLIMIT_CPU, cpu_seconds, cpu_seconds + 2);
    /* A file of size 0: stdout and stderr must be pipes, or the first message would end in SIGXFSZ.
     */
    done = done && limit(RLIMIT_FSIZE, 0, 0);
    done = done && limit(RLIMIT_CORE, 0, 0);
    done = done && limit(RLIMIT_NOFILE, 64, 64);
    done = done && limit(RLIMIT_NPROC, 0, 0);
    if (!done) {
        return po_error_set(err, PO_E_STATE, "the worker's limits could not be set (%s)",
                            strerror(errno));
    }
    return PO_OK;
}
