// SPDX-License-Identifier: Apache-2.0
#include "style/Sheet.h"

#include "style/Metrics.h"
#include "style/Scrim.h"
#include "style/TextLabel.h"

#include <QHBoxLayout>
#include <QHideEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace keydesk::ui {

namespace {
constexpr auto coveredProperty = "keydeskCovered";
} // namespace

Sheet::Sheet(const QString &title, QWidget *parent)
    : QDialog(parent)
    , m_heading(new TextLabel(TextKind::DialogTitle, {}, this))
    , m_content(new QVBoxLayout)
    , m_buttons(new QHBoxLayout)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    // It fits its texts: there is nothing to maximise, and minimised it would block its parent.
    setWindowFlags(Qt::Dialog | Qt::CustomizeWindowHint | Qt::WindowTitleHint |
                   Qt::WindowCloseButtonHint);
    setWindowTitle(title);
    m_heading->setBreakableText(title);
    m_heading->setWordWrap(true);
    m_content->setSpacing(metrics::related);
    m_buttons->setSpacing(metrics::inGroup);
    m_buttons->addStretch();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::section, metrics::section, metrics::section,
                               metrics::section);
    layout->setSpacing(0);
    layout->addWidget(m_heading);
    layout->addSpacing(metrics::related);
    layout->addLayout(m_content);
    layout->addStretch();
    layout->addSpacing(metrics::section);
    layout->addLayout(m_buttons);
    // The size follows the texts; see fit().
    layout->setSizeConstraint(QLayout::SetNoConstraint);
}

Sheet::~Sheet()
{
    delete m_scrim;
}

TextLabel *Sheet::addText(const QString &text, bool secondary)
{
    auto *label = new TextLabel(secondary ? TextKind::Secondary : TextKind::Body, text, this);
    label->setWordWrap(true);
    m_content->addWidget(label);
    return label;
}

void Sheet::setCovered(QWidget &window, bool isCovered)
{
    window.setProperty(coveredProperty, isCovered);
    const auto sheets = window.findChildren<Sheet *>();
    for (Sheet *sheet : sheets) {
        if (isCovered ? sheet->isVisible() : sheet->m_waits)
            sheet->setVisible(true); // or waits for it
    }
}

bool Sheet::isCovered() const
{
    const QWidget *window = this;
    while (window->parentWidget())
        window = window->parentWidget()->window();
    return window->property(coveredProperty).toBool();
}

void Sheet::setVisible(bool visible)
{
    m_waits = visible && isCovered() && !staysInSight();
    QDialog::setVisible(visible && !m_waits);
}

void Sheet::fit()
{
    // Qt's own constraints do not ask wrapped texts how high they are at this width.
    const int readable = std::max(480, fontMetrics().averageCharWidth() * 66);
    const int width = std::max(readable, layout()->totalMinimumSize().width());
    setFixedSize(width, layout()->totalHeightForWidth(width));
}

bool Sheet::event(QEvent *event)
{
    const bool handled = QDialog::event(event);
    if (event->type() == QEvent::LayoutRequest && isVisible())
        fit();
    return handled;
}

void Sheet::showEvent(QShowEvent *event)
{
    fit();
    QDialog::showEvent(event);
    if (!m_scrim && parentWidget())
        m_scrim = new Scrim(parentWidget()->window());
}

void Sheet::hideEvent(QHideEvent *event)
{
    QDialog::hideEvent(event);
    if (!event->spontaneous())
        delete m_scrim;
}

} // namespace keydesk::ui
