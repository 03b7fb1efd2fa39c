/* SPDX-License-Identifier: Apache-2.0
 *
 * Three filters. A: what reading a document and loading a library needs, nothing else. B, put on
 * top when the library is loaded: no file is opened and no memory becomes executable any more. C:
 * signals only to oneself.
 *
 * A call that nobody honest makes is trapped, so that the report can name it. A call that is merely
 * unknown gets ENOSYS: every new C library tries new calls and falls back (rseq, clone3,
 * faccessat2), and a worker that dies of a library update would teach people to switch the sandbox
 * off. That also makes clone3 fall back to clone, whose flags a filter can see.
 *
 * The filters are built once in the spawner and kept as BPF: building costs more than everything
 * else a worker does at its start.
 */
#include "plugin/seccomp.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "plugin/sandbox.h"

struct po_seccomp {
    struct sock_fprog before, after; /* A and B */
};

typedef struct named_call {
    int number;
    const char *name;
} named_call;

#define CALL(name)                                                                                 \
    { SCMP_SYS(name), #name }

/* Allowed with any arguments. */
static const named_call allowed[] = {
    /* descriptors that are open: the document, the result, stdout; a library being loaded */
    CALL(read), CALL(readv), CALL(pread64), CALL(write), CALL(writev), CALL(lseek), CALL(close),
    /* what kind of file a descriptor is (stdio, the loader, mmap's size) */
    CALL(fstat), CALL(fstat64), CALL(newfstatat), CALL(fstatat64), CALL(stat), CALL(lstat),
    CALL(statx), CALL(access), CALL(faccessat),
    /* memory; mmap and mprotect see below */
    CALL(brk), CALL(munmap), CALL(mremap), CALL(madvise),
    /* locks and waiting within the process */
    CALL(futex), CALL(sched_yield), CALL(nanosleep), CALL(clock_nanosleep), CALL(restart_syscall),
    /* own signals: abort() and assert() come as tgkill, which filter C ties to the own process;
     * without it a vendor's assertion would look like a break-out */
    CALL(rt_sigaction), CALL(rt_sigprocmask), CALL(rt_sigreturn), CALL(sigaltstack), CALL(tgkill),
    /* asking about oneself: sorting and allocation size themselves by memory and cores */
    CALL(getpid), CALL(getppid), CALL(gettid), CALL(getuid), CALL(geteuid), CALL(getgid),
    CALL(getegid), CALL(sysinfo), CALL(uname), CALL(getrlimit), CALL(getrusage), CALL(times),
    CALL(sched_getaffinity), CALL(getcpu),
    /* clocks (mostly answered without the kernel) and random seeds of hash tables */
    CALL(clock_gettime), CALL(clock_getres), CALL(gettimeofday), CALL(time), CALL(getrandom),
    /* putting on filter B, which then forbids it */
    CALL(seccomp),
    /* the end */
    CALL(exit), CALL(exit_group)};

/* Trapped: the report names the call. */
static const named_call forbidden[] = {
    /* other programs, other processes */
    CALL(execve), CALL(execveat), CALL(fork), CALL(vfork), CALL(clone), CALL(kill), CALL(tkill),
    CALL(rt_sigqueueinfo), CALL(rt_tgsigqueueinfo), CALL(pidfd_open), CALL(pidfd_send_signal),
    CALL(pidfd_getfd), CALL(ptrace), CALL(process_vm_readv), CALL(process_vm_writev), CALL(kcmp),
    /* leaving the process group, by which the host ends a worker and all that came of it */
    CALL(setsid), CALL(setpgid),
    /* the network, and sending descriptors */
    CALL(socket), CALL(socketpair), CALL(connect), CALL(bind), CALL(listen), CALL(accept),
    CALL(accept4), CALL(sendto), CALL(sendmsg), CALL(sendmmsg), CALL(recvfrom), CALL(recvmsg),
    CALL(recvmmsg),
    /* changing files (Landlock version 2 does not know truncate) */
    CALL(creat), CALL(truncate), CALL(ftruncate), CALL(fallocate), CALL(unlink), CALL(unlinkat),
    CALL(rename), CALL(renameat), CALL(renameat2), CALL(mkdir), CALL(mkdirat), CALL(rmdir),
    CALL(link), CALL(linkat), CALL(symlink), CALL(symlinkat), CALL(mknod), CALL(mknodat),
    CALL(chmod), CALL(fchmod), CALL(fchmodat), CALL(chown), CALL(fchown), CALL(lchown),
    CALL(fchownat), CALL(utimensat), CALL(setxattr), CALL(fsetxattr), CALL(copy_file_range),
    CALL(sendfile), CALL(splice),
    /* the system */
    CALL(mount), CALL(umount2), CALL(pivot_root), CALL(chroot), CALL(unshare), CALL(setns),
    CALL(bpf), CALL(perf_event_open), CALL(userfaultfd), CALL(keyctl), CALL(add_key),
    CALL(request_key), CALL(io_uring_setup), CALL(inotify_init1), CALL(fanotify_init),
    CALL(init_module), CALL(finit_module), CALL(delete_module), CALL(kexec_load), CALL(reboot),
    CALL(swapon), CALL(swapoff), CALL(sethostname), CALL(settimeofday), CALL(clock_settime),
    CALL(adjtimex), CALL(open_by_handle_at), CALL(quotactl), CALL(acct),
    /* other identities, other limits */
    CALL(setuid), CALL(setgid), CALL(setreuid), CALL(setregid), CALL(setresuid), CALL(setresgid),
    CALL(setgroups), CALL(capset), CALL(setrlimit),
    /* memory shared with others */
    CALL(shmget), CALL(shmat), CALL(msgget), CALL(semget), CALL(mq_open), CALL(memfd_create)};

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* ---- naming a forbidden call ---- */

static const char *forbidden_name(int number) {
    for (size_t i = 0; i < COUNT(forbidden); i++) {
        if (forbidden[i].number == number) {
            return forbidden[i].name;
        }
    }
    return number == __NR_tgkill ? "tgkill" : number == __NR_seccomp ? "seccomp" : "?";
}

static size_t append(char *line, size_t used, const char *text) {
    while (*text != '\0' && used < 120) {
        line[used++] = *text++;
    }
    return used;
}

/* Only what is safe in a signal handler: no stdio, no allocation. */
static void say_forbidden(int signal_number, siginfo_t *info, void *context) {
    char line[128], digits[12];
    size_t used = append(line, 0, "\n" PO_FORBIDDEN_PREFIX), at = sizeof digits;
    unsigned number = (unsigned)info->si_syscall;
    (void)signal_number;
    (void)context;
    used = append(line, used, forbidden_name(info->si_syscall));
    used = append(line, used, " (");
    digits[--at] = '\0';
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0 && at > 0);
    used = append(line, used, digits + at);
    used = append(line, used, ")\n");
    ssize_t ignored = write(STDERR_FILENO, line, used);
    (void)ignored;
    _exit(PO_EXIT_FORBIDDEN);
}

