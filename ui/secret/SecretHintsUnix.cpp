// SPDX-License-Identifier: Apache-2.0
#include "secret/SecretHints.h"

using namespace Qt::StringLiterals;

namespace keydesk::ui {

// Klipper's convention, which CopyQ, GPaste, wl-clipboard's --watch and others follow:
// https://phabricator.kde.org/D12539
QList<SecretHint> secretHints()
{
    return {{u"x-kde-passwordManagerHint"_s, QByteArrayLiteral("secret")}};
}

} // namespace keydesk::ui
