// SPDX-License-Identifier: Apache-2.0
// The application as it is, but for a watcher that tells when the keys are on the screen.
#include "Application.h"
#include "FirstPaint.h"
#include "Startup.h"
#include "client/DataFolder.h"

#include <QApplication>

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const keydesk::bench::FirstPaint watcher(25);
    keydesk::ui::KeydeskStyle *style = keydesk::ui::setUpApplication(application);
    const auto folder = keydesk::client::dataFolder();
    if (!folder)
        return 1;
    keydesk::client::SingleInstance instance(*folder);
    if (instance.claim() != keydesk::client::SingleInstance::Claim::First)
        return 1;
    keydesk::ui::Application parts(style, *folder, instance);
    parts.show();
    return QApplication::exec();
}
