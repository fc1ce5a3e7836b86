// SPDX-License-Identifier: Apache-2.0
#include "client/AnswerParser.h"

#include <QTest>

#include <array>
#include <tuple>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::client;

Q_DECLARE_METATYPE(ProblemCode)

namespace {

ApiKeySecret exampleSecret()
{
    return ApiKeySecret::fromEntropy(std::array<std::uint8_t, 32>{1, 2, 3});
}

Answer answer(int status, const QByteArray &contentType, const QByteArray &body)
{
    return {
        .status = status, .contentType = contentType, .body = std::make_shared<QByteArray>(body)};
}

} // namespace

class AnswerParserTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSecretIsTakenOutOfTheBytes();
    void aLabelNamedLikeTheMemberIsNotTheMember();
    void tokensAreTakenEachByItsName();
    void anAnswerWithoutARealSecretIsRefusedAndWiped_data();
    void anAnswerWithoutARealSecretIsRefusedAndWiped();
    void problemsAreToldByTheirType_data();
    void problemsAreToldByTheirType();
    void theMembersOfAProblemAreKept();
    void onlyNoContentMeansDone();
};

void AnswerParserTest::theSecretIsTakenOutOfTheBytes()
{
    const auto secret = exampleSecret();
    const QByteArray before =
        R"({"key":{"label":"x"},"secret" : ")" + secret.view().toByteArray() + R"(","other":1})";
    QByteArray body(before.constData(), before.size());
    const auto taken = takeSecret(body);
    QVERIFY(taken);
    QCOMPARE(taken->sha256(), secret.sha256());
    QVERIFY(!body.contains("kdk_"));
    QCOMPARE(body.size(), before.size());
    QVERIFY2(objectFrom(answer(201, {}, body)), "what is left is still JSON");
}

void AnswerParserTest::aLabelNamedLikeTheMemberIsNotTheMember()
{
    const auto secret = exampleSecret();
    QByteArray body = R"({"key":{"label":"secret","hint":"secret"},"secret":")" +
                      secret.view().toByteArray() + R"("})";
    const auto taken = takeSecret(body);
    QVERIFY(taken);
    QCOMPARE(taken->sha256(), secret.sha256());
    QVERIFY(!body.contains("kdk_"));
    QCOMPARE(objectFrom(answer(201, {}, body))->value(u"key"_s)[u"label"_s], u"secret"_s);
}

void AnswerParserTest::tokensAreTakenEachByItsName()
{
    QByteArray body = "{\"accessToken\" :\n\"first-1\",\"expiresIn\":900,\"refreshToken\":\"_2\"}";
    QCOMPARE(takeText(body, "refreshToken")->view(), QByteArrayView("_2"));
    QCOMPARE(takeText(body, "accessToken")->view(), QByteArrayView("first-1"));
    QVERIFY(!body.contains("first-1"));
    QVERIFY(!body.contains("_2"));
    QVERIFY(!takeText(body, "expiresIn"));
    QVERIFY(!takeText(body, "idToken"));
    QCOMPARE(objectFrom(answer(200, {}, body))->value(u"expiresIn"_s), 900);
}

void AnswerParserTest::anAnswerWithoutARealSecretIsRefusedAndWiped_data()
{
    QTest::addColumn<QByteArray>("body");
    const QByteArray secret = exampleSecret().view().toByteArray();
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no member") << QByteArray("{}");
    QTest::newRow("not a string") << QByteArray(R"({"secret":7})");
    QTest::newRow("cut short") << QByteArray(R"({"secret":"kdk_)");
    QTest::newRow("too short") << R"({"secret":")" + secret.chopped(1) + R"("})";
    QTest::newRow("a typo") << R"({"secret":")" + secret.chopped(1) + R"(~"})";
}

