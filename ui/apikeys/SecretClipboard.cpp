// SPDX-License-Identifier: Apache-2.0
#include "apikeys/SecretClipboard.h"

#include "keys/ApiKeySecret.h"

#include <QClipboard>
#include <QMimeData>

using namespace Qt::StringLiterals;

namespace keydesk::ui {

SecretClipboard::SecretClipboard(QClipboard *clipboard)
    : m_clipboard(clipboard)
{
}

void SecretClipboard::copy(const ApiKeySecret &secret)
{
    auto *data = new QMimeData;
    data->setText(secret.reveal());
    // Klipper's convention, which most other clipboard managers follow: do not keep this.
    data->setData(u"x-kde-passwordManagerHint"_s, QByteArrayLiteral("secret"));
    m_clipboard->setMimeData(data, QClipboard::Clipboard);
}

} // namespace keydesk::ui
