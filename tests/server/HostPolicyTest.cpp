// SPDX-License-Identifier: Apache-2.0
// A web page must not reach the backend on this computer through a name of its own.
#include "server/http/HostPolicy.h"

#include <QTest>

using keydesk::server::HostPolicy;
using Verdict = HostPolicy::Verdict;
using boost::asio::ip::make_address;

class HostPolicyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onLoopbackOnlyItsNamesAreOurs_data();
    void onLoopbackOnlyItsNamesAreOurs();
    void anotherAddressOfTheLoopbackIsOursToo();
    void elsewhereEveryNameIsOurs();
    void givenNamesAreTheOnlyOnes();
    void givenNamesAreAddedOnLoopback();
};

void HostPolicyTest::onLoopbackOnlyItsNamesAreOurs_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<int>("verdict");
    const auto row = [](const char *host, Verdict verdict) {
        QTest::newRow(host) << QByteArray(host) << static_cast<int>(verdict);
    };
    for (const char *host :
         {"127.0.0.1", "127.0.0.1:8080", "localhost", "LOCALHOST:8080", "[::1]", "[::1]:8080"})
        row(host, Verdict::Ours);
    for (const char *host :
         {"127.0.0.1:80", "127.0.0.2", "localhost.", "localhost.evil.example", "evil.example:8080",
          "[::2]:8080", "0.0.0.0:8080", "2130706433", "127.1"})
        row(host, Verdict::Foreign);
    for (const char *host : {"", ":8080", "[::1", "[::1]x", "[fe80::1%<b>]", "[localhost]",
                             "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:99999", "127.0.0.1:80x", "a/b",
                             "a@b", "a b", "a,b", "\xc3\xa9", "::1"})
        row(host, Verdict::Malformed);
}

void HostPolicyTest::onLoopbackOnlyItsNamesAreOurs()
{
    QFETCH(QByteArray, host);
    QFETCH(int, verdict);
    for (const char *address : {"127.0.0.1", "::1"}) {
        const HostPolicy policy({make_address(address), 8080}, {});
        QCOMPARE(static_cast<int>(policy.judge(host.toStdString())), verdict);
    }
}

void HostPolicyTest::anotherAddressOfTheLoopbackIsOursToo()
{
    const HostPolicy policy({make_address("127.0.0.2"), 8080}, {});
    for (const char *host : {"127.0.0.2", "127.0.0.2:8080", "127.0.0.1:8080", "localhost"})
        QVERIFY(policy.judge(host) == Verdict::Ours);
    QVERIFY(policy.judge("127.0.0.2:80") == Verdict::Foreign);
    QVERIFY(policy.judge("127.0.0.3") == Verdict::Foreign);
}

void HostPolicyTest::elsewhereEveryNameIsOurs()
{
    const HostPolicy policy({make_address("0.0.0.0"), 8080}, {});
    QVERIFY(policy.judge("keys.example.org") == Verdict::Ours);
    QVERIFY(policy.judge("192.0.2.7:443") == Verdict::Ours);
    QVERIFY(policy.judge("a b") == Verdict::Malformed);
    QVERIFY(policy.judge("") == Verdict::Malformed);
}

void HostPolicyTest::givenNamesAreTheOnlyOnes()
{
    const HostPolicy policy({make_address("0.0.0.0"), 8080}, {"Keys.example.org"});
    QVERIFY(policy.judge("keys.EXAMPLE.org") == Verdict::Ours);
    QVERIFY(policy.judge("keys.example.org:443") == Verdict::Ours);
    QVERIFY(policy.judge("localhost:8080") == Verdict::Foreign);
    QVERIFY(policy.judge("other.example.org") == Verdict::Foreign);
}

void HostPolicyTest::givenNamesAreAddedOnLoopback()
{
    const HostPolicy policy({make_address("127.0.0.1"), 8080}, {"keys.example.org"});
    QVERIFY(policy.judge("keys.example.org") == Verdict::Ours);
    QVERIFY(policy.judge("127.0.0.1:8080") == Verdict::Ours);
    QVERIFY(policy.judge("other.example.org") == Verdict::Foreign);
}

QTEST_GUILESS_MAIN(HostPolicyTest)
#include "HostPolicyTest.moc"
