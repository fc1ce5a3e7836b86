// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>
#include <QVariantList>

namespace keydesk::testing {

/** A connection to a database, past the server. Every mistake ends the program. */
class SqlConnection
{
public:
    /** \a url is as keydesk-server takes it. */
    explicit SqlConnection(const QString &url);
    SqlConnection(const SqlConnection &) = delete;
    SqlConnection &operator=(const SqlConnection &) = delete;
    ~SqlConnection();

    /** The first column of the first row. */
    QVariant run(const QString &sql, const QVariantList &values = {});
    /** The first column of all rows, sorted. */
    QStringList column(const QString &sql);
    /** Their names, sorted. */
    QStringList tables() const;
    /** The names of the columns of \a table. */
    QStringList columns(const QString &table) const;

private:
    QString m_name;
};

} // namespace keydesk::testing
