// SPDX-License-Identifier: Apache-2.0
#include "signin/ConnectionDialog.h"

#include "SheetTest.h"

#include <QClipboard>
#include <QLineEdit>
#include <QPointer>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace keydesk::ui;
using namespace keydesk::testing;

namespace {

QByteArray fingerprint()
{
    QByteArray bytes;
    for (int i = 0; i < 32; ++i)
        bytes.append(static_cast<char>(0xa0 + i));
    return bytes;
}

} // namespace

class ConnectionDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void anAddressIsCheckedOnceHoweverOftenItIsAskedFor();
    void whatComesAlongWithAPastedAddressIsLeftOut_data();
    void whatComesAlongWithAPastedAddressIsLeftOut();
    void withoutAnAddressThereIsNothingToContinueWith();
    void aProblemKeepsTheAddressAndCanBeTriedAgain();
    void aCertificateThatDoesNotVerifyCanBeComparedButNotIgnored();
    void theFingerprintIsCopiedOnOneLine();
    void aPrivateAuthorityIsNamedAndCanBeTakenBack();
    void anotherAddressHasAnotherCertificate();
    void theNameIsTheHostUnlessAnotherIsTyped();
    void aNameThatCannotBeUsedIsNotTaken_data();
    void aNameThatCannotBeUsedIsNotTaken();
    void aProblemKeepsTheName();
    void escapeCancelsWhileItIsBusyToo_data();
    void escapeCancelsWhileItIsBusyToo();
    void tabGoesFromTopToBottom();
    void everyStateFitsAndIsLegible_data();
    void everyStateFitsAndIsLegible();

private:
    void open();

    QWidget m_window;
    QPointer<ConnectionDialog> m_dialog;
    QLineEdit *m_address = nullptr;
};

void ConnectionDialogTest::open()
{
    delete m_dialog;
    m_dialog = new ConnectionDialog(&m_window);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog));
    m_address = m_dialog->findChild<QLineEdit *>();
}

void ConnectionDialogTest::init()
{
    m_window.resize(800, 520);
    m_window.show();
    open();
}

void ConnectionDialogTest::cleanup()
{
    delete m_dialog;
}

void ConnectionDialogTest::anAddressIsCheckedOnceHoweverOftenItIsAskedFor()
{
    QSignalSpy requested(m_dialog, &ConnectionDialog::continueRequested);
    QCOMPARE(m_dialog->focusWidget(), m_address);
    QTest::keyClicks(m_address, u"keys.acme.example"_s);
    QTest::keyClick(m_address, Qt::Key_Return);
    QTest::keyClick(m_address, Qt::Key_Return);
    QPushButton *checking = button(m_dialog, u"Checking…"_s);
    for (int click = 0; click < 5; ++click)
        QTest::mouseClick(checking, Qt::LeftButton);
    QCOMPARE(requested.size(), 1);
    QCOMPARE(requested.first().first().toString(), u"keys.acme.example"_s);
    QVERIFY(m_dialog->isBusy() && m_address->isReadOnly());
    QVERIFY(button(m_dialog, u"Cancel"_s)->isEnabled());
}

void ConnectionDialogTest::whatComesAlongWithAPastedAddressIsLeftOut_data()
{
    QTest::addColumn<QString>("pasted");
    QTest::newRow("spaces") << u"  https://keys.acme.example "_s;
    QTest::newRow("a line") << u"https://keys.acme.example\r\n"_s;
    QTest::newRow("a cell") << u"\thttps://keys.acme.example\t"_s;
}

void ConnectionDialogTest::whatComesAlongWithAPastedAddressIsLeftOut()
{
    QFETCH(QString, pasted);
    QGuiApplication::clipboard()->setText(pasted);
    QTest::keySequence(m_address, QKeySequence::Paste);
    QCOMPARE(m_address->text(), u"https://keys.acme.example"_s);
    QVERIFY(button(m_dialog, u"Continue"_s)->isEnabled());
}

void ConnectionDialogTest::withoutAnAddressThereIsNothingToContinueWith()
{
    QSignalSpy requested(m_dialog, &ConnectionDialog::continueRequested);
    QVERIFY(!button(m_dialog, u"Continue"_s)->isEnabled());
    QVERIFY(shows(m_dialog, u"https is required"_s));
    m_address->setText(u"   "_s);
    QTest::keyClick(m_address, Qt::Key_Return);
    QVERIFY(!button(m_dialog, u"Continue"_s)->isEnabled());
    QCOMPARE(requested.size(), 0);
}

void ConnectionDialogTest::aProblemKeepsTheAddressAndCanBeTriedAgain()
{
    QSignalSpy requested(m_dialog, &ConnectionDialog::continueRequested);
    m_dialog->setAddress(u"keys.acme.example"_s);
    button(m_dialog, u"Continue"_s)->click();
    m_dialog->showProblem(u"What answers there is not Keydesk."_s);
    QVERIFY(m_dialog->isVisible());
    QVERIFY(shows(m_dialog, u"What answers there is not Keydesk."_s));
    QCOMPARE(m_dialog->address(), u"keys.acme.example"_s);
    QVERIFY(!m_address->isReadOnly());
    QCOMPARE(m_dialog->focusWidget(), m_address);
    QTest::keyClick(m_dialog, Qt::Key_Return);
    QCOMPARE(requested.size(), 2);
    QVERIFY(!shows(m_dialog, u"What answers there is not Keydesk."_s));
}

