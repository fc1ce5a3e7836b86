// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFont>
#include <QFontMetrics>

namespace keydesk::ui {

/** Distances and heights, in steps of 4. Heights grow with the font, so that no text is cut. */
namespace metrics {

inline constexpr int radius = 6;
inline constexpr int focusWidth = 2;
inline constexpr int inGroup = 8;
inline constexpr int related = 12;
inline constexpr int section = 24;
inline constexpr int pageMargin = 28;

int controlHeight(const QFontMetrics &font);
int sidebarItemHeight(const QFontMetrics &font);
int tableRowHeight(const QFontMetrics &font);
int iconSize(const QFontMetrics &font);

} // namespace metrics

/** The same family, \a factor times as big. */
QFont scaledFont(const QFont &font, double factor);
/** The desktop's monospaced family in the size of \a font. */
QFont monospacedFont(const QFont &font);

} // namespace keydesk::ui
