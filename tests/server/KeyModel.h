// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/TestData.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QMap>

#include <optional>
#include <utility>

namespace keydesk::testing {

/** What an administrator or an integration asks for. */
struct Operation
{
    enum class Kind {
        Create,
        Replace,
        Rename,
        SetState,
        Acknowledge,
        Revoke,
        RevokeMany,
        Verify,
    };

    Kind kind = Kind::Create;
    int platform = 0;
    QString keyId{};
    QString label{}; ///< of Create and Rename; ASCII
    QString state{};
    int overlap = 0;
    QStringList ids{};
    std::pair<QByteArray, QByteArray> idempotencyKey{};
    QString secret{}; ///< of Verify

    /** What follows /admin/v1/platforms/{p}. */
    QByteArray path() const;
    QByteArray method() const;
    QByteArray body() const;
    /** For whoever reads why a test has failed; without secrets. */
    QString text() const;
};

/** What a row of the audit must say. */
struct AuditedChange
{
    QString action{};
    QString keyId{};
    QString label{};
    QJsonObject detail{}; ///< but for expiresAt

    bool operator==(const AuditedChange &) const = default;
};

struct ModelKey
{
    QString id{};
    QString secret{};
    QString label{};
    QString state{};
    bool hasSalt = true;
    QByteArray idempotencyKey{};
    QByteArray wish{}; ///< the path and the body that made it

    bool isUsable() const { return state != QLatin1StringView("paused"); }
};

/** The keys of one platform as the contract has them, for one administrator, without any expiry. */
class KeyModel
{
public:
    static constexpr qsizetype limit = 25;

    /**
     * Does \a operation, and gives the rows that the audit must then have got. Nothing, and a
     * model in any state, if a server in this state cannot have given \a answer.
     */
    std::optional<QList<AuditedChange>> apply(const Operation &operation, const HttpAnswer &answer);

    const QMap<QString, ModelKey> &keys() const { return m_keys; }

private:
    using Rows = std::optional<QList<AuditedChange>>;

    Rows create(const Operation &operation, const HttpAnswer &answer);
    Rows replace(const Operation &operation, const HttpAnswer &answer);
    Rows change(const Operation &operation, const HttpAnswer &answer);
    Rows acknowledge(const Operation &operation, const HttpAnswer &answer);
    Rows revoke(const Operation &operation, const HttpAnswer &answer);
    Rows revokeMany(const Operation &operation, const HttpAnswer &answer);
    Rows verify(const Operation &operation, const HttpAnswer &answer) const;

    Rows repeated(const ModelKey &before, const Operation &operation,
                  const HttpAnswer &answer) const;
    Rows insert(const Operation &operation, const QString &label, const HttpAnswer &answer,
                const QJsonObject &detail = {});
    const ModelKey *madeWith(const QByteArray &idempotencyKey) const;
    bool isLabelTaken(const QString &label, const QString &exceptId) const;

    static QJsonObject fromTo(const char *member, const QString &from, const QString &to);
    static Rows refused(const HttpAnswer &answer, int status, const char *problem);

