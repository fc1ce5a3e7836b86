// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/beast/http/fields.hpp>
#include <boost/beast/http/string_body.hpp>

#include <sodium.h>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace keydesk::server {

/** Wipes what it gives back: keys, tokens and secrets pass through the memory of requests. */
template <typename T>
struct WipingAllocator
{
    using value_type = T;

    WipingAllocator() = default;
    template <typename Other>
    WipingAllocator(const WipingAllocator<Other> &)
    {
    }

    T *allocate(std::size_t count) { return std::allocator<T>().allocate(count); }
    void deallocate(T *memory, std::size_t count)
    {
        sodium_memzero(memory, count * sizeof(T));
        std::allocator<T>().deallocate(memory, count);
    }

    bool operator==(const WipingAllocator &) const { return true; }
};

/** Bytes that may hold a secret. (Up to 15 of them live in the object; a secret has 53.) */
using Bytes = std::basic_string<char, std::char_traits<char>, WipingAllocator<char>>;

/** As OpenSSL and libsodium take them. */
inline const unsigned char *unsignedBytes(std::string_view bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

using Body =
    boost::beast::http::basic_string_body<char, std::char_traits<char>, WipingAllocator<char>>;
using Fields = boost::beast::http::basic_fields<WipingAllocator<char>>;

} // namespace keydesk::server
