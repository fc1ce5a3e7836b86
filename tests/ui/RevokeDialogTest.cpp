// SPDX-License-Identifier: Apache-2.0
#include "apikeys/RevokeDialog.h"

#include "UiTest.h"

#include <QLabel>
#include <QPointer>
#include <QSignalSpy>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::ui;
using namespace keydesk::testing;

class RevokeDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void enterDoesNotRevoke();
    void itSaysWhatWillBreak();
    void aKeyNeverUsedIsSaidToBe();
    void itAsksForTheRevokeOnce();
    void aFailureIsShownAndCanBeTriedAgain();
    void aLabelIsNeverReadAsMarkup();
    void severalAreNamedTheOneInUseFirst();
    void manyFitTheScreen();

private:
    void open(const QList<ApiKey> &keys);
    QStringList texts() const;

    QWidget m_window;
    QPointer<RevokeDialog> m_dialog;
};

void RevokeDialogTest::open(const QList<ApiKey> &keys)
{
    delete m_dialog;
    m_window.show();
    m_dialog = new RevokeDialog(keys, now(), &m_window);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog));
}

QStringList RevokeDialogTest::texts() const
{
    QStringList texts;
    const auto labels = m_dialog->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->isVisible())
            texts.append(label->text());
    }
    return texts;
}

void RevokeDialogTest::enterDoesNotRevoke()
{
    open({sampleKeys().at(0)});
    QSignalSpy confirmed(m_dialog, &RevokeDialog::revokeConfirmed);
    QSignalSpy cancelled(m_dialog, &RevokeDialog::cancelled);
    QPushButton *revoke = button(m_dialog, u"Yes, revoke"_s);
    QVERIFY(button(m_dialog, u"Cancel"_s)->isDefault());
    QCOMPARE(m_dialog->focusWidget(), button(m_dialog, u"Cancel"_s));
    revoke->setFocus(); // also not from there: it never becomes the default
    QVERIFY(!revoke->isDefault());
    QTest::keyClick(m_dialog, Qt::Key_Return);
    QCOMPARE(confirmed.size(), 0);
    QCOMPARE(cancelled.size(), 1);
}

void RevokeDialogTest::itSaysWhatWillBreak()
{
    open({sampleKeys().at(0)});
    const QStringList shown = texts();
    QCOMPARE(m_dialog->windowTitle(), u"Revoke “HR sync”?"_s);
    QVERIFY(shown.contains(u"Revoke “HR sync”?"_s));
    QVERIFY(shown.contains(u"2 minutes ago"_s));
    QVERIFY(shown.contains(u"last call, from 203.0.113.7"_s));
    QVERIFY(shown.contains(u"1,284"_s));
    QVERIFY(shown.contains(u"header"_s));
}

void RevokeDialogTest::aKeyNeverUsedIsSaidToBe()
{
    open({sampleKeys().at(2)});
    QVERIFY(texts().contains(u"never used"_s));
    QVERIFY(!texts().contains(u"how the key is sent"_s));
}

void RevokeDialogTest::itAsksForTheRevokeOnce()
{
    open({sampleKeys().at(0)});
    QSignalSpy confirmed(m_dialog, &RevokeDialog::revokeConfirmed);
    QPushButton *revoke = button(m_dialog, u"Yes, revoke"_s);
    for (int click = 0; click < 5; ++click)
        QTest::mouseClick(revoke, Qt::LeftButton);
    QCOMPARE(confirmed.size(), 1);
    QCOMPARE(confirmed.first().first().toStringList(), QStringList{sampleKeys().at(0).id});
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(revoke->text(), u"Revoking…"_s);
}

void RevokeDialogTest::aFailureIsShownAndCanBeTriedAgain()
{
    open({sampleKeys().at(0)});
    QSignalSpy confirmed(m_dialog, &RevokeDialog::revokeConfirmed);
    button(m_dialog, u"Yes, revoke"_s)->click();
    m_dialog->showProblem(u"It was not revoked."_s);
    QVERIFY(texts().contains(u"It was not revoked."_s));
    button(m_dialog, u"Yes, revoke"_s)->click();
    QCOMPARE(confirmed.size(), 2);
}

void RevokeDialogTest::aLabelIsNeverReadAsMarkup()
{
    open({sampleKey(1, u"<b>R&D</b> %1"_s)});
    QVERIFY(texts().contains(u"Revoke “<b>R&D</b> %1”?"_s));
    const auto labels = m_dialog->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        QCOMPARE(label->textFormat(), Qt::PlainText);
}

void RevokeDialogTest::severalAreNamedTheOneInUseFirst()
{
    const QList<ApiKey> keys{sampleKeys().at(2), sampleKeys().at(1), sampleKeys().at(0)};
    open(keys);
    const QStringList shown = texts();
    QVERIFY(m_dialog->windowTitle().contains(u"3"_s));
    QVERIFY(shown.contains(u"2 of 3"_s));
    QVERIFY(shown.contains(u"2,568"_s));
    const auto *list = m_dialog->findChild<QTreeWidget *>();
    QCOMPARE(list->topLevelItem(0)->text(0), u"HR sync"_s);
    QCOMPARE(list->topLevelItem(0)->text(1), u"2 minutes ago"_s);
    QCOMPARE(list->topLevelItem(2)->text(0), u"Data warehouse"_s);
    QCOMPARE(list->topLevelItem(2)->text(1), u"never used"_s);
    QSignalSpy confirmed(m_dialog, &RevokeDialog::revokeConfirmed);
    QCOMPARE(m_dialog->focusWidget(), button(m_dialog, u"Cancel"_s));
    button(m_dialog, u"Yes, revoke"_s)->click();
    QCOMPARE(confirmed.first().first().toStringList(),
             (QStringList{keys.at(0).id, keys.at(1).id, keys.at(2).id}));
}

void RevokeDialogTest::manyFitTheScreen()
{
    QList<ApiKey> keys;
    for (int i = 0; i < 25; ++i)
        keys.append(sampleKey(i, QString(100, u'x')));
    open(keys);
    QVERIFY2(m_dialog->height() < 560, qPrintable(QString::number(m_dialog->height())));
    const auto *list = m_dialog->findChild<QTreeWidget *>();
    QVERIFY(list->viewport()->height() >= 3 * list->visualItemRect(list->topLevelItem(0)).height());
}

KEYDESK_UI_TEST_MAIN(RevokeDialogTest)
#include "RevokeDialogTest.moc"
