// SPDX-License-Identifier: Apache-2.0
#include "server/commands/Password.h"

#include <sodium.h>

#include <array>
#include <stdexcept>
#include <string_view>
#include <termios.h>
#include <unistd.h>

namespace keydesk::server {

namespace {

constexpr std::size_t maxBytes = 1024;

/** Keeps what is typed at a terminal from being shown. */
class SilentTerminal
{
public:
    SilentTerminal()
    {
        if (::isatty(STDIN_FILENO) == 0 || ::tcgetattr(STDIN_FILENO, &m_before) != 0)
            return;
        m_active = true;
        termios silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
        say("Password (empty for none): ");
    }
    SilentTerminal(const SilentTerminal &) = delete;
    SilentTerminal &operator=(const SilentTerminal &) = delete;
    ~SilentTerminal()
    {
        if (!m_active)
            return;
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
        say("\n");
    }
    bool isActive() const { return m_active; }

private:
    static void say(std::string_view text)
    {
        [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text.data(), text.size());
    }

    termios m_before{};
    bool m_active = false;
};

class PasswordBuffer
{
public:
    PasswordBuffer() = default;
    PasswordBuffer(const PasswordBuffer &) = delete;
    PasswordBuffer &operator=(const PasswordBuffer &) = delete;
    ~PasswordBuffer() { sodium_memzero(m_bytes.data(), m_bytes.size()); }

    void read()
    {
        const SilentTerminal terminal;
        while (m_size < m_bytes.size()) {
            const auto count =
                ::read(STDIN_FILENO, m_bytes.data() + m_size, m_bytes.size() - m_size);
            if (count <= 0)
                break;
            m_size += static_cast<std::size_t>(count);
            if (terminal.isActive() && m_bytes[m_size - 1] == '\n')
                break;
        }
        if (m_size > 0 && m_bytes[m_size - 1] == '\n')
            --m_size;
        if (m_size > 0 && m_bytes[m_size - 1] == '\r')
            --m_size;
        if (m_size > maxBytes)
            throw std::runtime_error("the password is longer than 1024 bytes");
    }
    const char *data() const { return m_bytes.data(); }
    std::size_t size() const { return m_size; }

private:
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
