// SPDX-License-Identifier: Apache-2.0
// Everything that an administrator does, with everything that goes wrong on a network: a cell each.
#include "FaultTable.h"
#include "HeldTime.h"
#include "support/Await.h"

#include "shell/ProblemText.h"

#include <QTcpServer>
#include <QTest>
#include <QTranslator>

#include <algorithm>
#include <map>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace keydesk;
using namespace keydesk::testing;
using keydesk::ui::ProblemText;

namespace {

/** For how long one event may hold up the window. */
constexpr std::chrono::milliseconds mostHeld = 50ms;

WatchedApplication *watched()
{
    return static_cast<WatchedApplication *>(QCoreApplication::instance());
}

bool isSlow(const QString &name)
{
    const QList<Fault> faults = faultsOf(Operation::List);
    return std::any_of(faults.begin(), faults.end(),
                       [&name](const Fault &fault) { return fault.name == name && fault.isSlow; });
}

QUrl nowhere()
{
    QTcpServer gone;
    gone.listen(QHostAddress::LocalHost);
    return QUrl(u"http://127.0.0.1:%1"_s.arg(gone.serverPort()));
}

QUrl withHost(QUrl url, const QString &host)
{
    url.setHost(host);
    return url;
}

/** An operation, and between it and its server a fault. */
class Cell
{
public:
    Cell(Operation operation, const QString &faultName, MemberFixture &server,
         FakeKeychain &keychain)
        : m_proxy(server.server().baseUrl())
        , m_elsewhere(server.server().baseUrl())
        , m_untrusted(server.server().baseUrl(), HttpFaultProxy::Transport::Tls)
        , m_operation(operation, server, keychain)
    {
        const RedirectTargets targets{.elsewhere = withHost(m_elsewhere.url(), u"localhost"_s),
                                      .same = m_proxy.url()};
        for (const Fault &fault : faultsOf(operation, targets)) {
            if (fault.name == faultName)
                m_fault = fault;
        }
    }

    const Fault &fault() const { return m_fault; }
    FaultOperation &operation() { return m_operation; }

    /** What is not part of the cell, with the server itself. */
    void prepare()
    {
        m_operation.prepare();
        m_proxy.setFault(m_fault.http);
        m_operation.goTo(place());
        if (m_fault.isSlow)
            m_operation.rest().setTimeout(patience);
    }

    void endFault()
    {
        m_proxy.setFault({});
        m_operation.goTo(m_proxy.url());
    }

    int requests(const QByteArray &target) const
    {
        const QByteArrayList heads = m_proxy.seen().heads;
        return static_cast<int>(
            std::count_if(heads.begin(), heads.end(), [&target](const QByteArray &head) {
                return head.sliced(head.indexOf(' ') + 1).startsWith(target);
            }));
    }
    int allRequests() const { return static_cast<int>(m_proxy.seen().heads.size()); }
    qint64 written() const { return m_proxy.seen().written; }
    /** Bytes that somebody got who must not get any. */
    qint64 strayed() const { return m_elsewhere.seen().received + m_untrusted.seen().received; }

private:
    QUrl place() const
    {
        switch (m_fault.place) {
        case Fault::Place::Nobody:
            return nowhere();
        case Fault::Place::NoName:
            return QUrl(u"http://keys.keydesk.invalid"_s);
        case Fault::Place::Untrusted:
            return m_untrusted.url();
        case Fault::Place::Network:
            break;
        }
        return m_proxy.url();
    }

    HttpFaultProxy m_proxy;
    HttpFaultProxy m_elsewhere;
    HttpFaultProxy m_untrusted;
    FaultOperation m_operation;
    Fault m_fault;
};

} // namespace

class FaultTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cell_data();
    void cell();

