// SPDX-License-Identifier: Apache-2.0
#include "shell/PlatformSidebar.h"

#include "shell/PlatformRow.h"
#include "shell/SidebarItem.h"
#include "style/Metrics.h"
#include "style/PlainToolTip.h"
#include "style/TextLabel.h"
#include "style/Theme.h"

#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keydesk::ui {

namespace {

TextTone toneOf(StatusKind kind)
{
    switch (kind) {
    case StatusKind::Good:
        return TextTone::Success;
    case StatusKind::Warning:
        return TextTone::Warning;
    case StatusKind::Bad:
        return TextTone::Error;
    case StatusKind::Neutral:
        break;
    }
    return TextTone::Secondary;
}

} // namespace

PlatformSidebar::PlatformSidebar(QWidget *parent)
    : QWidget(parent)
    , m_heading(new TextLabel(TextKind::Small, {}, this))
    , m_status(new TextLabel(TextKind::Small, {}, this))
    , m_scroll(new QScrollArea(this))
{
    setAccessibleName(tr("Platforms"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    auto *layout = new QVBoxLayout(this);
    // One pixel at the trailing edge is the column's line.
    layout->setContentsMargins(metrics::inGroup, metrics::related, metrics::inGroup + 1, 0);
    layout->setSpacing(metrics::inGroup);
    layout->addLayout(buildHeading());
    layout->addWidget(m_scroll, 1);
    buildRows();
}

QVBoxLayout *PlatformSidebar::buildHeading()
{
    m_heading->setWordWrap(true);
    m_status->hide();
    auto *line = new QHBoxLayout;
    line->setContentsMargins(metrics::inGroup, 4, metrics::inGroup, 0);
    line->addWidget(m_heading, 1);
    line->addWidget(m_status, 0, Qt::AlignTop);
    auto *heading = new QVBoxLayout;
    heading->addLayout(line);
    return heading;
}

void PlatformSidebar::buildRows()
{
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->viewport()->setAutoFillBackground(false);
    auto *rows = new QWidget;
    rows->setAutoFillBackground(false);
    m_rowsLayout = new QVBoxLayout(rows);
    m_rowsLayout->setContentsMargins(0, 0, 0, metrics::related);
    m_rowsLayout->setSpacing(2);
    m_rowsLayout->addStretch();
    m_scroll->setWidget(rows);
    // setWidget() turns it on again.
    rows->setAutoFillBackground(false);
}

QSize PlatformSidebar::sizeHint() const
{
    // A name of some length beside Settings, which is a longer word in some languages.
    const int settings = fontMetrics().horizontalAdvance(PlatformRow::tr("Settings"));
    return {std::max(248, fontMetrics().averageCharWidth() * 27 + settings), 400};
}

void PlatformSidebar::setHeading(const QString &text, const QString &toolTip)
{
    m_heading->setText(text);
    m_heading->setToolTip(plainToolTip(toolTip));
    m_heading->setAccessibleDescription(toolTip);
}

void PlatformSidebar::setStatus(const QString &text, StatusKind kind)
{
    m_status->setText(u"● "_s + text);
    m_status->setAccessibleName(text);
    m_status->setTone(toneOf(kind));
    m_status->setVisible(!text.isEmpty());
}

PlatformRow *PlatformSidebar::makeRow(const Platform &platform)
{
    auto *row = new PlatformRow(platform, m_scroll->widget());
    connect(row, &PlatformRow::activated, this, &PlatformSidebar::platformActivated);
    connect(row, &PlatformRow::settingsRequested, this, &PlatformSidebar::settingsRequested);
    connect(row, &PlatformRow::stepRequested, this,
            [this, row](int step) { moveFocus(row, step); });
    connect(row, &PlatformRow::focusReceived, this,
            [this, row] { m_scroll->ensureWidgetVisible(row); });
    return row;
}

PlatformRow *PlatformSidebar::takeRow(const QString &id)
{
    const auto found = std::ranges::find(m_rows, id, &PlatformRow::platformId);
    if (found == m_rows.end())
        return nullptr;
    return m_rows.takeAt(found - m_rows.begin());
}

void PlatformSidebar::setPlatforms(const QList<Platform> &platforms)
{
    QList<PlatformRow *> rows;
    QWidget *before = m_status;
    for (const Platform &platform : platforms) {
        PlatformRow *row = takeRow(platform.id);
        if (row)
            row->setPlatform(platform);
        else
            row = makeRow(platform);
        m_rowsLayout->insertWidget(static_cast<int>(rows.size()), row);
        QWidget::setTabOrder(before, row->item());
        QWidget::setTabOrder(row->item(), row->settingsButton());
        before = row->settingsButton();
        rows.append(row);
    }
    qDeleteAll(m_rows);
    m_rows = rows;
    setCurrentPlatform(m_current);
}

void PlatformSidebar::setCurrentPlatform(const QString &id)
{
    m_current = id;
    for (PlatformRow *row : std::as_const(m_rows))
        row->setSelected(row->platformId() == id);
}

void PlatformSidebar::moveFocus(PlatformRow *from, int step)
{
    const qsizetype target =
        std::clamp<qsizetype>(m_rows.indexOf(from) + step, 0, m_rows.size() - 1);
    m_rows.at(target)->item()->setFocus(Qt::TabFocusReason);
}

void PlatformSidebar::paintEvent(QPaintEvent *)
{
    const Theme theme(palette());
    QPainter painter(this);
    painter.fillRect(rect(), theme.platformColumn());
    const int edge = layoutDirection() == Qt::RightToLeft ? 0 : width() - 1;
    painter.fillRect(QRect(edge, 0, 1, height()), theme.hairline());
}

} // namespace keydesk::ui
