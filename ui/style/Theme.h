// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QPalette>

#include <initializer_list>

namespace keydesk::ui {

/**
 * Every colour of the program, by what it means, derived from a palette. A value: cheap to make in
 * a paint event, so nothing has to be told when the palette changes.
 *
 * Texts have a contrast of at least 4.5 : 1 on the surfaces they stand on, whatever the palette.
 */
class Theme
{
public:
    explicit Theme(const QPalette &palette);

    bool isDark() const { return m_dark; }

    QColor page() const;           ///< the surface in front
    QColor settingsColumn() const; ///< behind it
    QColor platformColumn() const; ///< the furthest back
    QColor field() const;          ///< read-only fields, tracks of meters
    QColor rowSelected() const;
    QColor rowHovered() const;
    QColor hairline() const;
    QColor controlBorder() const;

    QColor text() const;
    QColor secondaryText() const;
    QColor disabledText() const;
    QColor link() const;

    QColor accent() const; ///< fills and focus rings
    QColor onAccent() const;
    QColor danger() const; ///< fills, and words that destroy
    QColor onDanger() const;
    QColor success() const;
    QColor warning() const;
    QColor error() const;
    QColor info() const;
    QColor successSurface() const;
    QColor warningSurface() const;
    QColor errorSurface() const;
    QColor infoSurface() const;

    /** The tile of an initial: steady for a seed, dark enough for white letters. */
    static QColor tile(const QString &seed);

private:
    QColor tinted(double amount) const;
    QColor surface(const QColor &hue) const;
    QColor readable(const QColor &wanted, std::initializer_list<QColor> backgrounds) const;

    QColor m_window;
    QColor m_text;
    QColor m_highlight;
    QColor m_highlightedText;
    QColor m_placeholder;
    QColor m_link;
    QColor m_base;
    bool m_dark;
    bool m_highContrast;
};

/** Contrast as WCAG 2 defines it, 1 to 21. */
double contrastRatio(const QColor &one, const QColor &other);

/** \a amount of \a over on \a base, 0 to 1. */
QColor mixed(const QColor &base, const QColor &over, double amount);

/** The house palettes, for desktops that do not bring one of their own. */
QPalette housePalette(bool dark);

} // namespace keydesk::ui
