// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/routes/Fields.h"
#include "server/store/Database.h"

#include <QJsonArray>
#include <QSet>
#include <QStringList>

#include <functional>
#include <vector>

namespace keydesk::server {

/** What is wrong with the value at a place in the file. */
struct ImportMistake
{
    QString pointer; ///< RFC 6901
    QString rule;    ///< "must be …"
};

/**
 * Writes platforms from a file, with all that is on them, into the database. Whoever finds mistakes
 * afterwards rolls back. Every part of a platform is read up to its first mistake, so that the
 * first mistake in the file is among those that are collected, in whatever order the parts come.
 */
class PlatformImport
{
public:
    /** \a now is the time of what has none. To be used in a transaction. */
    PlatformImport(Database &database, qint64 now);

    /** \a document is the whole file. */
    void add(const QJsonObject &document);

    const std::vector<ImportMistake> &mistakes() const { return m_mistakes; }
    /** The ids of the platforms, in the order of the file. */
    const QStringList &platformIds() const { return m_platformIds; }

private:
    struct Scope;
    using AddItem = std::function<void(FieldReader &reader)>;

    void addPlatform(const QJsonValue &value, const QString &pointer);
    QString newPlatform(FieldReader &reader);
    void addParts(const QJsonObject &platform, const QString &pointer, const QString &platformId);
    /** Gives each object of a list to \a add, up to the first with a mistake. */
    void each(const QJsonValue &list, const QString &pointer, const AddItem &add);
    void collect(FieldReader &reader, const QString &pointer);

    void addMember(FieldReader &reader, Scope &scope);
    void addUser(FieldReader &reader, Scope &scope);
    void addGroup(FieldReader &reader, Scope &scope);
    void addCourse(FieldReader &reader, const Scope &scope);
    void addPath(FieldReader &reader, const Scope &scope);

    Database &m_database;
    qint64 m_now;
    std::vector<ImportMistake> m_mistakes;
    QStringList m_platformIds;
};

} // namespace keydesk::server
