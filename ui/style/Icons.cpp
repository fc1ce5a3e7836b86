// SPDX-License-Identifier: Apache-2.0
#include "style/Icons.h"

#include "style/Theme.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace keydesk::ui {

namespace {

constexpr std::array<std::pair<Icon, const char *>, 13> fileNames{{
    {Icon::Trash, "trash"},
    {Icon::Copy, "copy"},
    {Icon::Gear, "gear"},
    {Icon::Plus, "plus"},
    {Icon::Check, "check"},
    {Icon::Warning, "warning"},
    {Icon::Error, "error"},
    {Icon::Info, "info"},
    {Icon::Close, "close"},
    {Icon::ExternalLink, "external-link"},
    {Icon::Key, "key"},
    {Icon::More, "more"},
    {Icon::Star, "star"},
}};

QString fileName(Icon name)
{
    for (const auto &[known, file] : fileNames) {
        if (known == name)
            return QString::fromLatin1(file);
    }
    Q_UNREACHABLE();
}

QPixmap rendered(Icon name, const QSize &pixels, const QColor &color)
{
    const QString key = u"keydesk/%1/%2x%3/%4"_s.arg(static_cast<int>(name))
                            .arg(pixels.width())
                            .arg(pixels.height())
                            .arg(color.rgba(), 8, 16);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(pixels);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(u":/icons/%1.svg"_s.arg(fileName(name)));
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(pixmap.rect(), color);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

/** Asks for the palette each time it is painted: nothing to update when the desktop changes. */
class TintedIconEngine : public QIconEngine
{
public:
    explicit TintedIconEngine(Icon name)
        : m_name(name)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        paintIcon(painter, m_name, rect, color(mode));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    // QIcon::pixmap() has multiplied the size by the device's ratio already.
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal) override
    {
        return rendered(m_name, size, color(mode));
    }

    QIconEngine *clone() const override { return new TintedIconEngine(m_name); }
    QString key() const override { return u"keydesk-tinted"_s; }
    QString iconName() override { return u"keydesk-"_s + fileName(m_name); }

private:
    static QColor color(QIcon::Mode mode)
    {
        const Theme theme(QGuiApplication::palette());
        switch (mode) {
        case QIcon::Disabled:
            return theme.disabledText();
        case QIcon::Selected:
            return theme.onAccent();
        case QIcon::Normal:
        case QIcon::Active:
            break;
        }
        return theme.text();
    }

    Icon m_name;
};

} // namespace

QIcon icon(Icon name)
{
    return QIcon(new TintedIconEngine(name));
}

std::optional<Icon> iconFromName(const QString &iconName)
{
    for (const auto &[known, file] : fileNames) {
        if (iconName == u"keydesk-"_s + QLatin1StringView(file))
            return known;
    }
    return std::nullopt;
}

QIcon applicationIcon()
{
    return QIcon(u":/icons/keydesk.svg"_s);
}

void paintIcon(QPainter *painter, Icon name, const QRect &rect, const QColor &color)
{
    const qreal ratio = painter->device()->devicePixelRatioF();
    QPixmap pixmap = rendered(name, rect.size() * ratio, color);
    pixmap.setDevicePixelRatio(ratio);
    painter->drawPixmap(rect, pixmap);
}

} // namespace keydesk::ui
