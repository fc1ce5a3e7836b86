// SPDX-License-Identifier: Apache-2.0
#include "server/store/AuditTable.h"

#include "server/store/Blob.h"

#include <QJsonDocument>

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

constexpr int rowsCheckedAtOnce = 1000;

QByteArray hexOf(const Sha256 &hash)
{
    return blobOf(hash).toHex();
}

QString compactText(const QJsonObject &detail)
{
    return QString::fromUtf8(QJsonDocument(detail).toJson(QJsonDocument::Compact));
}

QByteArray netstring(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size()) + ':' + bytes + ',';
}

Sha256 hashOf(const QString &platformId, const AuditRow &row)
{
    QByteArray text = netstring(hexOf(row.previous)) + netstring(platformId.toUtf8()) +
                      netstring(QByteArray::number(row.number)) +
                      netstring(QByteArray::number(row.at));
    for (const QString &part :
         {row.actor.member.id, row.actor.member.name, row.actor.address, row.entry.action,
          row.entry.keyId, row.entry.keyLabel, row.detailText})
        text += netstring(part.toUtf8());
    return sha256(text);
}

constexpr QStringView selectRows =
    u"SELECT number, at, actor_id, actor_name, address, action, key_id,"
    u" key_label, detail, previous_sha256, row_sha256 FROM audit";

AuditRow rowFrom(const Statement &select)
{
    return {.number = select.integer(0),
            .at = select.integer(1),
            .actor = {{select.text(2), select.text(3)}, select.text(4)},
            .entry = {select.text(5), select.text(6), select.text(7),
                      QJsonDocument::fromJson(select.text(8).toUtf8()).object()},
            .detailText = select.text(8),
            .previous = sha256From(select.bytes(9)),
            .hash = sha256From(select.bytes(10))};
}

} // namespace

AuditTable::AuditTable(Database &database)
    : m_database(database)
{
}

AuditTable::End AuditTable::end(const QString &platformId)
{
    Statement select =
        m_database.prepare(u"SELECT audit_number, audit_sha256 FROM platforms WHERE id = ?"_s);
    select.run(platformId);
    if (!select.next())
        return {};
    return {select.integer(0), sha256From(select.bytes(1))};
}

void AuditTable::append(const QString &platformId, const Actor &actor, const AuditEntry &entry,
                        qint64 now)
{
    const End last = end(platformId);
    AuditRow row{.number = last.number + 1,
                 .at = now,
                 .actor = actor,
                 .entry = entry,
                 .detailText = compactText(entry.detail),
                 .previous = last.hash,
                 .hash = {}};
    row.hash = hashOf(platformId, row);
    Statement insert = m_database.prepare(
        u"INSERT INTO audit (platform_id, number, at, actor_id, actor_name, address, action,"_s
        u" key_id, key_label, detail, previous_sha256, row_sha256)"_s
        u" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    insert.run(platformId, row.number, row.at, actor.member.id, actor.member.name, actor.address,
               entry.action, entry.keyId, entry.keyLabel, row.detailText, blobOf(row.previous),
               blobOf(row.hash));
    Statement update = m_database.prepare(
        u"UPDATE platforms SET audit_number = ?, audit_sha256 = ? WHERE id = ?"_s);
    update.run(row.number, blobOf(row.hash), platformId);
}

qint64 AuditTable::lastNumber(const QString &platformId)
{
    return end(platformId).number;
}

std::vector<AuditRow> AuditTable::after(const QString &platformId, qint64 number, int limit)
{
    static const QString sql = selectRows.toString() + u" WHERE platform_id = ? AND number > ?"
                                                       u" ORDER BY number LIMIT ?"_s;
    Statement select = m_database.prepare(sql);
    select.run(platformId, number, limit);
    std::vector<AuditRow> rows;
    while (select.next())
        rows.push_back(rowFrom(select));
    return rows;
}

std::vector<AuditRow> AuditTable::before(const QString &platformId, qint64 number, int limit)
{
    static const QString sql = selectRows.toString() + u" WHERE platform_id = ? AND number < ?"
                                                       u" ORDER BY number DESC LIMIT ?"_s;
    Statement select = m_database.prepare(sql);
    select.run(platformId, number, limit);
    std::vector<AuditRow> rows;
    while (select.next())
        rows.push_back(rowFrom(select));
    return rows;
}

AuditCheck AuditTable::check()
{
    AuditCheck check;
    std::vector<std::pair<QString, End>> platforms;
    {
        Statement select = m_database.prepare(
            u"SELECT id, audit_number, audit_sha256 FROM platforms ORDER BY id"_s);
        select.run();
        while (select.next())
            platforms.push_back({select.text(0), {select.integer(1), sha256From(select.bytes(2))}});
    }
    for (const auto &[platformId, last] : platforms) {
        check.fault = firstFault(platformId, last);
        if (check.fault)
            break;
        ++check.platforms;
        check.rows += last.number; // there are no gaps
    }
    return check;
}

std::optional<AuditFault> AuditTable::firstFault(const QString &platformId, const End &last)
{
    const auto fault = [&](qint64 number, const QString &what) {
        return AuditFault{platformId, number, what};
    };
    End previous;
    for (;;) {
        const std::vector<AuditRow> rows = after(platformId, previous.number, rowsCheckedAtOnce);
        if (rows.empty())
            break;
        for (const AuditRow &row : rows) {
            if (row.number != previous.number + 1)
                return fault(previous.number + 1, u"is missing"_s);
            if (row.previous != previous.hash)
                return fault(row.number, u"does not continue the row before it"_s);
            if (hashOf(platformId, row) != row.hash)
                return fault(row.number, u"has been changed"_s);
            previous = {row.number, row.hash};
        }
    }
    if (previous.number < last.number)
        return fault(previous.number + 1, u"is missing"_s);
    if (previous.number > last.number || previous.hash != last.hash)
        return fault(previous.number, u"is not the one that the platform ended with"_s);
    return std::nullopt;
}

} // namespace keydesk::server
