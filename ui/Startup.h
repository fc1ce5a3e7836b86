// SPDX-License-Identifier: Apache-2.0
#pragma once

class QApplication;

namespace keydesk::ui {

/** What the application is called; before the QApplication, as folders are named after it. */
void nameApplication();

/**
 * From the single instance to the event loop; the exit code of the program. Says on the standard
 * error stream why it does not start.
 */
int runApplication(QApplication &application);

} // namespace keydesk::ui
