// SPDX-License-Identifier: Apache-2.0
#include "server/store/MailAddress.h"

#include <algorithm>

namespace keydesk::server {

bool isMailAddress(const QString &text)
{
    constexpr qsizetype most = 254; // RFC 5321, 4.5.3.1.3, without the angle brackets
    const auto isBad = [](QChar c) { return c.isSpace() || !c.isPrint(); };
    return text.size() <= most && text.count(u'@') == 1 && !text.startsWith(u'@') &&
           !text.endsWith(u'@') && std::ranges::none_of(text, isBad);
}

QString mailKey(const QString &mail)
{
    return mail.toCaseFolded();
}

} // namespace keydesk::server
