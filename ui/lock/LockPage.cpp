// SPDX-License-Identifier: Apache-2.0
#include "lock/LockPage.h"

#include "style/AccessibleRole.h"
#include "style/ButtonKind.h"
#include "style/MessageStrip.h"
#include "style/Metrics.h"
#include "style/TextLabel.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace keydesk::ui {

LockPage::LockPage(const QList<Connection> &connections, QWidget *parent)
    : QWidget(parent)
    , m_text(new TextLabel(TextKind::Secondary, {}, this))
    , m_problem(new MessageStrip(this))
    , m_unlock(new QPushButton(tr("&Unlock"), this))
    , m_column(new QVBoxLayout)
{
    auto *title = new TextLabel(TextKind::DialogTitle, tr("Keydesk is locked"), this);
    setAccessibleName(title->text());
    setAccessibleRole(this, QAccessible::AlertMessage);
    m_text->setWordWrap(true);
    m_text->setMinimumWidth(std::max(420, fontMetrics().averageCharWidth() * 58));
    m_problem->hide();
    setButtonKind(m_unlock, ButtonKind::Primary);
    m_unlock->setDefault(true);
    m_unlock->setAutoDefault(true);
    m_column->setSpacing(metrics::related);
    m_column->addStretch(2);
    m_column->addWidget(title);
    m_column->addWidget(m_text);
    m_column->addWidget(m_problem);
    m_column->addSpacing(metrics::related);
    m_column->addWidget(m_unlock, 0, Qt::AlignLeading);
    for (const Connection &connection : connections)
        addSignIn(connection);
    m_column->addStretch(3);
    auto *layout = new QHBoxLayout(this);
    layout->addStretch();
    layout->addLayout(m_column);
    layout->addStretch();
    connect(m_unlock, &QPushButton::clicked, this, &LockPage::unlockRequested);
    setWaiting(false);
}

void LockPage::addSignIn(const Connection &connection)
{
    constexpr int most = 5; // the others can be unlocked with the keychain
    if (m_signIns++ >= most)
        return;
    auto *button = new QPushButton(this);
    setButtonKind(button, ButtonKind::Quiet);
    button->setAutoDefault(true);
    button->setText(
        tr("Sign in to “%1” instead")
            .arg(QString(connection.name).replace(QLatin1Char('&'), QLatin1String("&&"))));
    m_column->addWidget(button, 0, Qt::AlignLeading);
    connect(button, &QPushButton::clicked, this,
            [this, id = connection.id] { Q_EMIT signInRequested(id); });
}

void LockPage::setWaiting(bool isWaiting)
{
    m_unlock->setEnabled(!isWaiting);
    m_text->setText(isWaiting
                        ? tr("The keychain asks for its password in another window.")
                        : tr("Unlock it with the password of this computer's keychain. What was "
                             "open is there again then."));
    if (isWaiting)
        m_problem->hide();
}

void LockPage::tellProblem(const QString &text)
{
    setWaiting(false);
    m_problem->setMessage(MessageKind::Warning, text);
    m_problem->present();
    m_unlock->setFocus(Qt::OtherFocusReason);
}

void LockPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_unlock->setFocus(Qt::OtherFocusReason);
    announce(this);
}

} // namespace keydesk::ui
