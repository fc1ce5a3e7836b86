// SPDX-License-Identifier: Apache-2.0
#include "signin/SignInDialog.h"

#include "secret/PasswordEdit.h"

#include "SheetTest.h"

#include <QLineEdit>
#include <QPointer>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace keydesk::ui;
using namespace keydesk::testing;

namespace {
constexpr auto both = SignInMethod::Password | SignInMethod::Browser;
} // namespace

class SignInDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void itSaysWhereOneSignsIn();
    void enterAsksOnceForWhatWasTyped();
    void aKnownEmailLeavesThePasswordToType();
    void nothingTypedIsLostOnAProblem();
    void thePasswordIsNotInTheFieldWhileItIsChecked();
    void thePasswordCanBeTakenForEachTryOnly();
    void aClosedDialogHoldsNoPassword_data();
    void aClosedDialogHoldsNoPassword();
    void afterTooManyTriesTheButtonCountsDown();
    void onlyWhatTheBackendOffersIsOffered();
    void theBrowserIsWaitedFor();
    void thePasswordCanBeUsedInstead();
    void aBrowserThatFailsLeadsBackToTheMethods();
    void withoutAKeychainItCanBeForThisTimeOnly();
    void escapeCancelsWhileItIsBusyToo_data();
    void escapeCancelsWhileItIsBusyToo();
    void tabGoesFromTopToBottom();
    void everyStateFitsAndIsLegible_data();
    void everyStateFitsAndIsLegible();

private:
    void open(SignInMethods methods);
    void fillIn();
    void signIn();

    QWidget m_window;
    QPointer<SignInDialog> m_dialog;
    QLineEdit *m_email = nullptr;
    PasswordEdit *m_password = nullptr;
};

void SignInDialogTest::open(SignInMethods methods)
{
    delete m_dialog;
    m_dialog = new SignInDialog(u"<b>Acme</b>"_s, u"keys.acme.example"_s, methods, &m_window);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog));
    m_password = m_dialog->findChild<PasswordEdit *>();
    const auto fields = m_dialog->findChildren<QLineEdit *>();
    m_email = *std::ranges::find(fields, u"E-mail"_s, &QWidget::accessibleName);
}

void SignInDialogTest::init()
{
    m_window.resize(800, 520);
    m_window.show();
    open(both);
}

void SignInDialogTest::cleanup()
{
    delete m_dialog;
}

void SignInDialogTest::fillIn()
{
    QTest::keyClicks(m_email, u"n.haddad@acme.example"_s);
    QTest::keyClicks(m_password, u"correct horse"_s);
}

void SignInDialogTest::signIn()
{
    fillIn();
    QTest::keyClick(m_password, Qt::Key_Return);
    QVERIFY(m_dialog->isBusy());
}

void SignInDialogTest::itSaysWhereOneSignsIn()
{
    QCOMPARE(m_dialog->windowTitle(), u"Sign in to <b>Acme</b>"_s);
    QVERIFY(shows(m_dialog, u"Sign in to <b>Acme</b>"_s));
    QVERIFY(shows(m_dialog, u"keys.acme.example"_s));
    const auto labels = m_dialog->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        QCOMPARE(label->textFormat(), Qt::PlainText);
}

void SignInDialogTest::enterAsksOnceForWhatWasTyped()
{
    QSignalSpy requested(m_dialog, &SignInDialog::signInRequested);
    QCOMPARE(m_dialog->focusWidget(), m_email);
    QVERIFY(!button(m_dialog, u"Sign in"_s)->isEnabled());
    m_email->insert(u" n.haddad@acme.example\n"_s);
    QTest::keyClicks(m_password, u"correct horse"_s);
    for (int press = 0; press < 3; ++press)
        QTest::keyClick(m_password, Qt::Key_Return);
    QTest::mouseClick(button(m_dialog, u"Signing in…"_s), Qt::LeftButton);
    QCOMPARE(requested.size(), 1);
    QCOMPARE(requested.first().first().toString(), u"n.haddad@acme.example"_s);
    QCOMPARE(m_dialog->takePassword().utf8().toByteArray(), QByteArray("correct horse"));
    QVERIFY(m_email->isReadOnly() && m_password->isReadOnly());
    QVERIFY(button(m_dialog, u"Cancel"_s)->isEnabled());
}

