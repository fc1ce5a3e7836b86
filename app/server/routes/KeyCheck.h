// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Metrics.h"
#include "server/http/Request.h"
#include "server/http/Response.h"
#include "server/routes/GuessBrake.h"
#include "server/routes/KeyToken.h"
#include "server/store/KeyFinder.h"
#include "server/store/KeyUseBuffer.h"

#include <boost/asio/awaitable.hpp>

#include <optional>
#include <string_view>

namespace keydesk::server {

/** A company and its key, from elsewhere than the usual headers. Refers to its owner's memory. */
struct ClientCredential
{
    std::string_view company;
    std::string_view secret;
    SentVia via = SentVia::Token;
};

/** A key, or a token for it, as it was looked up. */
struct KnownKey
{
    KeyCredential key;
    std::optional<KeyTokenClaims> token; ///< nothing if it was the key itself
    bool isGood = false;                 ///< may be used now, on its own platform
};

/**
 * Checks the API key that comes with a request, and notes its use. It comes as the headers
 * X-company-id and X-apiKey, else as a bearer token, else as company and apiKey in the URL: the
 * first of them that is there counts, also when it is wrong. With a bearer token X-company-id may
 * be there, and then must be the token's.
 */
class KeyCheck
{
public:
    KeyCheck(KeyFinder &keys, KeyUseBuffer &uses, const KeyToken &tokens, GuessBrake &brake,
             Metrics &metrics);

    /**
     * Nothing for a key that is wrong, revoked, paused, expired or of another company: all the
     * same, after the same work. Who has too many refused waits here.
     */
    boost::asio::awaitable<std::optional<KeyCredential>> accept(Request &request);
    boost::asio::awaitable<std::optional<KeyCredential>> accept(Request &request,
                                                                const ClientCredential &given);

    /** What a text is, which is a key or a token: this is not a use of it. */
    boost::asio::awaitable<std::optional<KnownKey>> lookUp(std::string_view text);

    /** 401, the same for every reason. */
    static Response refused();
    /** Adds the Warning to an answer for a key in the URL. */
    static Response warned(const Request &request, Response response);

private:
    struct Presented;

    struct Search;

    static Presented presented(const Request &request);
    boost::asio::awaitable<std::optional<KeyCredential>> check(Request &request, Presented given);
    Search searchFor(const Presented &given) const;
    boost::asio::awaitable<std::optional<KeyCredential>> found(const Search &search) const;
    std::optional<KnownKey> judged(Search search, std::optional<KeyCredential> found) const;

    KeyFinder &m_keys;
    KeyUseBuffer &m_uses;
    const KeyToken &m_tokens;
    GuessBrake &m_brake;
    Metrics &m_metrics;
};

} // namespace keydesk::server