void AnswerParserTest::anAnswerWithoutARealSecretIsRefusedAndWiped()
{
    QFETCH(const QByteArray, body);
    QByteArray own(body.constData(), body.size());
    const auto taken = takeSecret(own);
    QVERIFY(!taken);
    QCOMPARE(taken.error().code, ProblemCode::AnswerNotUnderstood);
    QVERIFY(!taken.error().detail.contains(u"kdk_"));
}

void AnswerParserTest::problemsAreToldByTheirType_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ProblemCode>("code");

    const QByteArray problem = "application/problem+json";
    QTest::newRow("label taken") << 409 << problem
                                 << QByteArray(R"({"type":"/problems/label-taken"})")
                                 << ProblemCode::LabelTaken;
    QTest::newRow("limit") << 409 << problem
                           << QByteArray(
                                  R"({"type":"https://x.example/problems/key-limit-reached"})")
                           << ProblemCode::KeyLimitReached;
    QTest::newRow("unknown type") << 409 << problem << QByteArray(R"({"type":"/problems/new"})")
                                  << ProblemCode::AnswerNotUnderstood;
    QTest::newRow("wrong type of a field")
        << 409 << problem << QByteArray(R"({"type":7})") << ProblemCode::AnswerNotUnderstood;
    QTest::newRow("HTML") << 404 << QByteArray("text/html") << QByteArray("<h1>no</h1>")
                          << ProblemCode::AnswerNotUnderstood;
    QTest::newRow("a proxy's 429") << 429 << QByteArray("text/html") << QByteArray("<h1>Slow</h1>")
                                   << ProblemCode::TooManyRequests;
    QTest::newRow("a proxy's 502")
        << 502 << QByteArray("text/html") << QByteArray("<h1>Bad</h1>") << ProblemCode::Unavailable;
    QTest::newRow("a redirect") << 302 << QByteArray() << QByteArray()
                                << ProblemCode::AnswerNotUnderstood;
    QTest::newRow("200 with HTML") << 200 << QByteArray("text/html") << QByteArray("<h1>Hi</h1>")
                                   << ProblemCode::AnswerNotUnderstood;
    QTest::newRow("200 cut short")
        << 200 << QByteArray("application/json") << QByteArray(R"({"items":[)")
        << ProblemCode::AnswerNotUnderstood;
    QTest::newRow("200 with an array") << 200 << QByteArray("application/json") << QByteArray("[]")
                                       << ProblemCode::AnswerNotUnderstood;
}

void AnswerParserTest::problemsAreToldByTheirType()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, contentType);
    QFETCH(const QByteArray, body);
    QFETCH(const ProblemCode, code);
    const auto object = objectFrom(answer(status, contentType, body));
    QVERIFY(!object);
    QCOMPARE(object.error().code, code);
    QCOMPARE(object.error().status, status);
}

void AnswerParserTest::theMembersOfAProblemAreKept()
{
    Answer refusal =
        answer(422, "application/problem+json",
               R"({"type":"/problems/label-invalid","detail":"Too long","reason":"too-long"})");
    refusal.retryAfter = std::chrono::seconds(7);
    const auto done = doneFrom(refusal);
    QVERIFY(!done);
    QCOMPARE(done.error().detail, u"Too long"_s);
    QCOMPARE(done.error().reason, u"too-long"_s);
    QCOMPARE(done.error().retryAfter, std::chrono::seconds(7));
}

void AnswerParserTest::onlyNoContentMeansDone()
{
    QVERIFY(doneFrom(answer(204, {}, {})));
    for (const auto &[status, type, body] :
         {std::tuple(200, "text/html", "<h1>Sign in to our network</h1>"),
          std::tuple(200, "application/json", "{}"), std::tuple(202, "", "")}) {
        const auto done = doneFrom(answer(status, type, body));
        QVERIFY(!done);
        QCOMPARE(done.error().code, ProblemCode::AnswerNotUnderstood);
        QCOMPARE(done.error().status, status);
    }
}

QTEST_APPLESS_MAIN(AnswerParserTest)
#include "AnswerParserTest.moc"
