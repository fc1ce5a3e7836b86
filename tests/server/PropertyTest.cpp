// SPDX-License-Identifier: Apache-2.0
// Whatever several administrators and integrations do at the same time: there is an order, the one
// of the audit, in which a simple model gives each of them the answer that the server gave, and at
// whose end the model and the server have the same keys.
#include "server/KeyModel.h"
#include "support/Seed.h"
#include "support/ServerFixture.h"

#include <QTest>

#include <array>
#include <memory>
#include <random>
#include <set>
#include <thread>
#include <vector>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr int rounds = 45;
constexpr int operationsInRound = 8; // all of them at the same time
constexpr int sevenDays = 604'800;   // no overlap ends while the test runs
constexpr qsizetype verifiedAtOnce = 64;

struct Asked
{
    Operation operation;
    HttpAnswer answer;
};

using Rows = QList<AuditedChange>;

/** Looks for an order of what was asked at the same time that explains answers and audit. */
class OrderSearch
{
public:
    OrderSearch(QList<Asked> asked, Rows rows)
        : m_asked(std::move(asked))
        , m_rows(std::move(rows))
    {
    }

    /** The model after all of it; nothing if no order explains it. */
    std::optional<KeyModel> from(const KeyModel &model) { return after(model, 0, 0); }

private:
    std::optional<KeyModel> after(const KeyModel &model, quint64 done, qsizetype rowsDone)
    {
        if (done == (quint64{1} << m_asked.size()) - 1)
            return rowsDone == m_rows.size() ? std::optional(model) : std::nullopt;
        // What has been done and audited decides the state: each of these is looked at once.
        if (!m_seen.insert({done, rowsDone}).second)
            return std::nullopt;
        for (qsizetype i = 0; i < m_asked.size(); ++i) {
            const quint64 bit = quint64{1} << i;
            KeyModel next = model;
            const auto rows =
                done & bit ? std::nullopt : next.apply(m_asked[i].operation, m_asked[i].answer);
            if (!rows || m_rows.mid(rowsDone, rows->size()) != *rows)
                continue;
            if (auto end = after(next, done | bit, rowsDone + rows->size()))
                return end;
        }
        return std::nullopt;
    }

    QList<Asked> m_asked;
    Rows m_rows;
    std::set<std::pair<quint64, qsizetype>> m_seen;
};

} // namespace

class PropertyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsDoneAtTheSameTimeIsDoneInSomeOrder_data();
    void whatIsDoneAtTheSameTimeIsDoneInSomeOrder();

private:
    /** What the test knows of a platform. */
    struct Known
    {
        QString id;
        KeyModel model{};
        qint64 lastRow = 0;
        QList<ModelKey> everMade{};
        QList<Operation> answered{}; ///< those with an Idempotency-Key
    };

    bool begin(int platforms, int servers);
    Operation anyOperation();
    Operation anyChange(const Known &known, const QString &key);
    Operation anyRevocations(const Known &known);
    Operation repeatedOn(const Known &known);
    QString anyLabel() { return (any(2) ? u"Key %1"_s : u"KEY %1"_s).arg(any(34)); }
    QString anyKeyOn(const Known &known);
    QString secretOf(const Known &known, const QString &keyId) const;

    HttpRequest request(const Operation &operation, const ServerProcess &server);
    QList<Asked> askAtOnce(const QList<Operation> &operations);
    bool explain(const QList<Asked> &all);
    bool explain(Known &known, const QList<Asked> &asked);
    void remember(Known &known, const QList<Asked> &asked);
    Rows newRows(Known &known);
    bool compareList(const Known &known);
    bool compareSecrets(const Known &known);

    int any(int below) { return std::uniform_int_distribution(0, below - 1)(m_random); }

    std::unique_ptr<ServerFixture> m_fixture;
    std::unique_ptr<ServerProcess> m_second;
    QList<Known> m_known;
    QString m_hot; ///< a key that several want at the same time
    std::mt19937_64 m_random;
};

