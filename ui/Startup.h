// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

class QApplication;

namespace keydesk::ui {

class KeydeskStyle;

/** Name, version, language, icon and style of the application. The style is owned by it. */
KeydeskStyle *setUpApplication(QApplication &application);

} // namespace keydesk::ui
