// SPDX-License-Identifier: Apache-2.0
#include "server/store/DatabaseUrl.h"

#include <QUrl>
#include <QUrlQuery>

#include <algorithm>
#include <array>
#include <utility>

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

// What may be said of a connection (https://www.postgresql.org/docs/15/libpq-connect.html). No
// secrets: those on a command line are seen by everybody on the computer.
constexpr std::array allowedParameters{"host",
                                       "port",
                                       "sslmode",
                                       "sslrootcert",
                                       "sslcert",
                                       "sslkey",
                                       "service",
                                       "passfile",
                                       "krbsrvname",
                                       "application_name",
                                       "target_session_attrs"};

bool isAllowed(const QString &name)
{
    return std::ranges::any_of(allowedParameters,
                               [&](const char *known) { return name == QLatin1StringView(known); });
}

// Qt separates libpq's parameters by semicolons, and quotes nothing.
bool isPlain(const QString &value)
{
    return std::ranges::none_of(value, [](QChar c) {
        return c.isSpace() || c == u';' || c == u'\'' || c == u'\\' || !c.isPrint();
    });
}

tl::expected<PostgresqlDatabase, QString> parsePostgresql(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || !url.fragment().isEmpty())
        return tl::unexpected(u"the database must be given as postgresql://USER@HOST/NAME"_s);
    if (!url.password().isEmpty())
        return tl::unexpected(
            u"a password does not belong into the database's URL, where everybody "
            u"on the computer can read it; put it into a file named by PGPASSFILE"_s);
    PostgresqlDatabase database{url.host(), url.port(), url.userName(), url.path().mid(1), {}};
    QStringList parameters;
    for (const auto &[name, value] : QUrlQuery(url).queryItems(QUrl::FullyDecoded)) {
        if (!isAllowed(name) || !isPlain(value))
            return tl::unexpected(u"the database's URL has a parameter that is not known here"_s);
        if (value.isEmpty()) // libpq would take the next parameter for its value
            return tl::unexpected(u"the database's URL has a parameter without a value"_s);
        if (name == u"host"_s)
            database.host = value;
        else if (name == u"port"_s)
            database.port = value.toUShort();
        else
            parameters.append(name + u'=' + value);
    }
    database.parameters = parameters.join(u';');
    if (database.name.isEmpty() || database.port == 0 || !isPlain(database.name) ||
        !isPlain(database.user) || !isPlain(database.host))
        return tl::unexpected(u"the database must be given as postgresql://USER@HOST/NAME"_s);
    return database;
}

tl::expected<SqliteFile, QString> parseSqlite(const QString &path)
{
    // An in-memory database would be another one for each connection.
    if (path.isEmpty() || path.startsWith(u':') || path.contains(QChar(u'\0')))
        return tl::unexpected(u"sqlite: needs the path of a file behind it"_s);
    return SqliteFile{path};
}

} // namespace

DatabaseUrl::DatabaseUrl(Place place)
    : m_place(std::move(place))
{
}

tl::expected<DatabaseUrl, QString> DatabaseUrl::parse(const QString &text)
{
    const auto url = [](auto place) { return DatabaseUrl(std::move(place)); };
    if (constexpr QLatin1StringView scheme("sqlite:"); text.startsWith(scheme))
        return parseSqlite(text.mid(scheme.size())).map(url);
    if (text.startsWith(u"postgresql://"_s) || text.startsWith(u"postgres://"_s))
        return parsePostgresql(text).map(url);
    return tl::unexpected(
        u"the database must be given as sqlite:PATH or postgresql://USER@HOST/NAME"_s);
}

QString DatabaseUrl::displayName() const
{
    if (const auto *file = sqlite())
        return file->path;
    const auto &database = *postgresql();
    return database.host.isEmpty() ? database.name : database.name + u" on "_s + database.host;
}

} // namespace keydesk::server
