// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QString>

#include <memory>

namespace keydesk::ui {

class ColorSchemePortal;

/**
 * Keeps the application's palette with the desktop: light or dark as the freedesktop portal says,
 * live. A desktop that brings a palette of its own (KDE, high contrast) is left alone.
 *
 * Make one after the QApplication has its style, on the GUI thread, and keep it as long as the
 * windows. Asking is asynchronous: no bus or no portal costs nothing. A window shown only after
 * settled() never flashes from light to dark.
 */
class ColorScheme : public QObject
{
    Q_OBJECT

public:
    /** Asks the session's bus, if there is one. */
    explicit ColorScheme(QObject *parent = nullptr);
    ~ColorScheme() override;

    /** True as soon as the portal has answered, was found missing, or was too slow (80 ms). */
    bool isSettled() const;
    bool isDark() const;

Q_SIGNALS:
    void settled();
    void changed(bool dark);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void apply();
    void settle();

    std::unique_ptr<ColorSchemePortal> m_portal;
    bool m_dark = false;
    bool m_settled = false;
    bool m_applying = false;
};

} // namespace keydesk::ui
