// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/Problem.h"

#include <QByteArray>
#include <QList>

#include <chrono>
#include <optional>

namespace keydesk::client {

struct ServerEvent
{
    QByteArray id;   ///< where to go on behind it
    QByteArray type; ///< empty: "message"
    QByteArray data; ///< UTF-8 as it came; its lines are parted by LF
};

/**
 * Reads text/event-stream as the HTML standard says (9.2.6, interpreting an event stream), however
 * the bytes are cut. What the stream holds is not believed: a line and an event have a limit.
 */
class EventParser
{
public:
    static constexpr qsizetype lineLimit = 64LL * 1024;
    static constexpr qsizetype eventLimit = 256LL * 1024;

    /** What came since the call before. */
    struct News
    {
        QList<ServerEvent> events;
        bool isTalking = false; ///< something is complete: a block, or a comment
        QByteArray firstId;     ///< after the first block of these
    };

    /** AnswerNotUnderstood: a limit is passed; the stream is of no use any more. */
    Result<News> read(const QByteArray &bytes);

    /** Where to go on after a cut; changes with a complete block only. Null before there is any. */
    const QByteArray &lastId() const { return m_lastId; }
    /** What the server wants to be waited for before the next connection. */
    std::optional<std::chrono::milliseconds> retry() const { return m_retry; }

private:
    void takeLine(QByteArrayView line, News &news);
    void takeField(QByteArrayView name, QByteArrayView value);
    void dispatch(News &news);

    QByteArray m_rest; ///< the bytes of a line that is not complete
    QByteArray m_type;
    QByteArray m_data; ///< with an LF behind each line
    QByteArray m_id;
    QByteArray m_lastId;
    std::optional<std::chrono::milliseconds> m_retry;
    bool m_isBegun = false;
    bool m_skipLineFeed = false; ///< the LF of a CR LF may come with the next bytes
};

} // namespace keydesk::client
