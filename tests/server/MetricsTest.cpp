// SPDX-License-Identifier: Apache-2.0
// GET /metrics: counts are right, Prometheus can read them, and nothing that a client sent is
// there.
#include "support/ServerFixture.h"

#include <QRegularExpression>
#include <QSet>
#include <QTcpSocket>
#include <QTest>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

namespace {

/** Samples by name and labels, as they are written. */
using Samples = QMap<QString, double>;

Samples parsed(const QByteArray &text)
{
    Samples samples;
    for (const QString &line : QString::fromUtf8(text).split(u'\n', Qt::SkipEmptyParts)) {
        if (line.startsWith(u'#'))
            continue;
        const qsizetype space = line.lastIndexOf(u' ');
        samples[line.first(space)] = line.mid(space + 1).toDouble();
    }
    return samples;
}

QString requests(const char *method, const char *route, int status)
{
    return u"keydesk_http_requests_total{method=\"%1\",route=\"%2\",status=\"%3\"}"_s
        .arg(QLatin1StringView(method), QLatin1StringView(route))
        .arg(status);
}

QString keyChecks(const char *outcome, const char *via)
{
    return u"keydesk_key_checks_total{outcome=\"%1\",via=\"%2\"}"_s.arg(QLatin1StringView(outcome),
                                                                        QLatin1StringView(via));
}

} // namespace

class MetricsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void requestsAreCountedByRouteAndStatus();
    void durationsAddUp();
    void checksOfKeysAreCounted();
    void failedSignInsAreCounted();
    void openConnectionsAreCounted();
    void errorsOfTheDatabaseAreCounted();
    void theProcessIsDescribed();
    void prometheusCanReadIt();
    void nothingThatAClientSentIsThere();
    void clientsCannotMakeMoreOfThem();

private:
    QByteArray text() const { return m_fixture->http().send({.path = "/metrics"}).body; }
    Samples samples() const { return parsed(text()); }
    HttpAnswer get(const QByteArray &path, const QByteArray &method = "GET") const
    {
        return m_fixture->http().send({.method = method, .path = path});
    }

    std::optional<ServerFixture> m_fixture;
};

void MetricsTest::init()
{
    m_fixture.emplace();
    QVERIFY(m_fixture->start());
}

void MetricsTest::requestsAreCountedByRouteAndStatus()
{
    for (int i = 0; i < 3; ++i)
        get("/healthz");
    get("/healthz", "HEAD");
    get("/healthz", "DELETE");
    get("/nothing/here");
    get("/admin/v1/platforms/ffffffffffffffffffffffff/keys");
    const Samples counted = samples();
    QCOMPARE(counted[requests("GET", "/healthz", 200)], 3);
    QCOMPARE(counted[requests("HEAD", "/healthz", 200)], 1);
    QCOMPARE(counted[requests("DELETE", "/healthz", 405)], 1);
    QCOMPARE(counted[requests("GET", "-", 404)], 1);
    QCOMPARE(counted[requests("GET", "/admin/v1/platforms/{platform}/keys", 401)], 1);
    QVERIFY(!counted.contains(requests("GET", "/metrics", 200))); // not answered yet
    QCOMPARE(samples()[requests("GET", "/metrics", 200)], 1);
}

void MetricsTest::durationsAddUp()
{
    for (int i = 0; i < 4; ++i)
        get("/readyz");
    const Samples counted = samples();
    const QString name = u"keydesk_http_request_duration_seconds"_s;
    QCOMPARE(counted[name + u"_count{route=\"/readyz\"}"_s], 4);
    QCOMPARE(counted[name + u"_bucket{route=\"/readyz\",le=\"+Inf\"}"_s], 4);
    const double sum = counted[name + u"_sum{route=\"/readyz\"}"_s];
    QVERIFY(sum > 0);
    QVERIFY(sum < 4 * 10);
    double before = 0;
    int buckets = 0;
    for (const char *edge : {"0.0005", "0.005", "0.05", "0.5", "5", "10", "+Inf"}) {
        const QString bucket =
            name + u"_bucket{route=\"/readyz\",le=\"%1\"}"_s.arg(QLatin1StringView(edge));
        QVERIFY2(counted.contains(bucket), edge);
        QVERIFY(counted[bucket] >= before); // each holds those before it
        before = counted[bucket];
        ++buckets;
    }
    QCOMPARE(buckets, 7);
}

void MetricsTest::checksOfKeysAreCounted()
{
    const MadeKey key = m_fixture->makeKey("Counted");
    const Samples before = samples();
    QCOMPARE(before[keyChecks("accepted", "header")], 0); // there, before anything has happened
    QVERIFY(before.contains(keyChecks("refused", "token")));
    QCOMPARE(m_fixture->verify(key.secret).status, 204);
    QCOMPARE(m_fixture->verify(key.secret).status, 204);
    QCOMPARE(m_fixture->verify(u"kdk_wrong"_s).status, 401);
    const QByteArray query =
        "?company=" + m_fixture->platformId().toLatin1() + "&apiKey=" + key.secret.toLatin1();
    QCOMPARE(get("/api/v1/users" + query).status, 200);
    QCOMPARE(get("/verify?company=x&apiKey=y").status, 401);
    const Samples counted = samples();
    QCOMPARE(counted[keyChecks("accepted", "header")], 2);
    QCOMPARE(counted[keyChecks("refused", "header")], 1);
    QCOMPARE(counted[keyChecks("accepted", "query")], 1);
    QCOMPARE(counted[keyChecks("refused", "query")], 1);
    QCOMPARE(counted[keyChecks("accepted", "token")], 0);
}

