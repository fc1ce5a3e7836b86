// SPDX-License-Identifier: Apache-2.0
#include "Startup.h"
#include "process/Secrecy.h"

#include <QApplication>
#include <QCommandLineParser>

#include <cstdio>

namespace {

// Qt itself would end without a display by SIGABRT and a core dump.
bool hasDisplay()
{
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
           qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

} // namespace

int main(int argc, char *argv[])
{
    keydesk::forbidCoreDumps();
    if (!hasDisplay()) {
        std::fputs("keydesk: there is no display. On a machine without one: xvfb-run keydesk\n",
                   stderr);
        return 1;
    }
    keydesk::ui::nameApplication();
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("main", "Issues, copies and revokes API keys."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.process(application);
    return keydesk::ui::runApplication(application);
}
