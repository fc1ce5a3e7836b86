// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace keydesk::ui {

/** A format beside the text on the clipboard, by which one family of clipboard managers is told
 *  that the text is a secret: neither to be kept, nor shown, nor sent to another device. */
struct SecretHint
{
    QString format; ///< as QMimeData names it
    QByteArray data;
};

/** Those of the platform that this is built for, from the one SecretHints file of it. */
QList<SecretHint> secretHints();

} // namespace keydesk::ui
