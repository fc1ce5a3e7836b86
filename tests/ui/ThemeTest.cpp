// SPDX-License-Identifier: Apache-2.0
#include "style/Theme.h"

#include "style/Icons.h"

#include "UiTest.h"

#include <QPainter>

using namespace Qt::StringLiterals;
using namespace keydesk::ui;

Q_DECLARE_METATYPE(QPalette)

class ThemeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTextCanBeRead_data();
    void everyTextCanBeRead();
    void highContrastHasEdges();
    void aPaletteOfTheDesktopIsLeftAlone();
    void tilesCarryWhiteLetters();
    void iconsFollowTheColourTheyAreGiven();
};

void ThemeTest::everyTextCanBeRead_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << housePalette(false);
    QTest::newRow("dark") << housePalette(true);

    QPalette white(Qt::black, Qt::white, Qt::white, Qt::black, Qt::gray, Qt::black, Qt::white,
                   Qt::white, Qt::white);
    white.setColor(QPalette::Highlight, Qt::black);
    white.setColor(QPalette::HighlightedText, Qt::white);
    white.setColor(QPalette::PlaceholderText, QColor(0, 0, 0, 128));
    QTest::newRow("high contrast, white") << white;

    QPalette black(Qt::white, Qt::black, Qt::black, Qt::white, Qt::gray, Qt::white, Qt::black,
                   Qt::black, Qt::black);
    black.setColor(QPalette::Highlight, QColor(0xffff00));
    black.setColor(QPalette::HighlightedText, Qt::white); // a mistake that must not cost legibility
    black.setColor(QPalette::Link, QColor(0x0000ff));
    QTest::newRow("high contrast, black") << black;

    QPalette breeze = housePalette(false);
    breeze.setColor(QPalette::Window, QColor(0xeff0f1));
    breeze.setColor(QPalette::Highlight, QColor(0x3daee9));
    breeze.setColor(QPalette::HighlightedText, QColor(0xfcfcfc));
    breeze.setColor(QPalette::PlaceholderText, QColor(0x23, 0x26, 0x29, 0x80));
    QTest::newRow("as KDE has it") << breeze;
}

void ThemeTest::everyTextCanBeRead()
{
    QFETCH(QPalette, palette);
    const Theme theme(palette);
    const auto readable = [](const QColor &text, const QColor &surface) {
        return contrastRatio(text, surface) >= 4.5;
    };
    for (const QColor &surface : {theme.page(), theme.platformColumn(), theme.settingsColumn(),
                                  theme.rowSelected(), theme.rowHovered()}) {
        QVERIFY(readable(theme.text(), surface));
        QVERIFY(readable(theme.secondaryText(), surface));
        QVERIFY(readable(theme.danger(), surface));
    }
    QVERIFY(readable(theme.link(), theme.page()));
    QVERIFY(readable(theme.onAccent(), theme.accent()));
    QVERIFY(readable(theme.onDanger(), theme.danger()));
    QVERIFY(readable(theme.success(), theme.page()));
    QVERIFY(readable(theme.success(), theme.successSurface()));
    QVERIFY(readable(theme.success(), theme.platformColumn()));
    QVERIFY(readable(theme.warning(), theme.warningSurface()));
    QVERIFY(readable(theme.warning(), theme.platformColumn()));
    QVERIFY(readable(theme.error(), theme.errorSurface()));
    QVERIFY(readable(theme.info(), theme.infoSurface()));
}

void ThemeTest::highContrastHasEdges()
{
    const QPalette black(Qt::white, Qt::black, Qt::black, Qt::white, Qt::gray, Qt::white, Qt::black,
                         Qt::black, Qt::black);
    QVERIFY(contrastRatio(Theme(black).controlBorder(), Qt::black) > 4.5);
    QVERIFY(contrastRatio(Theme(black).hairline(), Qt::black) > 4.5);
}

void ThemeTest::aPaletteOfTheDesktopIsLeftAlone()
{
    auto *style = qobject_cast<KeydeskStyle *>(QApplication::style());
    QPalette own = housePalette(false);
    own.setColor(QPalette::Window, QColor(0x003366));
    QPalette polished = own;
    style->polish(polished);
    QCOMPARE(polished.color(QPalette::Window), QColor(0x003366));
    // What Qt makes up where the desktop has none is replaced by the house's.
    QCOMPARE(QGuiApplication::palette().color(QPalette::Highlight),
             housePalette(false).color(QPalette::Highlight));
    style->setDark(true);
    QCOMPARE(QGuiApplication::palette().color(QPalette::Window),
             housePalette(true).color(QPalette::Window));
    style->setDark(false);
}

void ThemeTest::tilesCarryWhiteLetters()
{
    for (int seed = 0; seed < 200; ++seed)
        QVERIFY(contrastRatio(Theme::tile(QString::number(seed)), Qt::white) >= 4.5);
    QCOMPARE(Theme::tile(u"a"_s), Theme::tile(u"a"_s));
}

void ThemeTest::iconsFollowTheColourTheyAreGiven()
{
    for (const Icon name :
         {Icon::Trash, Icon::Copy, Icon::Gear, Icon::Plus, Icon::Check, Icon::Warning, Icon::Error,
          Icon::Info, Icon::Close, Icon::ExternalLink, Icon::Key}) {
        QCOMPARE(iconFromName(icon(name).name()), name);
        QImage image(32, 32, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::white);
        image.setDevicePixelRatio(2);
        QPainter painter(&image);
        paintIcon(&painter, name, QRect(0, 0, 16, 16), Qt::red);
        painter.end();
        bool drawn = false;
        for (int y = 0; y < 32; ++y) {
            for (int x = 0; x < 32; ++x)
                drawn = drawn || image.pixelColor(x, y) == QColor(Qt::red);
        }
        QVERIFY(drawn);
    }
    QVERIFY(!applicationIcon().pixmap(64).isNull());
}

KEYDESK_UI_TEST_MAIN(ThemeTest)
#include "ThemeTest.moc"
