// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

namespace keydesk::ui {

class ColorSchemePortal;
class KeydeskStyle;
enum class SchemeWish;

/**
 * Keeps the style light or dark as the desktop says, live, through the freedesktop portal. A
 * desktop that brings a palette of its own (KDE, high contrast) is left alone.
 *
 * Make one after QApplication::setStyle(), on the GUI thread, and keep it as long as the windows.
 * Asking is asynchronous: no bus or no portal costs nothing. A window shown only after settled()
 * never flashes from light to dark.
 */
class ColorScheme : public QObject
{
    Q_OBJECT

public:
    /** Asks on the session's bus, if there is one. \a style must outlive this. */
    explicit ColorScheme(KeydeskStyle *style, QObject *parent = nullptr);

    /** True as soon as the portal has answered, is known to be missing, or took over 80 ms. */
    bool isSettled() const { return m_settled; }
    /** What the windows show, whoever decided it. */
    bool isDark() const { return m_dark; }

Q_SIGNALS:
    void settled();
    void changed(bool dark);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void listen();
    void apply(SchemeWish wish);
    void settle();

    KeydeskStyle *m_style;
    ColorSchemePortal *m_portal = nullptr; // child
    bool m_dark;
    bool m_settled = false;
};

} // namespace keydesk::ui
