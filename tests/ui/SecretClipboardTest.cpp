// SPDX-License-Identifier: Apache-2.0
#include "secret/SecretClipboard.h"
#include "secret/SecretMimeData.h"

#include "UiTest.h"

#include <QClipboard>
#include <QMimeData>
#include <QSignalSpy>
#include <QTimer>

#include <array>
#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace keydesk;
using namespace keydesk::ui;
using State = SecretClipboard::State;

class SecretClipboardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theTextIsTheKeyAndOfNoOtherForm();
    void itCountsDownAndClears();
    void aNewCopyCountsFromTheBeginning();
    void whatSomebodyElseHasCopiedStays();
    void aClipboardManagersCopyOfTheKeyIsCleared();
    void itNeverClearsIfNotWanted();
    void theWaitIsKeptWithinItsLimits_data();
    void theWaitIsKeptWithinItsLimits();
    void itClearsWhenItGoes();
    void clearingTwiceDoesNothing();
    void whatTheClipboardKeepsHoldsNoKeyAfterwards();
    void aKeyThatIsWithheldIsForThisProgramOnly();

private:
    QString text() const { return m_clipboard->text(); }

    const std::array<std::uint8_t, 32> m_entropy{1, 2, 3};
    const ApiKeySecret m_secret = ApiKeySecret::fromEntropy(m_entropy);
    QClipboard *m_clipboard = nullptr;
    std::unique_ptr<SecretClipboard> m_secrets;
};

void SecretClipboardTest::init()
{
    m_clipboard = QGuiApplication::clipboard();
    m_secrets = std::make_unique<SecretClipboard>(m_clipboard);
    m_clipboard->setText(u"before"_s);
    QCOMPARE(m_secrets->state(), State::Empty);
}

void SecretClipboardTest::theTextIsTheKeyAndOfNoOtherForm()
{
    m_secrets->copy(m_secret);
    const QMimeData *data = m_clipboard->mimeData();
    QCOMPARE(data->text(), m_secret.reveal());
    QCOMPARE(data->data(u"text/plain"_s), m_secret.view().toByteArray());
    QVERIFY(data->hasText());
    QVERIFY(!data->hasHtml() && !data->hasUrls());
    QCOMPARE(data->data(u"x-kde-passwordManagerHint"_s), QByteArray("secret"));
}

void SecretClipboardTest::itCountsDownAndClears()
{
    m_secrets->setClearAfter(10s);
    QSignalSpy changed(m_secrets.get(), &SecretClipboard::changed);
    m_secrets->copy(m_secret);
    QCOMPARE(m_secrets->remaining(), 10s);
    QVERIFY(changed.wait(3000)); // copy() itself was not waited for
    QTRY_COMPARE(m_secrets->remaining(), 9s);
    QTRY_COMPARE_WITH_TIMEOUT(m_secrets->state(), State::Cleared, 15000);
    QVERIFY(text().isEmpty());
    QVERIFY(!m_secrets->remaining());
}

void SecretClipboardTest::aNewCopyCountsFromTheBeginning()
{
    m_secrets->setClearAfter(10s);
    m_secrets->copy(m_secret);
    QTRY_COMPARE_WITH_TIMEOUT(m_secrets->remaining(), 8s, 5000);
    m_secrets->copy(m_secret);
    QCOMPARE(m_secrets->remaining(), 10s);
}

void SecretClipboardTest::whatSomebodyElseHasCopiedStays()
{
    m_secrets->copy(m_secret);
    m_clipboard->setText(u"of somebody else"_s);
    QTRY_COMPARE(m_secrets->state(), State::Replaced);
    m_secrets->clear();
    m_secrets.reset();
    QCOMPARE(text(), u"of somebody else"_s);
}

void SecretClipboardTest::aClipboardManagersCopyOfTheKeyIsCleared()
{
    m_secrets->copy(m_secret);
    m_clipboard->setText(m_secret.reveal()); // not our data any more, but the key
    QCoreApplication::processEvents();
    QCOMPARE(m_secrets->state(), State::Holding);
    m_secrets->clear();
    QVERIFY(text().isEmpty());
}

void SecretClipboardTest::itNeverClearsIfNotWanted()
{
    m_secrets->setClearAfter(std::nullopt);
    m_secrets->copy(m_secret);
    QVERIFY(m_secrets->holdsSecret());
    QVERIFY(!m_secrets->remaining());
    m_secrets->clear();
    QVERIFY(text().isEmpty());
}

void SecretClipboardTest::theWaitIsKeptWithinItsLimits_data()
{
    QTest::addColumn<int>("wanted");
    QTest::addColumn<int>("kept");
    QTest::newRow("at once") << 0 << 10;
    QTest::newRow("a minute") << 60 << 60;
    QTest::newRow("an hour") << 3600 << 300;
}

void SecretClipboardTest::theWaitIsKeptWithinItsLimits()
{
    QFETCH(int, wanted);
    QFETCH(int, kept);
    m_secrets->setClearAfter(std::chrono::seconds(wanted));
    m_secrets->copy(m_secret);
    QCOMPARE(m_secrets->remaining(), std::chrono::seconds(kept));
}

void SecretClipboardTest::itClearsWhenItGoes()
{
    m_secrets->copy(m_secret);
    m_secrets.reset();
    QVERIFY(text().isEmpty());
}

void SecretClipboardTest::clearingTwiceDoesNothing()
{
    m_secrets->copy(m_secret);
    m_secrets->clear();
    m_clipboard->setText(u"later"_s);
    m_secrets->clear();
    QCOMPARE(text(), u"later"_s);
}

void SecretClipboardTest::whatTheClipboardKeepsHoldsNoKeyAfterwards()
{
    SecretMimeData data(ApiKeySecret::fromEntropy(m_entropy));
    data.forget();
    QVERIFY(data.text().isEmpty());
    QVERIFY(data.data(u"text/plain"_s).isEmpty());
    QVERIFY(data.data(u"text/plain;charset=utf-8"_s).isEmpty());
}

void SecretClipboardTest::aKeyThatIsWithheldIsForThisProgramOnly()
{
    SecretMimeData data(ApiKeySecret::fromEntropy(m_entropy), SecretMimeData::Delivery::Withheld);
    const QString key = data.text();
    QVERIFY(!key.isEmpty());
    for (const QString &type : {u"text/plain"_s, u"text/plain;charset=utf-8"_s}) {
        QVERIFY(data.hasFormat(type));
        QVERIFY(data.data(type).isEmpty());
    }
    data.deliver();
    QCOMPARE(data.data(u"text/plain"_s), key.toUtf8());
    QCOMPARE(data.data(u"text/plain;charset=utf-8"_s), key.toUtf8());
}

KEYDESK_UI_TEST_MAIN(SecretClipboardTest)
#include "SecretClipboardTest.moc"
