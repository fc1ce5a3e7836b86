// SPDX-License-Identifier: Apache-2.0
#include "server/commands/PlatformImport.h"

#include "keys/KeyLabel.h"
#include "keys/Role.h"
#include "server/commands/JsonLines.h"
#include "server/routes/CourseJson.h"
#include "server/routes/GroupJson.h"
#include "server/routes/PathJson.h"
#include "server/routes/UserJson.h"
#include "server/store/Identifier.h"
#include "server/store/MailAddress.h"
#include "server/store/MemberTable.h"
#include "server/store/PlatformTable.h"

#include <QHash>

#include <array>

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<QStringView, 5> parts{u"members", u"users", u"groups", u"courses", u"paths"};

QString takenRule()
{
    return u"must be new; something has this id already"_s;
}

/** The parents of all groups in the file, before anything is known about them. */
QHash<QString, QString> parentsOf(const QJsonArray &groups)
{
    QHash<QString, QString> parents;
    for (const QJsonValue group : groups) {
        const QString id = group[u"_id"_s].toString();
        if (!id.isEmpty())
            parents.insert(id, group[u"parent"_s].toString());
    }
    return parents;
}

} // namespace

/** What is known about the platform that is being read. */
struct PlatformImport::Scope
{
    QString platformId;
    QHash<QString, QString> groupParents; ///< by id; empty for those without
    QSet<QString> mails;                  ///< keys of the mails of users so far
    QSet<QString> members;                ///< ids of the members so far
    std::vector<Group> groups;            ///< those whose parent is still to be written
};

PlatformImport::PlatformImport(Database &database, qint64 now)
    : m_database(database)
    , m_now(now)
{
}

void PlatformImport::add(const QJsonObject &document)
{
    FieldReader reader(document, FieldUse::Import);
    reader.require(u"platforms");
    if (reader.has(u"platforms") && !document[u"platforms"].isArray())
        reader.mistake(u"platforms", u"must be a list"_s);
    collect(reader, QString());
    const QJsonArray platforms = document[u"platforms"].toArray();
    for (qsizetype i = 0; i < platforms.size(); ++i) {
        addPlatform(platforms[i], u"/platforms/%1"_s.arg(i));
        if (!m_mistakes.empty())
            return; // whatever comes later is further down in the file
    }
}

void PlatformImport::addPlatform(const QJsonValue &value, const QString &pointer)
{
    if (!value.isObject()) {
        m_mistakes.push_back({pointer, u"must be an object"_s});
        return;
    }
    const QJsonObject platform = value.toObject();
    FieldReader reader(platform, FieldUse::Import);
    const QString id = newPlatform(reader);
    for (const QStringView part : parts) {
        if (reader.has(part) && !platform[part].isArray())
            reader.mistake(part, u"must be a list"_s);
    }
    collect(reader, pointer);
    addParts(platform, pointer, id);
    m_platformIds.append(id);
}

// With a mistake in it the platform is written under another name or id: what is on it can be
// looked at then, and nothing of it stays.
QString PlatformImport::newPlatform(FieldReader &reader)
{
    QString id;
    QString name;
    reader.identifier(u"id", id);
    reader.require(u"name");
    reader.text(u"name", {.least = 1, .most = KeyLabel::maxLength}, name);
    const auto label = KeyLabel::parse(name);
    if (!label && !name.isEmpty())
        reader.mistake(u"name", u"must have visible characters, and none that reorder text"_s);
    PlatformTable platforms(m_database);
    if (!id.isEmpty() && platforms.add(id, label ? label->text() : name, m_now))
        return id;
    if (!id.isEmpty())
        reader.mistake(u"id", takenRule());
    return platforms.add(label ? label->text() : name, m_now);
}

void PlatformImport::addParts(const QJsonObject &platform, const QString &pointer,
                              const QString &platformId)
{
    Scope scope{.platformId = platformId,
                .groupParents = parentsOf(platform[u"groups"].toArray()),
                .mails = {},
                .members = {},
                .groups = {}};
    const auto part = [&](const QString &name, const AddItem &add) {
        each(platform[name], pointer + u'/' + name, add);
    };
    part(u"members"_s, [&](FieldReader &reader) { addMember(reader, scope); });
    part(u"users"_s, [&](FieldReader &reader) { addUser(reader, scope); });
    part(u"groups"_s, [&](FieldReader &reader) { addGroup(reader, scope); });
    part(u"courses"_s, [&](FieldReader &reader) { addCourse(reader, scope); });
    part(u"paths"_s, [&](FieldReader &reader) { addPath(reader, scope); });
    if (!m_mistakes.empty())
        return;
    for (const Group &group : scope.groups)
        GroupTable(m_database).update(platformId, group);
}

