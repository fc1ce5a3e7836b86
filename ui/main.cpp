// SPDX-License-Identifier: Apache-2.0
#include "Application.h"
#include "Startup.h"
#include "client/DataFolder.h"

#include <QApplication>
#include <QCommandLineParser>

#include <cstdio>

namespace {

using namespace Qt::StringLiterals;
using keydesk::client::SingleInstance;

// Qt itself would end without a display by SIGABRT and a core dump.
bool hasDisplay()
{
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
           qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

int fail(const QString &text)
{
    std::fprintf(stderr, "keydesk: %s\n", qUtf8Printable(text));
    return 1;
}

int run(keydesk::ui::KeydeskStyle *style)
{
    const auto folder = keydesk::client::dataFolder();
    if (!folder)
        return fail(QCoreApplication::translate("main", "cannot write to the data folder %1")
                        .arg(folder.error().detail));
    SingleInstance instance(*folder);
    switch (instance.claim()) {
    case SingleInstance::Claim::Raised:
        return 0;
    case SingleInstance::Claim::Unanswered:
        return fail(QCoreApplication::translate(
            "main", "Keydesk is already running, but does not answer. End it and try again."));
    case SingleInstance::Claim::First:
        break;
    }
    keydesk::ui::Application parts(style, *folder, instance);
    parts.show();
    return QApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    if (!hasDisplay())
        return fail(u"there is no display. On a machine without one: xvfb-run keydesk"_s);
    QApplication application(argc, argv);
    keydesk::ui::KeydeskStyle *style = keydesk::ui::setUpApplication(application);
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("main", "Issues, copies and revokes API keys."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.process(application);
    return run(style);
}
