// SPDX-License-Identifier: Apache-2.0
// Renaming and removing a connection, and the page where nobody is signed in.
#include "signin/RemoveConnectionDialog.h"
#include "signin/RenameConnectionDialog.h"
#include "signin/SignedOutPage.h"

#include "SheetTest.h"

#include <QLineEdit>
#include <QPointer>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace keydesk::ui;
using namespace keydesk::testing;

class ConnectionSheetsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void aNewNameIsAskedForOnce();
    void aNameThatIsTooLongIsNotCutButRefused();
    void aProblemKeepsTheNewName();
    void removingSaysWhatGoesAndWhatStays();
    void enterDoesNotRemove();
    void removingIsAskedForOnceAndCanBeTriedAgain();
    void escapeCancelsWhileItIsBusyToo();
    void namesAreNeverReadAsMarkup();
    void everySheetFitsAndIsLegible_data();
    void everySheetFitsAndIsLegible();
    void thePageSaysWhyNobodyIsSignedIn_data();
    void thePageSaysWhyNobodyIsSignedIn();

private:
    template <typename Dialog>
    Dialog *open(const QString &name);

    const QString m_host = u"keys.acme.example"_s;
    QWidget m_window;
    QPointer<QDialog> m_dialog;
};

void ConnectionSheetsTest::initTestCase()
{
    m_window.resize(800, 520);
    m_window.show();
}

void ConnectionSheetsTest::cleanup()
{
    delete m_dialog;
}

template <typename Dialog>
Dialog *ConnectionSheetsTest::open(const QString &name)
{
    delete m_dialog;
    auto *dialog = new Dialog(name, m_host, &m_window);
    m_dialog = dialog;
    dialog->open();
    return QTest::qWaitForWindowExposed(dialog) ? dialog : nullptr;
}

void ConnectionSheetsTest::aNewNameIsAskedForOnce()
{
    auto *dialog = open<RenameConnectionDialog>(u"Acme"_s);
    QSignalSpy requested(dialog, &RenameConnectionDialog::renameRequested);
    auto *field = dialog->findChild<QLineEdit *>();
    QCOMPARE(dialog->focusWidget(), field);
    QCOMPARE(field->selectedText(), u"Acme"_s);
    QVERIFY(shows(dialog, m_host));
    QTest::keyClicks(field, u"Acme Academy"_s);
    for (int press = 0; press < 3; ++press)
        QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(requested.size(), 1);
    QCOMPARE(requested.first().first().toString(), u"Acme Academy"_s);
    QVERIFY(dialog->isVisible() && dialog->isBusy());
}

void ConnectionSheetsTest::aNameThatIsTooLongIsNotCutButRefused()
{
    auto *dialog = open<RenameConnectionDialog>(u"Acme"_s);
    auto *field = dialog->findChild<QLineEdit *>();
    field->setText(QString(61, u'x'));
    QCOMPARE(field->text().size(), 61);
    QVERIFY(shows(dialog, u"61 / 60"_s));
    QVERIFY(!button(dialog, u"Rename"_s)->isEnabled());
}

void ConnectionSheetsTest::aProblemKeepsTheNewName()
{
    auto *dialog = open<RenameConnectionDialog>(u"Acme"_s);
    auto *field = dialog->findChild<QLineEdit *>();
    field->setText(u"Academy"_s);
    button(dialog, u"Rename"_s)->click();
    dialog->showProblem(u"It was not saved."_s);
    QVERIFY(shows(dialog, u"It was not saved."_s));
    QCOMPARE(field->text(), u"Academy"_s);
    QVERIFY(button(dialog, u"Rename"_s)->isEnabled());
}

void ConnectionSheetsTest::removingSaysWhatGoesAndWhatStays()
{
    auto *dialog = open<RemoveConnectionDialog>(u"Acme"_s);
    QVERIFY(shows(dialog, u"Remove “Acme”?"_s));
    QVERIFY(shows(dialog, u"The saved sign-in and the cached lists"_s));
    QVERIFY(shows(dialog, u"The API keys on keys.acme.example stay there and keep working."_s));
    QVERIFY(dialog->accessibleDescription().contains(u"keep working"_s));
}