void PlatformImport::each(const QJsonValue &list, const QString &pointer, const AddItem &add)
{
    const QJsonArray items = list.toArray();
    const std::size_t before = m_mistakes.size();
    for (qsizetype i = 0; i < items.size() && m_mistakes.size() == before; ++i) {
        const QString here = pointer + u'/' + QString::number(i);
        if (!items[i].isObject()) {
            m_mistakes.push_back({here, u"must be an object"_s});
            return;
        }
        const QJsonObject item = items[i].toObject();
        FieldReader reader(item, FieldUse::Import);
        add(reader);
        collect(reader, here);
    }
}

void PlatformImport::collect(FieldReader &reader, const QString &pointer)
{
    for (const FieldMistake &mistake : reader.mistakes())
        m_mistakes.push_back({pointer + pointerPart(mistake.field), mistake.rule});
}

void PlatformImport::addMember(FieldReader &reader, Scope &scope)
{
    QString email;
    QString name;
    QString role;
    for (const QStringView field : {u"email", u"name", u"role"})
        reader.require(field);
    reader.mail(u"email", email);
    reader.text(u"name", {.least = 1}, name);
    reader.text(u"role", {.least = 1}, role);
    const auto known = roleFromName(role);
    if (!known && !role.isEmpty())
        reader.mistake(u"role", u"must be owner, admin, author or learner"_s);
    if (!reader.isGood() || !known)
        return;
    MemberTable members(m_database);
    auto member = members.withEmail(email);
    if (!member)
        member = members.add(
            {.name = name, .email = email, .passwordHash = {}, .isLocalOwner = false}, m_now);
    if (scope.members.contains(member->id))
        return reader.mistake(u"email", u"must be another one; this member is there already"_s);
    scope.members.insert(member->id);
    PlatformTable(m_database).setRole(scope.platformId, member->id, *known);
}

void PlatformImport::addUser(FieldReader &reader, Scope &scope)
{
    User user{.id = newIdentifier()};
    readFields(reader, user);
    if (user.primaryGroupId && !scope.groupParents.contains(*user.primaryGroupId))
        reader.mistake(u"primaryGroupId", primaryGroupRule());
    const QString key = mailKey(user.mail);
    if (scope.mails.contains(key))
        reader.mistake(u"mail", u"must be another one; a user of the platform has it already"_s);
    if (!reader.isGood())
        return;
    scope.mails.insert(key);
    if (!UserTable(m_database).add(scope.platformId, user))
        reader.mistake(u"_id", takenRule());
}

void PlatformImport::addGroup(FieldReader &reader, Scope &scope)
{
    Group group{.id = newIdentifier()};
    readFields(reader, group);
    const auto parentOf = [&](const QString &id) {
        const QString parent = scope.groupParents.value(id);
        return parent.isEmpty() ? std::nullopt : std::optional(parent);
    };
    if (group.parent && (!scope.groupParents.contains(*group.parent) ||
                         !mayBePutBelow(group.id, *group.parent, parentOf)))
        reader.mistake(u"parent", parentRule());
    if (!reader.isGood())
        return;
    // Its parent may come later in the file.
    Group alone = group;
    alone.parent.reset();
    if (!GroupTable(m_database).add(scope.platformId, alone))
        reader.mistake(u"_id", takenRule());
    if (group.parent)
        scope.groups.push_back(std::move(group));
}

void PlatformImport::addCourse(FieldReader &reader, const Scope &scope)
{
    Course course{.id = newIdentifier(), .createdAt = m_now};
    readFields(reader, course);
    if (reader.isGood() && !CourseTable(m_database).add(scope.platformId, course))
        reader.mistake(u"_id", takenRule());
}

void PlatformImport::addPath(FieldReader &reader, const Scope &scope)
{
    Path path{.id = newIdentifier(), .createdAt = m_now};
    readFields(reader, path);
    if (reader.isGood() && !PathTable(m_database).add(scope.platformId, path))
        reader.mistake(u"_id", takenRule());
}

} // namespace keydesk::server
