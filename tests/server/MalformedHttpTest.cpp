// SPDX-License-Identifier: Apache-2.0
// Bytes that are not quite HTTP/1.1: each gets a status and a closed connection, never a hang, and
// nothing that two servers in a row could understand in two ways is understood at all.
#include "support/RawClient.h"
#include "support/ServerFixture.h"

#include <QTest>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

class MalformedHttpTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void malformedRequestsAreRefusedAndClosed_data();
    void malformedRequestsAreRefusedAndClosed();
    void aHeadHasItsLimitInPiecesToo_data();
    void aHeadHasItsLimitInPiecesToo();
    void theIntegrationApiIsToldInItsShape_data();
    void theIntegrationApiIsToldInItsShape();
    void theLogSaysHowARefusedRequestWasMade();
    void pathsLeadNowhereElse_data();
    void pathsLeadNowhereElse();
    void unusualButValidRequestsWork_data();
    void unusualButValidRequestsWork();
    void requestsInOneGoAreAnsweredInOrder();
    void aClientMayAskBeforeItSendsTheBody();
    void theServerIsStillThere();

private:
    QByteArray filled(QByteArray bytes) const
    {
        return bytes.replace("{host}", "Host: " + m_fixture.http().host() + "\r\n");
    }

    ServerFixture m_fixture;
};

void MalformedHttpTest::initTestCase()
{
    QVERIFY(m_fixture.start());
}

