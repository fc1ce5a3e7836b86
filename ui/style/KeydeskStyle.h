// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProxyStyle>

namespace keydesk::ui {

/**
 * The one style of the program, over Fusion: everything from the palette's roles and the font's
 * metrics, no style sheet. Give it to QApplication::setStyle(), which owns it.
 */
class KeydeskStyle : public QProxyStyle
{
    Q_OBJECT

public:
    KeydeskStyle();

    /**
     * Which house palette a desktop without one of its own gets. Application-wide, at once; a
     * palette of the desktop's own (KDE, high contrast) stays as it is.
     */
    void setDark(bool dark);
    bool isDark() const { return m_dark; }

    void polish(QWidget *widget) override;
    void polish(QPalette &palette) override;
    void polish(QApplication *application) override;
    using QProxyStyle::unpolish;

    QPalette standardPalette() const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option = nullptr,
                    const QWidget *widget = nullptr) const override;
    int styleHint(StyleHint hint, const QStyleOption *option = nullptr,
                  const QWidget *widget = nullptr,
                  QStyleHintReturn *returnData = nullptr) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                           const QWidget *widget = nullptr) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option,
                         const QWidget *widget = nullptr) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option,
                         SubControl subControl, const QWidget *widget = nullptr) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget = nullptr) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget = nullptr) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                            QPainter *painter, const QWidget *widget = nullptr) const override;

private:
    bool m_dark = false;
};

/** Marks a field whose text cannot be used: its border says so. */
void setInvalid(QWidget *field, bool invalid);

} // namespace keydesk::ui
