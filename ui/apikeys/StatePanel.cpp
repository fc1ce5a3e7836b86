// SPDX-License-Identifier: Apache-2.0
#include "apikeys/StatePanel.h"

#include "style/AccessibleRole.h"
#include "style/Metrics.h"
#include "style/TextLabel.h"
#include "style/Theme.h"

#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keydesk::ui {

class StatePanel::Picture : public QWidget
{
public:
    explicit Picture(QWidget *parent)
        : QWidget(parent)
    {
        setFixedSize(64, 64);
    }

    void setDrawing(Icon drawing)
    {
        m_drawing = drawing;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme theme(palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.field());
        painter.drawEllipse(rect());
        const QRect drawing = rect().adjusted(18, 18, -18, -18);
        paintIcon(&painter, m_drawing, drawing, theme.secondaryText());
    }

private:
    Icon m_drawing = Icon::Key;
};

StatePanel::StatePanel(QWidget *parent)
    : QWidget(parent)
    , m_picture(new Picture(this))
    , m_title(new TextLabel(TextKind::Strong, {}, this))
    , m_text(new TextLabel(TextKind::Secondary, {}, this))
    , m_action(new QPushButton(this))
{
    setAccessibleRole(this, QAccessible::Grouping);
    for (TextLabel *label : {m_title, m_text}) {
        label->setAlignment(Qt::AlignHCenter);
        label->setWordWrap(true);
    }
    m_text->setFixedWidth(std::min(420, fontMetrics().averageCharWidth() * 48));
    auto *column = new QVBoxLayout;
    column->setSpacing(metrics::inGroup);
    column->addStretch(2);
    column->addWidget(m_picture, 0, Qt::AlignHCenter);
    column->addSpacing(metrics::inGroup);
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addSpacing(metrics::inGroup);
    column->addWidget(m_action, 0, Qt::AlignHCenter);
    column->addStretch(3);
    auto *layout = new QHBoxLayout(this);
    layout->addStretch();
    layout->addLayout(column);
    layout->addStretch();
    connect(m_action, &QPushButton::clicked, this, &StatePanel::actionTriggered);
}

void StatePanel::setState(Icon icon, const QString &title, const QString &text,
                          const QString &action)
{
    m_picture->setDrawing(icon);
    m_title->setText(title);
    m_text->setText(text);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    setAccessibleName(title + u". "_s + text);
    announce(this);
}

} // namespace keydesk::ui
