// SPDX-License-Identifier: Apache-2.0
#include "client/KeychainUnlock.h"

#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>

#include <utility>

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

KeychainUnlock::KeychainUnlock(QObject *parent)
    : QObject(parent)
{
    qDBusRegisterMetaType<Paths>();
    m_timer.setSingleShot(true);
    m_timer.setInterval(std::chrono::minutes(3)); // somebody may be looking for their password
    connect(&m_timer, &QTimer::timeout, this, [this] { fail(ProblemCode::KeychainSilent); });
    auto *watcher =
        new QDBusServiceWatcher(secrets, m_bus, QDBusServiceWatcher::WatchForUnregistration, this);
    connect(watcher, &QDBusServiceWatcher::serviceUnregistered, this,
            [this] { fail(ProblemCode::KeychainMissing); });
}

void KeychainUnlock::start()
{
    m_timer.start();
    send(serviceCall(u"ReadAlias"_s, u"default"_s), [this](const QDBusMessage &answer) {
        const QDBusPendingReply<QDBusObjectPath> collection = answer;
        if (collection.value().path() == none)
            return fail(ProblemCode::KeychainMissing, u"there is no default collection"_s);
        lock(collection.value().path());
    });
}

void KeychainUnlock::lock(const QString &collection)
{
    send(serviceCall(u"Lock"_s, only(collection)), [this, collection](const QDBusMessage &answer) {
        const QDBusPendingReply<Paths, QDBusObjectPath> reply = answer;
        // One that stays open would let everybody in.
        if (!reply.argumentAt<0>().contains(QDBusObjectPath(collection)))
            return fail(ProblemCode::KeychainMissing, u"the collection cannot be locked"_s);
        unlock(collection);
    });
}

void KeychainUnlock::unlock(const QString &collection)
{
    send(serviceCall(u"Unlock"_s, only(collection)), [this](const QDBusMessage &answer) {
        const QDBusPendingReply<Paths, QDBusObjectPath> reply = answer;
        const QString path = reply.argumentAt<1>().path();
        if (path == none)
            return succeed(); // its password is the empty one
        prompt(path);
    });
}

void KeychainUnlock::prompt(const QString &path)
{
    m_bus.connect(secrets, path, promptInterface, u"Completed"_s, this,
                  SLOT(onCompleted(bool, QDBusVariant)));
    auto call = QDBusMessage::createMethodCall(secrets, path, promptInterface, u"Prompt"_s);
    call.setArguments({QString()}); // of no window that the service could know
    send(call, [](const QDBusMessage &) {});
}

void KeychainUnlock::onCompleted(bool wasDismissed, const QDBusVariant & /*result*/)
{
    if (wasDismissed)
        fail(ProblemCode::KeychainLocked);
    else
        succeed();
}

void KeychainUnlock::send(const QDBusMessage &call,
                          const std::function<void(const QDBusMessage &)> &next)
{
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, next] {
        watcher->deleteLater();
        if (m_isOver)
            return;
        if (watcher->isError())
            return fail(ProblemCode::KeychainMissing, watcher->error().message());
        next(watcher->reply());
    });
}

bool KeychainUnlock::finish()
{
    m_timer.stop();
    return !std::exchange(m_isOver, true);
}

void KeychainUnlock::succeed()
{
    if (finish())
        Q_EMIT unlocked();
}

void KeychainUnlock::fail(ProblemCode code, const QString &detail)
{
    if (finish())
        Q_EMIT failed({.code = code, .detail = detail});
}

} // namespace keydesk::client
