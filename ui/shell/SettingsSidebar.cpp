// SPDX-License-Identifier: Apache-2.0
#include "shell/SettingsSidebar.h"

#include "shell/SidebarItem.h"
#include "style/Metrics.h"
#include "style/TextLabel.h"
#include "style/Theme.h"

#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace keydesk::ui {

SettingsSidebar::SettingsSidebar(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    setAccessibleName(tr("Settings"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    auto *title = new TextLabel(TextKind::Strong, tr("Settings"), this);
    title->setContentsMargins(metrics::inGroup, metrics::inGroup, metrics::inGroup,
                              metrics::inGroup);
    m_layout->setContentsMargins(metrics::inGroup, metrics::related, metrics::inGroup + 1,
                                 metrics::related);
    m_layout->setSpacing(2);
    m_layout->addWidget(title);
    m_layout->addStretch();
}

QSize SettingsSidebar::sizeHint() const
{
    return {std::max(152, fontMetrics().averageCharWidth() * 19), 400};
}

void SettingsSidebar::addPage(const QString &id, const QString &name)
{
    auto *button = new SidebarItem(name, this);
    m_layout->insertWidget(m_layout->count() - 1, button);
    m_items.append({id, button});
    connect(button, &SidebarItem::clicked, this, [this, id] { Q_EMIT pageActivated(id); });
    connect(button, &SidebarItem::stepRequested, this,
            [this, button](int step) { moveFocus(button, step); });
    updateGeometry();
}

void SettingsSidebar::setCurrentPage(const QString &id)
{
    for (const Item &item : std::as_const(m_items))
        item.button->setCurrent(item.id == id);
}

QString SettingsSidebar::currentPage() const
{
    const auto found =
        std::ranges::find_if(m_items, [](const Item &item) { return item.button->isCurrent(); });
    return found == m_items.end() ? QString() : found->id;
}

void SettingsSidebar::moveFocus(SidebarItem *from, int step)
{
    const auto at = std::ranges::find(m_items, from, &Item::button) - m_items.begin();
    const auto target = std::clamp<qsizetype>(at + step, 0, m_items.size() - 1);
    m_items.at(target).button->setFocus(Qt::TabFocusReason);
}

void SettingsSidebar::paintEvent(QPaintEvent *)
{
    const Theme theme(palette());
    QPainter painter(this);
    painter.fillRect(rect(), theme.settingsColumn());
    const int edge = layoutDirection() == Qt::RightToLeft ? 0 : width() - 1;
    painter.fillRect(QRect(edge, 0, 1, height()), theme.hairline());
}

} // namespace keydesk::ui
