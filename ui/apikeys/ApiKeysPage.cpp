// SPDX-License-Identifier: Apache-2.0
#include "apikeys/ApiKeysPage.h"

#include "apikeys/ApiKeysModel.h"
#include "apikeys/ApiKeysTable.h"
#include "apikeys/CopyableValue.h"
#include "apikeys/PageFooter.h"
#include "apikeys/PurposeLine.h"
#include "apikeys/StatePanel.h"
#include "style/BusyBar.h"
#include "style/MessageStrip.h"
#include "style/Metrics.h"
#include "style/TextLabel.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QTimer>

#include <chrono>

using namespace std::chrono_literals;

namespace keydesk::ui {

namespace {
// The table's cells have padding of their own: its text stands under the title, not its edge.
constexpr int hanging = metrics::pageMargin - metrics::inGroup;
} // namespace

ApiKeysPage::ApiKeysPage(ApiKeysModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_loading(new BusyBar)
    , m_loadingDelay(new QTimer(this))
    , m_failure(new MessageStrip)
    , m_body(new QStackedWidget)
    , m_table(new ApiKeysTable(model))
    , m_panel(new StatePanel)
    , m_blank(new QWidget)
    , m_footer(new PageFooter)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(hanging, metrics::section, hanging, 0);
    layout->setSpacing(0);
    layout->addLayout(buildHead());
    layout->addWidget(buildBody(), 1);
    layout->addWidget(m_footer);
    connect(m_table, &ApiKeysTable::revokeRequested, this, &ApiKeysPage::revokeRequested);
    connect(m_table, &ApiKeysTable::renameRequested, this, &ApiKeysPage::renameRequested);
    connect(m_table, &ApiKeysTable::selectedCountChanged, m_footer, &PageFooter::setSelected);
    connect(m_footer, &PageFooter::revokeSelectedRequested, this,
            [this] { Q_EMIT revokeRequested(m_table->selectedIds()); });
    connect(m_panel, &StatePanel::actionTriggered, this, &ApiKeysPage::retryRequested);
    connect(m_footer, &PageFooter::addRequested, this, &ApiKeysPage::addRequested);
    m_loadingDelay->setSingleShot(true);
    connect(m_loadingDelay, &QTimer::timeout, m_loading, &QWidget::show);
    setState(State::Blank);
}

QBoxLayout *ApiKeysPage::buildHead()
{
    auto *purpose = new PurposeLine;
    connect(purpose, &PurposeLine::documentationRequested, this,
            &ApiKeysPage::documentationRequested);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(metrics::inGroup, 0, metrics::inGroup, metrics::related);
    head->setSpacing(4);
    head->addWidget(new TextLabel(TextKind::PageTitle, tr("API")));
    head->addWidget(purpose);
    head->addSpacing(metrics::related);
    head->addLayout(buildValues());
    return head;
}

QLayout *ApiKeysPage::buildValues()
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(metrics::related);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(3, 1);
    m_companyId = new CopyableValue(tr("Company ID"), grid, this);
    m_apiAddress = new CopyableValue(tr("API address"), grid, this);
    return grid;
}

QWidget *ApiKeysPage::buildBody()
{
    buildFailure();
    QSizePolicy policy = m_loading->sizePolicy();
    policy.setRetainSizeWhenHidden(true); // nothing below it moves when it comes and goes
    m_loading->setSizePolicy(policy);
    m_loading->setAccessibleName(tr("Loading the keys"));
    for (QWidget *page :
         {m_blank, static_cast<QWidget *>(m_table), static_cast<QWidget *>(m_panel)})
        m_body->addWidget(page);
    auto *body = new QWidget;
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_failure);
    layout->addWidget(m_loading);
    layout->addWidget(m_body, 1);
    return body;
}

void ApiKeysPage::buildFailure()
{
    auto *retry = new QPushButton(tr("Try again"));
    connect(retry, &QPushButton::clicked, this, &ApiKeysPage::retryRequested);
    m_failure->addButton(retry);
    m_failure->hide();
}

void ApiKeysPage::setCompanyId(const QString &id)
{
    m_companyId->setValue(id);
}

void ApiKeysPage::setApiAddress(const QString &url)
{
    m_apiAddress->setValue(url);
}

void ApiKeysPage::showLoading()
{
    setState(State::Loading);
}

void ApiKeysPage::showKeys(int used, int limit)
{
    setUsage(used, limit);
    setState(State::Ready);
}

void ApiKeysPage::setUsage(int used, int limit)
{
    m_footer->setUsage(used, limit);
}

void ApiKeysPage::showFailed(const QString &message, const QString &age)
{
    m_message = message;
    m_age = age.isEmpty() ? tr("These keys may be out of date.") : age;
    setState(State::Failed);
}

void ApiKeysPage::showForbidden(const QString &message)
{
    m_message = message;
    setState(State::Forbidden);
}

bool ApiKeysPage::hasRows() const
{
    return m_model->rowCount() > 0;
}

void ApiKeysPage::setState(State state)
{
    const QWidget *focused = window()->focusWidget();
    const bool hadFocus = focused && m_body->isAncestorOf(focused);
    m_state = state;
    m_loading->hide();
    if (state == State::Loading)
        m_loadingDelay->start(150ms);
    else
        m_loadingDelay->stop();
    updateBody();
    updateFooter();
    // The last row, or Try again, may just have gone with the focus in it.
    if (hadFocus && !m_body->currentWidget()->isAncestorOf(focused))
        m_footer->focusAdd();
}

void ApiKeysPage::updateBody()
{
    const bool outdated = m_state == State::Failed && hasRows();
    if (outdated) {
        const bool isNews = !m_failure->isVisibleTo(this);
        m_failure->setMessage(MessageKind::Warning, m_message + u' ' + m_age);
        if (isNews) // Its age alone is not worth saying again.
            m_failure->present();
    }
    m_failure->setVisible(outdated);
    if (m_state == State::Forbidden) {
        m_panel->setState(Icon::Info, tr("These keys are not yours to manage"), m_message);
        m_body->setCurrentWidget(m_panel);
    } else if (hasRows()) {
        m_body->setCurrentWidget(m_table);
    } else if (m_state == State::Failed) {
        m_panel->setState(Icon::Warning, tr("The keys could not be loaded"), m_message,
                          tr("Try again"));
        m_body->setCurrentWidget(m_panel);
    } else if (m_state == State::Ready) {
        m_panel->setState(Icon::Key, tr("No API keys yet"),
                          tr("Add a key for the first tool that is to exchange data with this "
                             "platform."));
        m_body->setCurrentWidget(m_panel);
    } else {
        m_body->setCurrentWidget(m_blank);
    }
}

void ApiKeysPage::updateFooter()
{
    const bool known = m_state == State::Ready || hasRows();
    m_footer->setVisible(m_state != State::Forbidden);
    m_footer->setUsageKnown(known);
    m_footer->setAddAllowed(known && m_changesAllowed);
}

void ApiKeysPage::selectKey(const QString &id)
{
    m_table->selectKey(id);
}

void ApiKeysPage::setChangesAllowed(bool allowed)
{
    m_changesAllowed = allowed;
    m_table->setChangesAllowed(allowed);
    m_footer->setRevokeAllowed(allowed);
    updateFooter();
}

} // namespace keydesk::ui