bool PropertyTest::begin(int platforms, int servers)
{
    m_second.reset();
    m_fixture = std::make_unique<ServerFixture>();
    if (!m_fixture->start({u"--trusted-proxy"_s, u"127.0.0.1"_s}))
        return false;
    m_known = {{.id = m_fixture->platformId()}};
    const QString owner = m_fixture->http()
                              .send({.path = "/admin/v1/me", .headers = {m_fixture->owner()}})
                              .json()[u"id"_s]
                              .toString();
    for (int i = 1; i < platforms; ++i) {
        m_known.append({.id = m_fixture->data().addPlatform(u"Other"_s)});
        m_fixture->data().setRole(m_known.last().id, owner, u"owner"_s);
    }
    if (servers < 2)
        return true;
    m_second = std::make_unique<ServerProcess>(m_fixture->database());
    return m_second->start({u"--trusted-proxy"_s, u"127.0.0.1"_s});
}

// Often the one that others want as well, sometimes one that has gone.
QString PropertyTest::anyKeyOn(const Known &known)
{
    const QStringList ids = known.model.keys().keys();
    if (known.model.keys().contains(m_hot) && any(3) == 0)
        return m_hot;
    if (ids.isEmpty() || any(12) == 0)
        return known.everMade.isEmpty() ? u"ffffffffffffffffffffffff"_s
                                        : known.everMade[any(int(known.everMade.size()))].id;
    m_hot = ids[any(int(ids.size()))];
    return m_hot;
}

QString PropertyTest::secretOf(const Known &known, const QString &keyId) const
{
    for (const ModelKey &key : known.everMade) {
        if (key.id == keyId)
            return key.secret;
    }
    return u"none"_s;
}

Operation PropertyTest::anyOperation()
{
    const int platform = any(int(m_known.size()));
    const Known &known = m_known[platform];
    const int choice = any(100);
    Operation operation{.label = anyLabel(), .idempotencyKey = newIdempotencyKey()};
    if (choice >= 45)
        operation = anyChange(known, anyKeyOn(known));
    else if (choice >= 32)
        operation = repeatedOn(known);
    operation.platform = platform;
    return operation;
}

Operation PropertyTest::anyChange(const Known &known, const QString &key)
{
    using Kind = Operation::Kind;
    switch (any(12)) {
    case 0:
    case 1:
    case 2:
        return {.kind = Kind::Replace,
                .keyId = key,
                .overlap = any(2) * sevenDays,
                .idempotencyKey = newIdempotencyKey()};
    case 3:
    case 4:
        return {.kind = Kind::Rename, .keyId = key, .label = anyLabel()};
    case 5:
    case 6:
        return {.kind = Kind::SetState, .keyId = key, .state = any(2) ? u"paused"_s : u"active"_s};
    case 7:
    case 8:
        return {.kind = Kind::Acknowledge, .keyId = key};
    case 9:
        return {.kind = Kind::Revoke, .keyId = key};
    case 10:
        return anyRevocations(known);
    default:
        return {.kind = Kind::Verify, .keyId = key, .secret = secretOf(known, key)};
    }
}

Operation PropertyTest::anyRevocations(const Known &known)
{
    QStringList ids{anyKeyOn(known), u"ffffffffffffffffffffffff"_s, anyKeyOn(known)};
    ids.removeDuplicates();
    return {.kind = Operation::Kind::RevokeMany, .ids = ids};
}

// The same once more, or, with the same Idempotency-Key, something else.
Operation PropertyTest::repeatedOn(const Known &known)
{
    if (known.answered.isEmpty())
        return {.label = anyLabel(), .idempotencyKey = newIdempotencyKey()};
    const auto latest = std::min<qsizetype>(known.answered.size(), 8);
    Operation again = known.answered[known.answered.size() - 1 - any(int(latest))];
    if (any(6) == 0) {
        again.kind = Operation::Kind::Create;
        again.label = anyLabel();
    }
    return again;
}

