// SPDX-License-Identifier: Apache-2.0
#include "style/Metrics.h"

#include <QFontDatabase>

#include <algorithm>

namespace keydesk::ui {

namespace metrics {

int controlHeight(const QFontMetrics &font)
{
    return std::max(32, font.height() + 14);
}

int sidebarItemHeight(const QFontMetrics &font)
{
    return std::max(36, font.height() + 18);
}

int tableRowHeight(const QFontMetrics &font)
{
    return std::max(44, controlHeight(font) + 8);
}

int iconSize(const QFontMetrics &font)
{
    return std::max(16, font.height() - 2);
}

} // namespace metrics

QFont scaledFont(const QFont &font, double factor)
{
    QFont scaled = font;
    if (font.pointSizeF() > 0)
        scaled.setPointSizeF(font.pointSizeF() * factor);
    else
        scaled.setPixelSize(qRound(font.pixelSize() * factor));
    return scaled;
}

QFont monospacedFont(const QFont &font)
{
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setStyleHint(QFont::Monospace);
    if (font.pointSizeF() > 0)
        fixed.setPointSizeF(font.pointSizeF() * 0.95);
    else
        fixed.setPixelSize(qRound(font.pixelSize() * 0.95));
    return fixed;
}

} // namespace keydesk::ui
