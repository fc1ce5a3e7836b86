// SPDX-License-Identifier: Apache-2.0
#include "apikeys/ApiKeysPage.h"
#include "apikeys/ApiKeysModel.h"
#include "apikeys/ApiKeysTable.h"
#include "style/BusyBar.h"
#include "style/MessageStrip.h"

#include "UiTest.h"
#include "keys/Platform.h"

#include <QClipboard>
#include <QLabel>
#include <QSignalSpy>

#include <memory>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::ui;
using namespace keydesk::testing;

class ApiKeysPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aQuickLoadShowsNoBar();
    void aSlowLoadShowsAQuietBarAndKeepsTheRows();
    void anEmptyPlatformSaysHowToBegin();
    void aFailedFirstLoadSaysWhyAndOffersToTryAgain();
    void aFailedReloadKeepsTheRowsAndSaysSo();
    void aFullPlatformSaysWhatCouldBeFreed();
    void withoutTheRoleNoKeyIsShown();
    void addAndDocumentationAreAskedFor();
    void theCompanyIdIsCopiedAndSaysSo();
    void theNewKeyIsSelectedAndInSight();
    void severalSelectedKeysCanBeRevokedAtTheBottom();

private:
    bool shows(const QString &text) const;

    std::unique_ptr<ApiKeysModel> m_model;
    std::unique_ptr<ApiKeysPage> m_page;
};

void ApiKeysPageTest::init()
{
    m_model = std::make_unique<ApiKeysModel>(now);
    m_page = std::make_unique<ApiKeysPage>(m_model.get());
    m_page->resize(720, 720);
    m_page->show();
}

void ApiKeysPageTest::cleanup()
{
    m_page.reset();
    m_model.reset();
}

bool ApiKeysPageTest::shows(const QString &text) const
{
    const auto labels = m_page->findChildren<QLabel *>();
    return std::ranges::any_of(labels, [&text](const QLabel *label) {
        return label->isVisible() && label->text().contains(text);
    });
}

void ApiKeysPageTest::aQuickLoadShowsNoBar()
{
    m_page->showLoading();
    auto *bar = m_page->findChild<BusyBar *>();
    QTest::qWait(50);
    QVERIFY(!bar->isVisible());
    m_page->showKeys(0, keyLimit);
    QTest::qWait(200);
    QVERIFY(!bar->isVisible());
}

void ApiKeysPageTest::aSlowLoadShowsAQuietBarAndKeepsTheRows()
{
    m_model->setKeys(sampleKeys());
    m_page->showKeys(3, keyLimit);
    m_page->showLoading();
    QTRY_VERIFY(m_page->findChild<BusyBar *>()->isVisible());
    QVERIFY(m_page->table()->isVisible());
}

void ApiKeysPageTest::anEmptyPlatformSaysHowToBegin()
{
    m_page->showKeys(0, keyLimit);
    QVERIFY(shows(u"No API keys yet"_s));
    QVERIFY(shows(u"0 of 25 keys used"_s));
    QVERIFY(!m_page->table()->isVisible());
    QVERIFY(button(m_page.get(), u"Add API key"_s)->isEnabled());
}

void ApiKeysPageTest::aFailedFirstLoadSaysWhyAndOffersToTryAgain()
{
    QSignalSpy retry(m_page.get(), &ApiKeysPage::retryRequested);
    m_page->showFailed(u"The backend did not answer."_s);
    QVERIFY(shows(u"The backend did not answer."_s));
    QVERIFY(!button(m_page.get(), u"Add API key"_s)->isEnabled());
    const auto buttons = m_page->findChildren<QPushButton *>();
    for (QPushButton *candidate : buttons) {
        if (candidate->isVisible() && candidate->text() == u"Try again"_s)
            candidate->click();
    }
    QCOMPARE(retry.size(), 1);
}

void ApiKeysPageTest::aFailedReloadKeepsTheRowsAndSaysSo()
{
    m_model->setKeys(sampleKeys());
    m_page->showKeys(3, keyLimit);
    m_page->showFailed(u"The backend did not answer."_s);
    QVERIFY(m_page->table()->isVisible());
    QVERIFY(shows(u"The backend did not answer. These keys may be out of date."_s));
    m_page->showKeys(3, keyLimit);
    QVERIFY(!shows(u"out of date"_s));
}

