// SPDX-License-Identifier: Apache-2.0
#include "client/SingleInstance.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <future>

using namespace Qt::StringLiterals;
using keydesk::client::SingleInstance;

class SingleInstanceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theSecondRaisesTheFirst();
    void theNextIsTheFirstWhenTheFirstHasGone();
    void aFirstThatHangsIsTold();
    void anotherDataFolderIsAnotherApplication();

private:
    QTemporaryDir m_runtime;
};

void SingleInstanceTest::initTestCase()
{
    qputenv("XDG_RUNTIME_DIR", m_runtime.path().toUtf8());
}

void SingleInstanceTest::theSecondRaisesTheFirst()
{
    const QTemporaryDir folder;
    SingleInstance first(folder.path());
    QCOMPARE(first.claim(), SingleInstance::Claim::First);
    QSignalSpy raised(&first, &SingleInstance::raiseRequested);

    qputenv("XDG_ACTIVATION_TOKEN", "leave-to-focus");
    auto second = std::async(std::launch::async,
                             [path = folder.path()] { return SingleInstance(path).claim(); });
    QTRY_COMPARE(raised.count(), 1);
    QCOMPARE(raised.first().first().toByteArray(), QByteArray("leave-to-focus"));
    QTRY_COMPARE(second.wait_for(std::chrono::seconds(0)), std::future_status::ready);
    QCOMPARE(second.get(), SingleInstance::Claim::Raised);
}

void SingleInstanceTest::theNextIsTheFirstWhenTheFirstHasGone()
{
    const QTemporaryDir folder;
    {
        SingleInstance first(folder.path());
        QCOMPARE(first.claim(), SingleInstance::Claim::First);
    }
    SingleInstance next(folder.path());
    QCOMPARE(next.claim(), SingleInstance::Claim::First);
}

void SingleInstanceTest::aFirstThatHangsIsTold()
{
    const QTemporaryDir folder;
    SingleInstance hanging(folder.path());
    QCOMPARE(hanging.claim(), SingleInstance::Claim::First);
    // Its event loop does not run while the second one waits.
    SingleInstance second(folder.path());
    QCOMPARE(second.claim(std::chrono::milliseconds(300)), SingleInstance::Claim::Unanswered);
}

void SingleInstanceTest::anotherDataFolderIsAnotherApplication()
{
    const QTemporaryDir one;
    const QTemporaryDir other;
    SingleInstance first(one.path());
    SingleInstance second(other.path());
    QCOMPARE(first.claim(), SingleInstance::Claim::First);
    QCOMPARE(second.claim(), SingleInstance::Claim::First);
}

QTEST_GUILESS_MAIN(SingleInstanceTest)
#include "SingleInstanceTest.moc"
