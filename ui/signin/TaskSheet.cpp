// SPDX-License-Identifier: Apache-2.0
#include "signin/TaskSheet.h"

#include "style/BusyBar.h"
#include "style/ButtonKind.h"
#include "style/MessageStrip.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QTimer>

#include <chrono>

using namespace std::chrono_literals;

namespace keydesk::ui {

namespace {
constexpr auto quickEnough = 150ms; // what is done by then needs no bar
} // namespace

TaskSheet::TaskSheet(const QString &title, QWidget *parent)
    : Sheet(title, parent)
    , m_problem(new MessageStrip(this))
    , m_bar(new BusyBar(this))
    , m_barDelay(new QTimer(this))
{
    m_problem->hide();
    QSizePolicy policy = m_bar->sizePolicy();
    policy.setRetainSizeWhenHidden(true); // nothing moves when it comes and goes
    m_bar->setSizePolicy(policy);
    m_bar->setAccessibleName(tr("Waiting for an answer"));
    m_bar->hide();
    m_barDelay->setSingleShot(true);
    m_barDelay->setInterval(quickEnough);
    connect(m_barDelay, &QTimer::timeout, m_bar, &QWidget::show);
}

void TaskSheet::addFooter(QPushButton *primary, bool destructive)
{
    content()->addWidget(m_problem);
    content()->addWidget(m_bar);
    m_primary = primary;
    m_cancel = new QPushButton(tr("Cancel"), this);
    setButtonKind(m_primary, destructive ? ButtonKind::Danger : ButtonKind::Primary);
    m_primary->setAutoDefault(!destructive);
    m_primary->setDefault(!destructive);
    m_cancel->setAutoDefault(destructive);
    m_cancel->setDefault(destructive);
    buttons()->addWidget(m_cancel);
    buttons()->addWidget(m_primary);
    setTabOrder(m_cancel, m_primary);
    connect(m_cancel, &QPushButton::clicked, this, &TaskSheet::reject);
}

void TaskSheet::setCancelText(const QString &text)
{
    m_cancel->setText(text);
}

QWidget *TaskSheet::entry() const
{
    return m_cancel;
}

void TaskSheet::focusEntry()
{
    entry()->setFocus(Qt::OtherFocusReason);
}

void TaskSheet::setBusy(bool busy)
{
    m_busy = busy;
    if (busy) {
        m_problem->hide();
        m_barDelay->start();
        if (focusWidget() == m_primary) // which is about to be disabled
            m_cancel->setFocus(Qt::OtherFocusReason);
    } else {
        m_barDelay->stop();
        m_bar->hide();
    }
    adapt();
}

void TaskSheet::showProblem(const QString &text)
{
    setBusy(false);
    m_problem->setMessage(MessageKind::Error, text);
    m_problem->present();
    focusEntry();
}

void TaskSheet::hideProblem()
{
    m_problem->hide();
}

void TaskSheet::reject()
{
    if (isVisible())
        Q_EMIT cancelled();
    Sheet::reject();
}

} // namespace keydesk::ui