void SignInDialogTest::aKnownEmailLeavesThePasswordToType()
{
    m_dialog->setEmail(u"n.haddad@acme.example"_s);
    QCOMPARE(m_dialog->focusWidget(), m_password);
}

void SignInDialogTest::nothingTypedIsLostOnAProblem()
{
    QSignalSpy requested(m_dialog, &SignInDialog::signInRequested);
    signIn();
    m_dialog->takePassword();
    m_dialog->showProblem(u"The e-mail or the password is wrong."_s);
    QVERIFY(m_dialog->isVisible());
    QVERIFY(shows(m_dialog, u"The e-mail or the password is wrong."_s));
    QCOMPARE(m_email->text(), u"n.haddad@acme.example"_s);
    QCOMPARE(m_password->text(), u"correct horse"_s);
    QVERIFY(!m_email->isReadOnly() && !m_password->isReadOnly());
    QCOMPARE(m_dialog->focusWidget(), m_password);
    QVERIFY(m_password->hasSelectedText()); // another one is typed over it
    QTest::keyClick(m_password, Qt::Key_Return);
    QCOMPARE(requested.size(), 2);
    QCOMPARE(m_dialog->takePassword().utf8().toByteArray(), QByteArray("correct horse"));
    QVERIFY(!shows(m_dialog, u"The e-mail or the password is wrong."_s));
}

void SignInDialogTest::thePasswordIsNotInTheFieldWhileItIsChecked()
{
    signIn();
    QVERIFY(m_password->text().isEmpty());
    QVERIFY(!m_password->isUndoAvailable());
    m_password->undo();
    QTest::keySequence(m_password, QKeySequence::Undo);
    QVERIFY(m_password->text().isEmpty());
    // That something is there is seen, but not how long it is.
    QCOMPARE(m_password->placeholderText(), QString(8, QChar(0x2022)));
}

void SignInDialogTest::thePasswordCanBeTakenForEachTryOnly()
{
    fillIn();
    QVERIFY(m_dialog->takePassword().isEmpty());
    QTest::keyClick(m_password, Qt::Key_Return);
    QVERIFY(!m_dialog->takePassword().isEmpty());
    m_dialog->showKeychainProblem(u"The keychain is locked."_s);
    QVERIFY(m_dialog->takePassword().isEmpty());
    QVERIFY(m_password->text().isEmpty());
}

void SignInDialogTest::aClosedDialogHoldsNoPassword_data()
{
    QTest::addColumn<bool>("asked");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("closed before it was asked for") << false << false;
    QTest::newRow("cancelled while it was checked") << true << false;
    QTest::newRow("signed in") << true << true;
}

void SignInDialogTest::aClosedDialogHoldsNoPassword()
{
    QFETCH(bool, asked);
    QFETCH(bool, accepted);
    if (asked)
        signIn();
    else
        fillIn();
    if (accepted)
        m_dialog->accept();
    else
        m_dialog->reject();
    QVERIFY(m_dialog); // until the event loop is back
    QVERIFY(m_password->text().isEmpty());
    QVERIFY(m_dialog->takePassword().isEmpty());
}

void SignInDialogTest::afterTooManyTriesTheButtonCountsDown()
{
    QSignalSpy requested(m_dialog, &SignInDialog::signInRequested);
    signIn();
    m_dialog->showTooManyTries(12s);
    QVERIFY(shows(m_dialog, u"Too many tries in a short time."_s));
    QPushButton *waiting = button(m_dialog, u"Try again in 12 s"_s);
    QVERIFY(waiting && !waiting->isEnabled());
    QCOMPARE(m_password->text(), u"correct horse"_s);
    QVERIFY(button(m_dialog, u"Continue in the browser"_s)->isEnabled());
    QTest::keyClick(m_password, Qt::Key_Return);
    QCOMPARE(requested.size(), 1);
    QTRY_COMPARE(waiting->text(), u"Try again in 11 s"_s);
    m_dialog->showTooManyTries(1s);
    QCOMPARE(waiting->text(), u"Try again in 1 s"_s);
    QTRY_COMPARE(waiting->text(), u"Sign in"_s);
    QVERIFY(waiting->isEnabled());
    QTest::keyClick(m_password, Qt::Key_Return);
    QCOMPARE(requested.size(), 2);
}

