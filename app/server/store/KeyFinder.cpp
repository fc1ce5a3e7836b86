// SPDX-License-Identifier: Apache-2.0
#include "server/store/KeyFinder.h"

#include <boost/asio/async_result.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>

namespace keydesk::server {

namespace asio = boost::asio;

KeyFinder::KeyFinder(Store &store)
    : m_store(store)
{
    if (Database *reader = store.embeddedReader())
        m_lookup = KeyLookup::forDatabase(*reader);
}

asio::awaitable<std::optional<KeyCredential>> KeyFinder::withSecret(const Sha256 &secret)
{
    return find({.secret = secret, .id = {}, .answer = {}});
}

asio::awaitable<std::optional<KeyCredential>> KeyFinder::withId(const QString &id)
{
    return find({.secret = {}, .id = id, .answer = {}});
}

asio::awaitable<std::optional<KeyCredential>> KeyFinder::find(KeyQuestion question)
{
    if (m_lookup)
        co_return m_lookup->find(question, m_store.now());
    Waiting waiting{std::move(question), {}, {}};
    co_await wait(waiting);
    if (waiting.failure)
        std::rethrow_exception(waiting.failure);
    co_return std::move(waiting.question.answer);
}

asio::awaitable<void> KeyFinder::wait(Waiting &waiting)
{
    const auto executor = co_await asio::this_coro::executor;
    const auto start = [this, &waiting, &executor](auto handler) {
        auto resume = std::make_shared<decltype(handler)>(std::move(handler));
        waiting.resume = [resume, executor] {
            asio::post(executor, [resume] {
                auto handlerInPlace = std::move(*resume);
                std::move(handlerInPlace)();
            });
        };
        m_waiting.push_back(&waiting);
        if (!std::exchange(m_isAsking, true))
            asio::co_spawn(executor, askForAll(), asio::detached);
    };
    co_await asio::async_initiate<const asio::use_awaitable_t<>, void()>(start,
                                                                         asio::use_awaitable);
}

asio::awaitable<void> KeyFinder::askForAll()
{
    while (!m_waiting.empty()) {
        const std::vector<Waiting *> together = std::exchange(m_waiting, {});
        std::vector<KeyQuestion *> questions;
        questions.reserve(together.size());
        for (Waiting *waiting : together)
            questions.push_back(&waiting->question);
        std::exception_ptr failure;
        try {
            co_await m_store.read([&](Database &database) {
                answerAll(database, questions, m_store.now());
                return true;
            });
        } catch (...) {
            failure = std::current_exception();
        }
        for (Waiting *waiting : together) {
            waiting->failure = failure;
            waiting->resume();
        }
    }
    m_isAsking = false;
}

} // namespace keydesk::server