void MetricsTest::failedSignInsAreCounted()
{
    QCOMPARE(samples()[u"keydesk_sign_in_failures_total"_s], 0);
    const HttpAnswer answer =
        m_fixture->http().send({.method = "POST",
                                .path = "/admin/v1/sessions",
                                .headers = {{"Content-Type", "application/json"}},
                                .body = R"({"email":"nobody@example.org","password":"guessed"})"});
    QCOMPARE(answer.status, 401);
    QCOMPARE(samples()[u"keydesk_sign_in_failures_total"_s], 1);
}

void MetricsTest::openConnectionsAreCounted()
{
    const QUrl url = m_fixture->server().baseUrl();
    const auto open = [this] { return samples()[u"keydesk_connections_open"_s]; };
    {
        std::array<QTcpSocket, 3> sockets;
        for (QTcpSocket &socket : sockets) {
            socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
            QVERIFY(socket.waitForConnected());
        }
        QTRY_COMPARE(open(), 4); // with the one that asks
    }
    QTRY_COMPARE(open(), 1);
    QCOMPARE(samples()[u"keydesk_connections_refused_total"_s], 0);
}

void MetricsTest::errorsOfTheDatabaseAreCounted()
{
    QCOMPARE(samples()[u"keydesk_database_errors_total"_s], 0);
    m_fixture->data().run(u"ALTER TABLE users RENAME TO users_gone"_s);
    const MadeKey key = m_fixture->makeKey("Finds nothing");
    const auto headers = keyHeaders(m_fixture->platformId(), key.secret);
    QCOMPARE(m_fixture->http().send({.path = "/api/v1/users", .headers = headers}).status, 500);
    QCOMPARE(samples()[u"keydesk_database_errors_total"_s], 1);
}

void MetricsTest::theProcessIsDescribed()
{
    const Samples counted = samples();
    QCOMPARE(counted[u"keydesk_build_info{version=\"%1\"}"_s.arg(QStringLiteral(KEYDESK_VERSION))],
             1);
    QVERIFY(counted[u"process_resident_memory_bytes"_s] > 1e6);
    QVERIFY(counted[u"process_cpu_seconds_total"_s] > 0);
    QVERIFY(counted[u"process_open_fds"_s] >= 5);
    const double now = static_cast<double>(QDateTime::currentSecsSinceEpoch());
    QVERIFY(std::abs(counted[u"process_start_time_seconds"_s] - now) < 300);
}

// The grammar of https://prometheus.io/docs/instrumenting/exposition_formats/, line by line.
void MetricsTest::prometheusCanReadIt()
{
    get("/healthz");
    const HttpAnswer answer = get("/metrics");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.headers["content-type"], "text/plain; version=0.0.4; charset=utf-8");
    QVERIFY(answer.body.endsWith('\n'));
    static const QRegularExpression comment(
        u"^# (HELP [a-z_]+ .+|TYPE [a-z_]+ (counter|gauge|histogram))$"_s);
    static const QRegularExpression sample(
        u"^([a-z_]+?)(_bucket|_sum|_count)?(\\{([a-z_]+=\"[^\"\\\\\\n]*\",?)*\\})? "_s
        u"(\\d+(\\.\\d+)?(e[+-]?\\d+)?)$"_s);
    QSet<QString> described;
    QSet<QString> seen;
    for (const QString &line : QString::fromUtf8(answer.body).split(u'\n', Qt::SkipEmptyParts)) {
        if (line.startsWith(u'#')) {
            QVERIFY2(comment.match(line).hasMatch(), qPrintable(line));
            described.insert(line.section(u' ', 2, 2));
            continue;
        }
        const auto match = sample.match(line);
        QVERIFY2(match.hasMatch(), qPrintable(line));
        QVERIFY2(described.contains(match.captured(1)), qPrintable(line)); // and before it
        const QString series = match.captured(1) + match.captured(2) + match.captured(3);
        QVERIFY2(!seen.contains(series), qPrintable(line)); // once only
        seen.insert(series);
    }
    QVERIFY(seen.size() > 25);
}

void MetricsTest::nothingThatAClientSentIsThere()
{
    const MadeKey key = m_fixture->makeKey("Private label");
    const QByteArray secret = key.secret.toLatin1();
    m_fixture->verify(key.secret);
    for (const QByteArray &path :
         {"/verify?company=" + m_fixture->platformId().toLatin1() + "&apiKey=" + secret,
          "/sent-by-me/" + secret, QByteArray("/problems/sent-by-me"),
          "/healthz?sent-by-me=" + secret, QByteArray("/admin/v1/platforms/sent-by-me/keys")})
        get(path);
    get("/healthz", "SENT-BY-ME");
    m_fixture->http().sendRaw("GET /sent-by-me HTTP/9\r\n\r\n");
    const QByteArray metrics = text();
    QVERIFY(metrics.contains("/problems/{slug}")); // so it was counted
    for (const QByteArray &sent :
         {secret, secret.mid(10, 20), QByteArray("sent-by-me"), QByteArray("SENT-BY-ME"),
          QByteArray("Private label"), key.id.toLatin1(), m_fixture->platformId().toLatin1()})
        QVERIFY2(!metrics.contains(sent), sent.constData());
}

void MetricsTest::clientsCannotMakeMoreOfThem()
{
    const auto ask = [this](int i) {
        const QByteArray number = QByteArray::number(i);
        get("/nothing/" + number);
        get("/problems/" + number);
        get("/healthz", i % 2 ? "PROPFIND" : "METHOD" + number);
        m_fixture->http().send({.path = "/verify", .headers = {{"X-company-id", number}}});
    };
    ask(1);
    ask(2);
    text();
    const qsizetype before = samples().size();
    for (int i = 3; i < 30; ++i)
        ask(i);
    QCOMPARE(samples().size(), before);
}

QTEST_GUILESS_MAIN(MetricsTest)
#include "MetricsTest.moc"
