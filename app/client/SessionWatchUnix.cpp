// SPDX-License-Identifier: Apache-2.0
#include "client/SessionWatch.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QVariantMap>

namespace keydesk::client {

using namespace Qt::StringLiterals;

namespace {

const QString logind = u"org.freedesktop.login1"_s;
const QString logindPath = u"/org/freedesktop/login1"_s;
const QString managerInterface = u"org.freedesktop.login1.Manager"_s;
const QString sessionInterface = u"org.freedesktop.login1.Session"_s;

// From whoever sends it: to name a service makes Qt ask the bus, and wait, for who owns the name.
const QString anybody;

} // namespace

/** The slots that QtDBus needs. */
class SessionWatch::Source : public QObject
{
    Q_OBJECT

public:
    explicit Source(SessionWatch &watch)
        : m_watch(watch)
    {
        listenToScreenSavers();
        listenToLogind();
    }

private Q_SLOTS:
    void onLock() { Q_EMIT m_watch.sessionLocked(); }

    void onActiveChanged(bool isActive)
    {
        if (isActive)
            Q_EMIT m_watch.sessionLocked();
    }

    void onPrepareForSleep(bool begins)
    {
        if (begins)
            Q_EMIT m_watch.goingToSleep();
    }

    void onPropertiesChanged(const QString &interface, const QVariantMap &changed,
                             const QStringList & /*invalidated*/)
    {
        if (interface == sessionInterface && changed.value(u"LockedHint"_s).toBool())
            Q_EMIT m_watch.sessionLocked();
    }

private:
    void listenToScreenSavers()
    {
        for (const char *desktop : {"freedesktop", "gnome", "cinnamon", "mate", "xfce"}) {
            const QString interface = u"org.%1.ScreenSaver"_s.arg(QLatin1StringView(desktop));
            m_session.connect(anybody, {}, interface, u"ActiveChanged"_s, this,
                              SLOT(onActiveChanged(bool)));
        }
    }

    void listenToLogind()
    {
        m_system.connect(anybody, logindPath, managerInterface, u"PrepareForSleep"_s, this,
                         SLOT(onPrepareForSleep(bool)));
        const QString id = qEnvironmentVariable("XDG_SESSION_ID");
        auto ask =
            QDBusMessage::createMethodCall(logind, logindPath, managerInterface,
                                           id.isEmpty() ? u"GetSessionByPID"_s : u"GetSession"_s);
        // Process 0 is the one that asks.
        ask.setArguments({id.isEmpty() ? QVariant(0U) : QVariant(id)});
        auto *answer = new QDBusPendingCallWatcher(m_system.asyncCall(ask), this);
        connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
            answer->deleteLater();
            const QDBusPendingReply<QDBusObjectPath> session = *answer;
            if (session.isValid())
                listenToSession(session.value().path());
        });
    }

    void listenToSession(const QString &path)
    {
        m_system.connect(anybody, path, sessionInterface, u"Lock"_s, this, SLOT(onLock()));
        // The signature normalized, without spaces.
        // clang-format off
        m_system.connect(anybody, path, u"org.freedesktop.DBus.Properties"_s,
                         u"PropertiesChanged"_s, this,
                         SLOT(onPropertiesChanged(QString,QVariantMap,QStringList)));
        // clang-format on
    }

    SessionWatch &m_watch;
    QDBusConnection m_session = QDBusConnection::sessionBus();
    QDBusConnection m_system = QDBusConnection::systemBus();
};

SessionWatch::SessionWatch(QObject *parent)
    : QObject(parent)
{
}

SessionWatch::~SessionWatch() = default;

void SessionWatch::start()
{
    m_source = std::make_unique<Source>(*this);
}

} // namespace keydesk::client

#include "SessionWatchUnix.moc"
