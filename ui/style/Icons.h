// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QIcon>

#include <optional>

class QPainter;
class QRect;

namespace keydesk::ui {

/** The drawings in resources/icons. */
enum class Icon {
    Trash,
    Copy,
    Gear,
    Plus,
    Check,
    Warning,
    Error,
    Info,
    Close,
    ExternalLink,
    Key,
    More, ///< three dots: a menu
    Star,
};

/** A drawing tinted at paint time, crisp at every scale, so that it follows the palette live. */
QIcon icon(Icon name);

/** The drawing of an icon made here, by QIcon::name(). */
std::optional<Icon> iconFromName(const QString &iconName);

/** The application's own icon, in its own colours. */
QIcon applicationIcon();

/** For those who paint themselves and know the colour. */
void paintIcon(QPainter *painter, Icon name, const QRect &rect, const QColor &color);

} // namespace keydesk::ui
