// SPDX-License-Identifier: Apache-2.0
#include "TestBrowser.h"
#include "support/Await.h"

#include "client/LoopbackListener.h"

#include <QNetworkInterface>
#include <QTest>

#include <sys/resource.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace keydesk::client;
using namespace keydesk::testing;

namespace {

const QHostAddress here(QHostAddress::LocalHost);

/** A listener that takes "state=right" for the answer to its sign-in. */
struct Fixture
{
    Fixture() { listener.listen(); }

    quint16 port() const { return static_cast<quint16>(listener.redirectUri().port()); }

    QByteArray get(const QByteArray &target) const
    {
        return "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(port()) +
               "\r\n\r\n";
    }

    QFuture<QByteArray> ask(const QByteArray &target, Then then = Then::Wait) const
    {
        return say(here, port(), get(target), then);
    }

    int right = 0;
    int wrong = 0;
    LoopbackListener listener{[this](QByteArrayView query) {
                                  const bool known = query == "state=right";
                                  ++(known ? right : wrong);
                                  return known ? LoopbackListener::Reception::Held
                                               : LoopbackListener::Reception::Refused;
                              },
                              {}};
};

/** Whether the right answer still gets through and its browser sees the end. */
bool works(Fixture &fixture)
{
    TestBrowser browser;
    QUrl url = fixture.listener.redirectUri();
    url.setQuery(u"state=right"_s);
    const auto page = browser.open(url);
    if (!QTest::qWaitFor([&] { return fixture.right == 1; }))
        return false;
    fixture.listener.conclude(true, std::chrono::minutes(1)); // however busy this computer is
    return await(page).text.contains("You are signed in to Keydesk.");
}

} // namespace

class LoopbackListenerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyThisComputersOneAddressIsListenedTo();
    void theBrowserWaitsForTheOutcomeAndItsAddressLosesTheCode_data();
    void theBrowserWaitsForTheOutcomeAndItsAddressLosesTheCode();
    void thePageNeedsNothingAndTellsNobody();
    void whatIsNotTheAnswerIsRefusedAndChangesNothing_data();
    void whatIsNotTheAnswerIsRefusedAndChangesNothing();
    void aRequestCutInTheMiddleChangesNothing();
    void anAnswerByteByByteArrives();
    void theSameAnswerTwiceShowsTheSamePage();
    void silentConnectionsAreGivenUp();
    void aFloodOfConnectionsKeepsNobodyOut();
    void aProcessWithoutDescriptorsListensAgainLater();
    void thePortIsClosedAfterTheEnd();
    void theWordsAreShownAsTheyAre();
};

void LoopbackListenerTest::onlyThisComputersOneAddressIsListenedTo()
{
    Fixture fixture;
    QCOMPARE(fixture.listener.redirectUri().host(), u"127.0.0.1"_s);
    QCOMPARE(fixture.listener.redirectUri().path(), u"/callback"_s);
    QList<QHostAddress> others = QNetworkInterface::allAddresses();
    others.removeAll(here);
    others << QHostAddress(u"127.0.0.2"_s) << QHostAddress(QHostAddress::LocalHostIPv6);
    for (const QHostAddress &other : others)
        QVERIFY2(await(say(other, fixture.port(), fixture.get("/"))).isEmpty(),
                 qPrintable(other.toString()));
    QVERIFY(!await(say(here, fixture.port(), fixture.get("/"))).isEmpty());
}

void LoopbackListenerTest::theBrowserWaitsForTheOutcomeAndItsAddressLosesTheCode_data()
{
    QTest::addColumn<bool>("signedIn");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("signed in") << true
                               << QByteArray(
                                      "You are signed in to Keydesk. You can close this page.");
    QTest::newRow("failed") << false << QByteArray("The sign-in did not work. Go back to Keydesk.");
}

void LoopbackListenerTest::theBrowserWaitsForTheOutcomeAndItsAddressLosesTheCode()
{
    QFETCH(const bool, signedIn);
    QFETCH(const QByteArray, text);
    Fixture fixture;
    TestBrowser browser;
    QUrl url = fixture.listener.redirectUri();
    url.setQuery(u"state=right"_s);
    const auto future = browser.open(url);
    QTRY_COMPARE(fixture.right, 1);
    QVERIFY(!future.isFinished());
    fixture.listener.conclude(signedIn);
    const Page page = await(future);
    QCOMPARE(page.status, 200);
    QVERIFY(!page.url.hasQuery());
    QVERIFY(page.text.contains(text));
    // A person may reload it.
    QVERIFY(await(browser.open(page.url)).text.contains(text));
}

