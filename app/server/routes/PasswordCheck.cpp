// SPDX-License-Identifier: Apache-2.0
#include "server/routes/PasswordCheck.h"

#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <sodium.h>

#include <cerrno>
#include <utility>

namespace keydesk::server {

namespace asio = boost::asio;

namespace {

PasswordCheck::Verdict verdict(const QByteArray &hash, const Bytes &password)
{
    errno = 0;
    if (crypto_pwhash_str_verify(hash.constData(), password.data(), password.size()) == 0)
        return PasswordCheck::Verdict::Right;
    return errno == ENOMEM ? PasswordCheck::Verdict::NoMemory : PasswordCheck::Verdict::Wrong;
}

} // namespace

PasswordCheck::PasswordCheck()
    : m_thread(1)
{
}

PasswordCheck::~PasswordCheck()
{
    m_thread.join();
}

asio::awaitable<PasswordCheck::Verdict> PasswordCheck::verify(const QByteArray &hash,
                                                              const Bytes &password)
{
    Verdict found = Verdict::Wrong;
    const auto executor = co_await asio::this_coro::executor;
    // All of it lives in this frame or the caller's, which stay until the handler has been called.
    const auto start = [this, &hash, &password, &found, &executor](auto handler) {
        asio::post(m_thread, [resume = std::move(handler), guard = asio::make_work_guard(executor),
                              &hash, &password, &found]() mutable {
            found = verdict(hash, password);
            asio::post(guard.get_executor(), std::move(resume));
        });
    };
    co_await asio::async_initiate<const asio::use_awaitable_t<>, void()>(start,
                                                                         asio::use_awaitable);
    co_return found;
}

QByteArray PasswordCheck::hashOfNobody()
{
    // Of 32 random bytes that nobody has kept, as costly as those that are made for members.
    return QByteArrayLiteral("$argon2id$v=19$m=65536,t=2,p=1$hfTF3A5vixlvZNGPkDY"
                             "3wA$Vht5UIZiM8NhZcv3WA+Hc9Qcd2v7/JVtl/i61cDTyGc");
}

} // namespace keydesk::server
