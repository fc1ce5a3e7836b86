// SPDX-License-Identifier: Apache-2.0
#include "server/routes/SignInAttempt.h"

#include "server/http/ClientAddress.h"
#include "server/store/SignInFailureTable.h"

#include <algorithm>

namespace keydesk::server {

SignInAttempt::SignInAttempt(const QString &email, const std::string &peer)
    : m_email(sha256("email " + email.toCaseFolded().toUtf8()))
    , m_network(sha256("network " + QByteArray::fromStdString(networkName(peer))))
{
}

SignInAttempt::SignInAttempt(const std::string &peer)
    : m_network(sha256("network " + QByteArray::fromStdString(networkName(peer))))
{
}

qint64 SignInAttempt::wait(Database &database, qint64 now) const
{
    SignInFailureTable failures(database);
    const qint64 forEmail = m_email ? failures.wait(*m_email, now) : 0;
    const qint64 milliseconds = std::max(forEmail, failures.wait(m_network, now));
    return (milliseconds + 999) / 1000;
}

void SignInAttempt::failed(Database &database, qint64 now) const
{
    SignInFailureTable failures(database);
    if (m_email)
        failures.add(*m_email, now);
    failures.add(m_network, now);
}

void SignInAttempt::succeeded(Database &database) const
{
    if (m_email)
        SignInFailureTable(database).forget(*m_email);
}

} // namespace keydesk::server
