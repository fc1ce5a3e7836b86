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

Sheet::Sheet(const QString &title, QWidget *parent)
    : QDialog(parent)
    , m_heading(new TextLabel(TextKind::DialogTitle, {}, this))
    , m_content(new QVBoxLayout)
    , m_buttons(new QHBoxLayout)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
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
    // As wide as a line that reads well, whatever the font; and as high as its texts need.
    setMinimumWidth(std::max(480, fontMetrics().averageCharWidth() * 66));
    layout->setSizeConstraint(QLayout::SetMinimumSize);
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

void Sheet::showEvent(QShowEvent *event)
{
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
