// SPDX-License-Identifier: Apache-2.0
#include "server/commands/OpenDatabase.h"

#include "server/commands/CommandFailure.h"
#include "server/store/Migrations.h"

#include <QFileInfo>

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

std::runtime_error notInitialised(const QString &name)
{
    return commandFailure(
        u"the database %1 is not initialised; run keydesk-server init first"_s.arg(name));
}

QString inOneLine(const char *text)
{
    return QString::fromUtf8(text).simplified();
}

QString explained(const DatabaseError &error, const QString &name)
{
    switch (error.kind()) {
    case DatabaseError::Kind::Busy:
        return u"the database %1 is locked by another program"_s.arg(name);
    case DatabaseError::Kind::Full:
        return u"there is no space left for the database %1"_s.arg(name);
    case DatabaseError::Kind::ReadOnly:
        return u"the database %1 cannot be written"_s.arg(name);
    case DatabaseError::Kind::Corrupt:
        return u"the database %1 is damaged, or is not a database"_s.arg(name);
    case DatabaseError::Kind::Unavailable:
        return u"cannot reach the database %1: %2"_s.arg(name, inOneLine(error.what()));
    case DatabaseError::Kind::CannotOpen:
    case DatabaseError::Kind::Conflict:
    case DatabaseError::Kind::Other:
        break;
    }
    return u"cannot open the database %1: %2"_s.arg(name, inOneLine(error.what()));
}

std::runtime_error foreign(const QString &name)
{
    return commandFailure(u"the database %1 belongs to another program"_s.arg(name));
}

std::runtime_error newer(const QString &name)
{
    return commandFailure(u"the database %1 was made by a newer version of Keydesk; "
                          u"this version must not change it"_s.arg(name));
}

void bringUpToDate(Database &database, const QString &name, IfEmpty ifEmpty)
{
    switch (schemaState(database)) {
    case SchemaState::Foreign:
        throw foreign(name);
    case SchemaState::Newer:
        throw newer(name);
    case SchemaState::None:
        if (ifEmpty == IfEmpty::Refuse)
            throw notInitialised(name);
        break;
    case SchemaState::Older:
    case SchemaState::Current:
        break;
    }
    migrate(database);
}

void requireCurrent(Database &database, const QString &name)
{
    switch (schemaState(database)) {
    case SchemaState::Foreign:
        throw foreign(name);
    case SchemaState::Newer:
        throw newer(name);
    case SchemaState::None:
        throw notInitialised(name);
    case SchemaState::Older:
        throw commandFailure(u"the database %1 was made by an older version of Keydesk; start "
                             u"keydesk-server serve once to bring it up to date"_s.arg(name));
    case SchemaState::Current:
        break;
    }
}

} // namespace

std::unique_ptr<Database> openDatabase(const DatabaseUrl &url, IfEmpty ifEmpty)
{
    const QString name = url.displayName();
    if (ifEmpty == IfEmpty::Refuse && url.sqlite() && !QFileInfo::exists(url.sqlite()->path))
        throw notInitialised(name);
    try {
        auto database = std::make_unique<Database>(url, DatabaseUse::Write);
        bringUpToDate(*database, name, ifEmpty);
        return database;
    } catch (const DatabaseError &error) {
        throw commandFailure(explained(error, name));
    }
}

std::unique_ptr<Database> openDatabaseToRead(const DatabaseUrl &url)
{
    const QString name = url.displayName();
    if (url.sqlite() && !QFileInfo::exists(url.sqlite()->path))
        throw notInitialised(name);
    try {
        auto database = std::make_unique<Database>(url, DatabaseUse::Read);
        requireCurrent(*database, name);
        return database;
    } catch (const DatabaseError &error) {
        throw commandFailure(explained(error, name));
    }
}

} // namespace keydesk::server