// Each comes from another address: guessing is not what this is about.
HttpRequest PropertyTest::request(const Operation &operation, const ServerProcess &server)
{
    const QByteArray platform = m_known[operation.platform].id.toLatin1();
    HttpRequest request{.method = operation.method(), .path = "/verify"};
    if (operation.kind == Operation::Kind::Verify) {
        request.headers = keyHeaders(QString::fromLatin1(platform), operation.secret);
    } else {
        request.path = "/admin/v1/platforms/" + platform + operation.path();
        request.headers = {server.authorization()};
    }
    request.headers.append(newClientAddress());
    if (!operation.idempotencyKey.first.isEmpty())
        request.headers.append(operation.idempotencyKey);
    request.body = operation.body();
    if (!request.body.isEmpty())
        request.headers.emplaceBack("Content-Type", "application/json");
    return request;
}

QList<Asked> PropertyTest::askAtOnce(const QList<Operation> &operations)
{
    std::array<QList<Operation>, 2> shares;
    std::array<QList<HttpRequest>, 2> requests;
    for (qsizetype i = 0; i < operations.size(); ++i) {
        const std::size_t share = m_second ? i % 2 : 0;
        shares[share].append(operations[i]);
        requests[share].append(
            request(operations[i], share == 0 ? m_fixture->server() : *m_second));
    }
    std::array<QList<HttpAnswer>, 2> answers;
    std::thread other([&] {
        if (m_second)
            answers[1] = m_second->http().sendAtOnce(requests[1]);
    });
    answers[0] = m_fixture->http().sendAtOnce(requests[0]);
    other.join();
    QList<Asked> asked;
    for (std::size_t share = 0; share < shares.size(); ++share) {
        for (qsizetype i = 0; i < shares[share].size(); ++i)
            asked.append({shares[share][i], answers[share][i]});
    }
    return asked;
}

Rows PropertyTest::newRows(Known &known)
{
    const QJsonArray page =
        m_fixture->http()
            .send({.path = "/admin/v1/platforms/" + known.id.toLatin1() + "/audit?limit=100",
                   .headers = {m_fixture->owner()}})
            .json()[u"items"_s]
            .toArray();
    Rows rows;
    for (const QJsonValue row : page) {
        if (row[u"number"_s].toInteger() <= known.lastRow)
            break;
        QJsonObject detail = row[u"detail"_s].toObject();
        detail.remove(u"expiresAt"_s); // when an overlap ends
        rows.prepend({row[u"action"_s].toString(), row[u"key"_s][u"id"_s].toString(),
                      row[u"key"_s][u"label"_s].toString(), detail});
    }
    known.lastRow += rows.size();
    return rows;
}

void PropertyTest::remember(Known &known, const QList<Asked> &asked)
{
    for (const Asked &each : asked) {
        if (each.answer.status != 201)
            continue;
        known.answered.append(each.operation);
        const QString id = each.answer.json()[u"key"_s][u"id"_s].toString();
        if (secretOf(known, id) == u"none"_s)
            known.everMade.append({.id = id, .secret = each.answer.json()[u"secret"_s].toString()});
    }
}

bool PropertyTest::explain(Known &known, const QList<Asked> &asked)
{
    const Rows rows = newRows(known);
    remember(known, asked);
    if (auto after = OrderSearch(asked, rows).from(known.model)) {
        known.model = std::move(*after);
        return true;
    }
    for (const Asked &each : asked)
        qWarning("%s: %d %s", qPrintable(each.operation.text()), each.answer.status,
                 qPrintable(each.answer.problem()));
    for (const AuditedChange &row : rows)
        qWarning() << "audit:" << row.action << row.keyId << row.label << row.detail;
    return false;
}

