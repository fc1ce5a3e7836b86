// SPDX-License-Identifier: Apache-2.0
#include "server/store/DatabaseUrl.h"

#include <utility>

namespace keydesk::server {

using namespace Qt::StringLiterals;

DatabaseUrl::DatabaseUrl(QString path)
    : m_path(std::move(path))
{
}

tl::expected<DatabaseUrl, QString> DatabaseUrl::parse(const QString &text)
{
    constexpr QLatin1StringView scheme("sqlite:");
    if (text.startsWith(u"postgresql:"_s) || text.startsWith(u"postgres:"_s))
        return tl::unexpected(u"this version serves sqlite: databases only, not PostgreSQL"_s);
    if (!text.startsWith(scheme))
        return tl::unexpected(u"the database must be given as sqlite:PATH"_s);
    const QString path = text.mid(scheme.size());
    // An in-memory database would be another one for each connection.
    if (path.isEmpty() || path.startsWith(u':') || path.contains(QChar(u'\0')))
        return tl::unexpected(u"sqlite: needs the path of a file behind it"_s);
    return DatabaseUrl(path);
}

} // namespace keydesk::server
