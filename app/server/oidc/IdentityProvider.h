// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Log.h"
#include "server/oidc/Fetch.h"
#include "server/oidc/KeySet.h"
#include "server/oidc/OidcSettings.h"
#include "server/store/Clock.h"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <functional>
#include <memory>
#include <string>

namespace keydesk::server {

/**
 * An OpenID provider and its keys. They are asked for when a sign-in needs them and kept for as
 * long as the provider allows, within bounds; a key that is not among them can be new. Sign-ins at
 * the same time share what is fetched. On the executor's thread.
 */
class IdentityProvider
{
public:
    using Fetch = std::function<boost::asio::awaitable<FetchOutcome>(WebAddress)>;

    static constexpr qint64 leastKept = 10LL * 60 * 1000; ///< milliseconds; also if nothing is said
    static constexpr qint64 mostKept = 60LL * 60 * 1000;
    static constexpr qint64 betweenLooks = 10'000; ///< for keys that are not among those we have
    static constexpr qint64 betweenFailures = 1'000;
    static constexpr std::chrono::seconds patience{12}; ///< of who waits, for both documents

    /** \a log outlives this. */
    IdentityProvider(
        boost::asio::any_io_executor executor, OidcSettings settings, Clock now, const Log &log,
        Fetch fetch = [](const WebAddress &address) { return server::fetch(address); });
    IdentityProvider(const IdentityProvider &) = delete; // what fetches knows where it is
    IdentityProvider &operator=(const IdentityProvider &) = delete;

    const OidcSettings &settings() const { return m_settings; }

    struct NoKey
    {
        /** Seconds until it is worth another try; 0 if the provider has no such key. */
        qint64 retryAfter = 0;
        bool wasReached = true;
    };
    /** The one key that can verify what has this algorithm and key id. */
    boost::asio::awaitable<tl::expected<VerificationKey, NoKey>> key(SignatureAlgorithm algorithm,
                                                                     std::optional<std::string> id);

private:
    using Keys = std::shared_ptr<const KeySet>;
    struct Fetching;

    /** nullptr if there are none or they must not be used any longer. */
    Keys keptKeys() const;
    /** From the provider; nullptr if it cannot be had, which is in the log. */
    boost::asio::awaitable<Keys> fetchedKeys();
    std::shared_ptr<Fetching> beginToFetch();
    boost::asio::awaitable<void> fetchKeys();
    boost::asio::awaitable<tl::expected<WebAddress, std::string>> keysAddress() const;
    void keep(KeySet keys, std::chrono::seconds maxAge);
    void failed(const std::string &why);

    boost::asio::any_io_executor m_executor;
    OidcSettings m_settings;
    Clock m_now;
    const Log &m_log;
    Fetch m_fetch;
    Keys m_keys;
    qint64 m_keptSince = 0;
    qint64 m_keptUntil = 0;
    qint64 m_lookedAt = 0; ///< for a key that was not there; 0 for never
    qint64 m_failedAt = 0;
    std::shared_ptr<Fetching> m_fetching;
};

} // namespace keydesk::server
