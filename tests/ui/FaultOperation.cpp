// SPDX-License-Identifier: Apache-2.0
#include "FaultOperation.h"

#include "support/Await.h"

#include <QUuid>

#include <array>
#include <stdexcept>

namespace keydesk::testing {

using namespace Qt::StringLiterals;

namespace {

const QString newLabel = u"HR sync"_s;
const QStringList oldLabels{u"Data warehouse"_s, u"Payroll"_s};

struct Facts
{
    const char *name;
    const char *trace; ///< what each session, or each key, leaves
};

const Facts &factsOf(Operation operation)
{
    static constexpr std::array facts{
        Facts{"sign-in", "session"},         Facts{"list", ""},
        Facts{"create", "key.created"},      Facts{"acknowledge", "key.acknowledged"},
        Facts{"rename", "key.updated"},      Facts{"revoke", "key.revoked"},
        Facts{"bulk revoke", "key.revoked"},
    };
    return facts.at(static_cast<std::size_t>(operation));
}

template <typename T>
QFuture<Result<Done>> withoutValue(QFuture<Result<T>> future)
{
    return future.then(
        [](const Result<T> &result) { return result.map([](const T &) { return Done{}; }); });
}

} // namespace

QList<Operation> allOperations()
{
    return {Operation::SignIn, Operation::List,   Operation::Create,   Operation::Acknowledge,
            Operation::Rename, Operation::Revoke, Operation::RevokeAll};
}

const char *name(Operation operation)
{
    return factsOf(operation).name;
}

QByteArray target(Operation operation)
{
    return operation == Operation::SignIn ? "/admin/v1/sessions " : "/admin/v1/platforms/";
}

FaultOperation::FaultOperation(Operation operation, MemberFixture &server, FakeKeychain &keychain)
    : m_operation(operation)
    , m_server(server)
    , m_session(m_rest, keychain, u"https://keys.example.org"_s)
    , m_keys(m_rest)
{
}

void FaultOperation::prepare()
{
    goTo(m_server.server().baseUrl());
    const QString ada =
        m_server.data()
            .run(u"SELECT id FROM members WHERE email = ?"_s, {MemberFixture::email()})
            .toString();
    if (m_operation == Operation::SignIn) {
        m_memberId = m_server.data().addMember(u"Grace"_s);
        m_server.data().run(u"UPDATE members SET password_hash ="_s
                            u" (SELECT password_hash FROM members WHERE id = ?) WHERE id = ?"_s,
                            {ada, m_memberId});
        return;
    }
    m_memberId = ada;
    m_platformId = m_server.data().addPlatform(QUuid::createUuid().toString());
    m_server.data().setRole(m_platformId, m_memberId, u"admin"_s);
    if (!await(m_session.restore()) &&
        !await(m_session.signIn(MemberFixture::email(), MemberFixture::password())))
        throw std::runtime_error("the member could not sign in");
    for (const QString &label : oldLabels)
        makeKey(label);
    m_tracesBefore = allTraces();
}

void FaultOperation::makeKey(const QString &label)
{
    const auto made = await(
        m_keys.create(m_platformId, KeyLabel::parse(label).value(), IdempotencyKey::generate()));
    if (!made)
        throw std::runtime_error("a key could not be made");
    m_keyIds.append(made->key.id);
    if (m_revision.isEmpty())
        m_revision = made->key.revision;
}

QFuture<Result<Done>> FaultOperation::ask()
{
    const KeyLabel label = KeyLabel::parse(newLabel).value();
    switch (m_operation) {
    case Operation::SignIn:
        return m_session.signIn(m_memberId + u"@example.org"_s, MemberFixture::password());
    case Operation::List:
        return withoutValue(m_keys.list(m_platformId));
    case Operation::Create:
        return askForKey();
    case Operation::Acknowledge:
        return m_keys.acknowledge(m_platformId, m_keyIds.first());
    case Operation::Rename:
        return withoutValue(m_keys.rename(m_platformId, m_keyIds.first(), m_revision, label));
    case Operation::Revoke:
        return withoutValue(m_keys.revoke(m_platformId, m_keyIds.first()));
    case Operation::RevokeAll:
        return withoutValue(m_keys.revokeAll(m_platformId, m_keyIds));
    }
    Q_UNREACHABLE();
}

QFuture<Result<Done>> FaultOperation::askForKey()
{
    return m_keys.create(m_platformId, KeyLabel::parse(newLabel).value(), m_intention)
        .then([this](const Result<client::CreatedKey> &created) {
            return created.map([this](const client::CreatedKey &key) {
                m_given.append(key);
                return Done{};
            });
        });
}

QStringList FaultOperation::allTraces()
{
    if (m_operation == Operation::SignIn)
        return QStringList(m_server.count(u"sessions WHERE member_id = '%1'"_s.arg(m_memberId)),
                           QString::fromLatin1(factsOf(m_operation).trace));
    return m_server.data().column(
        u"SELECT action FROM audit WHERE platform_id = '%1'"_s.arg(m_platformId));
}

QStringList FaultOperation::traces()
{
    QStringList traces = allTraces();
    for (const QString &before : std::as_const(m_tracesBefore))
        traces.removeOne(before);
    return traces;
}

QStringList FaultOperation::tracesOfOnce() const
{
    if (m_operation == Operation::List)
        return {};
    return QStringList(m_operation == Operation::RevokeAll ? 2 : 1,
                       QString::fromLatin1(factsOf(m_operation).trace));
}

QStringList FaultOperation::labels()
{
    return m_server.data().column(
        u"SELECT label FROM api_keys WHERE platform_id = '%1'"_s.arg(m_platformId));
}

QStringList FaultOperation::labelsBefore() const
{
    return m_operation == Operation::SignIn ? QStringList() : oldLabels;
}

QStringList FaultOperation::labelsAfter() const
{
    switch (m_operation) {
    case Operation::Create:
        return {oldLabels[0], newLabel, oldLabels[1]};
    case Operation::Rename:
        return {newLabel, oldLabels[1]};
    case Operation::Revoke:
        return {oldLabels[1]};
    case Operation::RevokeAll:
        return {};
    default:
        return labelsBefore();
    }
}

} // namespace keydesk::testing
