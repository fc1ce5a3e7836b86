// SPDX-License-Identifier: Apache-2.0
// Many connections and much data, against the real program with its real limits.
#include "support/RawClient.h"
#include "support/ServerFixture.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

namespace {

/** A socket and nothing else: of these a test can have thousands. */
class PlainSocket
{
public:
    /** From \a address to \a url. */
    PlainSocket(const QUrl &url, const char *address)
        : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        const sockaddr_in from = endpoint(address, 0);
        const sockaddr_in to = endpoint("127.0.0.1", url.port());
        if (::bind(m_socket, reinterpret_cast<const sockaddr *>(&from), sizeof from) != 0 ||
            ::connect(m_socket, reinterpret_cast<const sockaddr *>(&to), sizeof to) != 0)
            throw std::runtime_error("cannot connect to the server");
    }
    PlainSocket(PlainSocket &&other) noexcept
        : m_socket(std::exchange(other.m_socket, -1))
    {
    }
    PlainSocket &operator=(PlainSocket &&) = delete;
    ~PlainSocket() { ::close(m_socket); }

    void write(const QByteArray &bytes)
    {
        if (::send(m_socket, bytes.constData(), static_cast<std::size_t>(bytes.size()),
                   MSG_NOSIGNAL) != bytes.size())
            throw std::runtime_error("the server has closed the connection");
    }
    /** What comes first; empty if nothing comes within \a timeout or the end does. */
    QByteArray read(int timeout)
    {
        pollfd wanted{.fd = m_socket, .events = POLLIN, .revents = 0};
        if (::poll(&wanted, 1, timeout) <= 0)
            return {};
        QByteArray bytes(4096, Qt::Uninitialized);
        const auto size = ::recv(m_socket, bytes.data(), static_cast<std::size_t>(bytes.size()), 0);
        return bytes.first(std::max<qsizetype>(0, size));
    }

private:
    static sockaddr_in endpoint(const char *address, int port)
    {
        sockaddr_in result{};
        result.sin_family = AF_INET;
        result.sin_port = htons(static_cast<std::uint16_t>(port));
        ::inet_pton(AF_INET, address, &result.sin_addr);
        return result;
    }

    int m_socket;
};

void allowManyDescriptors()
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

/** In KiB. */
int residentMemory(qint64 process)
{
    QFile file(u"/proc/%1/status"_s.arg(process));
    if (!file.open(QIODevice::ReadOnly))
        throw std::runtime_error("the process has no memory");
    const QByteArray text = file.readAll();
    return text.sliced(text.indexOf("VmRSS:") + 6).trimmed().split(' ').first().toInt();
}

} // namespace

class AttacksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anAddressMayHave1024Connections();
    void theServerTakes8192Connections();
    void manyThatAreTooManyAreAllToldSo();
    void aServerWithFewDescriptorsSaysSo();
    void runningOutOfDescriptorsIsLoggedOnce();
    void idleConnectionsTakeLittleMemory();
    void aFloodOfRequestsDoesNotGrowMemory();
    void dripsFromManyDoNotKeepOthersWaiting();
    void cleanup();

private:
    int memory() { return residentMemory(m_fixture.server().process().processId()); }
    std::vector<PlainSocket> connections(int count, const char *from)
    {
        std::vector<PlainSocket> all;
        for (int i = 0; i < count; ++i)
            all.emplace_back(m_fixture.server().baseUrl(), from);
        return all;
    }
    /** How long a request takes that comes in between, in the middle; in microseconds. */
    template <typename Between>
    qint64 medianLatency(Between between) const
    {
        std::vector<qint64> all;
        for (int round = 0; round < 41; ++round) {
            between();
            QElapsedTimer timer;
            timer.start();
            if (m_fixture.http().send({.path = "/healthz"}).status != 200)
                throw std::runtime_error("the server does not answer");
            all.push_back(timer.nsecsElapsed() / 1000);
        }
        std::ranges::nth_element(all, all.begin() + 20);
        return all[20];
    }
    QByteArray request() const { return requestTo(m_fixture.http()); }
    static QByteArray requestTo(const HttpClient &server)
    {
        return "GET /healthz HTTP/1.1\r\nHost: " + server.host() + "\r\n\r\n";
    }

    ServerFixture m_fixture;
};

void AttacksTest::initTestCase()
{
    allowManyDescriptors();
    QVERIFY(m_fixture.start());
}

// A normal client is served after each attack, once the server has noticed its end.
void AttacksTest::cleanup()
{
    QTRY_COMPARE(m_fixture.http().send({.path = "/healthz"}).status, 200);
    QVERIFY(m_fixture.server().log().isEmpty());
}

void AttacksTest::anAddressMayHave1024Connections()
{
    auto all = connections(1024, "127.0.0.2");
    all.back().write(request());
    QVERIFY(all.back().read(5000).startsWith("HTTP/1.1 200 "));
    PlainSocket more(m_fixture.server().baseUrl(), "127.0.0.2");
    QVERIFY(more.read(5000).startsWith("HTTP/1.1 503 "));
    PlainSocket other(m_fixture.server().baseUrl(), "127.0.0.3");
    other.write(request());
    QVERIFY(other.read(5000).startsWith("HTTP/1.1 200 "));
}