void ConnectionDialogTest::aCertificateThatDoesNotVerifyCanBeComparedButNotIgnored()
{
    m_dialog->setAddress(u"keys.acme.example"_s);
    button(m_dialog, u"Continue"_s)->click();
    m_dialog->showCertificateProblem(u"Nobody knows who signed it."_s, fingerprint());
    QVERIFY(shows(m_dialog, u"Nobody knows who signed it."_s));
    QVERIFY(shows(m_dialog, u"A0:A1:A2:A3:A4:A5:A6:A7:A8:A9:AA:AB:AC:AD:AE:AF:"_s));
    QVERIFY(shows(m_dialog, u"B0:B1:B2:B3:B4:B5:B6:B7:B8:B9:BA:BB:BC:BD:BE:BF"_s));
    QCOMPARE(m_dialog->address(), u"keys.acme.example"_s);
    QStringList offered;
    const auto buttons = m_dialog->findChildren<QPushButton *>();
    for (const QPushButton *offer : buttons) {
        if (offer->isVisible())
            offered.append(offer->text());
    }
    offered.sort();
    QCOMPARE(offered, (QStringList{u"Cancel"_s, u"Continue"_s, u"Copy"_s, u"Use a private CA…"_s}));
    // Continue only asks again.
    QSignalSpy requested(m_dialog, &ConnectionDialog::continueRequested);
    QTest::keyClick(m_dialog, Qt::Key_Return);
    QCOMPARE(requested.size(), 1);
}

void ConnectionDialogTest::theFingerprintIsCopiedOnOneLine()
{
    m_dialog->showCertificateProblem(u"Nobody knows who signed it."_s, fingerprint());
    button(m_dialog, u"Copy the fingerprint"_s)->click();
    const QString copied = QGuiApplication::clipboard()->text();
    QCOMPARE(copied.size(), 32 * 3 - 1);
    QVERIFY(copied.startsWith(u"A0:A1:"_s) && copied.endsWith(u":BE:BF"_s));
    QVERIFY(button(m_dialog, u"Fingerprint copied"_s));
}

void ConnectionDialogTest::aPrivateAuthorityIsNamedAndCanBeTakenBack()
{
    QSignalSpy wanted(m_dialog, &ConnectionDialog::certificateAuthorityRequested);
    QSignalSpy removed(m_dialog, &ConnectionDialog::certificateAuthorityRemoved);
    m_dialog->setAddress(u"keys.acme.example"_s);
    m_dialog->showCertificateProblem(u"Nobody knows who signed it."_s, fingerprint());
    button(m_dialog, u"Use a private CA…"_s)->click();
    QCOMPARE(wanted.size(), 1);
    m_dialog->setCertificateAuthority(u"<b>Acme</b> Root CA"_s);
    QVERIFY(shows(m_dialog, u"Private CA: <b>Acme</b> Root CA"_s));
    QVERIFY(!shows(m_dialog, u"Nobody knows who signed it."_s));
    QVERIFY(button(m_dialog, u"Continue"_s)->isEnabled());
    button(m_dialog, u"Remove the private CA"_s)->click();
    QCOMPARE(removed.size(), 1);
    QVERIFY(!shows(m_dialog, u"Private CA"_s));
    QCOMPARE(m_dialog->address(), u"keys.acme.example"_s);
}

void ConnectionDialogTest::anotherAddressHasAnotherCertificate()
{
    m_dialog->setAddress(u"keys.acme.example"_s);
    m_dialog->showCertificateProblem(u"Nobody knows who signed it."_s, fingerprint());
    QTest::keyClicks(m_address, u"x"_s);
    QVERIFY(!shows(m_dialog, u"Nobody knows who signed it."_s));
    QVERIFY(!shows(m_dialog, u"A0:A1"_s));
}

void ConnectionDialogTest::theNameIsTheHostUnlessAnotherIsTyped()
{
    QSignalSpy chosen(m_dialog, &ConnectionDialog::nameChosen);
    m_dialog->setAddress(u"keys.acme.example"_s);
    button(m_dialog, u"Continue"_s)->click();
    m_dialog->askName(u"keys.acme.example"_s);
    QTest::keyClick(m_dialog, Qt::Key_Return);
    QCOMPARE(chosen.takeFirst().first().toString(), u"keys.acme.example"_s);
    QVERIFY(m_dialog->isBusy());
    m_dialog->showProblem(u"It was not saved."_s);
    auto *name = qobject_cast<QLineEdit *>(m_dialog->focusWidget());
    QVERIFY(name && name != m_address);
    name->selectAll();
    QTest::keyClicks(name, u" Acme "_s); // typed over what was suggested
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(chosen.takeFirst().first().toString(), u"Acme"_s);
}

