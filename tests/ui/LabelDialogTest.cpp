// SPDX-License-Identifier: Apache-2.0
#include "apikeys/LabelDialog.h"
#include "style/MessageStrip.h"

#include "UiTest.h"

#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::ui;
using namespace keydesk::testing;

class LabelDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void anUntouchedFieldIsNotToldOff();
    void reasonsStandUnderTheField_data();
    void reasonsStandUnderTheField();
    void aGoodLabelIsRequestedOnceHoweverOftenItIsClicked();
    void aFailureKeepsTheTextAndCanBeTriedAgain();
    void aLineBreakPastedAtTheEndIsLeftOut();
    void nothingTypedIsCut();
    void closingTellsThatItWasCancelled();
    void anotherLabelIsAskedForWithTheOldOneSelected();
    void theSameLabelIsNoChange();
    void whatSomebodyElseMadeOfItMeanwhileIsSeenBeforeItIsDecided();

private:
    void openToRename();
    bool shows(const QString &text) const;
    QPushButton *create() const;

    QWidget m_window;
    QPointer<LabelDialog> m_dialog;
    QLineEdit *m_field = nullptr;
};

void LabelDialogTest::init()
{
    m_window.show();
    m_dialog = new LabelDialog({u"HR sync"_s}, &m_window);
    m_dialog->open();
    m_field = m_dialog->findChild<QLineEdit *>();
}

void LabelDialogTest::cleanup()
{
    delete m_dialog;
}

void LabelDialogTest::openToRename()
{
    delete m_dialog;
    m_dialog = new LabelDialog(u"Zapier"_s, {u"HR sync"_s}, &m_window);
    m_dialog->open();
    m_field = m_dialog->findChild<QLineEdit *>();
}

bool LabelDialogTest::shows(const QString &text) const
{
    const auto labels = m_dialog->findChildren<QLabel *>();
    return std::ranges::any_of(labels, [&text](const QLabel *label) {
        return label->isVisible() && label->text().contains(text);
    });
}

QPushButton *LabelDialogTest::create() const
{
    return m_dialog->isBusy() ? button(m_dialog, u"Creating…"_s) : button(m_dialog, u"Create"_s);
}

void LabelDialogTest::anUntouchedFieldIsNotToldOff()
{
    QVERIFY(shows(u"Tip: one key for each integration"_s));
    QVERIFY(shows(u"0 / 100"_s));
    QVERIFY(!create()->isEnabled());
    QVERIFY(create()->isDefault());
    QCOMPARE(m_dialog->focusWidget(), m_field);
}

void LabelDialogTest::reasonsStandUnderTheField_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("reason");
    QTest::newRow("blank") << u"   "_s << u"at least one character"_s;
    QTest::newRow("too long") << QString(101, u'x') << u"at most 100 characters"_s;
    QTest::newRow("line break") << u"a\nb"_s << u"one line"_s;
    QTest::newRow("override") << u"a\u202eb"_s << u"invisible characters"_s;
    QTest::newRow("taken, other case") << u"hr SYNC "_s << u"already used by another key"_s;
}

void LabelDialogTest::reasonsStandUnderTheField()
{
    QFETCH(QString, text);
    QFETCH(QString, reason);
    m_field->setText(text);
    QVERIFY(shows(reason));
    QVERIFY(m_field->accessibleDescription().contains(reason));
    QVERIFY(!create()->isEnabled());
    m_field->setText(u"Payroll"_s);
    QVERIFY(!shows(reason));
    QVERIFY(create()->isEnabled());
}

void LabelDialogTest::aGoodLabelIsRequestedOnceHoweverOftenItIsClicked()
{
    QStringList requested;
    connect(m_dialog, &LabelDialog::submitted, this,
            [&requested](const KeyLabel &label) { requested.append(label.text()); });
    QTest::keyClicks(m_field, u"  Payroll "_s);
    QTest::keyClick(m_field, Qt::Key_Return);
    QTest::keyClick(m_field, Qt::Key_Return);
    for (int click = 0; click < 5; ++click)
        QTest::mouseClick(create(), Qt::LeftButton);
    QCOMPARE(requested, QStringList{u"Payroll"_s});
    QVERIFY(m_dialog->isBusy() && m_field->isReadOnly());
    QVERIFY(button(m_dialog, u"Cancel"_s)->isEnabled());
}

