// SPDX-License-Identifier: Apache-2.0
#include "style/PlainToolTip.h"

#include <QTextDocument>

namespace keydesk::ui {

QString plainToolTip(const QString &text)
{
    return Qt::mightBeRichText(text) ? Qt::convertFromPlainText(text) : text;
}

} // namespace keydesk::ui
