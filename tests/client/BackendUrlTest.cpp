// SPDX-License-Identifier: Apache-2.0
#include "client/BackendUrl.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace keydesk::client;

Q_DECLARE_METATYPE(BackendUrlError)

class BackendUrlTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatPeopleTypeBecomesAnOrigin_data();
    void whatPeopleTypeBecomesAnOrigin();
    void whatIsNotABackendIsToldWithTheReason_data();
    void whatIsNotABackendIsToldWithTheReason();
    void anInternationalNameIsReadByPeopleAndKeptInAscii();
    void theSameBackendHasTheSameKey();
};

void BackendUrlTest::whatPeopleTypeBecomesAnOrigin_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("origin");

    const QString plain = u"https://keys.example.org"_s;
    QTest::newRow("whole") << plain << plain;
    QTest::newRow("no scheme") << u"keys.example.org"_s << plain;
    QTest::newRow("spaces and a line break") << u"  keys.example.org \n"_s << plain;
    QTest::newRow("trailing slash") << u"https://keys.example.org/"_s << plain;
    QTest::newRow("the page somebody copied from") << u"https://keys.example.org/docs"_s << plain;
    QTest::newRow("the API's path") << u"keys.example.org/admin/v1/"_s << plain;
    QTest::newRow("query and fragment") << u"https://keys.example.org?a=b#c"_s << plain;
    QTest::newRow("a URL inside the query")
        << u"keys.example.org/?next=https://other.example"_s << plain;
    QTest::newRow("upper case") << u"HTTPS://Keys.Example.ORG"_s << plain;
    QTest::newRow("the root's dot") << u"https://keys.example.org."_s << plain;
    QTest::newRow("the scheme's own port") << u"https://keys.example.org:443"_s << plain;
    QTest::newRow("a port") << u"keys.example.org:8443/docs"_s
                            << u"https://keys.example.org:8443"_s;
    QTest::newRow("a name without dots") << u"keys"_s << u"https://keys"_s;
    QTest::newRow("an address") << u"192.0.2.7:8443"_s << u"https://192.0.2.7:8443"_s;
    QTest::newRow("IPv6") << u"[2001:DB8::7]:8443"_s << u"https://[2001:db8::7]:8443"_s;
    QTest::newRow("plain to this computer")
        << u"http://127.0.0.1:8080/"_s << u"http://127.0.0.1:8080"_s;
    QTest::newRow("all of 127") << u"http://127.8.9.10"_s << u"http://127.8.9.10"_s;
    QTest::newRow("plain to localhost") << u"http://LOCALHOST:8080"_s << u"http://localhost:8080"_s;
    QTest::newRow("plain to ::1") << u"http://[::1]:8080"_s << u"http://[::1]:8080"_s;
    QTest::newRow("encrypted to this computer")
        << u"localhost:8443"_s << u"https://localhost:8443"_s;
}

void BackendUrlTest::whatPeopleTypeBecomesAnOrigin()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, origin);
    const auto backend = BackendUrl::parse(typed);
    QVERIFY(backend);
    QCOMPARE(backend->text(), origin);
    QCOMPARE(backend->key(), origin);
    QCOMPARE(backend->url(), QUrl(origin, QUrl::StrictMode));
    QCOMPARE(BackendUrl::parse(backend->text()).value(), *backend);
    QCOMPARE(BackendUrl::parse(backend->key()).value(), *backend);
}

void BackendUrlTest::whatIsNotABackendIsToldWithTheReason_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<BackendUrlError>("error");

    using enum BackendUrlError;
    QTest::newRow("nothing") << QString() << Empty;
    QTest::newRow("spaces") << u" \t "_s << Empty;
    QTest::newRow("plain to elsewhere") << u"http://keys.example.org"_s << NotEncrypted;
    QTest::newRow("looks like this computer") << u"http://127.0.0.1.example.org"_s << NotEncrypted;
    QTest::newRow("is named after this computer")
        << u"http://localhost.example.org"_s << NotEncrypted;
    QTest::newRow("plain to all addresses") << u"http://0.0.0.0"_s << NotEncrypted;
    QTest::newRow("another scheme") << u"ftp://keys.example.org"_s << NotHttp;
    QTest::newRow("a file") << u"file:///etc/passwd"_s << NotHttp;
    QTest::newRow("user and password") << u"https://a:b@keys.example.org"_s << HasCredentials;
    QTest::newRow("an e-mail address") << u"ada@example.org"_s << HasCredentials;
    QTest::newRow("a host in the user's place")
        << u"https://keys.example.org@evil.example"_s << HasCredentials;
    QTest::newRow("scheme only") << u"https://"_s << NotAUrl;
    QTest::newRow("path only") << u"/docs"_s << NotAUrl;
    QTest::newRow("port only") << u":8443"_s << NotAUrl;
    QTest::newRow("no port") << u"keys.example.org:"_s << NotAUrl;
    QTest::newRow("port 0") << u"keys.example.org:0"_s << NotAUrl;
    QTest::newRow("port 65536") << u"keys.example.org:65536"_s << NotAUrl;
    QTest::newRow("port with letters") << u"keys.example.org:https"_s << NotAUrl;
    QTest::newRow("a script") << u"javascript:alert(1)"_s << NotAUrl;
    QTest::newRow("a space") << u"keys example.org"_s << NotAUrl;
    QTest::newRow("a backslash") << u"https://keys.example.org\\.evil.example"_s << NotAUrl;
    QTest::newRow("percent-encoded") << u"https://keys%2eexample.org"_s << NotAUrl;
    QTest::newRow("a zone") << u"http://[fe80::1%25lo]"_s << NotAUrl;
    QTest::newRow("half an IPv6 address") << u"https://[2001:db8::7"_s << NotAUrl;
    QTest::newRow("NUL") << u"keys.example.org"_s + QChar(u'\0') << NotAUrl;
    QTest::newRow("letters that turn round") << u"keys\u202e.example.org"_s << NotAUrl;
    QTest::newRow("a megabyte") << QString(1'000'000, u'x') << NotAUrl;
}

void BackendUrlTest::whatIsNotABackendIsToldWithTheReason()
{
    QFETCH(const QString, typed);
    QFETCH(const BackendUrlError, error);
    const auto backend = BackendUrl::parse(typed);
    QVERIFY(!backend);
    QCOMPARE(backend.error(), error);
}

void BackendUrlTest::anInternationalNameIsReadByPeopleAndKeptInAscii()
{
    const auto backend = BackendUrl::parse(u"B\u00fccher.de:8443"_s);
    QVERIFY(backend);
    QCOMPARE(backend->text(), u"https://b\u00fccher.de:8443"_s);
    QCOMPARE(backend->key(), u"https://xn--bcher-kva.de:8443"_s);
    QCOMPARE(BackendUrl::parse(backend->key()).value(), *backend);
}

void BackendUrlTest::theSameBackendHasTheSameKey()
{
    const QString key = BackendUrl::parse(u"https://keys.example.org"_s)->key();
    QCOMPARE(BackendUrl::parse(u"Keys.example.org:443/docs"_s)->key(), key);
    QVERIFY(BackendUrl::parse(u"keys.example.org:8443"_s)->key() != key);
    QVERIFY(BackendUrl::parse(u"http://localhost"_s)->key() !=
            BackendUrl::parse(u"https://localhost"_s)->key());
}

QTEST_APPLESS_MAIN(BackendUrlTest)
#include "BackendUrlTest.moc"