void ConnectionDialogTest::aNameThatCannotBeUsedIsNotTaken_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("reason");
    QTest::newRow("blank") << u"  "_s << u"at least one character"_s;
    QTest::newRow("too long") << QString(61, u'x') << u"at most 60 characters"_s;
    QTest::newRow("line break") << u"a\nb"_s << u"one line"_s;
    QTest::newRow("override") << u"a\u202eb"_s << u"invisible characters"_s;
}

void ConnectionDialogTest::aNameThatCannotBeUsedIsNotTaken()
{
    QFETCH(QString, name);
    QFETCH(QString, reason);
    m_dialog->askName(u"keys.acme.example"_s);
    auto *field = qobject_cast<QLineEdit *>(m_dialog->focusWidget());
    field->setText(name);
    QVERIFY(shows(m_dialog, reason));
    QVERIFY(field->accessibleDescription().contains(reason));
    QVERIFY(!button(m_dialog, u"Add"_s)->isEnabled());
    field->setText(QString(60, u'x'));
    QVERIFY(!shows(m_dialog, reason));
    QVERIFY(button(m_dialog, u"Add"_s)->isEnabled());
}

void ConnectionDialogTest::aProblemKeepsTheName()
{
    m_dialog->askName(u"keys.acme.example"_s);
    auto *field = qobject_cast<QLineEdit *>(m_dialog->focusWidget());
    field->setText(u"Acme"_s);
    button(m_dialog, u"Add"_s)->click();
    m_dialog->showProblem(u"It was not saved."_s);
    QCOMPARE(field->text(), u"Acme"_s);
    QVERIFY(!field->isReadOnly() && m_address->isReadOnly());
    QVERIFY(button(m_dialog, u"Add"_s)->isEnabled());
}

void ConnectionDialogTest::escapeCancelsWhileItIsBusyToo_data()
{
    QTest::addColumn<bool>("naming");
    QTest::newRow("checking") << false;
    QTest::newRow("adding") << true;
}

void ConnectionDialogTest::escapeCancelsWhileItIsBusyToo()
{
    QFETCH(bool, naming);
    QSignalSpy cancelled(m_dialog, &ConnectionDialog::cancelled);
    m_dialog->setAddress(u"keys.acme.example"_s);
    if (naming)
        m_dialog->askName(u"Acme"_s);
    QTest::keyClick(m_dialog, Qt::Key_Return);
    QVERIFY(m_dialog->isBusy());
    QTest::keyClick(m_dialog, Qt::Key_Escape);
    QCOMPARE(cancelled.size(), 1);
    QTRY_VERIFY(!m_dialog);
}

void ConnectionDialogTest::tabGoesFromTopToBottom()
{
    m_dialog->setAddress(u"keys.acme.example"_s);
    m_dialog->setCertificateAuthority(u"Acme Root CA"_s);
    m_dialog->showCertificateProblem(u"Nobody knows who signed it."_s, fingerprint());
    QStringList order = tabOrder(m_dialog);
    QVERIFY(order.value(2).startsWith(u"SHA-256 fingerprint: A0:A1:"_s));
    order.removeAt(2);
    QCOMPARE(order, (QStringList{u"Address of the backend"_s, u"Remove the private CA"_s,
                                 u"Copy the fingerprint"_s, u"Use a private CA…"_s, u"Cancel"_s,
                                 u"Continue"_s}));
    m_dialog->askName(u"Acme"_s);
    QCOMPARE(tabOrder(m_dialog),
             (QStringList{u"Name"_s, u"Cancel"_s, u"Add"_s, u"Address of the backend"_s}));
}

void ConnectionDialogTest::everyStateFitsAndIsLegible_data()
{
    QTest::addColumn<bool>("longTexts");
    QTest::newRow("English") << false;
    QTest::newRow("a language of long words") << true;
}

void ConnectionDialogTest::everyStateFitsAndIsLegible()
{
    QFETCH(bool, longTexts);
    std::optional<LongTexts> translation;
    if (longTexts)
        translation.emplace();
    open();
    m_dialog->setAddress(u"keys.a-department-with-a-long-name.acme.example:8443"_s);
    QTRY_COMPARE(cutOff(m_dialog).join(u'\n'), QString());
    m_dialog->showProblem(u"What answers there is not a backend that this version of Keydesk "
                          "understands (the answer was a page of a router)."_s);
    QTRY_COMPARE(cutOff(m_dialog).join(u'\n'), QString());
    open();
    m_dialog->showCertificateProblem(
        u"The certificate was signed by an authority that this computer does not know, or by "
        "itself."_s,
        fingerprint());
    QTRY_COMPARE(cutOff(m_dialog).join(u'\n'), QString());
    m_dialog->setCertificateAuthority(u"CN=Acme Corporation Root Certification Authority R3, "
                                      "O=Acme Corporation, C=FR"_s);
    QTRY_COMPARE(cutOff(m_dialog).join(u'\n'), QString());
    m_dialog->askName(QString(60, u'W'));
    QTRY_COMPARE(cutOff(m_dialog).join(u'\n'), QString());
}

KEYDESK_UI_TEST_MAIN(ConnectionDialogTest)
#include "ConnectionDialogTest.moc"