void MalformedHttpTest::malformedRequestsAreRefusedAndClosed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const QByteArray &bytes, int status = 400) {
        QTest::newRow(name) << bytes << status;
    };
    const auto get = [&](const char *name, const QByteArray &headers, int status = 400) {
        row(name, "GET /healthz HTTP/1.1\r\n" + headers + "\r\n", status);
    };
    const auto post = [&](const char *name, const QByteArray &headers, const QByteArray &body,
                          int status = 400) {
        row(name, "POST /healthz HTTP/1.1\r\n{host}" + headers + "\r\n" + body, status);
    };
    get("no Host", "");
    get("empty Host", "Host:\r\n");
    get("Host twice", "{host}{host}");
    get("Host is no name", "Host: a b\r\n");
    get("Host with a user", "Host: a@127.0.0.1\r\n");
    get("Host with a path", "Host: 127.0.0.1/x\r\n");
    get("Host with a bad port", "Host: 127.0.0.1:99999\r\n");
    get("foreign Host", "Host: evil.example\r\n", 421);
    get("foreign Host that looks like ours", "Host: 127.0.0.1.evil.example\r\n", 421);
    get("Host with another port", "Host: 127.0.0.1:1\r\n", 421);
    row("HTTP/1.0 without Host", "GET /healthz HTTP/1.0\r\n\r\n");
    row("foreign host in the address", "GET http://evil.example/healthz HTTP/1.1\r\n{host}\r\n",
        421);

    row("bare line feeds", "GET /healthz HTTP/1.1\n{host}\n\n");
    get("bare line feed in a header", "X: a\n{host}");
    get("bare carriage return in a header", "X: a\rb\r\n{host}");
    get("NUL in a header", QByteArray("X: a\0b\r\n{host}", 15));
    get("space before the colon", "{host}X : a\r\n");
    get("header over two lines", "X: a\r\n b\r\n{host}");
    get("header over two lines by a tab", "{host}X:\r\n\tb\r\n");
    get("coding over two lines", "{host}Transfer-Encoding:\r\n chunked\r\n");
    get("no colon", "{host}X\r\n");
    get("header begins with a space", " X: a\r\n{host}");
    row("two spaces", "GET  /healthz HTTP/1.1\r\n{host}\r\n");
    row("no version", "GET /healthz\r\n{host}\r\n");
    row("version in lower case", "GET /healthz http/1.1\r\n{host}\r\n");
    row("HTTP/1.2", "GET /healthz HTTP/1.2\r\n{host}\r\n");
    row("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    row("TLS", QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11));
    row("anything", "hello\r\n\r\n");
    row("empty lines first", "\r\n\r\nGET /healthz HTTP/1.1\r\n{host}\r\n");
    row("asterisk", "OPTIONS * HTTP/1.1\r\n{host}\r\n");
    row("CONNECT", "CONNECT evil.example:443 HTTP/1.1\r\n{host}\r\n");
    row("raw bytes in the address", "GET /\xff HTTP/1.1\r\n{host}\r\n");

    post("two equal lengths", "Content-Length: 1\r\nContent-Length: 1\r\n", "a");
    post("two different lengths", "Content-Length: 1\r\nContent-Length: 2\r\n", "ab");
    post("list of lengths", "Content-Length: 1, 1\r\n", "a");
    post("length with a plus", "Content-Length: +1\r\n", "a");
    post("negative length", "Content-Length: -1\r\n", "a");
    post("hexadecimal length", "Content-Length: 0x1\r\n", "a");
    post("empty length", "Content-Length:\r\n", "a");
    post("length of 23 digits", "Content-Length: 99999999999999999999999\r\n", "a");
    post("length and chunks", "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n");
    post("chunks and length", "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n", "0\r\n\r\n");
    post("gzip, chunked", "Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n");
    post("unknown coding", "Transfer-Encoding: xchunked\r\n", "0\r\n\r\n");
    post("chunked, identity", "Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n");
    post("chunked with a tab",
         "Transfer-Encoding: \x0b"
         "chunked\r\n",
         "0\r\n\r\n");
    post("identity", "Transfer-Encoding: identity\r\n", "");
    post("chunked twice", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
         "0\r\n\r\n");
    row("chunks in HTTP/1.0",
        "POST /healthz HTTP/1.0\r\n{host}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    const QByteArray chunked = "Transfer-Encoding: chunked\r\n";
    post("chunk size is no number", chunked, "zz\r\n\r\n");
    post("chunk size is negative", chunked, "-1\r\na\r\n0\r\n\r\n");
    post("chunk size with a space", chunked, "1 \r\na\r\n0\r\n\r\n");
    post("chunk size in C", chunked, "0x1\r\na\r\n0\r\n\r\n");
    post("chunk longer than its size", chunked, "1\r\nab\r\n0\r\n\r\n");
    post("chunk size overflows", chunked, "FFFFFFFFFFFFFFFFF\r\na\r\n0\r\n\r\n");
    post("length in the trailer", chunked, "0\r\nContent-Length: 5\r\n\r\n");

    post("1 GB by its length", "Content-Length: 1073741824\r\n", QByteArray(100'000, 'a'), 413);
    post("1 GB in one chunk", chunked, "40000000\r\n" + QByteArray(100'000, 'a'), 413);
    post("too long by its length", "Content-Length: 65537\r\n", "a", 413);
    post("too long by its chunks", chunked,
         ("4000\r\n" + QByteArray(0x4000, 'a') + "\r\n").repeated(5) + "0\r\n\r\n", 413);
    get("header of 17 KB", "{host}X: " + QByteArray(17'000, 'a') + "\r\n", 431);
    get("4,000 headers", "{host}" + QByteArray("a: b\r\n").repeated(4'000), 431);
    get("101 headers", "{host}" + QByteArray("a: b\r\n").repeated(100), 431);
    row("header without an end", "GET /healthz HTTP/1.1\r\nX: " + QByteArray(100'000, 'a'), 431);
    row("address of 17 KB", "GET /" + QByteArray(17'000, 'a') + " HTTP/1.1\r\n{host}\r\n", 431);
    row("address and header of 9 KB each",
        "GET /" + QByteArray(9'000, 'a') + " HTTP/1.1\r\n{host}X: " + QByteArray(9'000, 'a') +
            "\r\n\r\n",
        431);
    post("chunk extensions of 1 MB", chunked,
         ("1;" + QByteArray(1'000, 'a') + "\r\na\r\n").repeated(1'000) + "0\r\n\r\n", 413);
    post("chunk sizes of 1 MB", chunked,
         (QByteArray(1'000, '0') + "1\r\na\r\n").repeated(1'000) + "0\r\n\r\n", 413);
    post("trailer of 40 KB", chunked, "0\r\nX: " + QByteArray(40'000, 'a') + "\r\n\r\n", 431);
    post("chunk extension of 100 KB", chunked, "1;" + QByteArray(100'000, 'a') + "\r\na", 431);
}

void MalformedHttpTest::malformedRequestsAreRefusedAndClosed()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    const HttpAnswer answer = m_fixture.http().sendRaw(filled(bytes));
    QCOMPARE(answer.status, status);
    QVERIFY(answer.closed);
    QCOMPARE(answer.raw.count("HTTP/1.1 "), 1);
    QCOMPARE(answer.json()[u"status"_s].toInt(), status);
    QCOMPARE(answer.headers.value("connection"), QByteArray("close"));
    QCOMPARE(m_fixture.http().send({.path = "/healthz"}).status, 200); // others are served
}

// Each piece is as long as what the server reads at a time, and ends one byte behind the end of a
// line: the parser takes the lines, and by itself counts anew.
void MalformedHttpTest::aHeadHasItsLimitInPiecesToo_data()
{
    QTest::addColumn<QByteArray>("piece");
    QTest::newRow("long headers") << ":" + QByteArray(2044, 'v') + "\r\nX";
    QTest::newRow("many headers") << ":\r\n" + QByteArray("a:\r\n").repeated(511) + "X";
}

void MalformedHttpTest::aHeadHasItsLimitInPiecesToo()
{
    QFETCH(QByteArray, piece);
    QCOMPARE(piece.size(), 2048);
    QByteArray first = filled("GET /healthz HTTP/1.1\r\n{host}Connection: close\r\nX: ");
    first += QByteArray(2048 - 3 - first.size(), 'x') + "\r\nX";
    const HttpAnswer answer = m_fixture.http().sendRaw(first + piece.repeated(64) + ":\r\n\r\n");
    QCOMPARE(answer.status, 431);
    QVERIFY(answer.closed);
}

void MalformedHttpTest::theIntegrationApiIsToldInItsShape_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("error");
    for (const QByteArray &path : {QByteArray("/verify"), QByteArray("/introspect"),
                                   QByteArray("/api/v1/users"), QByteArray("/%61pi/v1/users")}) {
        const auto row = [&](const char *what, const QByteArray &target, const QByteArray &headers,
                             int status, const char *error) {
            QTest::addRow("%s: %s", path.constData(), what)
                << "POST " + target + " HTTP/1.1\r\n" + headers << status << QByteArray(error);
        };
        row("body too large", path, "{host}Content-Length: 65537\r\n", 413, "body_too_large");
        row("header too large", path, "{host}X: " + QByteArray(17'000, 'a') + "\r\n", 431,
            "header_too_large");
        row("too many headers", path, "{host}" + QByteArray("a: b\r\n").repeated(100), 431,
            "header_too_large");
        row("a header twice", path, "{host}X-apiKey: a\r\nX-apiKey: a\r\n", 400,
            "request_malformed");
        row("a bad header", path, "{host}X\r\n", 400, "request_malformed");
        row("a foreign host", path, "Host: evil.example\r\n", 421, "host_invalid");
        row("no host", path, "", 400, "host_invalid");
        row("a foreign host in the address", "http://evil.example" + path, "{host}", 421,
            "host_invalid");
        row("a long address", path + "?x=" + QByteArray(17'000, 'x'), "{host}", 431,
            "header_too_large");
        row("a bad address", path + " x", "{host}", 400, "request_malformed");
        row("a bad escape", path + "/%zz", "{host}", 400, "request_malformed");
        row("a bad escape in the query", path + "?x=%", "{host}", 400, "request_malformed");
        row("a parameter twice", path + "?apiKey=a&apiKey=a", "{host}", 400, "request_malformed");
    }
}

void MalformedHttpTest::theIntegrationApiIsToldInItsShape()
{
    QFETCH(QByteArray, head);
    QFETCH(int, status);
    QFETCH(QByteArray, error);
    const HttpAnswer answer = m_fixture.http().sendRaw(filled(head + "\r\n"));
    QCOMPARE(answer.status, status);
    QVERIFY(answer.closed);
    QCOMPARE(answer.headers.value("content-type"), QByteArray("application/json"));
    QCOMPARE(answer.json()[u"error"_s].toString().toLatin1(), error);
}

void MalformedHttpTest::theLogSaysHowARefusedRequestWasMade()
{
    ServerProcess server(m_fixture.database());
    QVERIFY(server.startWithoutParent());
    const QByteArray host = "Host: " + server.http().host() + "\r\n";
    for (const QByteArray &headers : {QByteArray(), host + "Content-Length: 65537\r\n", host + host,
                                      host + "X: " + QByteArray(17'000, 'a') + "\r\n"})
        QVERIFY(server.http().sendRaw("DELETE /x HTTP/1.1\r\n" + headers + "\r\n").status >= 400);
    server.terminate();
    QCOMPARE(server.waitForExit(), 0);
    QCOMPARE(server.log().count("\"method\":\"DELETE\""), 4);
}

void MalformedHttpTest::pathsLeadNowhereElse_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("closed");
    const auto rows = [](int status, bool closed, std::initializer_list<const char *> paths) {
        for (const char *path : paths)
            QTest::newRow(path) << QByteArray(path) << status << closed;
    };
    rows(404, false,
         {"/healthz/", "//healthz", "/healthz;x=y", "/healthz%3Fx", "/healthz%23", "/HEALTHZ",
          "/healthz%20", "/admin//v1/me", "/%252e%252e/healthz", "/healthz%2500"});
    rows(404, true,
         {"/./healthz", "/x/../healthz", "/healthz/..", "/%2e/healthz", "/x/%2e%2e/healthz",
          "/x%2f..%2fhealthz", "/%2Fhealthz", "/healthz%2F", "/x\\..\\healthz", "/..%5chealthz",
          "/admin/v1/platforms/../me", "/admin/v1/server;/../me", "/admin/v1/server/%2e%2e/me",
          "/admin/v1%2Fme", "/problems/../../etc/passwd",
          "/problems/%2e%2e%2f%2e%2e%2fetc%2fpasswd"});
    rows(400, true,
         {"/healthz%00", "/%00", "/healthz%0d%0aX:%20y", "/%c0%ae%c0%ae/healthz", "/healthz%",
          "/healthz%u002e", "healthz", "/healthz\x01"});
}

// Whether it closes is the server's decision: the client would go on.
void MalformedHttpTest::pathsLeadNowhereElse()
{
    QFETCH(QByteArray, path);
    QFETCH(int, status);
    QFETCH(bool, closed);
    const auto [name, token] = m_fixture.owner();
    RawClient client(m_fixture.server().baseUrl());
    client.get(path.constData(), name + ": " + token + "\r\n");
    const QByteArray raw = closed ? client.rest() : client.until("\"}");
    const HttpAnswer answer = parseAnswer(raw);
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.headers.value("connection"), QByteArray(closed ? "close" : ""));
    QCOMPARE(client.state() != QAbstractSocket::ConnectedState, closed);
    QCOMPARE(m_fixture.http().send({.path = "/healthz"}).status, 200);
}

void MalformedHttpTest::unusualButValidRequestsWork_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray close = "Connection: close\r\n";
    QTest::newRow("HTTP/1.0") << QByteArray("GET /healthz HTTP/1.0\r\n{host}\r\n");
    QTest::newRow("the whole address")
        << "GET http://" + m_fixture.http().host() + "/healthz HTTP/1.1\r\n{host}" + close + "\r\n";
    QTest::newRow("localhost without a port")
        << "GET /healthz HTTP/1.1\r\nHost: LocalHost\r\n" + close + "\r\n";
    QTest::newRow("a body where none is needed")
        << "GET /healthz HTTP/1.1\r\n{host}Content-Length: 3\r\n" + close + "\r\nabc";
    QTest::newRow("100 headers") << "GET /healthz HTTP/1.1\r\n{host}" + close +
                                        QByteArray("a: b\r\n").repeated(98) + "\r\n";
    const QByteArray full = filled("GET /healthz HTTP/1.1\r\n{host}" + close + "X: ");
    QTest::newRow("a head of 16 KiB")
        << full + QByteArray(16'384 - 4 - full.size(), 'x') + "\r\n\r\n";
    QTest::newRow("a chunk for each byte")
        << "GET /healthz HTTP/1.1\r\n{host}" + close + "Transfer-Encoding: chunked\r\n\r\n" +
               QByteArray("1\r\na\r\n").repeated(65'536) + "0\r\n\r\n";
    QTest::newRow("escaped letters") << "GET /%68ealthz?x=%20 HTTP/1.1\r\n{host}" + close + "\r\n";
    QTest::newRow("chunks with a trailer")
        << "GET /healthz HTTP/1.1\r\n{host}" + close +
               "Transfer-Encoding: chunked\r\n\r\n1;x=y\r\na\r\n0\r\nX: y\r\n\r\n";
    QTest::newRow("an upgrade that we do not know")
        << QByteArray("GET /healthz HTTP/1.1\r\n{host}Connection: Upgrade, close\r\n"
                      "Upgrade: h2c\r\n\r\n");
}

void MalformedHttpTest::unusualButValidRequestsWork()
{
    QFETCH(QByteArray, bytes);
    const HttpAnswer answer = m_fixture.http().sendRaw(filled(bytes));
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.closed);
}

void MalformedHttpTest::requestsInOneGoAreAnsweredInOrder()
{
    const HttpAnswer answer = m_fixture.http().sendRaw(
        filled("GET /healthz HTTP/1.1\r\n{host}\r\nHEAD /readyz HTTP/1.1\r\n{host}\r\n"
               "GET /nothing HTTP/1.1\r\n{host}Connection: close\r\n\r\n"));
    QCOMPARE(answer.raw.count("HTTP/1.1 200"), 2);
    QCOMPARE(answer.raw.count("HTTP/1.1 404"), 1);
    QVERIFY(answer.raw.indexOf("\"ok\"") < answer.raw.indexOf("HTTP/1.1 404"));
    QVERIFY(!answer.raw.contains("\"ready\""));
}

void MalformedHttpTest::aClientMayAskBeforeItSendsTheBody()
{
    const HttpAnswer willing = m_fixture.http().sendRaw(
        filled("GET /healthz HTTP/1.1\r\n{host}Expect: 100-continue\r\nContent-Length: 1\r\n"
               "Connection: close\r\n\r\na"));
    QVERIFY(willing.raw.startsWith("HTTP/1.1 100 Continue\r\n\r\n"));
    QCOMPARE(willing.status, 200);
    const HttpAnswer unwilling = m_fixture.http().sendRaw(
        filled("GET /healthz HTTP/1.1\r\n{host}Expect: 100-continue\r\nContent-Length: 70000\r\n"
               "\r\n"));
    QVERIFY(!unwilling.raw.contains("100 Continue"));
    QCOMPARE(unwilling.status, 413);
}

void MalformedHttpTest::theServerIsStillThere()
{
    QCOMPARE(m_fixture.http().send({.path = "/healthz"}).status, 200);
    QVERIFY(m_fixture.server().log().isEmpty());
}

QTEST_GUILESS_MAIN(MalformedHttpTest)
#include "MalformedHttpTest.moc"
