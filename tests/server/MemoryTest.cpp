// SPDX-License-Identifier: Apache-2.0
// What a client sent to show who it is does not stay in the server's memory: not while the
// connection waits for the next request, which it may do for a minute.
#include "support/RawClient.h"
#include "support/ServerProcess.h"
#include "support/TestCertificate.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largest = qint64{64} << 20; ///< but not a sanitizer's own

/** How often \a text stands in the memory of \a process that it can write to. */
std::optional<qsizetype> countInMemory(qint64 process, const QByteArray &text)
{
    QFile maps(u"/proc/%1/maps"_s.arg(process));
    QFile memory(u"/proc/%1/mem"_s.arg(process));
    if (!maps.open(QIODevice::ReadOnly) ||
        !memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return std::nullopt;
    qsizetype count = 0;
    qint64 readable = 0;
    for (const QByteArray &line : maps.readAll().split('\n')) {
        const QByteArrayList words = line.split(' ');
        if (words.size() < 2 || !words[1].startsWith("rw"))
            continue;
        const QByteArrayList range = words[0].split('-');
        const qint64 begin = range[0].toLongLong(nullptr, 16);
        const qint64 size = range[1].toLongLong(nullptr, 16) - begin;
        if (size > largest || !memory.seek(begin))
            continue;
        const QByteArray bytes = memory.read(size);
        readable += bytes.size();
        count += bytes.count(text);
    }
    return readable > 0 ? std::optional(count) : std::nullopt;
}

} // namespace

class MemoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatWasSentDoesNotStay_data();
    void whatWasSentDoesNotStay();
    void whatWasEncryptedDoesNotStay_data() { whatWasSentDoesNotStay_data(); }
    void whatWasEncryptedDoesNotStay();

private:
    template <typename Client, typename... More>
    void check(ServerProcess &server, const More &...more);

    QTemporaryDir m_folder;
    TestCertificate m_files;
    std::optional<ServerProcess> m_plain;
    std::optional<ServerProcess> m_encrypted;
};

void MemoryTest::initTestCase()
{
    m_files = makeCertificate(m_folder.path(), u"server"_s);
    m_plain.emplace(u"sqlite:"_s + m_folder.filePath(u"plain.db"_s));
    QVERIFY(m_plain->start());
    m_encrypted.emplace(u"sqlite:"_s + m_folder.filePath(u"encrypted.db"_s));
    QVERIFY(m_encrypted->start(
        {u"--tls-cert"_s, m_files.certificateFile, u"--tls-key"_s, m_files.keyFile}));
}

// {secret} is another one for each row, of 20 letters at least: a part of one may be left.
void MemoryTest::whatWasSentDoesNotStay_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QByteArray>("body");
    const QByteArray form = "Content-Type: application/x-www-form-urlencoded\r\n";
    const QByteArray json = "Content-Type: application/json\r\n";
    QTest::newRow("a key in a header")
        << QByteArray("GET /verify") << QByteArray("X-company-id: a\r\nX-apiKey: {secret}\r\n")
        << QByteArray();
    QTest::newRow("a key in the address")
        << QByteArray("GET /verify?company=a&apiKey={secret}") << QByteArray() << QByteArray();
    QTest::newRow("a token") << QByteArray("GET /verify")
                             << QByteArray("Authorization: Bearer {secret}.{secret}.{secret}\r\n")
                             << QByteArray();
    QTest::newRow("a member's token")
        << QByteArray("GET /admin/v1/me") << QByteArray("Authorization: Bearer {secret}\r\n")
        << QByteArray();
    QTest::newRow("a key in a form")
        << QByteArray("POST /api/v2/oauth2/token") << form
        << QByteArray("grant_type=client_credentials&client_id=a&client_secret={secret}");
    QTest::newRow("a password") << QByteArray("POST /admin/v1/sessions") << json
                                << QByteArray(R"({"email":"a@b.example","password":"{secret}"})");
    QTest::newRow("a body that nobody reads")
        << QByteArray("POST /healthz") << QByteArray() << QByteArray("{secret}").repeated(1000);
    QTest::newRow("a header that nobody reads")
        << QByteArray("GET /healthz") << QByteArray("X: {secret}\r\n").repeated(90) << QByteArray();
}

// While half of it is there it is found, so that it is worth something not to find it later.
template <typename Client, typename... More>
void MemoryTest::check(ServerProcess &server, const More &...more)
{
    QFETCH(QByteArray, start);
    QFETCH(QByteArray, headers);
    QFETCH(QByteArray, body);
    static int made = 0;
    const QByteArray secret =
        "kdk_" + QByteArray::number(1'000'000 + ++made) +
        QByteArray(QTest::currentDataTag()).toHex().leftJustified(42, '0', true);
    const QByteArray content = body.replace("{secret}", secret);
    const QByteArray bytes =
        start.replace("{secret}", secret) + " HTTP/1.1\r\nHost: " + server.http().host() + "\r\n" +
        headers.replace("{secret}", secret) +
        "Content-Length: " + QByteArray::number(content.size()) + "\r\n\r\n" + content;
    const qint64 process = server.process().processId();
    const auto found = [&] { return countInMemory(process, secret.first(31)); };
    QVERIFY2(found(),
             "a process must be able to read its child's memory (kernel.yama.ptrace_scope)");
    Client halfway(server.baseUrl(), more...);
    halfway.write(bytes.chopped(1));
    halfway.flush();
    QTRY_VERIFY(*found() > 0);
    halfway.abort();
    QTRY_COMPARE(*found(), 0);
    Client client(server.baseUrl(), more...);
    client.write(bytes);
    QVERIFY(client.until("\r\n\r\n").startsWith("HTTP/1.1 "));
    QCOMPARE(client.state(), QAbstractSocket::ConnectedState);
    QTRY_COMPARE(*found(), 0);
}

void MemoryTest::whatWasSentDoesNotStay()
{
    check<RawClient>(*m_plain);
}

void MemoryTest::whatWasEncryptedDoesNotStay()
{
    check<TlsClient>(*m_encrypted, m_files.certificateFile);
}

QTEST_GUILESS_MAIN(MemoryTest)
#include "MemoryTest.moc"
