// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QPalette>

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

    bool isDark() const;

    QColor page() const;           ///< the surface in front
    QColor settingsColumn() const; ///< behind it
    QColor platformColumn() const; ///< the furthest back
    QColor field() const;          ///< read-only fields, tracks
    QColor rowSelected() const;
    QColor rowHovered() const;
    QColor hairline() const;
    QColor controlBorder() const;

    QColor text() const;
    QColor secondaryText() const;
    QColor disabledText() const;

    QColor accent() const; ///< fills, and words that are links
    QColor onAccent() const;
    QColor danger() const; ///< fills, and words that destroy
    QColor onDanger() const;
    QColor success() const;
    QColor warning() const;
    QColor warningSurface() const;
    QColor dangerSurface() const;
    QColor successSurface() const;
    QColor infoSurface() const;

    /** The tile of a platform's initial: steady for a platform, told apart from its neighbours'. */
    QColor tile(const QString &seed) const;

private:
    QColor readable(const QColor &wanted, const QColor &background) const;

    QPalette m_palette;
    bool m_dark;
};

/** Contrast as WCAG 2 defines it, 1 to 21. */
double contrastRatio(const QColor &one, const QColor &other);

/** The house palettes, for desktops that do not bring one of their own. */
QPalette housePalette(bool dark);

} // namespace keydesk::ui