bool PropertyTest::explain(const QList<Asked> &all)
{
    for (int platform = 0; platform < m_known.size(); ++platform) {
        QList<Asked> here;
        for (const Asked &each : all) {
            if (each.operation.platform == platform)
                here.append(each);
        }
        if (!explain(m_known[platform], here))
            return false;
    }
    return true;
}

bool PropertyTest::compareList(const Known &known)
{
    const QJsonObject list =
        m_fixture->http()
            .send({.path = "/admin/v1/platforms/" + known.id.toLatin1() + "/keys",
                   .headers = {m_fixture->owner()}})
            .json();
    QMap<QString, std::pair<QString, QString>> listed;
    QMap<QString, std::pair<QString, QString>> expected;
    for (const QJsonValue key : list[u"items"_s].toArray())
        listed[key[u"id"_s].toString()] = {key[u"label"_s].toString(), key[u"state"_s].toString()};
    for (const ModelKey &key : known.model.keys())
        expected[key.id] = {key.label, key.state};
    if (listed == expected && list[u"used"_s].toInt() == expected.size() &&
        expected.size() <= KeyModel::limit)
        return true;
    qWarning() << "listed:" << listed << "expected:" << expected;
    return false;
}

// Each secret that ever was.
bool PropertyTest::compareSecrets(const Known &known)
{
    const int platform = int(&known - m_known.constData());
    for (qsizetype from = 0; from < known.everMade.size(); from += verifiedAtOnce) {
        QList<Operation> operations;
        for (const ModelKey &key : known.everMade.mid(from, verifiedAtOnce))
            operations.append({.kind = Operation::Kind::Verify,
                               .platform = platform,
                               .keyId = key.id,
                               .secret = key.secret});
        for (const Asked &each : askAtOnce(operations)) {
            if (KeyModel(known.model).apply(each.operation, each.answer))
                continue;
            qWarning("%s: %d", qPrintable(each.operation.text()), each.answer.status);
            return false;
        }
    }
    return true;
}

void PropertyTest::whatIsDoneAtTheSameTimeIsDoneInSomeOrder_data()
{
    QTest::addColumn<int>("platforms");
    QTest::addColumn<int>("servers");
    QTest::newRow("one platform, one server") << 1 << 1;
    QTest::newRow("two platforms, two servers") << 2 << 2;
}

void PropertyTest::whatIsDoneAtTheSameTimeIsDoneInSomeOrder()
{
    QFETCH(int, platforms);
    QFETCH(int, servers);
    m_random.seed(newSeed());
    QVERIFY(begin(platforms, servers));
    QMap<QString, int> outcomes;
    for (int round = 0; round < rounds; ++round) {
        QList<Operation> operations;
        for (int i = 0; i < operationsInRound; ++i)
            operations.append(anyOperation());
        const QList<Asked> asked = askAtOnce(operations);
        for (const Asked &each : asked)
            ++outcomes[QString::number(each.answer.status) + u' ' + each.answer.problem()];
        QVERIFY2(explain(asked), qPrintable(u"round %1"_s.arg(round)));
        for (const Known &known : std::as_const(m_known)) {
            QVERIFY2(compareList(known), qPrintable(u"round %1"_s.arg(round)));
            QVERIFY2(compareSecrets(known), qPrintable(u"round %1"_s.arg(round)));
        }
    }
    qInfo() << outcomes;
    const ProgramRun audit = runProgram({u"verify-audit"_s, m_fixture->storage().argument()});
    QCOMPARE(audit.exitCode, 0);
    qint64 rows = 0;
    for (const Known &known : std::as_const(m_known))
        rows += known.lastRow;
    QCOMPARE(audit.output, "ok: " + QByteArray::number(rows) + " rows on " +
                               QByteArray::number(platforms) + " platforms\n");
}

QTEST_GUILESS_MAIN(PropertyTest)
#include "PropertyTest.moc"
