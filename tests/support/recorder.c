/* LD_PRELOAD: writes down what a program does to the files whose names begin with $GOC_TEST_RECORD_PREFIX, and when it
   asks for them to be on the disk. One record: operation, length of the path, offset, length of the data; path; data. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

struct head {
    uint64_t operation, path, offset, data;
};

static void record(char operation, const char *path, uint64_t offset, const void *data, uint64_t length) {
    static int file = -2;
    const char *prefix = getenv("GOC_TEST_RECORD_PREFIX");
    /* A directory is synced by its own name, which the prefix begins with. */
    if (!prefix || (strncmp(path, prefix, strlen(prefix)) && !(operation == 's' && !strncmp(path, prefix, strlen(path)))))
        return;
    if (file == -2)
        file = open(getenv("GOC_TEST_RECORD"), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    struct head head = {operation, strlen(path), offset, length};
    struct iovec parts[] = {{&head, sizeof head}, {(void *)path, head.path}, {(void *)data, length}};
    if (writev(file, parts, 3) < 0)
        abort();
}

static void record_fd(char operation, int fd, uint64_t offset, const void *data, uint64_t length) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t size = readlink(link, path, sizeof path - 1);
    if (size <= 0 || path[0] != '/')
        return;
    path[size] = 0;
    record(operation, path, offset, data, length);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void *data, size_t length) {
    ssize_t written = syscall(SYS_write, fd, data, length);
    if (written > 0) {
        off_t end = lseek(fd, 0, SEEK_CUR);
        if (end >= written)
            record_fd('w', fd, end - written, data, written);
    }
    return written;
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) {
    ssize_t written = syscall(SYS_pwrite64, fd, data, length, offset);
    if (written > 0)
        record_fd('w', fd, offset, data, written);
    return written;
}

int ftruncate64(int fd, off64_t length) {
    int result = REAL(ftruncate64)(fd, length);
    if (!result)
        record_fd('t', fd, length, "", 0);
    return result;
}

static int sync_with(int (*real)(int), int fd) {
    int result = real(fd);
    if (!result)
        record_fd('s', fd, 0, "", 0);
    return result;
}

int fsync(int fd) { return sync_with(REAL(fsync), fd); }
int fdatasync(int fd) { return sync_with(REAL(fdatasync), fd); }

int unlink(const char *path) {
    int result = REAL(unlink)(path);
    if (!result)
        record('u', path, 0, "", 0);
    return result;
}

int open64(const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;
    va_end(more);
    struct stat found;
    int is_new = (flags & O_CREAT) && stat(path, &found) != 0;
    int fd = REAL(open64)(path, flags, mode);
    if (fd >= 0 && is_new)
        record('c', path, 0, "", 0);
    return fd;
}