/* ---- building ---- */

static bool add_named(scmp_filter_ctx filter, const named_call *calls, size_t count,
                      uint32_t action) {
    for (size_t i = 0; i < count; i++) {
        /* A negative number is a call that this architecture does not have. */
        if (calls[i].number >= 0 && seccomp_rule_add(filter, action, calls[i].number, 0) != 0) {
            return false;
        }
    }
    return true;
}

/* `call` is allowed when the bits `mask` of argument `which` are `wanted`. */
static bool allow_masked(scmp_filter_ctx filter, int call, unsigned which, uint64_t mask,
                         uint64_t wanted) {
    return call < 0 || seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1,
                                        SCMP_CMP(which, SCMP_CMP_MASKED_EQ, mask, wanted)) == 0;
}

static bool deny_masked(scmp_filter_ctx filter, int call, unsigned which, uint64_t mask,
                        uint64_t wanted) {
    return call < 0 || seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), call, 1,
                                        SCMP_CMP(which, SCMP_CMP_MASKED_EQ, mask, wanted)) == 0;
}

/* Opening for reading only; for writing the answer is "no permission", which every library
 * understands. */
static bool add_opening(scmp_filter_ctx filter, int call, unsigned which) {
    const uint64_t writing = O_ACCMODE | O_CREAT | O_TRUNC;
    return allow_masked(filter, call, which, writing, O_RDONLY) &&
           deny_masked(filter, call, which, O_ACCMODE, O_WRONLY) &&
           deny_masked(filter, call, which, O_ACCMODE, O_RDWR);
}

/* Never writable and executable at once. Disjoint rules, because one without condition would
 * swallow the others. */
static bool add_memory(scmp_filter_ctx filter, int call) {
    const uint64_t both = PROT_WRITE | PROT_EXEC;
    return allow_masked(filter, call, 2, both, 0) &&
           allow_masked(filter, call, 2, both, PROT_WRITE) &&
           allow_masked(filter, call, 2, both, PROT_EXEC) &&
           deny_masked(filter, call, 2, both, both);
}

/* fcntl can send signals to others (F_SETOWN, F_SETSIG): only asking for flags is left. */
static bool add_fcntl(scmp_filter_ctx filter, int call) {
    return call < 0 || (seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1,
                                         SCMP_CMP(1, SCMP_CMP_EQ, F_GETFL, 0)) == 0 &&
                        seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1,
                                         SCMP_CMP(1, SCMP_CMP_EQ, F_GETFD, 0)) == 0 &&
                        seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1,
                                         SCMP_CMP(1, SCMP_CMP_EQ, F_SETFD, 0)) == 0);
}

static bool fill_before(scmp_filter_ctx filter) {
    return add_named(filter, allowed, COUNT(allowed), SCMP_ACT_ALLOW) &&
           add_named(filter, forbidden, COUNT(forbidden), SCMP_ACT_TRAP) &&
           add_opening(filter, SCMP_SYS(open), 1) && add_opening(filter, SCMP_SYS(openat), 2) &&
           add_memory(filter, SCMP_SYS(mmap)) && add_memory(filter, SCMP_SYS(mprotect)) &&
           add_fcntl(filter, SCMP_SYS(fcntl)) &&
           /* stdio asks whether stdout is a terminal */
           seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOTTY), SCMP_SYS(ioctl), 0) == 0 &&
           /* reading one's own limits, not setting them */
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 1,
                            SCMP_CMP(2, SCMP_CMP_EQ, 0, 0)) == 0;
}

