// SPDX-License-Identifier: Apache-2.0
// The application as it is, but for a watcher that tells when the keys, or as many platforms as
// BENCH_ROWS says, are on the screen.
#include "FirstPaint.h"
#include "Startup.h"

#include <QApplication>

int main(int argc, char *argv[])
{
    keydesk::ui::nameApplication();
    QApplication application(argc, argv);
    const keydesk::bench::FirstPaint watcher(qEnvironmentVariableIntValue("BENCH_ROWS"));
    return keydesk::ui::runApplication(application);
}
