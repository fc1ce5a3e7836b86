// SPDX-License-Identifier: Apache-2.0
#include "client/KeptSecret.h"

#include <utility>

namespace keydesk::client {

KeptSecret::KeptSecret(Keychain &keychain, QString key, QObject *parent)
    : QObject(parent)
    , m_keychain(keychain)
    , m_key(std::move(key))
{
    m_retry.setSingleShot(true);
    m_retry.setInterval(std::chrono::minutes(1));
    connect(&m_retry, &QTimer::timeout, this, &KeptSecret::retry);
}

void KeptSecret::keep(SecretText secret)
{
    m_secret = std::move(secret);
    write();
}

void KeptSecret::forget()
{
    m_secret = SecretText();
    write();
}

void KeptSecret::write()
{
    m_retry.stop();
    auto result = m_secret.isEmpty() ? m_keychain.remove(m_key)
                                     : m_keychain.write(m_key, SecretText(m_secret.view()));
    result.then(this, [this, round = ++m_round](const Result<Done> &written) {
        if (round == m_round)
            onWritten(written);
    });
}

void KeptSecret::onWritten(const Result<Done> &result)
{
    m_settledRound = m_round;
    m_problem = result ? std::nullopt : std::optional(result.error());
    if (m_problem)
        m_retry.start();
    Q_EMIT settled();
}

// Only when nobody has to be asked: the prompt was answered or closed when the secret was new, and
// must not come up again every minute.
void KeptSecret::retry()
{
    m_keychain.check().then(this, [this, round = m_round](const Result<Done> &usable) {
        if (round != m_round)
            return;
        if (usable)
            write();
        else
            m_retry.start();
    });
}

} // namespace keydesk::client