void ConnectionSheetsTest::enterDoesNotRemove()
{
    auto *dialog = open<RemoveConnectionDialog>(u"Acme"_s);
    QSignalSpy confirmed(dialog, &RemoveConnectionDialog::removeConfirmed);
    QSignalSpy cancelled(dialog, &RemoveConnectionDialog::cancelled);
    QPushButton *remove = button(dialog, u"Remove"_s);
    QCOMPARE(dialog->focusWidget(), button(dialog, u"Cancel"_s));
    remove->setFocus(); // also not from there: it never becomes the default
    QVERIFY(!remove->isDefault());
    QTest::keyClick(dialog, Qt::Key_Return);
    QCOMPARE(confirmed.size(), 0);
    QCOMPARE(cancelled.size(), 1);
}

void ConnectionSheetsTest::removingIsAskedForOnceAndCanBeTriedAgain()
{
    auto *dialog = open<RemoveConnectionDialog>(u"Acme"_s);
    QSignalSpy confirmed(dialog, &RemoveConnectionDialog::removeConfirmed);
    QPushButton *remove = button(dialog, u"Remove"_s);
    for (int click = 0; click < 5; ++click)
        QTest::mouseClick(remove, Qt::LeftButton);
    QCOMPARE(confirmed.size(), 1);
    QCOMPARE(remove->text(), u"Removing…"_s);
    dialog->showProblem(u"It was not removed."_s);
    QVERIFY(shows(dialog, u"It was not removed."_s));
    QCOMPARE(dialog->focusWidget(), button(dialog, u"Cancel"_s));
    remove->click();
    QCOMPARE(confirmed.size(), 2);
}

void ConnectionSheetsTest::escapeCancelsWhileItIsBusyToo()
{
    auto *dialog = open<RemoveConnectionDialog>(u"Acme"_s);
    QSignalSpy cancelled(dialog, &RemoveConnectionDialog::cancelled);
    button(dialog, u"Remove"_s)->click();
    QTest::keyClick(dialog, Qt::Key_Escape);
    QCOMPARE(cancelled.size(), 1);
    QTRY_VERIFY(!m_dialog);
}

void ConnectionSheetsTest::namesAreNeverReadAsMarkup()
{
    auto *dialog = open<RemoveConnectionDialog>(u"<b>R&D</b> %1"_s);
    QVERIFY(shows(dialog, u"Remove “<b>R&D</b> %1”?"_s));
    const auto labels = dialog->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        QCOMPARE(label->textFormat(), Qt::PlainText);
}

void ConnectionSheetsTest::everySheetFitsAndIsLegible_data()
{
    QTest::addColumn<bool>("longTexts");
    QTest::newRow("English") << false;
    QTest::newRow("a language of long words") << true;
}

void ConnectionSheetsTest::everySheetFitsAndIsLegible()
{
    QFETCH(bool, longTexts);
    std::optional<LongTexts> translation;
    if (longTexts)
        translation.emplace();
    const QString longName(60, u'W');
    const QString problem = u"The list of connections cannot be written: the disk is full."_s;
    auto *rename = open<RenameConnectionDialog>(longName);
    rename->showProblem(problem);
    QTRY_COMPARE(cutOff(rename).join(u'\n'), QString());
    auto *remove = open<RemoveConnectionDialog>(longName);
    remove->showProblem(problem);
    QTRY_COMPARE(cutOff(remove).join(u'\n'), QString());
}

void ConnectionSheetsTest::thePageSaysWhyNobodyIsSignedIn_data()
{
    QTest::addColumn<SignedOutReason>("reason");
    QTest::addColumn<QString>("text");
    QTest::newRow("never")
        << SignedOutReason::Never
        << u"Sign in to keys.acme.example to see the platforms whose API keys you manage."_s;
    QTest::newRow("signed out")
        << SignedOutReason::SignedOut
        << u"You are signed out of keys.acme.example; its API keys keep working."_s;
    QTest::newRow("ended")
        << SignedOutReason::Ended
        << u"The session on keys.acme.example has ended; its API keys keep working."_s;
}

void ConnectionSheetsTest::thePageSaysWhyNobodyIsSignedIn()
{
    QFETCH(SignedOutReason, reason);
    QFETCH(QString, text);
    SignedOutPage page;
    QSignalSpy requested(&page, &SignedOutPage::signInRequested);
    page.setConnection(u"Acme"_s, m_host, reason);
    page.show();
    QVERIFY(shows(&page, u"Acme"_s));
    QVERIFY(shows(&page, text));
    QVERIFY(page.accessibleName().contains(text));
    button(&page, u"Sign in"_s)->click();
    QCOMPARE(requested.size(), 1);
}

KEYDESK_UI_TEST_MAIN(ConnectionSheetsTest)
#include "ConnectionSheetsTest.moc"
