// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/Keychain.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace keydesk::client {

/**
 * One entry of the keychain, made to be what it was last said to be. If the keychain does not work,
 * this looks every now and then, without a prompt, whether it does again.
 */
class KeptSecret : public QObject
{
    Q_OBJECT

public:
    /** \a keychain must outlive this object. */
    KeptSecret(Keychain &keychain, QString key, QObject *parent = nullptr);

    void setRetryInterval(std::chrono::milliseconds interval) { m_retry.setInterval(interval); }

    QFuture<Result<SharedSecret>> read() { return m_keychain.read(m_key); }
    void keep(SecretText secret);
    void forget();

    /** Once more now. Unlike the tries that come by themselves it may ask the person. */
    void retryNow() { write(); }

    /** False while the keychain has not answered yet. */
    bool isSettled() const { return m_settledRound == m_round; }
    /** Why the entry is not what it should be; nothing if it is, or is just being made so. */
    const std::optional<Problem> &problem() const { return m_problem; }

Q_SIGNALS:
    /** problem() may be another one. */
    void settled();

private:
    void write();
    void onWritten(const Result<Done> &result);
    void retry();

    Keychain &m_keychain;
    QString m_key;
    SecretText m_secret; ///< empty: there should be none
    std::optional<Problem> m_problem;
    QTimer m_retry;
    unsigned m_round = 0;        ///< of writing; only the last one counts
    unsigned m_settledRound = 0; ///< the last one of which the outcome is known
};

} // namespace keydesk::client
