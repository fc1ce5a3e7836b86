// SPDX-License-Identifier: Apache-2.0
#include "keys/Password.h"

#include "support/HiddenText.h"

#include <QTest>

#include <concepts>
#include <optional>
#include <type_traits>

using namespace Qt::StringLiterals;
using keydesk::Password;
using keydesk::testing::HiddenText;

namespace {

Password passwordOf(const HiddenText &hidden)
{
    QByteArray text = hidden.reveal();
    Password password(text);
    HiddenText::wipe(text);
    return password;
}

} // namespace

class PasswordTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyByteIsKept_data();
    void everyByteIsKept();
    void nothingOfItIsLeftInMemory();
    void nothingOfTheOneBeforeIsLeftInMemory();
    void isEmptyAfterItWasMovedAway();
    void cannotBeCopiedOrPrintedByAccident();
};

void PasswordTest::everyByteIsKept_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("none") << QByteArray();
    QTest::newRow("one") << QByteArray("x");
    QTest::newRow("spaces around") << QByteArray("  correct horse  ");
    QTest::newRow("beyond ASCII") << u"Stra\u00dfe \U0001F511"_s.toUtf8();
    QTest::newRow("a NUL inside") << QByteArray("a\0b", 3);
    QTest::newRow("long") << QByteArray(60'000, 'x');
}

void PasswordTest::everyByteIsKept()
{
    QFETCH(const QByteArray, bytes);
    const Password password(bytes);
    QCOMPARE(password.utf8().toByteArray(), bytes);
    QCOMPARE(password.isEmpty(), bytes.isEmpty());
}

void PasswordTest::nothingOfItIsLeftInMemory()
{
    const HiddenText hidden(24);
    std::optional<Password> password(passwordOf(hidden));
    QVERIFY(hidden.isInMemory());
    password.reset();
    QVERIFY(!hidden.isInMemory());
}

void PasswordTest::nothingOfTheOneBeforeIsLeftInMemory()
{
    const HiddenText before(24);
    const HiddenText after(24);
    Password password = passwordOf(before);
    QVERIFY(before.isInMemory());
    password = passwordOf(after);
    QVERIFY(!before.isInMemory());
    QVERIFY(after.isInMemory());
    password = Password({});
    QVERIFY(!after.isInMemory());
}

void PasswordTest::isEmptyAfterItWasMovedAway()
{
    Password password("secret");
    const Password moved = std::move(password);
    QVERIFY(password.isEmpty()); // NOLINT(bugprone-use-after-move): what is promised
    QVERIFY(password.utf8().isEmpty());
    QCOMPARE(moved.utf8().toByteArray(), QByteArray("secret"));
}

template <typename T>
concept Printable = requires(QDebug stream, const T &value)
{
    stream << value;
};

void PasswordTest::cannotBeCopiedOrPrintedByAccident()
{
    static_assert(!std::copyable<Password> && std::movable<Password>);
    static_assert(!std::is_convertible_v<Password, QString>);
    static_assert(!std::is_convertible_v<Password, QByteArray>);
    static_assert(!std::is_convertible_v<QByteArray, Password>);
    static_assert(!Printable<Password>);
}

QTEST_APPLESS_MAIN(PasswordTest)
#include "PasswordTest.moc"
