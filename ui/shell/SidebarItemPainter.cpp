// SPDX-License-Identifier: Apache-2.0
#include "shell/SidebarItemPainter.h"

#include "style/FocusRing.h"
#include "style/Icons.h"
#include "style/Metrics.h"
#include "style/Theme.h"

#include <QFontMetrics>
#include <QPainter>
#include <QStyle>
#include <QTextBoundaryFinder>
#include <QTextLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keydesk::ui {

namespace {

constexpr int starSize = 12;
constexpr int starGap = 6;

/** The first character as a person counts them, so that an emoji or a letter with marks is whole.
 */
QString initialOf(const QString &name)
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, name);
    const qsizetype end = finder.toNextBoundary();
    return end > 0 ? name.left(end).toUpper() : QString();
}

int tileSize(const SidebarItemLook &look)
{
    return look.rect.height() - 14;
}

QFont nameFont(const SidebarItemLook &look)
{
    QFont font = look.font;
    if (look.isSelected)
        font.setWeight(QFont::DemiBold);
    return font;
}

QRect visual(const SidebarItemLook &look, const QRect &place)
{
    return QStyle::visualRect(look.direction, look.rect, place);
}

/** As in a window from left to right. */
QRect nameAndStarRect(const SidebarItemLook &look)
{
    const int start =
        metrics::inGroup + (look.tileSeed.isEmpty() ? 0 : tileSize(look) + metrics::inGroup);
    return look.rect.adjusted(start, 0, -metrics::inGroup - look.trailingRoom, 0);
}

/** Where there is room for one of them only, the name is what must be read. */
bool hasStar(const SidebarItemLook &look)
{
    constexpr int letters = 8;
    const int least = QFontMetrics(look.font).averageCharWidth() * letters + starGap + starSize;
    return look.isFavourite && nameAndStarRect(look).width() >= least;
}

QRect nameRect(const SidebarItemLook &look)
{
    return nameAndStarRect(look).adjusted(0, 0, hasStar(look) ? -starGap - starSize : 0, 0);
}

void paintSurface(QPainter *painter, const SidebarItemLook &look, const Theme &theme)
{
    painter->setPen(Qt::NoPen);
    if (look.isSelected || look.isPressed)
        painter->setBrush(theme.rowSelected());
    else if (look.isHovered)
        painter->setBrush(theme.rowHovered());
    else
        return;
    painter->drawRoundedRect(look.rect, metrics::radius, metrics::radius);
}

void paintTile(QPainter *painter, const SidebarItemLook &look)
{
    const int size = tileSize(look);
    const QRect tile =
        visual(look, {look.rect.left() + metrics::inGroup,
                      look.rect.top() + (look.rect.height() - size) / 2, size, size});
    painter->setPen(Qt::NoPen);
    painter->setBrush(Theme::tile(look.tileSeed));
    painter->drawRoundedRect(tile, 5, 5);
    QFont font = scaledFont(look.font, 0.9);
    font.setBold(true);
    painter->setFont(font);
    painter->setPen(Qt::white);
    painter->drawText(tile, Qt::AlignCenter, initialOf(look.name));
}

Qt::LayoutDirection directionOf(const QString &text)
{
    return text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight;
}

/** What of a name is written, and where in that the hits are. */
struct Shown
{
    QString text;
    QList<TextRange> hits;
};

Shown moved(const Shown &from, qsizetype by)
{
    Shown result{from.text, {}};
    for (const TextRange &hit : from.hits) {
        const qsizetype start = std::max<qsizetype>(0, hit.start + by);
        const qsizetype end = std::min(from.text.size(), hit.start + by + hit.length);
        if (end > start)
            result.hits.append({start, end - start});
    }
    return result;
}

Shown fitted(const SidebarItemLook &look, const QFontMetrics &font, int width)
{
    const QString elided = font.elidedText(look.name, Qt::ElideRight, width);
    const bool isHitSeen = look.hits.isEmpty() || elided == look.name ||
                           look.hits.first().start + look.hits.first().length < elided.size();
    if (isHitSeen)
        return moved({elided, look.hits}, 0);
    // What was searched for is what should be read: the beginning gives way.
    constexpr qsizetype before = 4;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, look.name);
    finder.setPosition(std::max<qsizetype>(0, look.hits.first().start - before));
    const qsizetype start = finder.isAtBoundary() ? finder.position() : finder.toNextBoundary();
    const QString rest = u"…"_s + look.name.sliced(start);
    return moved({font.elidedText(rest, Qt::ElideRight, width), look.hits}, 1 - start);
}

void paintHits(QPainter *painter, const SidebarItemLook &look, const Shown &shown,
               const QRect &place, const QColor &marker)
{
    QTextLayout layout(shown.text, painter->font(), painter->device());
    QTextOption option(QStyle::visualAlignment(look.direction, Qt::AlignLeft) | Qt::AlignAbsolute);
    option.setWrapMode(QTextOption::NoWrap);
    option.setTextDirection(directionOf(shown.text));
    layout.setTextOption(option);
    QList<QTextLayout::FormatRange> formats;
    for (const TextRange &hit : shown.hits) {
        QTextLayout::FormatRange format;
        format.start = static_cast<int>(hit.start);
        format.length = static_cast<int>(hit.length);
        format.format.setBackground(marker);
        formats.append(format);
    }
    layout.setFormats(formats);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(place.width());
    layout.endLayout();
    const int height = QFontMetrics(painter->font()).height();
    const int top = place.top() + (place.height() - height) / 2;
    layout.draw(painter, QPointF(place.left(), top));
}

void paintName(QPainter *painter, const SidebarItemLook &look, const Theme &theme)
{
    const QFont font = nameFont(look);
    const QFontMetrics metrics(font);
    const QRect place = nameRect(look);
    const Shown shown = fitted(look, metrics, place.width());
    painter->setFont(font);
    painter->setPen(theme.text());
    if (shown.hits.isEmpty())
        drawPlainText(painter, visual(look, place), shown.text, look.direction);
    else
        paintHits(painter, look, shown, visual(look, place),
                  mixed(theme.platformColumn(), theme.accent(), 0.3));
    if (hasStar(look)) {
        const int end = place.left() + metrics.horizontalAdvance(shown.text) + starGap;
        const QRect star(end, place.top() + (place.height() - starSize) / 2, starSize, starSize);
        paintIcon(painter, Icon::Star, visual(look, star), theme.secondaryText());
    }
}

} // namespace

void drawPlainText(QPainter *painter, const QRect &place, const QString &text,
                   Qt::LayoutDirection direction)
{
    const Qt::Alignment side = QStyle::visualAlignment(direction, Qt::AlignLeft);
    const Qt::LayoutDirection before = painter->layoutDirection();
    painter->setLayoutDirection(directionOf(text));
    painter->drawText(
        place, static_cast<int>(Qt::AlignVCenter | Qt::AlignAbsolute | side) | Qt::TextSingleLine,
        text);
    painter->setLayoutDirection(before);
}

void paintSidebarItem(QPainter *painter, const SidebarItemLook &look)
{
    const Theme theme(look.palette);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setLayoutDirection(look.direction);
    paintSurface(painter, look, theme);
    if (!look.tileSeed.isEmpty())
        paintTile(painter, look);
    paintName(painter, look, theme);
    if (look.showsFocus)
        paintFocusRing(painter, look.rect, theme.accent());
    painter->restore();
}

bool isWhole(const SidebarItemLook &look)
{
    return QFontMetrics(nameFont(look)).horizontalAdvance(look.name) <= nameRect(look).width();
}

} // namespace keydesk::ui
