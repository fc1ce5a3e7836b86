// SPDX-License-Identifier: Apache-2.0
#include "shell/NoticePage.h"

#include "style/AccessibleRole.h"
#include "style/ButtonKind.h"
#include "style/Metrics.h"
#include "style/TextLabel.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keydesk::ui {

NoticePage::NoticePage(QWidget *parent)
    : QWidget(parent)
    , m_title(new TextLabel(TextKind::DialogTitle, {}, this))
    , m_text(new TextLabel(TextKind::Secondary, {}, this))
    , m_button(new QPushButton(this))
{
    setAccessibleRole(this, QAccessible::AlertMessage);
    setButtonKind(m_button, ButtonKind::Primary);
    m_title->setWordWrap(true);
    m_text->setWordWrap(true);
    m_text->setSelectable(false);
    m_text->setMinimumWidth(std::max(420, fontMetrics().averageCharWidth() * 58));
    auto *column = new QVBoxLayout;
    column->setSpacing(metrics::related);
    column->addStretch(2);
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addSpacing(metrics::related);
    column->addWidget(m_button, 0, Qt::AlignLeading);
    column->addStretch(3);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::pageMargin, metrics::section, metrics::pageMargin,
                               metrics::section);
    layout->addStretch();
    layout->addLayout(column);
    layout->addStretch();
    connect(m_button, &QPushButton::clicked, this, &NoticePage::actionTriggered);
}

void NoticePage::setNotice(const QString &title, const QString &text, const QString &buttonText)
{
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    m_button->setText(buttonText);
    m_button->setVisible(!buttonText.isEmpty());
    setAccessibleName(text.isEmpty() ? title : title + u". "_s + text);
    announce(this);
}

} // namespace keydesk::ui