private:
    /** A cell during its fault. */
    struct Run
    {
        std::unique_ptr<FakeKeychain> keychain; ///< for a cell that does not share one
        std::unique_ptr<Cell> cell;
        Result<Done> outcome = Done{};
        std::chrono::nanoseconds held{};
    };

    Run prepared(Operation operation, const QString &fault);
    Run carriedOut(Operation operation, const QString &fault);
    void runSlowCells();
    void checkWhatIsTold(const Fault &fault, const Result<Done> &outcome);
    void checkWhatWasSent(const Run &run, Operation operation);
    void checkWhatWasDone(Run &run, Operation operation);
    void checkTheNextTime(Run &run, Operation operation);
    void checkThatNothingStoodStill(const Run &run, Operation operation, const QString &fault);
    void checkTheOneKey(FaultOperation &operation);

    MemberFixture m_server;
    FakeKeychain m_keychain; ///< has the sign-in that most cells go on with
    std::map<std::pair<Operation, QString>, Run> m_slow;
};

void FaultTableTest::initTestCase()
{
    QVERIFY(m_server.startWithMember());
}

void FaultTableTest::cell_data()
{
    QTest::addColumn<Operation>("operation");
    QTest::addColumn<QString>("fault");
    for (const Operation operation : allOperations()) {
        for (const Fault &fault : faultsOf(operation))
            QTest::addRow("%s, %s", name(operation), qPrintable(fault.name))
                << operation << fault.name;
    }
}

void FaultTableTest::cell()
{
    QFETCH(const Operation, operation);
    QFETCH(const QString, fault);
    Run run = carriedOut(operation, fault);
    checkWhatIsTold(run.cell->fault(), run.outcome);
    if (!QTest::currentTestFailed())
        checkWhatWasSent(run, operation);
    if (!QTest::currentTestFailed())
        checkWhatWasDone(run, operation);
    if (!QTest::currentTestFailed())
        checkTheNextTime(run, operation);
    if (!QTest::currentTestFailed())
        checkThatNothingStoodStill(run, operation, fault);
}

// A computer that the host of a virtual machine stops for a moment looks from here like a call that
// blocks. Such a call would block again.
void FaultTableTest::checkThatNothingStoodStill(const Run &run, Operation operation,
                                                const QString &fault)
{
    const bool isSeenAgain = run.held >= mostHeld && !isSlow(fault);
    const auto held = isSeenAgain ? carriedOut(operation, fault).held : run.held;
    QVERIFY2(held < mostHeld, qPrintable(u"the window stood still for %1 ms"_s.arg(
                                  std::chrono::duration<double, std::milli>(held).count())));
}

FaultTableTest::Run FaultTableTest::prepared(Operation operation, const QString &fault)
{
    Run run;
    run.keychain = std::make_unique<FakeKeychain>();
    // What is slow is under way together, and a sign-in cannot be renewed by two at once.
    const bool isAlone = operation == Operation::SignIn || isSlow(fault);
    run.cell =
        std::make_unique<Cell>(operation, fault, m_server, isAlone ? *run.keychain : m_keychain);
    run.cell->prepare();
    return run;
}

FaultTableTest::Run FaultTableTest::carriedOut(Operation operation, const QString &fault)
{
    if (isSlow(fault)) {
        if (m_slow.empty())
            runSlowCells();
        return std::move(m_slow.at({operation, fault}));
    }
    Run run = prepared(operation, fault);
    watched()->restart();
    run.outcome = await(watched()->watched([&run] { return run.cell->operation().ask(); }));
    run.held = watched()->longestHold();
    return run;
}

// All at the same time: seven times five seconds would be too long.
void FaultTableTest::runSlowCells()
{
    std::vector<QFuture<Result<Done>>> futures;
    for (const Operation operation : allOperations()) {
        for (const Fault &fault : faultsOf(operation)) {
            if (fault.isSlow)
                m_slow[{operation, fault.name}] = prepared(operation, fault.name);
        }
    }
    watched()->restart();
    for (auto &[row, run] : m_slow)
        futures.push_back(
            watched()->watched([&cell = *run.cell] { return cell.operation().ask(); }));
    auto future = futures.begin();
    for (auto &[row, run] : m_slow)
        run.outcome = await(*future++);
    for (auto &[row, run] : m_slow)
        run.held = watched()->longestHold();
}

