// SPDX-License-Identifier: Apache-2.0
#include "server/routes/Fields.h"

#include "keys/Platform.h"
#include "server/routes/KeyInput.h"
#include "server/store/MailAddress.h"

#include <QJsonDocument>

#include <algorithm>

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

bool isForbidden(QChar c, bool hasLines)
{
    if (hasLines && (c == u'\n' || c == u'\r' || c == u'\t'))
        return false;
    return c.category() == QChar::Other_Control;
}

bool keeps(const TextRule &rule, const QString &text)
{
    // A character takes two places at most, so the long ones need no counting.
    if (text.size() > 2 * rule.most || !text.isValidUtf16())
        return false;
    if (std::ranges::any_of(text, [&](QChar c) { return isForbidden(c, rule.hasLines); }))
        return false;
    const qsizetype length = text.toUcs4().size();
    return length <= rule.most && (rule.least == 0 || text.trimmed().size() >= rule.least);
}

QString sentence(const TextRule &rule)
{
    const QString length = rule.least == 0 ? u"up to %1"_s.arg(rule.most)
                                           : u"%1 to %2"_s.arg(rule.least).arg(rule.most);
    return u"must be a text of %1 characters without control characters"_s.arg(length);
}

QString timeRule()
{
    return u"must be a time as in RFC 3339, e.g. 2026-01-31T12:00:00Z"_s;
}

QString listed(const std::vector<QStringView> &names)
{
    QString list;
    for (const QStringView name : names)
        list.append(list.isEmpty() ? u""_s : u", "_s).append(name);
    return list;
}

} // namespace

FieldReader::FieldReader(const QJsonObject &object, FieldUse use)
    : m_object(object)
    , m_use(use)
{
}

QJsonValue FieldReader::value(QStringView name) const
{
    return m_object.value(name);
}

bool FieldReader::has(QStringView name)
{
    if (!isKnown(name))
        m_known.push_back(name);
    return m_object.contains(name);
}

void FieldReader::require(QStringView name)
{
    if (!has(name) && m_use != FieldUse::Change)
        mistake(name, u"must be there"_s);
}

void FieldReader::text(QStringView name, const TextRule &rule, QString &field)
{
    if (!has(name))
        return;
    if (value(name).isString() && keeps(rule, value(name).toString()))
        field = value(name).toString();
    else
        mistake(name, sentence(rule));
}

void FieldReader::mail(QStringView name, QString &field)
{
    if (!has(name))
        return;
    if (isMailAddress(value(name).toString()))
        field = value(name).toString();
    else
        mistake(name, u"must be a mail address, e.g. ada@example.org"_s);
}

void FieldReader::flag(QStringView name, bool &field)
{
    if (!has(name))
        return;
    if (value(name).isBool())
        field = value(name).toBool();
    else
        mistake(name, u"must be true or false"_s);
}

void FieldReader::time(QStringView name, qint64 &field)
{
    if (!has(name))
        return;
    if (const auto time = timeFromRfc3339(value(name).toString()))
        field = *time;
    else
        mistake(name, timeRule());
}

void FieldReader::optionalTime(QStringView name, std::optional<qint64> &field)
{
    if (!has(name))
        return;
    field = timeFromRfc3339(value(name).toString());
    if (!field && !value(name).isNull())
        mistake(name, timeRule() + u", or null"_s);
}

void FieldReader::reference(QStringView name, const QString &rule, std::optional<QString> &field)
{
    if (!has(name))
        return;
    if (value(name).isNull())
        field.reset();
    else if (isPlatformId(value(name).toString()))
        field = value(name).toString();
    else
        mistake(name, rule);
}

void FieldReader::custom(QStringView name, QJsonObject &field)
{
    if (!has(name))
        return;
    const QJsonObject object = value(name).toObject();
    if (value(name).isObject() &&
        QJsonDocument(object).toJson(QJsonDocument::Compact).size() <= customBytes)
        field = object;
    else
        mistake(name, u"must be a JSON object of up to %1 bytes"_s.arg(customBytes));
}

void FieldReader::identifier(QStringView name, QString &field)
{
    // Known to a create it is not: what would be sent there could not be kept.
    if (m_use == FieldUse::Create || !has(name))
        return;
    const QString given = value(name).toString();
    if (m_use == FieldUse::Change && given != field)
        mistake(name, u"cannot be changed"_s);
    else if (!isPlatformId(given))
        mistake(name, u"must be 24 lower-case hex digits"_s);
    else
        field = given;
}

void FieldReader::mistake(QStringView name, const QString &rule)
{
    m_mistakes.push_back({.field = name.toString(), .rule = rule, .isUnknown = false});
}

bool FieldReader::isKnown(QStringView name) const
{
    return std::ranges::find(m_known, name) != m_known.end();
}

bool FieldReader::isGood() const
{
    return m_mistakes.empty();
}

std::vector<FieldMistake> FieldReader::mistakes()
{
    for (auto member = m_object.constBegin(); member != m_object.constEnd(); ++member) {
        if (!isKnown(member.key()))
            m_mistakes.push_back({.field = member.key(),
                                  .rule = u"is not known here; known are "_s + listed(m_known),
                                  .isUnknown = true});
    }
    return std::move(m_mistakes);
}

Refusal refusalFor(const std::vector<FieldMistake> &mistakes)
{
    const FieldMistake &first = mistakes.front();
    // The name of an unknown member is input, which no answer repeats.
    const QString subject = first.isUnknown ? u"A member of the body"_s : first.field;
    return refusal(ProblemCode::RequestMalformed, subject + u' ' + first.rule + u'.');
}

} // namespace keydesk::server
