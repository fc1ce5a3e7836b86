// SPDX-License-Identifier: Apache-2.0
#include "apikeys/FactTile.h"

#include "style/AccessibleRole.h"
#include "style/Metrics.h"
#include "style/TextLabel.h"
#include "style/Theme.h"

#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keydesk::ui {

FactTile::FactTile(const QString &value, const QString &caption, QWidget *parent)
    : QWidget(parent)
{
    setAccessibleRole(this, QAccessible::Grouping);
    setAccessibleName(caption + u": "_s + value);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::related, metrics::related, metrics::related,
                               metrics::related);
    layout->setSpacing(2);
    auto *strong = new TextLabel(TextKind::Strong, value, this);
    auto *quiet = new TextLabel(TextKind::Small, {}, this);
    quiet->setBreakableText(caption);
    for (TextLabel *label : {strong, quiet}) {
        label->setWordWrap(true);
        layout->addWidget(label);
    }
    layout->addStretch();
}

void FactTile::paintEvent(QPaintEvent *)
{
    const Theme theme(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.controlBorder());
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::radius,
                            metrics::radius);
}

} // namespace keydesk::ui
