// SPDX-License-Identifier: Apache-2.0
#include "shell/TextSearch.h"

#include <algorithm>

namespace keydesk::ui {

namespace {

bool isAscii(const QString &text)
{
    return std::ranges::all_of(text, [](QChar c) { return c.unicode() < 0x80; });
}

/** A text's key, and for each of its units the character that it was made from. */
class TracedKey
{
public:
    explicit TracedKey(const QString &text)
    {
        for (qsizetype at = 0; at < text.size();) {
            const qsizetype length =
                text.at(at).isHighSurrogate() && at + 1 < text.size() ? qsizetype{2} : 1;
            const QString key = searchKey(text.sliced(at, length));
            m_key += key;
            m_from.insert(m_from.size(), key.size(), {at, length});
            at += length;
        }
        m_from.append({text.size(), 0});
    }

    qsizetype find(const QString &word, qsizetype from) const { return m_key.indexOf(word, from); }

    TextRange written(qsizetype start, qsizetype length) const
    {
        const TextRange last = m_from.at(start + length - 1);
        const qsizetype next = m_from.at(start + length).start;
        // Up to the next character, as marks that are not in the key belong to the one before; but
        // a character may have made more units than were looked for.
        const qsizetype end = next > last.start ? next : last.start + last.length;
        return {m_from.at(start).start, end - m_from.at(start).start};
    }

private:
    QString m_key;
    QList<TextRange> m_from;
};

QList<TextRange> merged(QList<TextRange> ranges)
{
    std::ranges::sort(ranges, {}, &TextRange::start);
    QList<TextRange> result;
    for (const TextRange &range : std::as_const(ranges)) {
        if (result.isEmpty() || range.start > result.last().start + result.last().length) {
            result.append(range);
            continue;
        }
        TextRange &before = result.last();
        before.length = std::max(before.length, range.start + range.length - before.start);
    }
    return result;
}

} // namespace

QString searchKey(const QString &text)
{
    if (isAscii(text)) // most are, and this is done for thousands before a window is shown
        return text.toLower();
    QString key = text.normalized(QString::NormalizationForm_KD);
    key.removeIf([](QChar c) { return c.category() == QChar::Mark_NonSpacing; });
    // By way of upper case, as Qt folds one character to one: ẞ and ß are SS there.
    return key.toCaseFolded().toUpper().toCaseFolded();
}

QStringList searchWords(const QString &query)
{
    return searchKey(query).simplified().split(QChar::Space, Qt::SkipEmptyParts);
}

bool isHit(const QString &key, const QStringList &words)
{
    return std::ranges::all_of(words, [&key](const QString &word) { return key.contains(word); });
}

QList<TextRange> hitRanges(const QString &text, const QStringList &words)
{
    if (words.isEmpty())
        return {};
    QList<TextRange> ranges;
    const TracedKey key(text);
    for (const QString &word : words) {
        for (qsizetype at = key.find(word, 0); at >= 0; at = key.find(word, at + word.size()))
            ranges.append(key.written(at, word.size()));
    }
    return merged(ranges);
}

} // namespace keydesk::ui
