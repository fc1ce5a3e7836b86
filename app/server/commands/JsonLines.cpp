// SPDX-License-Identifier: Apache-2.0
#include "server/commands/JsonLines.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringList>

#include <algorithm>
#include <optional>
#include <string_view>

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

/** A place in a text that is known to be JSON. */
class Walk
{
public:
    explicit Walk(QByteArrayView json)
        : m_json(json)
    {
        if (m_json.startsWith("\xef\xbb\xbf"))
            m_at = 3;
        skipSpace();
    }

    qsizetype at() const { return m_at; }

    /** To the value with this name or number in the one that is here; false if there is none. */
    bool enter(const QString &part)
    {
        const qsizetype begin = m_at;
        const char open = here();
        std::optional<qsizetype> found;
        if (open == '{' || open == '[')
            found = open == '{' ? memberNamed(part) : element(part.toLongLong());
        m_at = found.value_or(begin);
        return found.has_value();
    }

private:
    char here() const { return m_at < m_json.size() ? m_json[m_at] : '\0'; }

    void skipSpace()
    {
        while (here() == ' ' || here() == '\t' || here() == '\n' || here() == '\r')
            ++m_at;
    }

    void step()
    {
        ++m_at;
        skipSpace();
    }

    /** Behind the string that begins here. */
    void skipString()
    {
        for (++m_at; m_at < m_json.size() && m_json[m_at] != '"'; ++m_at) {
            if (m_json[m_at] == '\\')
                ++m_at;
        }
        ++m_at;
    }

    /** Behind the value that begins here, and the space behind that. */
    void skipValue()
    {
        int depth = 0;
        do {
            if (here() == '"') {
                skipString();
            } else if (here() == '{' || here() == '[') {
                ++depth;
                ++m_at;
            } else if (here() == '}' || here() == ']') {
                --depth;
                ++m_at;
            } else if (depth > 0) {
                ++m_at;
            } else {
                skipScalar();
            }
        } while (depth > 0 && m_at < m_json.size());
        skipSpace();
    }

    void skipScalar()
    {
        constexpr std::string_view ends = ",]} \t\r\n";
        while (m_at < m_json.size() && ends.find(m_json[m_at]) == std::string_view::npos)
            ++m_at;
    }

    QString readName()
    {
        const qsizetype begin = m_at;
        skipString();
        const QByteArrayView quoted = m_json.sliced(begin, m_at - begin);
        skipSpace();
        return QJsonDocument::fromJson('[' + quoted.toByteArray() + ']')[0].toString();
    }

    // Of members with the same name the last one counts, as it does for QJsonDocument.
    std::optional<qsizetype> memberNamed(const QString &wanted)
    {
        std::optional<qsizetype> found;
        step();
        while (here() == '"') {
            const bool isIt = readName() == wanted;
            step(); // over the colon
            if (isIt)
                found = m_at;
            skipValue();
            if (here() == ',')
                step();
        }
        return found;
    }

    std::optional<qsizetype> element(qsizetype wanted)
    {
        step();
        for (qsizetype index = 0; here() != ']' && m_at < m_json.size(); ++index) {
            if (index == wanted)
                return m_at;
            skipValue();
            if (here() == ',')
                step();
        }
        return std::nullopt;
    }

    QByteArrayView m_json;
    qsizetype m_at = 0;
};

} // namespace

qsizetype offsetInJson(QByteArrayView json, const QString &pointer)
{
    Walk walk(json);
    for (QString part : pointer.split(u'/').mid(1)) {
        part.replace(u"~1"_s, u"/"_s).replace(u"~0"_s, u"~"_s);
        if (!walk.enter(part))
            break;
    }
    return walk.at();
}

qsizetype lineAt(QByteArrayView text, qsizetype offset)
{
    const QByteArrayView before = text.first(std::min(offset, text.size()));
    return 1 + std::ranges::count(before, '\n');
}

QString pointerPart(const QString &name)
{
    QString part = name;
    return u'/' + part.replace(u'~', u"~0"_s).replace(u'/', u"~1"_s);
}

} // namespace keydesk::server
