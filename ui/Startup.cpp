// SPDX-License-Identifier: Apache-2.0
#include "Startup.h"

#include "style/Icons.h"
#include "style/KeydeskStyle.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QTranslator>

namespace keydesk::ui {

using namespace Qt::StringLiterals;

namespace {

void installTranslator(QApplication &application, const QString &name, const QString &folder)
{
    auto *translator = new QTranslator(&application);
    if (translator->load(QLocale(), name, u"_"_s, folder))
        QApplication::installTranslator(translator);
}

} // namespace

KeydeskStyle *setUpApplication(QApplication &application)
{
    QApplication::setApplicationName(u"keydesk"_s);
    QApplication::setApplicationDisplayName(u"Keydesk"_s);
    QApplication::setApplicationVersion(QStringLiteral(KEYDESK_VERSION));
    QApplication::setDesktopFileName(u"keydesk"_s);
    installTranslator(application, u"qtbase"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    installTranslator(application, u"keydesk"_s, u":/i18n"_s);
    QApplication::setWindowIcon(applicationIcon());
    auto *style = new KeydeskStyle;
    QApplication::setStyle(style);
    return style;
}

} // namespace keydesk::ui