void FaultTableTest::checkWhatIsTold(const Fault &fault, const Result<Done> &outcome)
{
    if (!fault.expected) {
        QVERIFY2(outcome, outcome ? "" : qPrintable(ProblemText::explain(outcome.error())));
        return;
    }
    QVERIFY2(!outcome, "it is said to be done");
    const Problem &problem = outcome.error();
    const Expectation &expected = *fault.expected;
    QCOMPARE(ProblemText::explain(problem), expected.words);
    QCOMPARE(problem.code, expected.code);
    QCOMPARE(problem.notSent, expected.notSent);
    QCOMPARE(ProblemText::isOutcomeUnknown(problem), expected.isOutcomeUnknown);
    QCOMPARE(problem.retryAfter, expected.retryAfter);
    QVERIFY2(!fault.isDone || expected.isOutcomeUnknown, "this row of the table is wrong");
}

void FaultTableTest::checkWhatWasSent(const Run &run, Operation operation)
{
    const Cell &cell = *run.cell;
    const int requests = cell.requests(target(operation));
    if (cell.fault().requests >= 0)
        QCOMPARE(requests, cell.fault().requests);
    QVERIFY2(operation != Operation::SignIn || requests <= 1, "a password was sent twice");
    QCOMPARE(cell.requests("/admin/v1/sessions/refresh"), cell.fault().renewals);
    QCOMPARE(cell.allRequests(), requests + cell.fault().renewals);
    QVERIFY2(cell.strayed() == 0, "somebody else was sent something");
    QVERIFY2(cell.written() < hugeAnswer / 2, "the client listened for too long");
}

void FaultTableTest::checkWhatWasDone(Run &run, Operation operation)
{
    FaultOperation &done = run.cell->operation();
    const bool isDone = run.cell->fault().isDone;
    QCOMPARE(done.traces(), isDone ? done.tracesOfOnce() : QStringList());
    QCOMPARE(done.labels(), isDone ? done.labelsAfter() : done.labelsBefore());
    QCOMPARE(done.isSignedIn(), operation != Operation::SignIn || run.outcome.has_value());
    if (operation == Operation::Create)
        QCOMPARE(done.given().size(), run.outcome ? 1 : 0);
}

// When the network is mended, whoever was told that it failed asks again.
void FaultTableTest::checkTheNextTime(Run &run, Operation operation)
{
    FaultOperation &again = run.cell->operation();
    run.cell->endFault();
    if (operation == Operation::SignIn) {
        // There is a session more for each answer that was lost. Nobody has a token for it.
        if (!run.outcome)
            QVERIFY(await(again.ask()));
        QVERIFY(again.isSignedIn());
        QCOMPARE(again.traces().size(), run.outcome || !run.cell->fault().isDone ? 1 : 2);
        return;
    }
    QVERIFY(await(again.ask()));
    QVERIFY(await(again.ask()));
    QCOMPARE(again.traces(), again.tracesOfOnce());
    QCOMPARE(again.labels(), again.labelsAfter());
    if (operation == Operation::Create)
        checkTheOneKey(again);
}

// However often it was asked for, there is one key, and whoever asked has it.
void FaultTableTest::checkTheOneKey(FaultOperation &operation)
{
    const QList<client::CreatedKey> &given = operation.given();
    QVERIFY(given.size() >= 2);
    for (const client::CreatedKey &key : given) {
        QCOMPARE(key.key.id, given.first().key.id);
        QCOMPARE(key.secret->sha256(), given.first().secret->sha256());
    }
    const QString secret = QString::fromLatin1(given.first().secret->view());
    QCOMPARE(m_server.http()
                 .send({.path = "/verify", .headers = keyHeaders(operation.platformId(), secret)})
                 .status,
             204);
}

int main(int argc, char **argv)
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    WatchedApplication application(argc, argv);
    QTranslator english; // has the plurals
    if (!english.load(QStringLiteral(KEYDESK_ENGLISH)))
        qFatal("the English texts are not there");
    QCoreApplication::installTranslator(&english);
    FaultTableTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "FaultTableTest.moc"
