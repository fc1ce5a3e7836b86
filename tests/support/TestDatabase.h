// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayList>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace keydesk::testing {

/**
 * A database of a test's own, without a schema, which is gone with the object. CTest runs each test
 * of the server twice: on an SQLite file (which is not there yet), and, if KEYDESK_TEST_DATABASE is
 * "postgresql", in the PostgreSQL that KEYDESK_TEST_POSTGRES leads to (see the script postgres).
 */
class TestDatabase
{
public:
    enum class Kind { Sqlite, PostgreSql };

    /** What this run of the test is on. */
    static Kind kind();

    /** Ends the program if no database can be made. */
    TestDatabase();
    TestDatabase(const TestDatabase &) = delete;
    TestDatabase &operator=(const TestDatabase &) = delete;
    ~TestDatabase();

    /** As keydesk-server takes it. */
    const QString &url() const { return m_url; }
    /** "--database=URL" */
    QString argument() const;

    /** Where SQLite has its files; empty for PostgreSQL. */
    QString folder() const { return m_folder.path(); }
    /** SQLite's own file. */
    QString file() const;

    /**
     * The names of all files with one of \a texts in them, among those that hold the data, what was
     * changed lately, and, for PostgreSQL, every statement that it was sent.
     */
    QStringList filesWith(const QByteArrayList &texts) const;

    /** The 32 bytes of the servers that use it. */
    QByteArray serverKey() const;

    /** PostgreSQL: ends all connections, as when the network or the database server fails. */
    void cutConnections() const;
    /** PostgreSQL: whether whoever connects from then on can write, as one cannot on a standby. */
    void setWritable(bool writable) const;
    /** PostgreSQL: whether it lets anybody connect. */
    void setReachable(bool reachable) const;

private:
    QTemporaryDir m_folder;
    QString m_name;
    QString m_url;
};

} // namespace keydesk::testing
