// SPDX-License-Identifier: Apache-2.0
#include "keys/ApiKeySecret.h"
#include "keys/IdempotencyKey.h"

#include <QRegularExpression>
#include <QTest>

#include <zlib.h>

#include <concepts>
#include <type_traits>

using namespace Qt::StringLiterals;
using keydesk::ApiKeySecret;
using keydesk::IdempotencyKey;
using keydesk::SecretError;

namespace {

std::array<std::uint8_t, 32> bytes(std::uint8_t value)
{
    std::array<std::uint8_t, 32> filled{};
    filled.fill(value);
    return filled;
}

QByteArray text(const ApiKeySecret &secret)
{
    return secret.view().toByteArray();
}

} // namespace

class ApiKeySecretTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasTheFormThatScannersLookFor_data();
    void hasTheFormThatScannersLookFor();
    void theSameEntropyGivesTheSameSecret();
    void theChecksumIsCrc32OverWhatPrecedesIt();
    void everyOneCharacterTypoIsFound();
    void aCutOrPaddedPasteIsFound();
    void onlyTheLastFourCharactersAreTold();
    void cannotBeCopiedOrPrintedByAccident();
    void isEmptyAfterItWasMovedAway();
    void idempotencyKeysAreRandomAndReadBack();
    void malformedIdempotencyKeysAreRefused_data();
    void malformedIdempotencyKeysAreRefused();
};

void ApiKeySecretTest::hasTheFormThatScannersLookFor_data()
{
    QTest::addColumn<int>("fill");
    QTest::newRow("zeros") << 0;
    QTest::newRow("ones") << 255;
    QTest::newRow("middle") << 129;
}

void ApiKeySecretTest::hasTheFormThatScannersLookFor()
{
    QFETCH(const int, fill);
    const auto secret = ApiKeySecret::fromEntropy(bytes(static_cast<std::uint8_t>(fill)));
    static const QRegularExpression form(u"\\Akdk_[0-9A-Za-z]{49}\\z"_s);
    QVERIFY(form.match(secret.reveal()).hasMatch());
    const auto parsed = ApiKeySecret::parse(secret.view());
    QVERIFY(parsed);
    QCOMPARE(text(*parsed), text(secret));
}

void ApiKeySecretTest::theSameEntropyGivesTheSameSecret()
{
    QCOMPARE(text(ApiKeySecret::fromEntropy(bytes(7))), text(ApiKeySecret::fromEntropy(bytes(7))));
    auto other = bytes(7);
    other.back() ^= 1;
    QVERIFY(text(ApiKeySecret::fromEntropy(bytes(7))) != text(ApiKeySecret::fromEntropy(other)));
}

void ApiKeySecretTest::theChecksumIsCrc32OverWhatPrecedesIt()
{
    const QByteArray key = text(ApiKeySecret::fromEntropy(bytes(42)));
    auto crc = crc32(0, reinterpret_cast<const Bytef *>(key.constData()), 47);
    QByteArray expected;
    const QByteArray digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    for (int i = 0; i < 6; ++i, crc /= 62)
        expected.prepend(digits.at(static_cast<qsizetype>(crc % 62)));
    QCOMPARE(key.last(6), expected);
}

void ApiKeySecretTest::everyOneCharacterTypoIsFound()
{
    const QByteArray right = text(ApiKeySecret::fromEntropy(bytes(99)));
    for (qsizetype i = 4; i < right.size(); ++i) {
        QByteArray wrong = right;
        wrong[i] = wrong[i] == 'x' ? 'y' : 'x';
        const auto parsed = ApiKeySecret::parse(wrong);
        QVERIFY(!parsed);
        QCOMPARE(parsed.error(), SecretError::WrongChecksum);
    }
}

void ApiKeySecretTest::aCutOrPaddedPasteIsFound()
{
    const QByteArray right = text(ApiKeySecret::fromEntropy(bytes(99)));
    QCOMPARE(ApiKeySecret::parse(right.chopped(1)).error(), SecretError::WrongLength);
    QCOMPARE(ApiKeySecret::parse(right + ' ').error(), SecretError::WrongLength);
    QCOMPARE(ApiKeySecret::parse({}).error(), SecretError::WrongPrefix);
    QCOMPARE(ApiKeySecret::parse(' ' + right).error(), SecretError::WrongPrefix);
    QByteArray dashed = right;
    dashed[20] = '-';
    QCOMPARE(ApiKeySecret::parse(dashed).error(), SecretError::WrongCharacter);
}

void ApiKeySecretTest::onlyTheLastFourCharactersAreTold()
{
    const auto secret = ApiKeySecret::fromEntropy(bytes(5));
    QCOMPARE(secret.hint(), u"kdk_\u2026"_s + secret.reveal().last(4));
}

template <typename T>
concept Printable = requires(QDebug stream, const T &value)
{
    stream << value;
};

void ApiKeySecretTest::cannotBeCopiedOrPrintedByAccident()
{
    static_assert(!std::copyable<ApiKeySecret> && std::movable<ApiKeySecret>);
    static_assert(!std::is_convertible_v<ApiKeySecret, QString>);
    static_assert(!std::is_convertible_v<ApiKeySecret, QByteArray>);
    static_assert(!Printable<ApiKeySecret>);
    static_assert(!std::copyable<IdempotencyKey> && !Printable<IdempotencyKey>);
}

void ApiKeySecretTest::isEmptyAfterItWasMovedAway()
{
    auto secret = ApiKeySecret::fromEntropy(bytes(5));
    const auto moved = std::move(secret);
    QVERIFY(secret.view().isEmpty()); // NOLINT(bugprone-use-after-move): what is promised
    QCOMPARE(moved.view().size(), ApiKeySecret::size);
}

void ApiKeySecretTest::idempotencyKeysAreRandomAndReadBack()
{
    const auto one = IdempotencyKey::generate();
    const auto other = IdempotencyKey::generate();
    QVERIFY(one.headerValue() != other.headerValue());
    QCOMPARE(one.headerValue().size(), 43);
    const auto parsed = IdempotencyKey::parse(one.headerValue());
    QVERIFY(parsed);
    QCOMPARE(parsed->sha256(), one.sha256());
}

void ApiKeySecretTest::malformedIdempotencyKeysAreRefused_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("too short") << QByteArray(42, 'A');
    QTest::newRow("too long") << QByteArray(44, 'A');
    QTest::newRow("padded") << QByteArray(43, 'A') + '=';
    QTest::newRow("plain base64") << QByteArray(42, 'A') + '+';
    QTest::newRow("beyond ASCII") << '\xf9' + QByteArray(42, 'A');
    QTest::newRow("spaces") << ' ' + QByteArray(42, 'A');
    QTest::newRow("huge") << QByteArray(1'000'000, 'A');
}

void ApiKeySecretTest::malformedIdempotencyKeysAreRefused()
{
    QFETCH(const QByteArray, input);
    QVERIFY(!IdempotencyKey::parse(input));
}

QTEST_APPLESS_MAIN(ApiKeySecretTest)
#include "ApiKeySecretTest.moc"