    QMap<QString, ModelKey> m_keys;
};

inline QByteArray Operation::path() const
{
    const QByteArray key = "/keys/" + keyId.toLatin1();
    switch (kind) {
    case Kind::Create:
        return "/keys";
    case Kind::Replace:
        return key + "/replacement";
    case Kind::Acknowledge:
        return key + "/acknowledgement";
    case Kind::RevokeMany:
        return "/revocations";
    case Kind::Rename:
    case Kind::SetState:
    case Kind::Revoke:
    case Kind::Verify:
        break;
    }
    return key;
}

inline QByteArray Operation::method() const
{
    if (kind == Kind::Rename || kind == Kind::SetState)
        return "PATCH";
    if (kind == Kind::Revoke)
        return "DELETE";
    return kind == Kind::Verify ? "GET" : "POST";
}

inline QByteArray Operation::body() const
{
    QJsonObject json;
    if (kind == Kind::Create || kind == Kind::Rename)
        json.insert(QStringLiteral("label"), label);
    if (kind == Kind::SetState)
        json.insert(QStringLiteral("state"), state);
    if (kind == Kind::Replace)
        json.insert(QStringLiteral("overlapSeconds"), overlap);
    if (kind == Kind::RevokeMany)
        json.insert(QStringLiteral("ids"), QJsonArray::fromStringList(ids));
    return json.isEmpty() ? QByteArray() : QJsonDocument(json).toJson(QJsonDocument::Compact);
}

inline QString Operation::text() const
{
    const QByteArray where = kind == Kind::Verify ? "verify " + keyId.toLatin1() : path();
    return QStringLiteral("platform %1: %2 %3 %4")
        .arg(platform)
        .arg(QString::fromLatin1(method()), QString::fromLatin1(where),
             QString::fromLatin1(body()));
}

inline KeyModel::Rows KeyModel::apply(const Operation &operation, const HttpAnswer &answer)
{
    switch (operation.kind) {
    case Operation::Kind::Create:
        return create(operation, answer);
    case Operation::Kind::Replace:
        return replace(operation, answer);
    case Operation::Kind::Rename:
    case Operation::Kind::SetState:
        return change(operation, answer);
    case Operation::Kind::Acknowledge:
        return acknowledge(operation, answer);
    case Operation::Kind::Revoke:
        return revoke(operation, answer);
    case Operation::Kind::RevokeMany:
        return revokeMany(operation, answer);
    case Operation::Kind::Verify:
        return verify(operation, answer);
    }
    return std::nullopt;
}

inline KeyModel::Rows KeyModel::refused(const HttpAnswer &answer, int status, const char *problem)
{
    if (answer.status != status || answer.problem() != QLatin1StringView(problem) ||
        answer.body.contains("kdk_"))
        return std::nullopt;
    return QList<AuditedChange>();
}

inline QJsonObject KeyModel::fromTo(const char *member, const QString &from, const QString &to)
{
    return {{QString::fromLatin1(member),
             QJsonObject{{QStringLiteral("from"), from}, {QStringLiteral("to"), to}}}};
}

inline const ModelKey *KeyModel::madeWith(const QByteArray &idempotencyKey) const
{
    for (const ModelKey &key : m_keys) {
        if (key.idempotencyKey == idempotencyKey)
            return &key;
    }
    return nullptr;
}

inline bool KeyModel::isLabelTaken(const QString &label, const QString &exceptId) const
{
    for (const ModelKey &key : m_keys) {
        if (key.id != exceptId && key.state != QLatin1StringView("retiring") &&
            key.label.compare(label, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

inline KeyModel::Rows KeyModel::create(const Operation &operation, const HttpAnswer &answer)
{
    if (const ModelKey *before = madeWith(operation.idempotencyKey.second))
        return repeated(*before, operation, answer);
    if (isLabelTaken(operation.label, {}))
        return refused(answer, 409, "label-taken");
    if (m_keys.size() >= limit)
        return refused(answer, 409, "key-limit-reached");
    return insert(operation, operation.label, answer);
}

inline KeyModel::Rows KeyModel::repeated(const ModelKey &before, const Operation &operation,
                                         const HttpAnswer &answer) const
{
    if (before.wish != operation.path() + operation.body())
        return refused(answer, 422, "idempotency-key-reused");
    if (!before.hasSalt)
        return refused(answer, 409, "already-acknowledged");
    const QJsonObject json = answer.json();
    const QJsonValue key = json[QStringLiteral("key")];
    if (answer.status != 201 || json[QStringLiteral("secret")] != before.secret ||
        key[QStringLiteral("id")] != before.id || key[QStringLiteral("label")] != before.label)
        return std::nullopt;
    return QList<AuditedChange>();
}

inline KeyModel::Rows KeyModel::insert(const Operation &operation, const QString &label,
                                       const HttpAnswer &answer, const QJsonObject &detail)
{
    const QJsonObject json = answer.json();
    const QJsonValue made = json[QStringLiteral("key")];
    const ModelKey key{.id = made[QStringLiteral("id")].toString(),
                       .secret = json[QStringLiteral("secret")].toString(),
                       .label = label,
                       .state = QStringLiteral("active"),
                       .idempotencyKey = operation.idempotencyKey.second,
                       .wish = operation.path() + operation.body()};
    if (answer.status != 201 || key.id.isEmpty() || m_keys.contains(key.id) ||
        made[QStringLiteral("label")] != key.label || made[QStringLiteral("state")] != key.state)
        return std::nullopt;
    m_keys.insert(key.id, key);
    return QList<AuditedChange>{{QStringLiteral("key.created"), key.id, key.label, detail}};
}

inline KeyModel::Rows KeyModel::replace(const Operation &operation, const HttpAnswer &answer)
{
    if (const ModelKey *before = madeWith(operation.idempotencyKey.second))
        return repeated(*before, operation, answer);
    const auto old = m_keys.find(operation.keyId);
    if (old == m_keys.end())
        return refused(answer, 404, "not-found");
    const bool overlaps = operation.overlap > 0;
    if (old->state == QLatin1StringView("retiring") || (overlaps && !old->isUsable()))
        return refused(answer, 409, "key-state-conflict");
    if (overlaps && m_keys.size() >= limit)
        return refused(answer, 409, "key-limit-reached");
    const ModelKey replaced = *old;
    AuditedChange end{QStringLiteral("key.revoked"),
                      replaced.id,
                      replaced.label,
                      {{QStringLiteral("reason"), QStringLiteral("replaced")}}};
    if (overlaps) {
        old->state = QStringLiteral("retiring");
        end.action = QStringLiteral("key.updated");
        end.detail = fromTo("state", replaced.state, old->state);
    } else {
        m_keys.erase(old);
    }
    auto rows =
        insert(operation, replaced.label, answer, {{QStringLiteral("replaces"), replaced.id}});
    if (rows)
        rows->prepend(end);
    return rows;
}

inline KeyModel::Rows KeyModel::change(const Operation &operation, const HttpAnswer &answer)
{
    const auto key = m_keys.find(operation.keyId);
    if (key == m_keys.end())
        return refused(answer, 404, "not-found");
    if (key->state == QLatin1StringView("retiring"))
        return refused(answer, 409, "key-state-conflict");
    const bool renames = operation.kind == Operation::Kind::Rename;
    if (renames && isLabelTaken(operation.label, key->id))
        return refused(answer, 409, "label-taken");
    QString &value = renames ? key->label : key->state;
    const QString before = std::exchange(value, renames ? operation.label : operation.state);
    const QJsonObject json = answer.json();
    if (answer.status != 200 || json[QStringLiteral("id")] != key->id ||
        json[QStringLiteral("label")] != key->label || json[QStringLiteral("state")] != key->state)
        return std::nullopt;
    if (value == before)
        return QList<AuditedChange>();
    return QList<AuditedChange>{{QStringLiteral("key.updated"), key->id, key->label,
                                 fromTo(renames ? "label" : "state", before, value)}};
}

inline KeyModel::Rows KeyModel::acknowledge(const Operation &operation, const HttpAnswer &answer)
{
    const auto key = m_keys.find(operation.keyId);
    if (key == m_keys.end())
        return refused(answer, 404, "not-found");
    if (answer.status != 204)
        return std::nullopt;
    if (!std::exchange(key->hasSalt, false))
        return QList<AuditedChange>();
    return QList<AuditedChange>{{QStringLiteral("key.acknowledged"), key->id, key->label}};
}

inline KeyModel::Rows KeyModel::revoke(const Operation &operation, const HttpAnswer &answer)
{
    const auto key = m_keys.find(operation.keyId);
    if (key == m_keys.end())
        return refused(answer, 404, "not-found");
    if (answer.status != 204)
        return std::nullopt;
    const ModelKey gone = *key;
    m_keys.erase(key);
    return QList<AuditedChange>{{QStringLiteral("key.revoked"), gone.id, gone.label}};
}

inline KeyModel::Rows KeyModel::revokeMany(const Operation &operation, const HttpAnswer &answer)
{
    QMap<QString, bool> revoked;
    QList<AuditedChange> rows;
    QStringList sorted = operation.ids;
    sorted.sort(); // the order of the audit, not of the answer
    for (const QString &id : sorted) {
        const ModelKey gone = m_keys.take(id);
        revoked[id] = !gone.id.isEmpty();
        if (revoked[id])
            rows.append({QStringLiteral("key.revoked"), id, gone.label});
    }
    QJsonArray results;
    for (const QString &id : operation.ids)
        results.append(
            QJsonObject{{QStringLiteral("id"), id}, {QStringLiteral("revoked"), revoked[id]}});
    if (answer.status != 200 || answer.json()[QStringLiteral("results")] != results)
        return std::nullopt;
    return rows;
}

inline KeyModel::Rows KeyModel::verify(const Operation &operation, const HttpAnswer &answer) const
{
    const auto key = m_keys.find(operation.keyId);
    const bool isUsable = key != m_keys.end() && key->isUsable();
    if (answer.status != (isUsable ? 204 : 401))
        return std::nullopt;
    return QList<AuditedChange>();
}

} // namespace keydesk::testing
