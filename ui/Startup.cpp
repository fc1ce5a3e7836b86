// SPDX-License-Identifier: Apache-2.0
#include "Startup.h"

#include "Application.h"
#include "client/DataFolder.h"
#include "client/LocalCache.h"
#include "style/KeydeskStyle.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QTranslator>

#include <cstdio>

namespace keydesk::ui {

using namespace Qt::StringLiterals;

namespace {

void installTranslator(QApplication &application, const QString &name, const QString &folder)
{
    auto *translator = new QTranslator(&application);
    if (translator->load(QLocale(), name, u"_"_s, folder))
        QApplication::installTranslator(translator);
}

KeydeskStyle *dressApplication()
{
    auto *style = new KeydeskStyle;
    QApplication::setStyle(style);
    return style;
}

int fail(const QString &text)
{
    std::fprintf(stderr, "keydesk: %s\n", qUtf8Printable(text));
    return 1;
}

} // namespace

void nameApplication()
{
    QCoreApplication::setApplicationName(u"keydesk"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(KEYDESK_VERSION));
    QGuiApplication::setApplicationDisplayName(u"Keydesk"_s);
    QGuiApplication::setDesktopFileName(u"keydesk"_s);
}

int runApplication(QApplication &application)
{
    installTranslator(application, u"qtbase"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    installTranslator(application, u"keydesk"_s, u":/i18n"_s);
    const auto folder = client::dataFolder();
    if (!folder)
        return fail(QCoreApplication::translate("main", "cannot write to the data folder %1")
                        .arg(folder.error().detail));
    client::SingleInstance instance(*folder);
    switch (instance.claim()) {
    case client::SingleInstance::Claim::Raised:
        return 0;
    case client::SingleInstance::Claim::Unanswered:
        return fail(QCoreApplication::translate(
            "main", "Keydesk is already running, but does not answer. End it and try again."));
    case client::SingleInstance::Claim::First:
        break;
    }
    client::LocalServer server(client::findServerProgram(), *folder + u"/keydesk.db"_s);
    if (!client::LocalCache::isIn(*folder)) // nothing can be shown before it runs
        server.start();
    Application parts({*folder, instance, server, dressApplication()});
    parts.show();
    return QApplication::exec();
}

} // namespace keydesk::ui