void LoopbackListenerTest::thePageNeedsNothingAndTellsNobody()
{
    Fixture fixture;
    TestBrowser browser;
    const Page page = await(browser.open(fixture.listener.redirectUri()));
    QCOMPARE(page.header("Content-Type"), QByteArray("text/html; charset=utf-8"));
    QCOMPARE(page.header("Cache-Control"), QByteArray("no-store"));
    QCOMPARE(page.header("Referrer-Policy"), QByteArray("no-referrer"));
    QCOMPARE(page.header("Connection"), QByteArray("close"));
    const QByteArray policy = page.header("Content-Security-Policy");
    QVERIFY(policy.startsWith("default-src 'none'; style-src 'sha256-"));
    const qsizetype style = page.text.indexOf("<style>") + 7;
    const QByteArray css = page.text.sliced(style, page.text.indexOf("</style>") - style);
    QVERIFY(policy.contains(QCryptographicHash::hash(css, QCryptographicHash::Sha256).toBase64()));
    for (const char *outside : {"<script", "src=", "href=", "url(", "http:", "https:"})
        QVERIFY2(!page.text.contains(outside), outside);
}

void LoopbackListenerTest::whatIsNotTheAnswerIsRefusedAndChangesNothing_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("status");
    const QByteArray host = "Host: 127.0.0.1:PORT\r\n";
    const auto row = [](const char *name, const QByteArray &request, const QByteArray &status) {
        QTest::newRow(name) << request << QByteArray("HTTP/1.1 " + status + ' ');
    };
    row("wrong state", "GET /callback?state=wrong HTTP/1.1\r\n" + host + "\r\n", "400");
    row("no query", "GET /callback HTTP/1.1\r\n" + host + "\r\n", "400");
    row("favicon", "GET /favicon.ico HTTP/1.1\r\n" + host + "\r\n", "404");
    row("the outcome before the end", "GET /result HTTP/1.1\r\n" + host + "\r\n", "404");
    row("another path", "GET /callback/?state=right HTTP/1.1\r\n" + host + "\r\n", "404");
    row("POST", "POST /callback?state=right HTTP/1.1\r\n" + host + "\r\n", "400");
    row("HEAD", "HEAD /callback?state=right HTTP/1.1\r\n" + host + "\r\n", "400");
    row("OPTIONS", "OPTIONS * HTTP/1.1\r\n" + host + "\r\n", "400");
    row("a name that leads here",
        "GET /callback?state=right HTTP/1.1\r\nHost: evil.example\r\n\r\n", "400");
    row("no host", "GET /callback?state=right HTTP/1.1\r\n\r\n", "400");
    row("two hosts", "GET /callback?state=right HTTP/1.1\r\n" + host + host + "\r\n", "400");
    row("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "400");
    row("another version", "GET /callback?state=right HTTP/3\r\n" + host + "\r\n", "400");
    row("no version", "GET /callback?state=right\r\n" + host + "\r\n", "400");
    row("a space in the target", "GET /callback ?state=right HTTP/1.1\r\n" + host + "\r\n", "400");
    row("a zero in the target",
        QByteArray("GET /callback?state=right\0 HTTP/1.1\r\n", 37) + host + "\r\n", "400");
    row("beyond ASCII", "GET /callback?state=right\xc3\xa4 HTTP/1.1\r\n" + host + "\r\n", "400");
    row("a whole address",
        "GET http://127.0.0.1:PORT/callback?state=right HTTP/1.1\r\n" + host + "\r\n", "400");
    row("a header without a colon",
        "GET /callback?state=right HTTP/1.1\r\n" + host + "rubbish\r\n\r\n", "400");
    row("rubbish", QByteArray("\x00\xff\x13\x37 rubbish", 12), "400");
    row("TLS", QByteArray("\x16\x03\x01\x02\x00\x01\x00", 7), "400");
    row("only line ends", "\r\n\r\n\r\n", "400");
    row("a very long address",
        "GET /callback?" + QByteArray(100'000, 'a') + " HTTP/1.1\r\n" + host + "\r\n", "431");
    row("very many headers",
        "GET /callback?state=right HTTP/1.1\r\n" + host + QByteArray("a: b\r\n").repeated(10'000) +
            "\r\n",
        "431");
}

void LoopbackListenerTest::whatIsNotTheAnswerIsRefusedAndChangesNothing()
{
    QFETCH(QByteArray, request);
    QFETCH(const QByteArray, status);
    Fixture fixture;
    request.replace("PORT", QByteArray::number(fixture.port()));
    const QByteArray answer = await(say(here, fixture.port(), request));
    // To one that still sends, the connection may be reset before it reads.
    if (status != "HTTP/1.1 431 " || !answer.isEmpty())
        QVERIFY2(answer.startsWith(status), answer.constData());
    QCOMPARE(fixture.right, 0);
    QVERIFY(works(fixture));
}

void LoopbackListenerTest::aRequestCutInTheMiddleChangesNothing()
{
    Fixture fixture;
    const QByteArray whole = fixture.get("/callback?state=right");
    for (const qsizetype length : {qsizetype(1), qsizetype(4), qsizetype(20), whole.size() - 1})
        await(say(here, fixture.port(), whole.first(length), Then::Cut));
    QCOMPARE(fixture.right, 0);
    QVERIFY(works(fixture));
}

void LoopbackListenerTest::anAnswerByteByByteArrives()
{
    Fixture fixture;
    QTcpSocket socket;
    socket.connectToHost(here, fixture.port());
    for (const char byte : fixture.get("/callback?state=right")) {
        socket.write(&byte, 1);
        QTRY_COMPARE(socket.bytesToWrite(), 0);
    }
    QTRY_COMPARE(fixture.right, 1);
}

void LoopbackListenerTest::theSameAnswerTwiceShowsTheSamePage()
{
    Fixture fixture;
    const auto first = fixture.ask("/callback?state=right");
    const auto second = fixture.ask("/callback?state=right");
    QTRY_COMPARE(fixture.right, 2);
    fixture.listener.conclude(true);
    QVERIFY(await(first).contains("\r\nLocation: /result\r\n"));
    QVERIFY(await(second).contains("\r\nLocation: /result\r\n"));
    const auto late = fixture.ask("/callback?state=right");
    QVERIFY(await(late).contains("\r\nLocation: /result\r\n"));
    QVERIFY(await(fixture.ask("/callback?state=wrong")).contains("The sign-in did not work."));
}

void LoopbackListenerTest::silentConnectionsAreGivenUp()
{
    Fixture fixture;
    fixture.listener.setRequestTimeout(std::chrono::milliseconds(50));
    QVERIFY(await(say(here, fixture.port(), "GET /callback?state=ri")).isEmpty());
    fixture.listener.setRequestTimeout(std::chrono::seconds(10));
    QVERIFY(works(fixture));
}

void LoopbackListenerTest::aFloodOfConnectionsKeepsNobodyOut()
{
    Fixture fixture;
    fixture.listener.setRequestTimeout(std::chrono::minutes(2)); // none ends for being slow
    constexpr qsizetype flood = 200;
    QList<QFuture<QByteArray>> silent;
    for (qsizetype i = 0; i < flood; ++i)
        silent.append(say(here, fixture.port(), "GET /"));
    const auto ended = [&silent] {
        return std::ranges::count_if(silent, [](const auto &one) { return one.isFinished(); });
    };
    QTRY_COMPARE(ended(), flood - LoopbackListener::connectionLimit);
    QVERIFY(works(fixture));
    // Only as many had to go for it as a browser has connections: one, or one more in advance.
    QVERIFY(ended() > flood - LoopbackListener::connectionLimit);
    QVERIFY(ended() <= flood - LoopbackListener::connectionLimit + 2);
}

void LoopbackListenerTest::aProcessWithoutDescriptorsListensAgainLater()
{
    Fixture fixture;
    // Once before: the checks of an instrumented build need descriptors for what they see first.
    await(fixture.ask("/callback?state=wrong"));
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_NOFILE, &before), 0);
    rlimit few = before;
    few.rlim_cur = 128;
    QCOMPARE(setrlimit(RLIMIT_NOFILE, &few), 0);
    QList<int> taken;
    for (int descriptor = dup(STDERR_FILENO); descriptor >= 0; descriptor = dup(STDERR_FILENO))
        taken.append(descriptor);
    close(taken.takeLast());
    const auto answer = fixture.ask("/callback?state=wrong"); // takes the last one
    const bool early = QTest::qWaitFor([&answer] { return answer.isFinished(); }, 300);
    for (const int descriptor : taken)
        close(descriptor);
    QCOMPARE(setrlimit(RLIMIT_NOFILE, &before), 0);
    QVERIFY(!early);
    QVERIFY(await(answer).contains("The sign-in did not work."));
    QVERIFY(works(fixture));
}

void LoopbackListenerTest::thePortIsClosedAfterTheEnd()
{
    Fixture nobodyWaits;
    const quint16 port = nobodyWaits.port();
    const auto silent = say(here, port, "GET /");
    await(nobodyWaits.ask("/"));
    nobodyWaits.listener.conclude(false);
    QVERIFY(!nobodyWaits.listener.isListening());
    QVERIFY(await(silent).isEmpty());
    QVERIFY(await(say(here, port, "GET / HTTP/1.1\r\n\r\n")).isEmpty());

    Fixture shown;
    const auto page = shown.ask("/callback?state=right");
    QTRY_COMPARE(shown.right, 1);
    shown.listener.conclude(true, std::chrono::milliseconds(50));
    await(page);
    QTRY_VERIFY(!shown.listener.isListening());
}

void LoopbackListenerTest::theWordsAreShownAsTheyAre()
{
    const SignInWords words{.language = u"fr"_s,
                            .signedIn = u"Vous êtes connecté <à> Keydesk & co."_s,
                            .failed = u"La connexion a échoué."_s};
    bool held = false;
    LoopbackListener listener(
        [&held](QByteArrayView) {
            held = true;
            return LoopbackListener::Reception::Held;
        },
        words);
    QVERIFY(listener.listen());
    TestBrowser browser;
    const auto page = browser.open(listener.redirectUri());
    QTRY_VERIFY(held);
    listener.conclude(true);
    const QString text = QString::fromUtf8(await(page).text);
    QVERIFY(text.contains(u"<html lang=\"fr\">"_s));
    QVERIFY(text.contains(u"Vous êtes connecté &lt;à&gt; Keydesk &amp; co."_s));
}

QTEST_GUILESS_MAIN(LoopbackListenerTest)
#include "LoopbackListenerTest.moc"
