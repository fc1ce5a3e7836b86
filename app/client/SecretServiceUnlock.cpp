// SPDX-License-Identifier: Apache-2.0
#include "client/SecretServiceUnlock.h"

#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusPendingReply>

namespace keydesk::client {

using namespace Qt::StringLiterals;

namespace {

using Paths = QList<QDBusObjectPath>;

const QString secrets = u"org.freedesktop.secrets"_s;
const QString servicePath = u"/org/freedesktop/secrets"_s;
const QString serviceInterface = u"org.freedesktop.Secret.Service"_s;
const QString promptInterface = u"org.freedesktop.Secret.Prompt"_s;
const QString none = u"/"_s; // as the API names no object

QDBusMessage serviceCall(const QString &method, const QVariant &argument)
{
    auto call = QDBusMessage::createMethodCall(secrets, servicePath, serviceInterface, method);
    call.setArguments({argument});
    return call;
}

QVariant only(const QString &path)
{
    return QVariant::fromValue(Paths{QDBusObjectPath(path)});
}

} // namespace

SecretServiceUnlock::SecretServiceUnlock(QObject *parent)
    : KeychainUnlock(secrets, parent)
{
    qDBusRegisterMetaType<Paths>();
}

void SecretServiceUnlock::lock()
{
    send(serviceCall(u"ReadAlias"_s, u"default"_s), [this](const QDBusMessage &answer) {
        const QDBusPendingReply<QDBusObjectPath> collection = answer;
        if (collection.value().path() == none)
            return fail(ProblemCode::KeychainMissing, u"there is no default collection"_s);
        lockCollection(collection.value().path());
    });
}

void SecretServiceUnlock::lockCollection(const QString &collection)
{
    send(serviceCall(u"Lock"_s, only(collection)), [this, collection](const QDBusMessage &answer) {
        const QDBusPendingReply<Paths, QDBusObjectPath> reply = answer;
        // One that stays open would let everybody in.
        if (!reply.argumentAt<0>().contains(QDBusObjectPath(collection)))
            return fail(ProblemCode::KeychainMissing, u"the collection cannot be locked"_s);
        unlock(collection);
    });
}

void SecretServiceUnlock::unlock(const QString &collection)
{
    send(serviceCall(u"Unlock"_s, only(collection)), [this](const QDBusMessage &answer) {
        const QDBusPendingReply<Paths, QDBusObjectPath> reply = answer;
        const QString path = reply.argumentAt<1>().path();
        if (path == none)
            return succeed(); // its password is the empty one
        prompt(path);
    });
}

void SecretServiceUnlock::prompt(const QString &path)
{
    // The signature normalized, without spaces.
    // clang-format off
    bus().connect(secrets, path, promptInterface, u"Completed"_s, this,
                  SLOT(onCompleted(bool,QDBusVariant)));
    // clang-format on
    auto call = QDBusMessage::createMethodCall(secrets, path, promptInterface, u"Prompt"_s);
    call.setArguments({QString()}); // of no window that the service could know
    send(call, [](const QDBusMessage &) {});
}

void SecretServiceUnlock::onCompleted(bool wasDismissed, const QDBusVariant & /*result*/)
{
    if (wasDismissed)
        fail(ProblemCode::KeychainLocked);
    else
        succeed();
}

} // namespace keydesk::client
