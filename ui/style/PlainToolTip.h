// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace keydesk::ui {

/** For tool tips, which guess whether a text is HTML: what a person typed must read as typed. */
QString plainToolTip(const QString &text);

} // namespace keydesk::ui
