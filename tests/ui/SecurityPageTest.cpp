// SPDX-License-Identifier: Apache-2.0
#include "UiTest.h"

#include "settings/SecurityPage.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace keydesk::ui;
using keydesk::testing::button;

/** The choices, each with its sentence. */
class SecurityPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void theChoicesAreShown();
    void aTimeFromTheSettingsFileIsShownInItsPlace();
    void whatIsChosenIsToldAtOnce();
    void eachChoiceHasASentenceThatIsReadOut();
    void whereNothingKeepsCapturesOutThatIsSaid();

private:
    QComboBox *box(const QString &name) const;

    std::unique_ptr<SecurityPage> m_page;
    QComboBox *m_clear = nullptr;
    QComboBox *m_lockAfter = nullptr;
};

void SecurityPageTest::init()
{
    m_page = std::make_unique<SecurityPage>(true);
    m_page->resize(700, 600);
    m_page->show();
    m_page->setChoices({.clearClipboardAfter = 30s,
                        .lockAfter = std::nullopt,
                        .locksWithSession = false,
                        .guardsFromCapture = true});
    m_clear = box(u"Take a copied key off the clipboard"_s);
    m_lockAfter = box(u"Lock Keydesk when it is not used"_s);
    QVERIFY(m_clear && m_lockAfter);
}

QComboBox *SecurityPageTest::box(const QString &name) const
{
    const auto boxes = m_page->findChildren<QComboBox *>();
    const auto found = std::ranges::find(boxes, name, &QWidget::accessibleName);
    return found == boxes.end() ? nullptr : *found;
}

void SecurityPageTest::theChoicesAreShown()
{
    QCOMPARE(m_clear->currentText(), u"After 30 seconds"_s);
    QCOMPARE(m_lockAfter->currentText(), u"Never"_s);
    m_page->setChoices({.clearClipboardAfter = std::nullopt,
                        .lockAfter = 5min,
                        .locksWithSession = true,
                        .guardsFromCapture = false});
    QCOMPARE(m_clear->currentText(), u"Never"_s);
    QCOMPARE(m_lockAfter->currentText(), u"After 5 minutes"_s);
    const auto checks = m_page->findChildren<QCheckBox *>();
    QVERIFY(checks.at(0)->isChecked());
    QVERIFY(!checks.at(1)->isChecked());
}

void SecurityPageTest::aTimeFromTheSettingsFileIsShownInItsPlace()
{
    m_page->setChoices({.clearClipboardAfter = 45s, .lockAfter = 90min});
    QCOMPARE(m_clear->currentText(), u"After 45 seconds"_s);
    QCOMPARE(m_clear->itemText(m_clear->currentIndex() - 1), u"After 30 seconds"_s);
    QCOMPARE(m_lockAfter->currentText(), u"After 90 minutes"_s);
    QCOMPARE(m_lockAfter->currentIndex(), m_lockAfter->count() - 1);
}

void SecurityPageTest::whatIsChosenIsToldAtOnce()
{
    QSignalSpy cleared(m_page.get(), &SecurityPage::clearClipboardChosen);
    QSignalSpy locked(m_page.get(), &SecurityPage::lockAfterChosen);
    QSignalSpy withSession(m_page.get(), &SecurityPage::lockWithSessionChosen);
    QSignalSpy guarded(m_page.get(), &SecurityPage::captureGuardChosen);
    QSignalSpy now(m_page.get(), &SecurityPage::lockRequested);
    m_clear->setCurrentIndex(0);
    QCOMPARE(cleared[0][0].value<std::optional<std::chrono::seconds>>(), 10s);
    m_clear->setCurrentIndex(m_clear->count() - 1);
    QCOMPARE(cleared[1][0].value<std::optional<std::chrono::seconds>>(), std::nullopt);
    m_lockAfter->setCurrentIndex(1);
    QCOMPARE(locked[0][0].value<std::optional<std::chrono::minutes>>(), 1min);
    const auto checks = m_page->findChildren<QCheckBox *>();
    checks.at(0)->toggle(); // as assistive technology does it
    QCOMPARE(withSession[0][0].toBool(), true);
    checks.at(1)->click();
    QCOMPARE(guarded[0][0].toBool(), false);
    button(m_page.get(), u"Lock now"_s)->click();
    QCOMPARE(now.size(), 1);
}

void SecurityPageTest::eachChoiceHasASentenceThatIsReadOut()
{
    QWidgetList choices{m_clear, m_lockAfter};
    for (QCheckBox *check : m_page->findChildren<QCheckBox *>())
        choices.append(check);
    const auto labels = m_page->findChildren<QLabel *>();
    for (const QWidget *choice : choices) {
        const QString sentence = choice->accessibleDescription();
        QVERIFY(sentence.endsWith(u'.'));
        QVERIFY(std::ranges::any_of(labels, [&sentence](const QLabel *label) {
            return label->isVisible() && label->text() == sentence;
        }));
    }
}

void SecurityPageTest::whereNothingKeepsCapturesOutThatIsSaid()
{
    m_page = std::make_unique<SecurityPage>(false);
    m_page->show();
    m_page->setChoices({.clearClipboardAfter = 30s, .lockAfter = {}});
    const QCheckBox *guard = m_page->findChildren<QCheckBox *>().at(1);
    QVERIFY(!guard->isEnabled());
    QVERIFY(!guard->isChecked());
    QVERIFY(guard->accessibleDescription().contains(u"no way"));
}

KEYDESK_UI_TEST_MAIN(SecurityPageTest)
#include "SecurityPageTest.moc"
