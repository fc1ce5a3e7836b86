// SPDX-License-Identifier: Apache-2.0
#include "FaultAnswers.h"

#include "FaultTable.h"

#include <array>
#include <utility>

namespace keydesk::testing {

using namespace Qt::StringLiterals;

namespace {

const QByteArray json = "application/json";

QByteArray http(int status, const QByteArray &type, qint64 length, const QByteArray &headers = {})
{
    return "HTTP/1.1 " + QByteArray::number(status) + " X\r\nContent-Type: " + type +
           "\r\nContent-Length: " + QByteArray::number(length) + "\r\nConnection: close\r\n" +
           headers + "\r\n";
}

QByteArray bodyOf(const QByteArray &answer)
{
    return answer.sliced(answer.indexOf("\r\n\r\n") + 4);
}

// 204 says that there is no body: with one, it is 200.
int statusOf(const QByteArray &answer)
{
    const int status = answer.split(' ').at(1).toInt();
    return status == 204 ? 200 : status;
}

} // namespace

QByteArray problem(int status, const QByteArray &slug, const QByteArray &members,
                   const QByteArray &headers)
{
    const QByteArray body = R"({"type":"/problems/)" + slug + R"(","title":"X","status":)" +
                            QByteArray::number(status) + R"(,"detail":"As the test says")" +
                            members + "}";
    return http(status, "application/problem+json", body.size(), headers) + body;
}

QByteArray html(int status)
{
    const QByteArray body = "<html><body><h1>Welcome to our network</h1></body></html>";
    return http(status, "text/html; charset=utf-8", body.size()) + body;
}

QByteArray redirectTo(const QUrl &target, int status)
{
    return http(status, "text/plain", 0, "Location: " + target.toEncoded() + "?session=1\r\n");
}

QByteArray truncated(const QByteArray &answer)
{
    QByteArray body = bodyOf(answer);
    if (body.isEmpty())
        body = R"({"key":{})";
    body.truncate(body.size() / 2);
    return http(statusOf(answer), json, body.size()) + body;
}

QByteArray withWrongType(const QByteArray &answer)
{
    using Change = std::pair<const char *, const char *>;
    // The order counts: an answer has the first that it has.
    static constexpr std::array changes{
        Change{R"("expiresIn":)", R"("expiresIn":[],"was":)"},
        Change{R"("used":)", R"("used":"all","was":)"},
        Change{R"("createdAt":)", R"("createdAt":7,"was":)"},
        Change{R"("revoked":)", R"("revoked":"yes","was":)"},
    };
    QByteArray body = bodyOf(answer);
    if (body.isEmpty())
        body = R"({"revoked":true})";
    for (const auto &[before, after] : changes) {
        if (!body.contains(before))
            continue;
        body.replace(before, after);
        break;
    }
    return http(statusOf(answer), json, body.size()) + body;
}

QByteArray beginOfHugeAnswer(const QByteArray &answer)
{
    const QByteArray begin = "{";
    return http(statusOf(answer), json, begin.size() + hugeAnswer) + begin;
}

QByteArray hugeAnswerCompressed(const QByteArray &answer)
{
    // Without the length that Qt puts before it, this is what HTTP calls deflate.
    static const QByteArray body = qCompress('{' + QByteArray(hugeAnswer, ' ')).sliced(4);
    return http(statusOf(answer), json, body.size(), "Content-Encoding: deflate\r\n") + body;
}

WrongAnswerWords expectedWords(Operation operation)
{
    const auto field = [](const QString &name) {
        return u"missing or of the wrong type: "_s + name;
    };
    const QString notJson = u"the answer is not a JSON object"_s;
    const QString notEmpty = u"HTTP 200 in place of 204"_s;
    switch (operation) {
    case Operation::SignIn:
        return {field(u"accessToken"_s), field(u"refreshToken"_s), field(u"expiresIn"_s),
                field(u"accessToken"_s)};
    case Operation::List:
        return {notJson, notJson, field(u"used"_s), notJson};
    case Operation::Create:
        return {notJson, field(u"secret"_s), field(u"key.createdAt"_s), field(u"secret"_s)};
    case Operation::Rename:
        return {notJson, notJson, field(u"key.createdAt"_s), notJson};
    case Operation::Acknowledge:
    case Operation::Revoke:
        return {notEmpty, notEmpty, notEmpty, notEmpty};
    case Operation::RevokeAll:
        return {notJson, notJson, field(u"revoked"_s), notJson};
    }
    Q_UNREACHABLE();
}

} // namespace keydesk::testing