void SignInDialogTest::onlyWhatTheBackendOffersIsOffered()
{
    QVERIFY(m_password->isVisible());
    QVERIFY(button(m_dialog, u"Continue in the browser"_s));
    QVERIFY(button(m_dialog, u"Sign in"_s)->isDefault());
    m_dialog->setMethods(SignInMethod::Password);
    QVERIFY(m_password->isVisible());
    QVERIFY(!button(m_dialog, u"Continue in the browser"_s));
    m_dialog->setMethods(SignInMethod::Browser);
    QVERIFY(!m_password->isVisible() && !m_email->isVisible());
    QPushButton *browser = button(m_dialog, u"Continue in the browser"_s);
    QVERIFY(browser->isDefault() && browser->isEnabled());
    QCOMPARE(m_dialog->focusWidget(), browser);
    QVERIFY(!button(m_dialog, u"Sign in"_s));
}

void SignInDialogTest::theBrowserIsWaitedFor()
{
    open(SignInMethod::Browser);
    QSignalSpy requested(m_dialog, &SignInDialog::browserRequested);
    QTest::keyClick(m_dialog, Qt::Key_Return);
    QCOMPARE(requested.size(), 1);
    QVERIFY(m_dialog->isBusy());
    QVERIFY(shows(m_dialog, u"Waiting for the browser. Sign in there and come back."_s));
    QVERIFY(!button(m_dialog, u"Continue in the browser"_s));
    button(m_dialog, u"Open the browser again"_s)->click();
    QCOMPARE(requested.size(), 2);
    QSignalSpy cancelled(m_dialog, &SignInDialog::cancelled);
    button(m_dialog, u"Cancel"_s)->click();
    QCOMPARE(cancelled.size(), 1);
}

void SignInDialogTest::thePasswordCanBeUsedInstead()
{
    QSignalSpy abandoned(m_dialog, &SignInDialog::browserAbandoned);
    fillIn();
    button(m_dialog, u"Continue in the browser"_s)->click();
    QVERIFY(!m_password->isVisible());
    button(m_dialog, u"Use the password instead"_s)->click();
    QCOMPARE(abandoned.size(), 1);
    QVERIFY(!m_dialog->isBusy());
    QVERIFY(m_password->isVisible());
    QCOMPARE(m_password->text(), u"correct horse"_s);
    QVERIFY(button(m_dialog, u"Sign in"_s)->isEnabled());
    QVERIFY(button(m_dialog, u"Sign in"_s)->isDefault());
}

void SignInDialogTest::aBrowserThatFailsLeadsBackToTheMethods()
{
    fillIn();
    button(m_dialog, u"Continue in the browser"_s)->click();
    m_dialog->showProblem(u"No browser could be opened."_s);
    QVERIFY(shows(m_dialog, u"No browser could be opened."_s));
    QVERIFY(!shows(m_dialog, u"Waiting for the browser."_s));
    QCOMPARE(m_email->text(), u"n.haddad@acme.example"_s);
    QCOMPARE(m_password->text(), u"correct horse"_s);
    QVERIFY(button(m_dialog, u"Continue in the browser"_s)->isEnabled());
}

void SignInDialogTest::withoutAKeychainItCanBeForThisTimeOnly()
{
    QSignalSpy sessionOnly(m_dialog, &SignInDialog::sessionOnlyChosen);
    QSignalSpy retry(m_dialog, &SignInDialog::keychainRetryRequested);
    signIn();
    m_dialog->showKeychainProblem(u"The keychain is locked."_s);
    QVERIFY(shows(m_dialog, u"The keychain is locked."_s));
    QVERIFY(shows(m_dialog, u"sign in again each time Keydesk is started"_s));
    QVERIFY(!m_password->isVisible() && !button(m_dialog, u"Sign in"_s));
    button(m_dialog, u"Try again"_s)->click();
    QCOMPARE(retry.size(), 1);
    QVERIFY(m_dialog->isBusy());
    m_dialog->showKeychainProblem(u"The keychain does not answer."_s);
    QVERIFY(shows(m_dialog, u"The keychain does not answer."_s));
    QVERIFY(button(m_dialog, u"Stay signed in until Keydesk is closed"_s)->isDefault());
    QTest::keyClick(m_dialog, Qt::Key_Return);
    QTest::keyClick(m_dialog, Qt::Key_Return);
    QCOMPARE(sessionOnly.size(), 1);
}

