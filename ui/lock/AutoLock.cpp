// SPDX-License-Identifier: Apache-2.0
#include "lock/AutoLock.h"

#include "client/SessionWatch.h"

#include <QCoreApplication>
#include <QKeyEvent>

namespace keydesk::ui {

using client::SessionWatch;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

bool isInput(const QEvent &event)
{
    switch (event.type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
    case QEvent::TabletPress:
    case QEvent::InputMethod:
        return true;
    default:
        return false;
    }
}

bool isLockKey(const QKeyEvent &event)
{
    return event.key() == Qt::Key_L && event.modifiers() == Qt::ControlModifier;
}

} // namespace

AutoLock::AutoLock(const SessionWatch &session, QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    qApp->installEventFilter(this);
    connect(&m_timer, &QTimer::timeout, this, &AutoLock::onTimeout);
    connect(&session, &SessionWatch::sessionLocked, this, [this] {
        if (m_followsSession)
            Q_EMIT lockRequested();
    });
    connect(&session, &SessionWatch::goingToSleep, this, [this] {
        if (m_followsSession || m_idle)
            Q_EMIT lockRequested();
    });
}

AutoLock::~AutoLock() = default;

void AutoLock::setIdleTime(std::optional<milliseconds> idle)
{
    m_idle = idle;
    m_lastInput = steady_clock::now();
    if (m_idle) {
        m_timer.start(*m_idle);
    } else {
        m_timer.stop();
    }
}

// Each event goes through here: the timer is left alone, and looks at the time when it is over.
bool AutoLock::eventFilter(QObject *watched, QEvent *event)
{
    // A shortcut of the window would not count while a dialog is over it.
    if (event->type() == QEvent::ShortcutOverride && isLockKey(*static_cast<QKeyEvent *>(event))) {
        event->accept();
        Q_EMIT lockKeyPressed();
        return true;
    }
    if (m_idle && event->spontaneous() && isInput(*event)) {
        m_lastInput = steady_clock::now();
        if (!m_timer.isActive()) // it was locked, and nothing woke up since
            m_timer.start(*m_idle);
    }
    return QObject::eventFilter(watched, event);
}

void AutoLock::onTimeout()
{
    if (!m_idle)
        return;
    const auto unused = steady_clock::now() - m_lastInput;
    if (unused < *m_idle) {
        m_timer.start(std::chrono::ceil<milliseconds>(*m_idle - unused));
        return;
    }
    Q_EMIT lockRequested();
}

} // namespace keydesk::ui
