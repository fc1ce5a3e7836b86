// SPDX-License-Identifier: Apache-2.0
#include "server/store/ServerKey.h"

#include <QFile>

#include <sodium.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <iterator>
#include <new>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace keydesk::server {

namespace {

constexpr const char *variable = "KEYDESK_SERVER_KEY";

class File
{
public:
    File(const QByteArray &path, int flags)
        : m_descriptor(::open(path.constData(), flags | O_CLOEXEC, 0600))
    {
    }
    File(const File &) = delete;
    File &operator=(const File &) = delete;
    ~File()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    int get() const { return m_descriptor; }
    bool isOpen() const { return m_descriptor >= 0; }

private:
    int m_descriptor;
};

std::string failure(const char *what, const QByteArray &path)
{
    const QByteArray reason(std::strerror(errno));
    return (QByteArray(what) + ' ' + path + ": " + reason).toStdString();
}

// Complete or not there at all: made under another name, then linked, which fails if another
// program was faster.
void makeFile(const QByteArray &path)
{
    const QByteArray temporary = path + ".new." + QByteArray::number(::getpid());
    ::unlink(temporary.constData());
    const File file(temporary, O_WRONLY | O_CREAT | O_EXCL);
    if (!file.isOpen())
        throw ServerKeyError(failure("cannot write the server key", temporary));
    std::array<unsigned char, ServerKey::size> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    const bool written = ::write(file.get(), bytes.data(), bytes.size()) == std::ssize(bytes) &&
                         ::fsync(file.get()) == 0;
    sodium_memzero(bytes.data(), bytes.size());
    const bool linked =
        written && (::link(temporary.constData(), path.constData()) == 0 || errno == EEXIST);
    const int reason = errno;
    ::unlink(temporary.constData());
    errno = reason;
    if (!linked)
        throw ServerKeyError(failure("cannot write the server key", path));
    const qsizetype slash = path.lastIndexOf('/');
    const File folder(slash < 0 ? QByteArray(".") : path.first(slash + 1), O_RDONLY | O_DIRECTORY);
    if (folder.isOpen())
        ::fsync(folder.get());
}

} // namespace

void SodiumFree::operator()(unsigned char *memory) const
{
    sodium_free(memory);
}

ServerKey::ServerKey()
    : m_bytes(static_cast<unsigned char *>(sodium_malloc(size)))
{
    if (!m_bytes)
        throw std::bad_alloc();
}

ServerKey::ServerKey(ServerKey &&other) noexcept
    : m_bytes(std::exchange(other.m_bytes, nullptr))
{
}

ServerKey &ServerKey::operator=(ServerKey &&other) noexcept
{
    std::swap(m_bytes, other.m_bytes);
    return *this;
}

ServerKey::~ServerKey()
{
    sodium_free(m_bytes);
}

ServerKey ServerKey::forDatabase(const DatabaseUrl &database)
{
    if (const QByteArray text = qgetenv(variable); !text.isEmpty())
        return fromEnvironment(text);
    if (const auto *file = database.sqlite())
        return fromFile(file->path + QStringLiteral(".key"));
    throw ServerKeyError(
        std::string(variable) +
        " must hold the server key, the same for all instances: 32 bytes, as 64 hex "
        "or 43 base64url characters, e.g. from openssl rand -hex 32");
}

bool ServerKey::isInFile(const DatabaseUrl &database)
{
    return database.sqlite() && qEnvironmentVariableIsEmpty(variable);
}

ServerKey ServerKey::fromEnvironment(const QByteArray &text)
{
    ServerKey key;
    const auto length = static_cast<std::size_t>(text.size());
    std::size_t written = 0;
    const char *end = nullptr;
    const bool isHex = length == 2 * size;
    const int failed =
        isHex ? sodium_hex2bin(key.m_bytes, size, text.data(), length, nullptr, &written, &end)
              : sodium_base642bin(key.m_bytes, size, text.data(), length, nullptr, &written, &end,
                                  sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    if (failed != 0 || written != size || end != text.data() + text.size())
        throw ServerKeyError(std::string(variable) +
                             " must be 32 bytes, as 64 hex or 43 base64url characters");
    return key;
}

ServerKey ServerKey::fromFile(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    if (::access(name.constData(), F_OK) != 0)
        makeFile(name);
    const File file(name, O_RDONLY);
    if (!file.isOpen())
        throw ServerKeyError(failure("cannot read the server key", name));
    ServerKey key;
    unsigned char more = 0;
    if (::read(file.get(), key.m_bytes, size) != size || ::read(file.get(), &more, 1) != 0)
        throw ServerKeyError("the server key " + name.toStdString() + " is not 32 bytes long");
    ::fchmod(file.get(), 0600); // a restored backup may have made it readable for others
    return key;
}

ApiKeySecret ServerKey::derive(const QByteArray &salt, const QString &platformId,
                               const IdempotencyKey &idempotencyKey) const
{
    const auto add = [](crypto_auth_hmacsha256_state &state, const void *data, std::size_t length) {
        crypto_auth_hmacsha256_update(&state, static_cast<const unsigned char *>(data), length);
    };
    const QByteArray platform = platformId.toLatin1();
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, m_bytes, size);
    add(state, salt.constData(), static_cast<std::size_t>(salt.size()));
    add(state, platform.constData(), static_cast<std::size_t>(platform.size()));
    add(state, idempotencyKey.bytes().data(), idempotencyKey.bytes().size());
    std::array<std::uint8_t, 32> entropy{};
    crypto_auth_hmacsha256_final(&state, entropy.data());
    ApiKeySecret secret = ApiKeySecret::fromEntropy(entropy);
    sodium_memzero(entropy.data(), entropy.size());
    sodium_memzero(&state, sizeof state);
    return secret;
}

LockedKey ServerKey::derivedFor(std::string_view purpose) const
{
    static_assert(size == crypto_auth_hmacsha256_KEYBYTES);
    static_assert(size == crypto_auth_hmacsha256_BYTES);
    LockedKey derived(static_cast<unsigned char *>(sodium_malloc(size)));
    if (!derived)
        throw std::bad_alloc();
    crypto_auth_hmacsha256(derived.get(), reinterpret_cast<const unsigned char *>(purpose.data()),
                           purpose.size(), m_bytes);
    return derived;
}

} // namespace keydesk::server
