// SPDX-License-Identifier: Apache-2.0
#include "keys/PastedSecret.h"
#include "keys/ApiKeySecret.h"

#include <QTest>

#include <array>

using namespace keydesk;

class PastedSecretTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsToldHowASavedKeyDiffers_data();
    void itIsToldHowASavedKeyDiffers();
    void everyLengthThatIsCutShortIsFound();
};

namespace {

ApiKeySecret secretFrom(std::uint8_t first)
{
    const std::array<std::uint8_t, 32> entropy{first, 2, 3};
    return ApiKeySecret::fromEntropy(entropy);
}

QByteArray typedWrongly(QByteArray key)
{
    key[20] = key[20] == 'x' ? 'y' : 'x';
    return key;
}

} // namespace

void PastedSecretTest::itIsToldHowASavedKeyDiffers_data()
{
    QTest::addColumn<QByteArray>("pasted");
    QTest::addColumn<int>("wanted");
    const QByteArray key = secretFrom(1).view().toByteArray();
    const QByteArray other = secretFrom(9).view().toByteArray();
    const auto row = [](const char *name, const QByteArray &pasted, PastedSecret wanted) {
        QTest::newRow(name) << pasted << static_cast<int>(wanted);
    };
    row("nothing", "", PastedSecret::Empty);
    row("blanks", " \r\n", PastedSecret::Empty);
    row("the key", key, PastedSecret::Right);
    row("with a line end", key + "\n", PastedSecret::Right);
    row("without its last", key.chopped(1), PastedSecret::EndMissing);
    row("its prefix", "kdk_", PastedSecret::EndMissing);
    row("without its first", key.sliced(1), PastedSecret::BeginningMissing);
    row("as a line of a .env", "API_KEY=" + key, PastedSecret::Surrounded);
    row("in quotes", '"' + key + '"', PastedSecret::Surrounded);
    row("twice", key + key, PastedSecret::Surrounded);
    row("another key", other, PastedSecret::OtherKey);
    row("a typo", typedWrongly(key), PastedSecret::Different);
    row("upper case", key.toUpper(), PastedSecret::Different);
    row("something else", "correct horse", PastedSecret::Different);
    row("no UTF-8", "\xff\xfe", PastedSecret::Different);
}

void PastedSecretTest::itIsToldHowASavedKeyDiffers()
{
    QFETCH(QByteArray, pasted);
    QFETCH(int, wanted);
    QCOMPARE(static_cast<int>(compare(pasted, secretFrom(1))), wanted);
}

void PastedSecretTest::everyLengthThatIsCutShortIsFound()
{
    const ApiKeySecret secret = secretFrom(1);
    const QByteArray key = secret.view().toByteArray();
    for (qsizetype length = 1; length < key.size(); ++length) {
        QCOMPARE(compare(key.first(length), secret), PastedSecret::EndMissing);
        QCOMPARE(compare(key.last(length), secret), PastedSecret::BeginningMissing);
    }
}

QTEST_GUILESS_MAIN(PastedSecretTest)
#include "PastedSecretTest.moc"
