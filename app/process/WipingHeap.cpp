// SPDX-License-Identifier: Apache-2.0
// Memory that is given back is overwritten first, for the whole program: these take the place of
// the C library's functions, also for Qt, OpenSSL and everything else that allocates on the heap.
//
// A secret passes through much that is not ours: the reply's buffers, texts that a field lays out,
// what the clipboard hands over, a growing array that moves. None of it can be reached to be wiped,
// but all of it is freed. To overwrite what is freed costs a few per cent of a program's start.
//
// glibc offers functions of its own to those who replace malloc():
// https://www.gnu.org/software/libc/manual/html_node/Replacing-malloc.html
// Its tunable glibc.malloc.perturb does not overwrite what goes to a thread's cache.
#include <malloc.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

// NOLINTBEGIN(readability-inconsistent-declaration-parameter-name): glibc's are reserved.
extern "C" {

// NOLINTBEGIN(bugprone-reserved-identifier): glibc's names.
void *__libc_malloc(std::size_t size);
void __libc_free(void *memory);
// NOLINTEND(bugprone-reserved-identifier)

void free(void *memory) noexcept
{
    if (!memory)
        return;
    explicit_bzero(memory, malloc_usable_size(memory));
    __libc_free(memory);
}

void *realloc(void *memory, std::size_t size) noexcept
{
    if (!memory)
        return __libc_malloc(size);
    if (size == 0) {
        free(memory);
        return nullptr;
    }
    const std::size_t there = malloc_usable_size(memory);
    if (size <= there && size >= there / 2) // what is cut off is wiped with the rest
        return memory;
    void *moved = __libc_malloc(size);
    if (!moved)
        return nullptr;
    std::memcpy(moved, memory, size < there ? size : there);
    free(memory);
    return moved;
}

void *reallocarray(void *memory, std::size_t count, std::size_t size) noexcept
{
    std::size_t bytes = 0;
    if (__builtin_mul_overflow(count, size, &bytes)) {
        errno = ENOMEM;
        return nullptr;
    }
    return realloc(memory, bytes);
}

} // extern "C"
// NOLINTEND(readability-inconsistent-declaration-parameter-name)
