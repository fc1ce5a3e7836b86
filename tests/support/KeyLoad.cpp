// SPDX-License-Identifier: Apache-2.0
#include "support/KeyLoad.h"

#include "support/TestData.h"

#include <algorithm>
#include <utility>

namespace keydesk::testing {

using namespace Qt::StringLiterals;
using Clock = std::chrono::steady_clock;

namespace {

struct Way
{
    QString name;
    HttpRequest (*request)(const QString &platform, const UsedKey &key);
};

HttpRequest byHeaders(const QString &platform, const UsedKey &key)
{
    return {.path = "/verify", .headers = keyHeaders(platform, key.secret)};
}

HttpRequest byQuery(const QString &platform, const UsedKey &key)
{
    return {.path = "/verify?company=" + platform.toLatin1() + "&apiKey=" + key.secret.toLatin1()};
}

HttpRequest byToken(const QString &, const UsedKey &key)
{
    return {.path = "/verify", .headers = {{"Authorization", "Bearer " + key.token}}};
}

HttpRequest forNewToken(const QString &platform, const UsedKey &key)
{
    return tokenRequest(platform, key.secret);
}

const QList<Way> &ways()
{
    static const QList<Way> all{{u"headers"_s, byHeaders},
                                {u"query"_s, byQuery},
                                {u"a token"_s, byToken},
                                {u"a request for a token"_s, forNewToken}};
    return all;
}

bool isAcceptance(int status)
{
    return status == 200 || status == 204;
}

} // namespace

KeyUser::KeyUser(QString name, QUrl server, QList<HttpRequest> requests)
    : m_name(std::move(name))
    , m_server(std::move(server))
    , m_requests(std::move(requests))
    , m_thread([this](const std::stop_token &stop) { run(stop); })
{
}

void KeyUser::run(const std::stop_token &stop)
{
    KeptConnection connection(m_server);
    for (qsizetype next = 0; !stop.stop_requested(); next = (next + 1) % m_requests.size()) {
        HttpRequest request = m_requests[next];
        request.headers.append(newClientAddress());
        Call call{.begun = Clock::now()};
        call.status = connection.send(request).status;
        call.ended = Clock::now();
        m_calls.push_back(call);
        ++m_count;
    }
}

void KeyUser::stop()
{
    m_thread.request_stop();
    if (m_thread.joinable())
        m_thread.join();
}

QString KeyUser::fault(const KeyChange &change) const
{
    for (const Call &call : m_calls) {
        const bool isAccepted = isAcceptance(call.status);
        if (!isAccepted && call.status != 401)
            return u"answered with %1"_s.arg(call.status);
        if (call.ended <= change.asked && isAccepted == change.accepts)
            return u"%1 before the change was asked for"_s.arg(call.status);
        if (call.begun >= change.answered && isAccepted != change.accepts)
            return u"%1 for a call that began %2 µs after the change had been answered"_s
                .arg(call.status)
                .arg(std::chrono::duration_cast<std::chrono::microseconds>(call.begun -
                                                                           change.answered)
                         .count());
    }
    return {};
}

int KeyUser::callsBefore(const KeyChange &change) const
{
    return static_cast<int>(std::ranges::count_if(m_calls, [&](const Call &call) {
        return call.ended <= change.asked;
    }));
}

int KeyUser::callsAfter(const KeyChange &change) const
{
    return static_cast<int>(std::ranges::count_if(m_calls, [&](const Call &call) {
        return call.begun >= change.answered;
    }));
}

KeyLoad::KeyLoad(const QList<QUrl> &servers, const QString &platformId, const QList<UsedKey> &keys)
{
    for (const QUrl &server : servers) {
        for (const Way &way : ways()) {
            QList<HttpRequest> requests;
            for (const UsedKey &key : keys)
                requests.append(way.request(platformId, key));
            m_users.push_back(std::make_unique<KeyUser>(
                u"%1 at %2"_s.arg(way.name, server.authority()), server, requests));
        }
    }
    m_counted.resize(m_users.size());
}

bool KeyLoad::eachHasMade(int count) const
{
    for (std::size_t i = 0; i < m_users.size(); ++i) {
        if (m_users[i]->calls() < m_counted[i] + count)
            return false;
    }
    return true;
}

void KeyLoad::countAnew()
{
    for (std::size_t i = 0; i < m_users.size(); ++i)
        m_counted[i] = m_users[i]->calls();
}

QString KeyLoad::faultAtEnd(const KeyChange &change, int least)
{
    for (const auto &user : m_users)
        user->stop();
    for (const auto &user : m_users) {
        if (const QString fault = user->fault(change); !fault.isEmpty())
            return user->name() + u": "_s + fault;
        const int before = user->callsBefore(change);
        const int after = user->callsAfter(change);
        if (before < least || after < least)
            return u"%1: %2 calls before, %3 after the change"_s.arg(user->name())
                .arg(before)
                .arg(after);
    }
    return {};
}

} // namespace keydesk::testing