void LabelDialogTest::aFailureKeepsTheTextAndCanBeTriedAgain()
{
    int requests = 0;
    connect(m_dialog, &LabelDialog::submitted, this, [&requests] { ++requests; });
    m_field->setText(u"Payroll"_s);
    create()->click();
    m_dialog->showProblem(u"The key was not created."_s);
    QVERIFY(m_dialog->isVisible());
    QVERIFY(shows(u"The key was not created."_s));
    QCOMPARE(m_dialog->text(), u"Payroll"_s);
    QVERIFY(!m_field->isReadOnly());
    create()->click();
    QCOMPARE(requests, 2);
    QVERIFY(!shows(u"The key was not created."_s));
}

void LabelDialogTest::aLineBreakPastedAtTheEndIsLeftOut()
{
    m_field->insert(u"Payroll\r\n"_s);
    QCOMPARE(m_field->text(), u"Payroll"_s);
    QVERIFY(create()->isEnabled());
}

void LabelDialogTest::nothingTypedIsCut()
{
    m_field->insert(QString(5000, u'x'));
    QCOMPARE(m_field->text().size(), 5000);
    QVERIFY(shows(u"5000 / 100"_s));
}

void LabelDialogTest::closingTellsThatItWasCancelled()
{
    QSignalSpy cancelled(m_dialog, &LabelDialog::cancelled);
    m_dialog->close();
    QCOMPARE(cancelled.size(), 1);
    QTRY_VERIFY(!m_dialog);
    init();
    QSignalSpy afterSuccess(m_dialog, &LabelDialog::cancelled);
    m_dialog->accept();
    QCOMPARE(afterSuccess.size(), 0);
}

void LabelDialogTest::anotherLabelIsAskedForWithTheOldOneSelected()
{
    openToRename();
    QCOMPARE(m_dialog->windowTitle(), u"Rename key"_s);
    QCOMPARE(m_field->selectedText(), u"Zapier"_s);
    QCOMPARE(m_dialog->focusWidget(), m_field);
    QVERIFY(shows(u"The key stays the same"_s));
    QSignalSpy submitted(m_dialog, &LabelDialog::submitted);
    QTest::keyClicks(m_field, u"Pipeline"_s);
    QTest::keyClick(m_field, Qt::Key_Return);
    QCOMPARE(submitted.size(), 1);
    QVERIFY(button(m_dialog, u"Renaming…"_s));
}

void LabelDialogTest::theSameLabelIsNoChange()
{
    openToRename();
    QPushButton *rename = button(m_dialog, u"Rename"_s);
    QVERIFY(!rename->isEnabled());
    m_field->setText(u" Zapier "_s);
    QVERIFY(!rename->isEnabled());
    m_field->setText(u"ZAPIER"_s);
    QVERIFY(rename->isEnabled());
    m_field->setText(u"hr sync"_s);
    QVERIFY(!rename->isEnabled() && shows(u"already used by another key"_s));
}

void LabelDialogTest::whatSomebodyElseMadeOfItMeanwhileIsSeenBeforeItIsDecided()
{
    openToRename();
    m_dialog->setCurrent(u"Zaps"_s);
    QCOMPARE(m_field->selectedText(), u"Zaps"_s);
    m_field->setText(u"Pipeline"_s);
    m_dialog->setCurrent(u"Pipe"_s);
    m_dialog->showNews(u"“Pipe” was changed by ada just now."_s);
    QCOMPARE(m_dialog->text(), u"Pipeline"_s);
    QVERIFY(shows(u"“Pipe” was changed by ada just now."_s));
    QVERIFY(button(m_dialog, u"Rename"_s)->isEnabled());
    m_dialog->setCurrent(u"Pipeline"_s);
    QVERIFY(!button(m_dialog, u"Rename"_s)->isEnabled());
}

KEYDESK_UI_TEST_MAIN(LabelDialogTest)
#include "LabelDialogTest.moc"
