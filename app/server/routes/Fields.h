// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Problems.h"

#include <QJsonObject>
#include <QStringView>

#include <optional>
#include <vector>

namespace keydesk::server {

/** What a JSON object is read for. */
enum class FieldUse {
    Create, ///< a new item; the server chooses its _id
    Change, ///< those members of an item that are to change
    Import, ///< a new item that may bring its _id
};

/** How long a text may be, in characters (Unicode code points), and whether it has lines. */
struct TextRule
{
    qsizetype least = 0;
    qsizetype most = 200;
    bool hasLines = false;
};

/** Most bytes of a custom object, written compactly. */
inline constexpr qsizetype customBytes = qsizetype{16} * 1024;

/** A member of an object that is not as it should be. */
struct FieldMistake
{
    QString field; ///< its name; may be input
    QString rule;  ///< what to do, behind the name: "must be …"; holds no input
    bool isUnknown = false;
};

/**
 * Reads the members of one JSON object into the fields of an item, and collects what is wrong with
 * them. A member that is missing leaves its field as it is.
 */
class FieldReader
{
public:
    /** \a object must live as long as the reader. */
    FieldReader(const QJsonObject &object, FieldUse use);
    FieldReader(QJsonObject &&object, FieldUse use) = delete;

    FieldUse use() const { return m_use; }
    /** Whether the member is there. Says that it is known. */
    bool has(QStringView name);
    /** A mistake if the member is missing where all of an item must be there. */
    void require(QStringView name);

    void text(QStringView name, const TextRule &rule, QString &field);
    void mail(QStringView name, QString &field);
    void flag(QStringView name, bool &field);
    /** Milliseconds since 1970. For optionalTime, null is no time. */
    void time(QStringView name, qint64 &field);
    void optionalTime(QStringView name, std::optional<qint64> &field);
    /** The id of another item, or null. \a rule is what is said about anything else. */
    void reference(QStringView name, const QString &rule, std::optional<QString> &field);
    void custom(QStringView name, QJsonObject &field);
    /** The item's own id: chosen by an import, repeated by a change. */
    void identifier(QStringView name, QString &field);

    void mistake(QStringView name, const QString &rule);
    /** No mistake so far; unknown members are found by mistakes() only. */
    bool isGood() const;
    /** All mistakes, with the members that nothing asked for. To be called last. */
    std::vector<FieldMistake> mistakes();

private:
    QJsonValue value(QStringView name) const;
    bool isKnown(QStringView name) const;

    const QJsonObject &m_object;
    FieldUse m_use;
    std::vector<QStringView> m_known;
    std::vector<FieldMistake> m_mistakes;
};

/** RequestMalformed with the first of \a mistakes in its detail. There must be one. */
Refusal refusalFor(const std::vector<FieldMistake> &mistakes);

/**
 * \a item with what \a object says, read by the readFields() of its type. Error: RequestMalformed.
 */
template <typename Item>
Outcome<Item> withFields(Item item, const QJsonObject &object, FieldUse use)
{
    FieldReader reader(object, use);
    readFields(reader, item);
    if (const auto mistakes = reader.mistakes(); !mistakes.empty())
        return tl::unexpected(refusalFor(mistakes));
    return item;
}

} // namespace keydesk::server
