// SPDX-License-Identifier: Apache-2.0
#include "shell/PlatformRow.h"

#include "shell/SidebarItem.h"
#include "style/ButtonKind.h"
#include "style/Icons.h"

#include <QEvent>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace keydesk::ui {

PlatformRow::PlatformRow(const Platform &platform, QWidget *parent)
    : QWidget(parent)
    , m_id(platform.id)
    , m_item(new SidebarItem(platform.name, this))
    , m_settings(new QPushButton(icon(Icon::Gear), tr("Settings"), this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_item);
    setButtonKind(m_settings, ButtonKind::Quiet);
    m_settings->hide();
    m_settings->raise();
    setPlatform(platform);
    for (QWidget *part : {static_cast<QWidget *>(m_item), static_cast<QWidget *>(m_settings)})
        part->installEventFilter(this);
    connect(m_item, &SidebarItem::clicked, this, [this] { Q_EMIT activated(m_id); });
    connect(m_item, &SidebarItem::stepRequested, this, &PlatformRow::stepRequested);
    connect(m_settings, &QPushButton::clicked, this, [this] { Q_EMIT settingsRequested(m_id); });
}

void PlatformRow::setPlatform(const Platform &platform)
{
    m_item->setName(platform.name);
    m_item->setTileSeed(platform.id);
    m_settings->setAccessibleName(tr("Settings of %1").arg(platform.name));
}

void PlatformRow::setSelected(bool selected)
{
    m_item->setCurrent(selected);
    updateSettings();
}

bool PlatformRow::event(QEvent *event)
{
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave) {
        m_hovered = event->type() == QEvent::Enter;
        m_item->setHovered(m_hovered);
        updateSettings();
    }
    return QWidget::event(event);
}

bool PlatformRow::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn) {
        updateSettings();
        Q_EMIT focusReceived();
    } else if (event->type() == QEvent::FocusOut) {
        // Once the focus has arrived: it may have gone from the name to its Settings.
        QMetaObject::invokeMethod(this, &PlatformRow::updateSettings, Qt::QueuedConnection);
    }
    return QWidget::eventFilter(watched, event);
}

void PlatformRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeSettings();
}

void PlatformRow::updateSettings()
{
    const bool focused = m_item->hasFocus() || m_settings->hasFocus();
    m_settings->setVisible(m_hovered || focused || m_item->isCurrent());
    placeSettings();
}

void PlatformRow::placeSettings()
{
    const QSize wanted = m_settings->sizeHint();
    const QSize size(wanted.width(), qMin(wanted.height(), height() - 4));
    const QRect place(width() - size.width() - 2, (height() - size.height()) / 2, size.width(),
                      size.height());
    m_settings->setGeometry(QStyle::visualRect(layoutDirection(), rect(), place));
    m_item->setTrailingRoom(m_settings->isHidden() ? 0 : size.width());
}

} // namespace keydesk::ui
