// SPDX-License-Identifier: Apache-2.0
#include "server/commands/Password.h"

#include <bsd/readpassphrase.h>
#include <sodium.h>

#include <array>
#include <cstring>
#include <stdexcept>
#include <unistd.h>

namespace keydesk::server {

namespace {

constexpr std::size_t maxBytes = 1024;

class PasswordBuffer
{
public:
    PasswordBuffer() = default;
    PasswordBuffer(const PasswordBuffer &) = delete;
    PasswordBuffer &operator=(const PasswordBuffer &) = delete;
    ~PasswordBuffer() { sodium_memzero(m_bytes.data(), m_bytes.size()); }

    void read()
    {
        if (::isatty(STDIN_FILENO) != 0)
            ask();
        else
            readAll();
        if (m_size > maxBytes)
            throw std::runtime_error("the password is longer than 1024 bytes");
    }
    const char *data() const { return m_bytes.data(); }
    std::size_t size() const { return m_size; }

private:
    // Shows nothing of what is typed, and leaves the terminal as it was, also after Ctrl+C.
    void ask()
    {
        if (!::readpassphrase("Password (empty for none): ", m_bytes.data(), m_bytes.size(),
                              RPP_ECHO_OFF | RPP_REQUIRE_TTY))
            throw std::runtime_error("no password could be read from the terminal");
        m_size = std::strlen(m_bytes.data());
    }

    void readAll()
    {
        while (m_size < m_bytes.size()) {
            const auto count =
                ::read(STDIN_FILENO, m_bytes.data() + m_size, m_bytes.size() - m_size);
            if (count <= 0)
                break;
            m_size += static_cast<std::size_t>(count);
        }
        if (m_size > 0 && m_bytes[m_size - 1] == '\n')
            --m_size;
        if (m_size > 0 && m_bytes[m_size - 1] == '\r')
            --m_size;
    }

    std::array<char, maxBytes + 3> m_bytes{};
    std::size_t m_size = 0;
};

} // namespace

std::optional<QString> readPasswordHash()
{
    PasswordBuffer password;
    password.read();
    if (password.size() == 0)
        return std::nullopt;
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str_alg(
            hash.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
            crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::runtime_error("not enough memory to hash the password");
    return QString::fromLatin1(hash.data());
}

} // namespace keydesk::server
