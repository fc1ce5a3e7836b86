// SPDX-License-Identifier: Apache-2.0
#include "style/ButtonKind.h"

#include <QAbstractButton>
#include <QVariant>

namespace keydesk::ui {

namespace {
constexpr auto kindProperty = "keydeskButtonKind";
}

void setButtonKind(QAbstractButton *button, ButtonKind kind)
{
    button->setProperty(kindProperty, static_cast<int>(kind));
    if (kind == ButtonKind::Link)
        button->setCursor(Qt::PointingHandCursor);
    button->updateGeometry();
    button->update();
}

ButtonKind buttonKind(const QAbstractButton *button)
{
    return button ? static_cast<ButtonKind>(button->property(kindProperty).toInt())
                  : ButtonKind::Plain;
}

} // namespace keydesk::ui
