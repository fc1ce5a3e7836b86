// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/HttpClient.h"

#include <QList>
#include <QString>
#include <QUrl>

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>
#include <vector>

namespace keydesk::testing {

struct UsedKey
{
    QString id;
    QString secret;
    QByteArray token; ///< that was issued for it
};

/** Whether keys are accepted changes somewhere between these two moments. */
struct KeyChange
{
    using Moment = std::chrono::steady_clock::time_point;

    Moment asked{};       ///< before the request for it was sent
    Moment answered{};    ///< after the whole answer had come
    bool accepts = false; ///< from then on; before it is the other way round
};

/** A client that uses keys in one way, in turns and without a pause, until it is stopped. */
class KeyUser
{
public:
    /** \a requests are answered with 200 or 204 if their key is accepted, else with 401. */
    KeyUser(QString name, QUrl server, QList<HttpRequest> requests);

    const QString &name() const { return m_name; }
    /** How many calls it has made so far. */
    int calls() const { return m_count; }
    void stop();

    /** Once it is stopped: the first call that is not as \a change has it; empty if there is none.
     */
    QString fault(const KeyChange &change) const;
    /** Once it is stopped: how many calls had ended before the change, or began after it. */
    int callsBefore(const KeyChange &change) const;
    int callsAfter(const KeyChange &change) const;

private:
    struct Call
    {
        KeyChange::Moment begun{}; ///< before anything was sent
        KeyChange::Moment ended{};
        int status = 0; ///< 0 without an answer
    };

    void run(const std::stop_token &stop);

    QString m_name;
    QUrl m_server;
    QList<HttpRequest> m_requests;
    std::vector<Call> m_calls;
    std::atomic<int> m_count = 0;
    std::jthread m_thread; ///< last: it uses the others
};

/** Uses keys through several servers at the same time, in each of the ways to give a key. */
class KeyLoad
{
public:
    /** Begins at once. */
    KeyLoad(const QList<QUrl> &servers, const QString &platformId, const QList<UsedKey> &keys);

    /** Whether each client has made \a count calls since the start or countAnew(). */
    bool eachHasMade(int count) const;
    void countAnew();

    /**
     * Ends it. Empty if all was as \a change has it, and each client made \a least calls before it
     * and as many after it.
     */
    QString faultAtEnd(const KeyChange &change, int least);

private:
    std::vector<std::unique_ptr<KeyUser>> m_users;
    std::vector<int> m_counted;
};

} // namespace keydesk::testing
