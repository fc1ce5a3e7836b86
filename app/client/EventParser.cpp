// SPDX-License-Identifier: Apache-2.0
#include "client/EventParser.h"

#include <algorithm>

namespace keydesk::client {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView byteOrderMark = "\xEF\xBB\xBF";

bool isNumber(QByteArrayView text)
{
    return !text.isEmpty() &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

qsizetype endOfLine(QByteArrayView text, qsizetype from)
{
    const auto *end = std::find_if(text.begin() + from, text.end(),
                                   [](char c) { return c == '\r' || c == '\n'; });
    return end - text.begin();
}

} // namespace

Result<EventParser::News> EventParser::read(const QByteArray &bytes)
{
    m_rest += bytes;
    // While the bytes can still become the mark, they are not looked at.
    if (!m_isBegun) {
        if (m_rest.size() < byteOrderMark.size() && byteOrderMark.startsWith(m_rest))
            return News();
        if (m_rest.startsWith(byteOrderMark))
            m_rest.remove(0, byteOrderMark.size());
        m_isBegun = true;
    }

    News news;
    qsizetype begin = 0;
    for (;;) {
        if (m_skipLineFeed && begin < m_rest.size()) {
            m_skipLineFeed = false;
            begin += m_rest[begin] == '\n' ? 1 : 0;
        }
        const qsizetype end = endOfLine(m_rest, begin);
        if (end - begin > lineLimit)
            return tl::unexpected(answerNotUnderstood(u"a line of the events is too long"_s));
        if (end == m_rest.size())
            break;
        m_skipLineFeed = m_rest[end] == '\r';
        takeLine(QByteArrayView(m_rest).sliced(begin, end - begin), news);
        if (m_data.size() > eventLimit)
            return tl::unexpected(answerNotUnderstood(u"an event is too long"_s));
        begin = end + 1;
    }
    m_rest.remove(0, begin);
    return news;
}

void EventParser::takeLine(QByteArrayView line, News &news)
{
    if (line.isEmpty())
        return dispatch(news);
    const qsizetype colon = line.indexOf(':');
    if (colon == 0) { // a comment
        news.isTalking = true;
        return;
    }
    if (colon < 0)
        return takeField(line, {});
    QByteArrayView value = line.sliced(colon + 1);
    if (value.startsWith(' '))
        value = value.sliced(1);
    takeField(line.first(colon), value);
}

void EventParser::takeField(QByteArrayView name, QByteArrayView value)
{
    if (name == "event")
        m_type = value.toByteArray();
    else if (name == "data")
        m_data += value.toByteArray() + '\n';
    else if (name == "id" && !value.contains('\0'))
        m_id = value.isEmpty() ? QByteArray("") : value.toByteArray();
    else if (name == "retry" && isNumber(value) && value.size() <= 9)
        m_retry = std::chrono::milliseconds(value.toInt());
}

void EventParser::dispatch(News &news)
{
    m_lastId = m_id;
    if (!news.isTalking)
        news.firstId = m_id;
    news.isTalking = true;
    if (!m_data.isEmpty()) {
        m_data.chop(1);
        news.events.append({.id = m_id, .type = m_type, .data = m_data});
    }
    m_type.clear();
    m_data.clear();
}

} // namespace keydesk::client
