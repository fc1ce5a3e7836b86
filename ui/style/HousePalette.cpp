// SPDX-License-Identifier: Apache-2.0
#include "style/Theme.h"

namespace keydesk::ui {

namespace {

struct Colors
{
    QRgb window, base, text, secondary, disabled, accent, onAccent, link, edge, button;
};

constexpr Colors lightColors{0xffffff, 0xffffff, 0x1a1d21, 0x5b6470, 0x8d949d,
                             0x1f5fd0, 0xffffff, 0x1a56c4, 0xd4d7dc, 0xffffff};
constexpr Colors darkColors{0x1f2226, 0x17191c, 0xe7e9ec, 0xa2a9b2, 0x6e757e,
                            0x6c9dff, 0x10131a, 0x7fabff, 0x3a3e44, 0x26292e};

} // namespace

QPalette housePalette(bool dark)
{
    const Colors &c = dark ? darkColors : lightColors;
    QPalette palette(QColor(c.text), QColor(c.button), QColor(c.edge).lighter(110),
                     QColor(c.edge).darker(150), QColor(c.edge), QColor(c.text), QColor(c.onAccent),
                     QColor(c.base), QColor(c.window));
    palette.setColor(QPalette::AlternateBase, mixed(QColor(c.base), QColor(c.text), 0.03));
    palette.setColor(QPalette::ButtonText, QColor(c.text));
    palette.setColor(QPalette::PlaceholderText, QColor(c.secondary));
    palette.setColor(QPalette::Highlight, QColor(c.accent));
    palette.setColor(QPalette::HighlightedText, QColor(c.onAccent));
    palette.setColor(QPalette::Link, QColor(c.link));
    palette.setColor(QPalette::LinkVisited, QColor(c.link));
    palette.setColor(QPalette::ToolTipBase, mixed(QColor(c.window), QColor(c.text), 0.06));
    palette.setColor(QPalette::ToolTipText, QColor(c.text));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(c.disabled));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor(c.edge));
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, QColor(c.disabled));
    return palette;
}

} // namespace keydesk::ui
