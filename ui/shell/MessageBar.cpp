// SPDX-License-Identifier: Apache-2.0
#include "shell/MessageBar.h"

#include "style/ButtonKind.h"
#include "style/Icons.h"
#include "style/Metrics.h"

#include <QKeyEvent>
#include <QPushButton>
#include <QTimer>

#include <chrono>

using namespace std::chrono_literals;

namespace keydesk::ui {

namespace {
constexpr auto timeToRead = 6s;
constexpr auto timeToLeave = 2s;
} // namespace

MessageBar::MessageBar(QWidget *parent)
    : MessageStrip(parent)
    , m_action(new QPushButton(this))
    , m_close(new QPushButton(icon(Icon::Close), {}, this))
    , m_expiry(new QTimer(this))
{
    setContentsMargins(metrics::related, metrics::related, metrics::related, 0);
    setButtonKind(m_close, ButtonKind::Quiet);
    m_close->setAccessibleName(tr("Dismiss this message"));
    m_close->setToolTip(tr("Dismiss"));
    addButton(m_action);
    addButton(m_close);
    m_expiry->setSingleShot(true);
    connect(m_expiry, &QTimer::timeout, this, &MessageBar::dismissUnlessUsed);
    connect(m_close, &QPushButton::clicked, this, &MessageBar::dismiss);
    connect(m_action, &QPushButton::clicked, this, [this] {
        clear();
        Q_EMIT actionTriggered();
    });
    hide();
}

void MessageBar::showMessage(MessageKind kind, const QString &text, const QString &actionText)
{
    setMessage(kind, text);
    m_action->setText(actionText);
    m_action->setVisible(!actionText.isEmpty());
    if (kind == MessageKind::Success)
        m_expiry->start(timeToRead);
    else
        m_expiry->stop();
    present();
}

void MessageBar::clear()
{
    m_expiry->stop();
    hide();
}

void MessageBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        dismiss();
    else
        MessageStrip::keyPressEvent(event);
}

void MessageBar::dismiss()
{
    clear();
    Q_EMIT dismissed();
}

void MessageBar::dismissUnlessUsed()
{
    const QWidget *focused = window()->focusWidget();
    if (underMouse() || (focused && isAncestorOf(focused)))
        m_expiry->start(timeToLeave);
    else
        dismiss();
}

} // namespace keydesk::ui
