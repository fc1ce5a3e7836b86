// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKey.h"
#include "keys/ApiKeySecret.h"
#include "server/store/Database.h"

#include <QJsonObject>

#include <optional>
#include <vector>

namespace keydesk::server {

/** Who did something, and from where. */
struct Actor
{
    MemberRef member; ///< without an id: the server itself
    QString address;  ///< an IP address; empty for the server itself and for its command line
};

/**
 * Actions have the names of the events that a client sees, where there is one. Those about a
 * member have no key.
 */
namespace auditAction {
inline constexpr QLatin1StringView keyCreated("key.created");
inline constexpr QLatin1StringView keyUpdated("key.updated");
inline constexpr QLatin1StringView keyRevoked("key.revoked");
inline constexpr QLatin1StringView keyAcknowledged("key.acknowledged");
inline constexpr QLatin1StringView memberSet("member.set");
inline constexpr QLatin1StringView memberRemoved("member.removed");
} // namespace auditAction

/** What is to be remembered of one change. */
struct AuditEntry
{
    QString action;
    QString keyId; ///< empty, as the label is, if it is about no key
    QString keyLabel;
    QJsonObject detail;
};

struct AuditRow
{
    qint64 number = 0; ///< from 1 on each platform, without gaps
    qint64 at = 0;
    Actor actor;
    AuditEntry entry;
    QString detailText; ///< as it is kept and hashed
    Sha256 previous{};  ///< the hash of the row before; zeros in the first one
    Sha256 hash{};
};

/** The first row of a platform with which something is wrong. */
struct AuditFault
{
    QString platformId;
    qint64 number = 0;
    QString what; ///< a part of a sentence: "row 7 …"
};

struct AuditCheck
{
    qint64 rows = 0;
    qint64 platforms = 0;
    std::optional<AuditFault> fault;
};

/**
 * Who did what on a platform. Rows are added only, and form a hash chain: a row's hash is the
 * SHA-256 of the netstrings (LENGTH:BYTES,) of: the hash before in lower-case hex, platform id,
 * number, milliseconds since 1970, actor id, actor name, address, action, key id, key label, and
 * the detail as it is kept (which is how RFC 8785 writes it, so that who only sees the API can
 * check it as well). The platform's row holds the number and hash of the last one, so that
 * rows cut off at the end are missed too.
 */
class AuditTable
{
public:
    explicit AuditTable(Database &database);

    /** In a transaction that holds the platform's lock. */
    void append(const QString &platformId, const Actor &actor, const AuditEntry &entry, qint64 now);

    /** The number of the last row; 0 if there is none. */
    qint64 lastNumber(const QString &platformId);
    /** Ascending, those behind \a number. */
    std::vector<AuditRow> after(const QString &platformId, qint64 number, int limit);
    /** Descending, those before \a number. */
    std::vector<AuditRow> before(const QString &platformId, qint64 number, int limit);

    /** Looks at every row of every platform; to be called in a transaction that is a snapshot. */
    AuditCheck check();

private:
    struct End
    {
        qint64 number = 0;
        Sha256 hash{};
    };

    End end(const QString &platformId);
    std::optional<AuditFault> firstFault(const QString &platformId, const End &end);

    Database &m_database;
};

} // namespace keydesk::server
