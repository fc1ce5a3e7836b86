// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tl/expected.hpp>

#include <QString>

#include <variant>

namespace keydesk::server {

struct SqliteFile
{
    QString path;
};

/** A database on a PostgreSQL server. There is no password: libpq finds it (PGPASSFILE, peer …). */
struct PostgresqlDatabase
{
    QString host; ///< a name, an address or the folder of a Unix socket; empty: libpq's default
    int port = -1;
    QString user;
    QString name;
    QString parameters; ///< further ones of libpq, as "key=value;key=value"
};

/** Where the data is: "sqlite:PATH", or "postgresql://USER@HOST:PORT/NAME?PARAMETER=VALUE&…". */
class DatabaseUrl
{
public:
    /** The error is one sentence for the person who typed the URL. It repeats no part of it. */
    static tl::expected<DatabaseUrl, QString> parse(const QString &text);

    /** nullptr for a database of the other kind. */
    const SqliteFile *sqlite() const { return std::get_if<SqliteFile>(&m_place); }
    const PostgresqlDatabase *postgresql() const
    {
        return std::get_if<PostgresqlDatabase>(&m_place);
    }

    /** For messages: the path, or the name of the database and its host. */
    QString displayName() const;

private:
    using Place = std::variant<SqliteFile, PostgresqlDatabase>;

    explicit DatabaseUrl(Place place);

    Place m_place;
};

} // namespace keydesk::server