void ApiKeysPageTest::aFullPlatformSaysWhatCouldBeFreed()
{
    m_model->setKeys(sampleKeys());
    m_page->showKeys(keyLimit, keyLimit);
    QVERIFY(!button(m_page.get(), u"Add API key"_s)->isEnabled());
    QVERIFY(
        shows(u"All 25 keys are in use. Revoke one that is no longer needed to add another."_s));
    m_page->showKeys(24, keyLimit);
    QVERIFY(button(m_page.get(), u"Add API key"_s)->isEnabled());
    m_page->setChangesAllowed(false);
    QVERIFY(!button(m_page.get(), u"Add API key"_s)->isEnabled());
}

void ApiKeysPageTest::withoutTheRoleNoKeyIsShown()
{
    m_model->setKeys(sampleKeys());
    m_page->showForbidden(u"Only owners and administrators may see them."_s);
    QVERIFY(shows(u"Only owners and administrators may see them."_s));
    // As long as the model holds keys of another platform they must not be seen either.
    QVERIFY(!m_page->table()->isVisible());
    QVERIFY(!button(m_page.get(), u"Add API key"_s)->isVisible());
}

void ApiKeysPageTest::addAndDocumentationAreAskedFor()
{
    QSignalSpy add(m_page.get(), &ApiKeysPage::addRequested);
    QSignalSpy documentation(m_page.get(), &ApiKeysPage::documentationRequested);
    m_page->showKeys(0, keyLimit);
    button(m_page.get(), u"Add API key"_s)->click();
    QTest::keyClick(button(m_page.get(), u"API documentation"_s), Qt::Key_Space);
    QCOMPARE(add.size(), 1);
    QCOMPARE(documentation.size(), 1);
}

void ApiKeysPageTest::theCompanyIdIsCopiedAndSaysSo()
{
    m_page->setCompanyId(u"5f2b8c1e9a4d7063b1c0e8fa"_s);
    QVERIFY(shows(u"5f2b8c1e9a4d7063b1c0e8fa"_s));
    QPushButton *copy = button(m_page.get(), u"Copy Company ID"_s);
    const int width = copy->width();
    copy->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"5f2b8c1e9a4d7063b1c0e8fa"_s);
    QCOMPARE(copy->text(), u"Copied"_s);
    QCOMPARE(copy->width(), width);
    QTRY_COMPARE_WITH_TIMEOUT(copy->text(), u"Copy"_s, 4000);
}

void ApiKeysPageTest::theNewKeyIsSelectedAndInSight()
{
    QList<ApiKey> keys;
    for (int number = 1; number <= keyLimit; ++number)
        keys.append(sampleKey(number, u"Key %1"_s.arg(number)));
    m_model->setKeys(keys);
    m_page->showKeys(keyLimit, keyLimit);
    m_page->selectKey(keys.last().id);
    ApiKeysTable *table = m_page->table();
    QCOMPARE(table->currentId(), keys.last().id);
    QVERIFY(table->viewport()->rect().contains(table->visualRect(table->currentIndex()).center()));
}

void ApiKeysPageTest::severalSelectedKeysCanBeRevokedAtTheBottom()
{
    m_model->setKeys(sampleKeys());
    m_page->showKeys(3, keyLimit);
    const auto atTheBottom = [this]() -> QPushButton * {
        for (auto *button : m_page->findChildren<QPushButton *>()) {
            if (button->isVisible() && button->text().contains(u"keys"_s))
                return button;
        }
        return nullptr;
    };
    m_page->table()->selectRow(0);
    QVERIFY(!atTheBottom());
    m_page->table()->selectAll();
    QVERIFY(atTheBottom());
    QVERIFY(shows(u"keys selected"_s));
    QSignalSpy asked(m_page.get(), &ApiKeysPage::revokeRequested);
    atTheBottom()->click();
    QCOMPARE(asked.first().first().toStringList().size(), 3);
    m_page->setChangesAllowed(false);
    QVERIFY(!atTheBottom()->isEnabled());
    m_page->table()->selectRow(0);
    QVERIFY(!atTheBottom());
    QVERIFY(shows(u"3 of 25 keys used"_s));
}

KEYDESK_UI_TEST_MAIN(ApiKeysPageTest)
#include "ApiKeysPageTest.moc"
