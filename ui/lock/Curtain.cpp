// SPDX-License-Identifier: Apache-2.0
#include "lock/Curtain.h"

#include <QApplication>
#include <QDialog>
#include <QEvent>

#include <utility>

namespace keydesk::ui {

Curtain::Curtain(QWidget &stage, QObject *parent)
    : QObject(parent)
    , m_stage(stage)
{
}

Curtain::~Curtain() = default;

// Menus and tool tips are of the stage itself, or were closed when it fell.
bool Curtain::concerns(const QWidget *window) const
{
    return window != &m_stage && window->isWindow() && window->windowType() != Qt::Popup &&
           window->windowType() != Qt::ToolTip && !(m_letThrough && window->inherits(m_letThrough));
}

void Curtain::remember(QWidget *window, bool wasKeptOffScreen)
{
    m_hidden.append({window, wasKeptOffScreen});
    if (auto *dialog = qobject_cast<QDialog *>(window)) {
        connect(dialog, &QDialog::finished, this, [this, dialog] {
            m_hidden.removeIf([dialog](const Hidden &each) { return each.window == dialog; });
        });
    }
}

void Curtain::fall()
{
    if (std::exchange(m_isDown, true))
        return;
    while (QWidget *popup = QApplication::activePopupWidget())
        popup->close();
    const auto windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        if (!window->isVisible() || !concerns(window))
            continue;
        remember(window, false);
        window->hide();
    }
    qApp->installEventFilter(this);
}

// The event comes before the window is mapped.
bool Curtain::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Show && watched->isWidgetType()) {
        auto *window = static_cast<QWidget *>(watched);
        if (concerns(window) && !window->testAttribute(Qt::WA_DontShowOnScreen)) {
            window->setAttribute(Qt::WA_DontShowOnScreen);
            remember(window, true);
        }
    }
    return QObject::eventFilter(watched, event);
}

void Curtain::rise()
{
    if (!std::exchange(m_isDown, false))
        return;
    qApp->removeEventFilter(this);
    m_letThrough = nullptr;
    for (const Hidden &each : std::exchange(m_hidden, {})) {
        if (!each.window)
            continue;
        each.window->disconnect(this);
        if (each.wasKeptOffScreen) {
            each.window->hide();
            each.window->setAttribute(Qt::WA_DontShowOnScreen, false);
        }
        each.window->show();
    }
}

} // namespace keydesk::ui
