// SPDX-License-Identifier: Apache-2.0
#include "style/Theme.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace keydesk::ui {

namespace {

constexpr double readableContrast = 4.5;
// Beyond what a designer would choose for comfort: somebody asked for black and white.
constexpr double highContrast = 19.0;

double linear(float channel)
{
    const double c = channel;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) +
           0.0722 * linear(color.blueF());
}

QColor opaque(const QColor &color, const QColor &background)
{
    QColor solid = color;
    solid.setAlpha(255);
    return mixed(background, solid, color.alphaF());
}

QColor blackOrWhite(const QColor &background)
{
    return contrastRatio(background, Qt::white) >= contrastRatio(background, Qt::black)
               ? QColor(Qt::white)
               : QColor(Qt::black);
}

} // namespace

double contrastRatio(const QColor &one, const QColor &other)
{
    const double a = luminance(one) + 0.05;
    const double b = luminance(other) + 0.05;
    return std::max(a, b) / std::min(a, b);
}

QColor mixed(const QColor &base, const QColor &over, double amount)
{
    const auto blend = [amount](float from, float to) {
        return static_cast<float>(from + (to - from) * amount);
    };
    return QColor::fromRgbF(blend(base.redF(), over.redF()), blend(base.greenF(), over.greenF()),
                            blend(base.blueF(), over.blueF()));
}

Theme::Theme(const QPalette &palette)
    : m_window(palette.color(QPalette::Active, QPalette::Window))
    , m_text(palette.color(QPalette::Active, QPalette::WindowText))
    , m_highlight(palette.color(QPalette::Active, QPalette::Highlight))
    , m_highlightedText(palette.color(QPalette::Active, QPalette::HighlightedText))
    , m_placeholder(opaque(palette.color(QPalette::Active, QPalette::PlaceholderText), m_window))
    , m_link(palette.color(QPalette::Active, QPalette::Link))
    , m_base(palette.color(QPalette::Active, QPalette::Base))
    , m_dark(luminance(m_window) < luminance(m_text))
    , m_highContrast(contrastRatio(m_window, m_text) > highContrast)
{
}

QColor Theme::tinted(double amount) const
{
    return mixed(m_window, m_text, amount);
}

QColor Theme::page() const
{
    return m_window;
}

QColor Theme::settingsColumn() const
{
    return m_dark ? mixed(m_window, Qt::black, 0.14) : tinted(0.018);
}

QColor Theme::platformColumn() const
{
    return m_dark ? mixed(m_window, Qt::black, 0.28) : tinted(0.045);
}

QColor Theme::field() const
{
    return m_dark ? mixed(m_window, Qt::black, 0.2) : tinted(0.045);
}

QColor Theme::rowSelected() const
{
    return mixed(tinted(m_dark ? 0.03 : 0.02), m_highlight, m_dark ? 0.12 : 0.09);
}

QColor Theme::rowHovered() const
{
    return tinted(m_dark ? 0.035 : 0.03);
}

QColor Theme::hairline() const
{
    return m_highContrast ? m_text : tinted(m_dark ? 0.13 : 0.12);
}

QColor Theme::controlBorder() const
{
    return m_highContrast ? m_text : tinted(m_dark ? 0.24 : 0.22);
}

QColor Theme::text() const
{
    return readable(m_text, {m_window, platformColumn(), rowSelected()});
}

QColor Theme::secondaryText() const
{
    return readable(m_placeholder, {m_window, platformColumn(), rowSelected(), field()});
}

QColor Theme::disabledText() const
{
    return m_highContrast ? tinted(0.65) : tinted(0.5);
}

QColor Theme::link() const
{
    return readable(m_link, {m_window, rowSelected()});
}

QColor Theme::accent() const
{
    return m_highlight;
}

QColor Theme::onAccent() const
{
    return contrastRatio(m_highlightedText, m_highlight) >= readableContrast
               ? m_highlightedText
               : blackOrWhite(m_highlight);
}

QColor Theme::danger() const
{
    const QColor red = m_dark ? QColor(0xff, 0x8a, 0x80) : QColor(0xb3, 0x26, 0x1e);
    return readable(red, {m_window, rowSelected(), surface(red)});
}

QColor Theme::onDanger() const
{
    return blackOrWhite(danger());
}

QColor Theme::success() const
{
    const QColor green = m_dark ? QColor(0x5a, 0xd3, 0x92) : QColor(0x13, 0x78, 0x3c);
    return readable(green, {m_window, platformColumn(), surface(green)});
}

QColor Theme::warning() const
{
    const QColor amber = m_dark ? QColor(0xff, 0xc8, 0x6b) : QColor(0x7a, 0x4a, 0x00);
    return readable(amber, {m_window, platformColumn(), warningSurface()});
}

QColor Theme::error() const
{
    return readable(danger(), {m_window, platformColumn(), errorSurface()});
}

QColor Theme::info() const
{
    return readable(m_highlight, {m_window, platformColumn(), infoSurface()});
}

QColor Theme::surface(const QColor &hue) const
{
    return m_highContrast ? m_window : mixed(m_window, hue, m_dark ? 0.13 : 0.08);
}

QColor Theme::successSurface() const
{
    return surface(m_dark ? QColor(0x5a, 0xd3, 0x92) : QColor(0x13, 0x78, 0x3c));
}

QColor Theme::warningSurface() const
{
    return m_highContrast ? m_window : mixed(m_window, QColor(0xff, 0xb0, 0x20), 0.15);
}

QColor Theme::errorSurface() const
{
    return surface(m_dark ? QColor(0xff, 0x8a, 0x80) : QColor(0xb3, 0x26, 0x1e));
}

QColor Theme::infoSurface() const
{
    return surface(m_highlight);
}

QColor Theme::tile(const QString &seed)
{
    constexpr std::array<QRgb, 8> colors{0x3569b3, 0x7a57a8, 0x2c7a61, 0x5f6875,
                                         0xa1503a, 0x8a6100, 0x2f7686, 0xa8447c};
    // qHash may differ between two runs; a platform's colour must not.
    std::uint32_t hash = 2166136261U;
    for (const QChar c : seed)
        hash = (hash ^ c.unicode()) * 16777619U;
    return {colors[(hash >> 8U) % colors.size()]};
}

QColor Theme::readable(const QColor &wanted, std::initializer_list<QColor> backgrounds) const
{
    const QColor end = m_dark ? QColor(Qt::white) : QColor(Qt::black);
    QColor color = wanted;
    const auto isReadable = [&color](const QColor &background) {
        return contrastRatio(color, background) >= readableContrast;
    };
    for (double amount = 0.1; amount < 1.05 && !std::ranges::all_of(backgrounds, isReadable);
         amount += 0.1)
        color = mixed(wanted, end, std::min(amount, 1.0));
    return color;
}

} // namespace keydesk::ui