void SignInDialogTest::escapeCancelsWhileItIsBusyToo_data()
{
    QTest::addColumn<int>("state");
    QTest::newRow("at first") << 0;
    QTest::newRow("signing in") << 1;
    QTest::newRow("in the browser") << 2;
    QTest::newRow("without a keychain") << 3;
}

void SignInDialogTest::escapeCancelsWhileItIsBusyToo()
{
    QFETCH(int, state);
    QSignalSpy cancelled(m_dialog, &SignInDialog::cancelled);
    if (state == 1)
        signIn();
    else if (state == 2)
        button(m_dialog, u"Continue in the browser"_s)->click();
    else if (state == 3)
        m_dialog->showKeychainProblem(u"The keychain is locked."_s);
    QTest::keyClick(m_dialog, Qt::Key_Escape);
    QCOMPARE(cancelled.size(), 1);
    QTRY_VERIFY(!m_dialog);
}

void SignInDialogTest::tabGoesFromTopToBottom()
{
    fillIn();
    QCOMPARE(tabOrder(m_dialog),
             (QStringList{u"E-mail"_s, u"Password"_s, u"Show the password"_s,
                          u"Continue in the browser"_s, u"Cancel"_s, u"Sign in"_s}));
    button(m_dialog, u"Continue in the browser"_s)->click();
    QCOMPARE(tabOrder(m_dialog), (QStringList{u"Open the browser again"_s,
                                              u"Use the password instead"_s, u"Cancel"_s}));
    m_dialog->showKeychainProblem(u"The keychain is locked."_s);
    QCOMPARE(tabOrder(m_dialog), (QStringList{u"Stay signed in until Keydesk is closed"_s,
                                              u"Try again"_s, u"Cancel"_s}));
}

void SignInDialogTest::everyStateFitsAndIsLegible_data()
{
    QTest::addColumn<bool>("longTexts");
    QTest::newRow("English") << false;
    QTest::newRow("a language of long words") << true;
}

void SignInDialogTest::everyStateFitsAndIsLegible()
{
    QFETCH(bool, longTexts);
    std::optional<LongTexts> translation;
    if (longTexts)
        translation.emplace();
    delete m_dialog;
    m_dialog = new SignInDialog(QString(60, u'W'),
                                u"keys.a-department-with-a-long-name.acme.example:8443"_s, both,
                                &m_window);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog));
    QTest::sendKeyEvent(QTest::Click, m_dialog->findChild<PasswordEdit *>(), Qt::Key_A, u"A"_s,
                        Qt::NoModifier);
    QTRY_COMPARE(cutOff(m_dialog).join(u'\n'), QString());
    m_dialog->showTooManyTries(600s);
    QTRY_COMPARE(cutOff(m_dialog).join(u'\n'), QString());
    const auto buttons = m_dialog->findChildren<QPushButton *>();
    for (QPushButton *candidate : buttons) {
        if (candidate->isVisible() && candidate->text().startsWith(u"Continue in the browser"_s))
            candidate->click();
    }
    QVERIFY(m_dialog->isBusy());
    QTRY_COMPARE(cutOff(m_dialog).join(u'\n'), QString());
    m_dialog->showKeychainProblem(u"The keychain of this computer is locked and did not answer. "
                                  "Unlock it, then try again."_s);
    QTRY_COMPARE(cutOff(m_dialog).join(u'\n'), QString());
}

KEYDESK_UI_TEST_MAIN(SignInDialogTest)
#include "SignInDialogTest.moc"
