// SPDX-License-Identifier: Apache-2.0
#include "client/SecretService.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QLibrary>
#include <QMap>
#include <QVariant>

namespace keydesk::client {

using namespace Qt::StringLiterals;

namespace {

using Attributes = QMap<QString, QString>;
using Paths = QList<QDBusObjectPath>;
using Tell = std::function<void(KeychainState)>;

constexpr int patience = 5000; // milliseconds; it only looks up what it has in memory

QDBusMessage callOf(const QString &path, const QString &interface, const QString &method)
{
    return QDBusMessage::createMethodCall(u"org.freedesktop.secrets"_s, path, interface, method);
}

KeychainState stateOf(const QDBusError &error)
{
    const bool isSilent =
        error.type() == QDBusError::NoReply || error.type() == QDBusError::TimedOut;
    return isSilent ? KeychainState::Silent : KeychainState::Missing;
}

template <typename Reply, typename OnReply>
void send(const QDBusMessage &call, QObject *context, const Tell &tell, const OnReply &onReply)
{
    auto *watcher = new QDBusPendingCallWatcher(
        QDBusConnection::sessionBus().asyncCall(call, patience), context);
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, context, [=] {
        watcher->deleteLater();
        const Reply reply = *watcher;
        if (reply.isError())
            tell(stateOf(reply.error()));
        else
            onReply(reply);
    });
}

void askWhetherLocked(const QDBusObjectPath &collection, QObject *context, const Tell &tell)
{
    QDBusMessage call = callOf(collection.path(), u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
    call << u"org.freedesktop.Secret.Collection"_s << u"Locked"_s;
    using Reply = QDBusPendingReply<QDBusVariant>;
    send<Reply>(call, context, tell, [tell](const Reply &reply) {
        tell(reply.value().variant().toBool() ? KeychainState::Locked : KeychainState::Absent);
    });
}

} // namespace

void findInSecretService(const QString &service, const QString &key, QObject *context,
                         const Tell &tell)
{
    qDBusRegisterMetaType<Attributes>();
    QDBusMessage call = callOf(u"/org/freedesktop/secrets"_s, u"org.freedesktop.Secret.Service"_s,
                               u"SearchItems"_s);
    // As QtKeychain names them.
    call << QVariant::fromValue(Attributes{{u"user"_s, key}, {u"server"_s, service}});
    using Reply = QDBusPendingReply<Paths, Paths>; // unlocked and locked ones
    send<Reply>(call, context, tell, [context, tell](const Reply &reply) {
        if (!reply.argumentAt<1>().isEmpty())
            tell(KeychainState::Locked);
        else if (!reply.argumentAt<0>().isEmpty())
            tell(KeychainState::Present);
        else
            findDefaultCollection(context, tell);
    });
}

void findDefaultCollection(QObject *context, const Tell &tell)
{
    QDBusMessage call =
        callOf(u"/org/freedesktop/secrets"_s, u"org.freedesktop.Secret.Service"_s, u"ReadAlias"_s);
    call << u"default"_s;
    using Reply = QDBusPendingReply<QDBusObjectPath>;
    send<Reply>(call, context, tell, [context, tell](const Reply &reply) {
        // Where none has been set up yet, the person has to be asked.
        if (reply.value().path() == u"/"_s)
            tell(KeychainState::Locked);
        else
            askWhetherLocked(reply.value(), context, tell);
    });
}

void renewSecretServiceSession()
{
    using Disconnect = void (*)();
    // The same library as QtKeychain loads; it stays loaded.
    const auto disconnect = reinterpret_cast<Disconnect>(
        QLibrary::resolve(u"secret-1"_s, 0, "secret_service_disconnect"));
    if (disconnect)
        disconnect();
}

} // namespace keydesk::client
