// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shell/TextSearch.h"

#include <QFont>
#include <QPalette>
#include <QRect>
#include <QString>

class QPainter;

namespace keydesk::ui {

/** One line of a sidebar as it is painted, in whichever widget. */
struct SidebarItemLook
{
    QRect rect;
    Qt::LayoutDirection direction = Qt::LeftToRight;
    QFont font;
    QPalette palette;
    QString name;               ///< elided where it does not fit
    QString tileSeed = {};      ///< puts a coloured initial before the name; empty for none
    QList<TextRange> hits = {}; ///< of the name: what was searched for
    int trailingRoom = 0;       ///< for what stands on the line at its trailing edge, in pixels
    bool isSelected = false;    ///< it is what the person sees now
    bool isPressed = false;
    bool isHovered = false;
    bool isFavourite = false;
    bool showsFocus = false;
};

void paintSidebarItem(QPainter *painter, const SidebarItemLook &look);

/**
 * One line at the leading edge of a window that is read in \a direction, in the text's own: a Latin
 * name in an Arabic window ends with its dots.
 */
void drawPlainText(QPainter *painter, const QRect &place, const QString &text,
                   Qt::LayoutDirection direction);

/** False if the name is elided. */
bool isWhole(const SidebarItemLook &look);

} // namespace keydesk::ui