/* Filter B stands on A and only takes away, so it allows what it does not name. */
static bool fill_after(scmp_filter_ctx filter) {
    static const int opening[] = {SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(openat2)};
    static const int mapping[] = {SCMP_SYS(mmap), SCMP_SYS(mprotect), SCMP_SYS(pkey_mprotect)};
    for (size_t i = 0; i < COUNT(opening); i++) {
        if (opening[i] >= 0 &&
            seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), opening[i], 0) != 0) {
            return false;
        }
    }
    for (size_t i = 0; i < COUNT(mapping); i++) {
        if (!deny_masked(filter, mapping[i], 2, PROT_EXEC, PROT_EXEC)) {
            return false;
        }
    }
    return seccomp_rule_add(filter, SCMP_ACT_TRAP, SCMP_SYS(seccomp), 0) == 0;
}

/* libseccomp 2.5 writes BPF to a descriptor only. */
static bool export_filter(scmp_filter_ctx filter, struct sock_fprog *ret_program) {
    bool done = false;
    int file = memfd_create("planonce-filter", MFD_CLOEXEC);
    if (file < 0 || seccomp_export_bpf(filter, file) != 0) {
        goto out;
    }
    off_t size = lseek(file, 0, SEEK_END);
    if (size <= 0 || (size_t)size / sizeof(struct sock_filter) > BPF_MAXINSNS) {
        goto out;
    }
    ret_program->filter = malloc((size_t)size);
    if (ret_program->filter == NULL) {
        po_out_of_memory((size_t)size);
    }
    ret_program->len = (unsigned short)((size_t)size / sizeof(struct sock_filter));
    done = pread(file, ret_program->filter, (size_t)size, 0) == size;
out:
    if (file >= 0) {
        (void)close(file);
    }
    return done;
}

static bool build(uint32_t fallback, bool (*fill)(scmp_filter_ctx),
                  struct sock_fprog *ret_program) {
    scmp_filter_ctx filter = seccomp_init(fallback);
    /* A tree instead of a list: a call costs seven comparisons instead of a hundred. */
    bool done = filter != NULL && seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2) == 0 &&
                fill(filter) && export_filter(filter, ret_program);
    if (filter != NULL) {
        seccomp_release(filter);
    }
    return done;
}

static bool kernel_has_filters(void) {
    uint32_t action = SECCOMP_RET_TRAP;
    return syscall(__NR_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
}

po_seccomp *po_seccomp_create(void) {
    if (!kernel_has_filters()) {
        return NULL;
    }
    po_seccomp *seccomp = calloc(1, sizeof *seccomp);
    if (seccomp == NULL) {
        po_out_of_memory(sizeof *seccomp);
    }
    if (!build(SCMP_ACT_ERRNO(ENOSYS), fill_before, &seccomp->before) ||
        !build(SCMP_ACT_ALLOW, fill_after, &seccomp->after)) {
        po_seccomp_destroy(seccomp);
        return NULL;
    }
    return seccomp;
}

void po_seccomp_destroy(po_seccomp *seccomp) {
    if (seccomp != NULL) {
        free(seccomp->before.filter);
        free(seccomp->after.filter);
        free(seccomp);
    }
}

/* ---- putting on ---- */

static po_status put_on(const struct sock_fprog *program, const char *which, po_error *err) {
    if (syscall(__NR_seccomp, SECCOMP_SET_MODE_FILTER, 0, program) != 0) {
        return po_error_set(err, PO_E_STATE, "system call filter %s could not be put on (%s)",
                            which, strerror(errno));
    }
    return PO_OK;
}

/* tgkill(2) can reach any process of the same user, the host among them. The own number is only
 * known here, so this filter is written by hand: the low half of the first argument must be it. */
static po_status own_signals_only(po_error *err) {
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_tgkill, 0, 2),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[0])),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)getpid(), 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP)};
    struct sock_fprog program = {.len = COUNT(code), .filter = code};
    return put_on(&program, "C", err);
}

po_status po_seccomp_enter(const po_seccomp *seccomp, po_error *err) {
    struct sigaction action = {.sa_sigaction = say_forbidden, .sa_flags = SA_SIGINFO | SA_NODEFER};
    if (sigaction(SIGSYS, &action, NULL) != 0) {
        return po_error_set(err, PO_E_STATE, "no handler for forbidden calls (%s)",
                            strerror(errno));
    }
    po_status status = put_on(&seccomp->before, "A", err);
    return status != PO_OK ? status : own_signals_only(err);
}

po_status po_seccomp_close(const po_seccomp *seccomp, po_error *err) {
    return put_on(&seccomp->after, "B", err);
}
