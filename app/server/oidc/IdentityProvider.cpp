// SPDX-License-Identifier: Apache-2.0
#include "server/oidc/IdentityProvider.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/json/parse.hpp>

#include <algorithm>
#include <utility>

namespace keydesk::server {

namespace asio = boost::asio;
namespace json = boost::json;
using boost::system::error_code;

namespace {

QString asText(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/** OpenID Connect Discovery 1.0, 4. */
std::optional<WebAddress> discoveryOf(std::string issuer)
{
    if (issuer.ends_with('/'))
        issuer.pop_back();
    return WebAddress::parse(asText(issuer + "/.well-known/openid-configuration"));
}

std::optional<std::string> textIn(const json::object &object, std::string_view name)
{
    const json::value *value = object.if_contains(name);
    const json::string *text = value ? value->if_string() : nullptr;
    return text ? std::optional(std::string(text->data(), text->size())) : std::nullopt;
}

/** Whether less than \a duration has passed; not if the clock was set back. */
bool isWithin(qint64 duration, qint64 since, qint64 now)
{
    return since != 0 && now >= since && now - since < duration;
}

} // namespace

// Shared with those who wait for it, who can outlive the provider when the program ends.
struct IdentityProvider::Fetching
{
    explicit Fetching(const asio::any_io_executor &executor)
        : done(executor, patience)
    {
    }

    asio::steady_timer done; ///< expires when it is, or when nobody waits any longer
    Keys keys;
};

IdentityProvider::IdentityProvider(asio::any_io_executor executor, OidcSettings settings, Clock now,
                                   const Log &log, Fetch fetch)
    : m_executor(std::move(executor))
    , m_settings(std::move(settings))
    , m_now(std::move(now))
    , m_log(log)
    , m_fetch(std::move(fetch))
{
}

asio::awaitable<tl::expected<VerificationKey, IdentityProvider::NoKey>> IdentityProvider::key(
    SignatureAlgorithm algorithm, std::optional<std::string> id)
{
    const NoKey unreachable{.retryAfter = 5, .wasReached = false};
    Keys keys = keptKeys();
    const bool mayBeOld = keys != nullptr;
    if (!keys)
        keys = co_await fetchedKeys();
    if (!keys)
        co_return tl::unexpected(unreachable);
    auto found = keys->find(algorithm, id);
    if (!found && found.error() == KeySet::NoKey::Unknown && mayBeOld) {
        const qint64 now = m_now();
        if (isWithin(betweenLooks, m_lookedAt, now))
            co_return tl::unexpected(
                NoKey{.retryAfter = (m_lookedAt + betweenLooks - now + 999) / 1000});
        m_lookedAt = now;
        keys = co_await fetchedKeys();
        if (!keys)
            co_return tl::unexpected(unreachable);
        found = keys->find(algorithm, id);
    }
    if (!found)
        co_return tl::unexpected(NoKey());
    co_return std::move(*found);
}

IdentityProvider::Keys IdentityProvider::keptKeys() const
{
    const qint64 now = m_now();
    return now >= m_keptSince && now < m_keptUntil ? m_keys : nullptr;
}

asio::awaitable<IdentityProvider::Keys> IdentityProvider::fetchedKeys()
{
    if (!m_fetching && isWithin(betweenFailures, m_failedAt, m_now()))
        co_return nullptr;
    const auto fetching = m_fetching ? m_fetching : beginToFetch();
    error_code ignored;
    co_await fetching->done.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    co_return fetching->keys;
}

// Nobody's own: who waited for it may go while others still wait.
std::shared_ptr<IdentityProvider::Fetching> IdentityProvider::beginToFetch()
{
    const auto fetching = std::make_shared<Fetching>(m_executor);
    m_fetching = fetching;
    asio::co_spawn(m_executor, fetchKeys(), [this, fetching](const std::exception_ptr &failure) {
        m_fetching.reset();
        if (failure)
            failed("there is not enough memory");
        fetching->done.expires_after(std::chrono::seconds(0));
    });
    return fetching;
}

asio::awaitable<void> IdentityProvider::fetchKeys()
{
    const auto address = co_await keysAddress();
    if (!address) {
        failed(address.error());
        co_return;
    }
    const FetchOutcome document = co_await m_fetch(*address);
    if (!document) {
        failed("its keys cannot be had: " + document.error());
        co_return;
    }
    auto keys = KeySet::parse(document->body);
    if (keys)
        keep(std::move(*keys), document->maxAge.value_or(std::chrono::seconds(0)));
    else
        failed("it publishes no key that can be used (RS256, ES256 or EdDSA)");
}

asio::awaitable<tl::expected<WebAddress, std::string>> IdentityProvider::keysAddress() const
{
    const auto discovery = discoveryOf(m_settings.issuer);
    if (!discovery)
        co_return tl::unexpected(std::string("its address is not one that can be asked"));
    const FetchOutcome document = co_await m_fetch(*discovery);
    if (!document)
        co_return tl::unexpected("its configuration cannot be had: " + document.error());
    json::error_code error;
    const json::value value = json::parse(document->body, error);
    if (error || !value.is_object())
        co_return tl::unexpected(std::string("its configuration is not a JSON object"));
    if (textIn(value.get_object(), "issuer") != m_settings.issuer)
        co_return tl::unexpected(std::string("its configuration names another issuer"));
    const auto keys =
        WebAddress::parse(asText(textIn(value.get_object(), "jwks_uri").value_or(std::string())));
    if (!keys || (discovery->isEncrypted && !keys->isEncrypted))
        co_return tl::unexpected(std::string("its jwks_uri is not https://"));
    co_return *keys;
}

void IdentityProvider::keep(KeySet keys, std::chrono::seconds maxAge)
{
    m_keys = std::make_shared<const KeySet>(std::move(keys));
    m_keptSince = m_now();
    m_keptUntil = m_keptSince + std::clamp<qint64>(maxAge.count() * 1000, leastKept, mostKept);
    m_failedAt = 0;
    m_fetching->keys = m_keys;
}

void IdentityProvider::failed(const std::string &why)
{
    m_failedAt = m_now();
    m_log.warning("the OpenID provider cannot be used: " + why);
}

} // namespace keydesk::server
