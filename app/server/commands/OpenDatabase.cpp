// SPDX-License-Identifier: Apache-2.0
#include "server/commands/OpenDatabase.h"

#include "server/store/Migrations.h"

#include <QFileInfo>

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

std::runtime_error failure(const QString &sentence)
{
    return std::runtime_error(sentence.toStdString());
}

std::runtime_error notInitialised(const QString &path)
{
    return failure(
        u"the database %1 is not initialised; run keydesk-server init first"_s.arg(path));
}

QString explained(const DatabaseError &error, const QString &path)
{
    switch (error.kind()) {
    case DatabaseError::Kind::Busy:
        return u"the database %1 is locked by another program"_s.arg(path);
    case DatabaseError::Kind::Full:
        return u"there is no space left for the database %1"_s.arg(path);
    case DatabaseError::Kind::ReadOnly:
        return u"the database %1 cannot be written"_s.arg(path);
    case DatabaseError::Kind::Corrupt:
        return u"the database %1 is damaged, or is not a database"_s.arg(path);
    case DatabaseError::Kind::CannotOpen:
    case DatabaseError::Kind::Other:
        break;
    }
    return u"cannot open the database %1: %2"_s.arg(path, QString::fromUtf8(error.what()));
}

void bringUpToDate(Database &database, const QString &path, IfEmpty ifEmpty)
{
    switch (schemaState(database)) {
    case SchemaState::Foreign:
        throw failure(u"the database %1 belongs to another program"_s.arg(path));
    case SchemaState::Newer:
        throw failure(u"the database %1 was made by a newer version of Keydesk; "
                      u"this version must not change it"_s.arg(path));
    case SchemaState::None:
        if (ifEmpty == IfEmpty::Refuse)
            throw notInitialised(path);
        break;
    case SchemaState::Older:
    case SchemaState::Current:
        break;
    }
    migrate(database);
}

} // namespace

std::unique_ptr<Database> openDatabase(const DatabaseUrl &url, IfEmpty ifEmpty)
{
    if (ifEmpty == IfEmpty::Refuse && !QFileInfo::exists(url.path()))
        throw notInitialised(url.path());
    try {
        auto database = std::make_unique<Database>(url, DatabaseUse::Write);
        bringUpToDate(*database, url.path(), ifEmpty);
        return database;
    } catch (const DatabaseError &error) {
        throw failure(explained(error, url.path()));
    }
}

} // namespace keydesk::server
