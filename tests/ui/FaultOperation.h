// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/FakeKeychain.h"
#include "client/MemberFixture.h"

#include "client/KeysClient.h"
#include "client/RestClient.h"
#include "client/Session.h"

#include <QStringList>

namespace keydesk::testing {

enum class Operation { SignIn, List, Create, Acknowledge, Rename, Revoke, RevokeAll };

/** In the order of the table. */
QList<Operation> allOperations();
const char *name(Operation operation);
/** The requests that carry it out begin so; the renewal of a sign-in does not. */
QByteArray target(Operation operation);

/**
 * One thing that an administrator does, with the parts of the application that do it and a platform
 * of its own on the real server, where what has come of it is counted.
 */
class FaultOperation
{
public:
    /** \a server has started. \a keychain has the sign-in of an operation before, or nothing. Both
     *  must outlive it. */
    FaultOperation(Operation operation, MemberFixture &server, FakeKeychain &keychain);

    /** Signs in, but for a sign-in, and makes the keys that are needed; with the server itself. */
    void prepare();
    /** From now on it is done over there. */
    void goTo(const QUrl &backend) { m_rest.setAuthorisedBackend(backend, m_session); }
    client::RestClient &rest() { return m_rest; }

    /** Each call asks for the same thing. */
    QFuture<Result<Done>> ask();

    /** What it has left on the server: a session, rows of the audit, each as often as it is there.
     */
    QStringList traces();
    /** What it leaves when it is done, as it should be, once. */
    QStringList tracesOfOnce() const;
    /** The labels of the platform's keys, sorted. */
    QStringList labels();
    QStringList labelsBefore() const;
    QStringList labelsAfter() const;

    /** The keys that the client was given by a create, one for each answer. */
    const QList<client::CreatedKey> &given() const { return m_given; }
    bool isSignedIn() const { return m_session.state() == client::Session::State::SignedIn; }
    const QString &platformId() const { return m_platformId; }

private:
    QFuture<Result<Done>> askForKey();
    QStringList allTraces();
    void makeKey(const QString &label);

    Operation m_operation;
    MemberFixture &m_server;
    client::RestClient m_rest;
    client::Session m_session;
    client::KeysClient m_keys;
    QString m_memberId; ///< who signs in: of a sign-in a member of its own, whose sessions count
    QString m_platformId;
    IdempotencyKey m_intention = IdempotencyKey::generate();
    QStringList m_keyIds; ///< that are there before
    QString m_revision;   ///< of the first
    QStringList m_tracesBefore;
    QList<client::CreatedKey> m_given;
};

} // namespace keydesk::testing
