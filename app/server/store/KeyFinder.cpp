// SPDX-License-Identifier: Apache-2.0
#include "server/store/KeyFinder.h"

#include "server/store/PostgresqlKeyLookup.h"

#include <boost/asio/post.hpp>

#include <utility>

namespace keydesk::server {

namespace asio = boost::asio;

namespace {

// While the server works on one, the next is put together and the answers to another are sent. More
// of them would hold fewer keys each.
constexpr int statementsAtOnce = 2;

} // namespace

KeyFinder::KeyFinder(Store &store)
    : m_store(store)
{
    if (Database *reader = store.embeddedReader())
        m_embedded = KeyLookup::forEmbedded(*reader);
    else
        m_server = std::make_unique<PostgresqlKeyLookup>(store.url());
}

KeyFinder::~KeyFinder() = default;

asio::awaitable<std::optional<KeyCredential>> KeyFinder::withSecret(const Sha256 &secret)
{
    return find({.secret = secret, .platformId = {}, .keyId = {}});
}

asio::awaitable<std::optional<KeyCredential>> KeyFinder::at(const KeyPlace &place)
{
    return find({.platformId = place.platformId, .keyId = place.keyId});
}

// No coroutine of its own: this is waited for by all requests that bring a key.
asio::awaitable<KeyFinder::Answer> KeyFinder::find(KeyQuestion question)
{
    const auto wait = [this](Resume resume, KeyQuestion asked) {
        const auto executor = resume.get_executor();
        m_waiting.push_back({std::move(asked), std::move(resume)});
        if (m_asking < statementsAtOnce && !std::exchange(m_isDue, true))
            askSoon(executor);
    };
    return asio::async_initiate<const asio::use_awaitable_t<>, Signature>(wait, asio::use_awaitable,
                                                                          std::move(question));
}

// Not yet: other requests that have come are read first, and their keys looked up with this one.
// The answers are then sent one after the other as well, which wakes a waiting client once.
void KeyFinder::askSoon(const asio::any_io_executor &executor)
{
    asio::post(executor, [this, executor] {
        m_isDue = false;
        if (m_embedded)
            askEmbedded();
        else
            askServer(executor);
    });
}

void KeyFinder::askEmbedded()
{
    Together together = std::exchange(m_waiting, {});
    std::exception_ptr failure;
    try {
        m_embedded->answer(questions(together), m_store.now());
    } catch (...) {
        failure = std::current_exception();
    }
    resume(std::move(together), failure);
}

void KeyFinder::askServer(const asio::any_io_executor &executor)
{
    ++m_asking;
    auto together = std::make_shared<Together>(std::exchange(m_waiting, {}));
    m_server->ask(executor, questions(*together), m_store.now(),
                  [this, executor, together](const std::exception_ptr &failure) {
                      --m_asking;
                      resume(std::move(*together), failure);
                      if (!m_waiting.empty() && !std::exchange(m_isDue, true))
                          askSoon(executor);
                  });
}

std::vector<KeyQuestion *> KeyFinder::questions(Together &together)
{
    std::vector<KeyQuestion *> questions;
    questions.reserve(together.size());
    for (Waiting &waiting : together)
        questions.push_back(&waiting.question);
    return questions;
}

void KeyFinder::resume(Together together, const std::exception_ptr &failure)
{
    for (Waiting &waiting : together)
        std::move(waiting.resume)(failure, std::move(waiting.question.answer));
}

} // namespace keydesk::server
