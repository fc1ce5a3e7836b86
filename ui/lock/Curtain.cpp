// SPDX-License-Identifier: Apache-2.0
#include "lock/Curtain.h"

#include "style/Sheet.h"

#include <QApplication>

#include <utility>

namespace keydesk::ui {

Curtain::Curtain(QWidget &stage, QObject *parent)
    : QObject(parent)
    , m_stage(stage)
{
}

void Curtain::fall()
{
    if (std::exchange(m_isDown, true))
        return;
    while (QWidget *popup = QApplication::activePopupWidget())
        popup->close();
    const auto windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        if (window == &m_stage || !window->isVisible() || qobject_cast<Sheet *>(window))
            continue;
        m_hidden.append(window);
        window->hide();
    }
    Sheet::setCovered(m_stage, true);
}

void Curtain::rise()
{
    if (!std::exchange(m_isDown, false))
        return;
    Sheet::setCovered(m_stage, false);
    for (const auto &window : std::exchange(m_hidden, {})) {
        if (window)
            window->show();
    }
}

} // namespace keydesk::ui