void AttacksTest::theServerTakes8192Connections()
{
    QTRY_COMPARE(m_fixture.http().send({.path = "/healthz"}).status, 200);
    std::vector<std::vector<PlainSocket>> all;
    for (int i = 0; i < 8; ++i)
        all.push_back(connections(1024, ("127.0.1." + QByteArray::number(i + 1)).constData()));
    for (auto &some : all) {
        some.back().write(request());
        QVERIFY(some.back().read(10'000).startsWith("HTTP/1.1 200 "));
    }
    PlainSocket more(m_fixture.server().baseUrl(), "127.0.0.4");
    QVERIFY(more.read(10'000).startsWith("HTTP/1.1 503 "));
    all.pop_back();
    const auto isServed = [this] {
        PlainSocket late(m_fixture.server().baseUrl(), "127.0.0.4");
        late.write(request());
        return late.read(10'000).startsWith("HTTP/1.1 200 ");
    };
    QTRY_VERIFY(isServed());
}

// Each of them stays, and has sent its request already.
void AttacksTest::manyThatAreTooManyAreAllToldSo()
{
    const auto all = connections(1024, "127.0.0.2");
    std::vector<PlainSocket> more;
    for (int i = 0; i < 400; ++i) {
        more.emplace_back(m_fixture.server().baseUrl(), "127.0.0.2");
        more.back().write(request());
    }
    for (auto &connection : more)
        QVERIFY(connection.read(10'000).startsWith("HTTP/1.1 503 "));
}

void AttacksTest::aServerWithFewDescriptorsSaysSo()
{
    const TestDatabase database;
    ServerProcess server(database.url());
    server.process().setChildProcessModifier([] {
        const rlimit few{.rlim_cur = 256, .rlim_max = 256};
        ::setrlimit(RLIMIT_NOFILE, &few);
    });
    QVERIFY(server.start());
    std::vector<PlainSocket> served;
    QByteArray answer;
    while (served.size() < 256) {
        PlainSocket next(server.baseUrl(), "127.0.0.2");
        next.write(requestTo(server.http()));
        answer = next.read(5000);
        if (!answer.startsWith("HTTP/1.1 200 "))
            break;
        served.push_back(std::move(next));
    }
    QVERIFY(answer.startsWith("HTTP/1.1 503 "));
    QVERIFY(served.size() >= 128);
    std::vector<PlainSocket> refused;
    for (int i = 0; i < 100; ++i) {
        refused.emplace_back(server.baseUrl(), "127.0.0.2");
        QVERIFY(refused.back().read(5000).startsWith("HTTP/1.1 503 "));
    }
    served.clear();
    QTRY_COMPARE(server.http().send({.path = "/readyz"}).status, 200);
    QCOMPARE(server.log(), QByteArray());
}

void AttacksTest::runningOutOfDescriptorsIsLoggedOnce()
{
    const TestDatabase database;
    ServerProcess server(database.url());
    QVERIFY(server.start());
    const auto process = static_cast<pid_t>(server.process().processId());
    rlimit usual{};
    QCOMPARE(::prlimit(process, RLIMIT_NOFILE, nullptr, &usual), 0);
    for (int round = 0; round < 3; ++round) {
        const rlimit none{.rlim_cur = 1, .rlim_max = usual.rlim_max};
        QCOMPARE(::prlimit(process, RLIMIT_NOFILE, &none, nullptr), 0);
        PlainSocket waiting(server.baseUrl(), "127.0.0.2");
        waiting.write(requestTo(server.http()));
        QTRY_COMPARE(server.log().count("cannot accept connections: Too many open files"), 1);
        QCOMPARE(waiting.read(300), QByteArray());
        QCOMPARE(::prlimit(process, RLIMIT_NOFILE, &usual, nullptr), 0);
        QVERIFY(waiting.read(5000).startsWith("HTTP/1.1 200 "));
    }
    QCOMPARE(server.log().count('\n'), 1);
}

void AttacksTest::idleConnectionsTakeLittleMemory()
{
    QVERIFY(m_fixture.restart());
    const int before = memory();
    auto all = connections(1000, "127.0.0.2");
    for (auto &connection : all)
        connection.write(request());
    for (auto &connection : all)
        QVERIFY(connection.read(10'000).startsWith("HTTP/1.1 200 "));
    qDebug("resident memory: %d KiB, with 1,000 idle connections %d KiB", before, memory());
    QVERIFY(memory() < before + 64 * 1024);
}

void AttacksTest::aFloodOfRequestsDoesNotGrowMemory()
{
    const QByteArray requests = request().repeated(1000);
    const int before = memory();
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 20; ++i) { // who read nothing
        clients.push_back(std::make_unique<RawClient>(m_fixture.server().baseUrl()));
        clients.back()->setReadBufferSize(1);
        for (int j = 0; j < 100; ++j)
            clients.back()->write(requests);
        clients.back()->waitForBytesWritten(100);
    }
    QCOMPARE(m_fixture.http().send({.path = "/healthz"}).status, 200);
    qDebug("resident memory: %d KiB, in a flood of requests %d KiB", before, memory());
    QVERIFY(memory() < before + 32 * 1024);
}

// Ten times as long and a little more is far from what the machine does by itself, and from what
// each of the drips would cost if it were more than a few bytes to look at.
void AttacksTest::dripsFromManyDoNotKeepOthersWaiting()
{
    auto slow = connections(500, "127.0.0.2");
    for (auto &connection : slow)
        connection.write("POST /healthz HTTP/1.1\r\nX: " + QByteArray(8'000, 'x'));
    const qint64 alone = medianLatency([] {});
    const qint64 among = medianLatency([&slow] {
        for (auto &connection : slow)
            connection.write("x");
    });
    qDebug("a request takes %lld us, and among drips %lld us", alone, among);
    QVERIFY(among < 10 * alone + 50'000);
}

QTEST_GUILESS_MAIN(AttacksTest)
#include "AttacksTest.moc"
