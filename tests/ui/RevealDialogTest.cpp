// SPDX-License-Identifier: Apache-2.0
#include "apikeys/RevealDialog.h"
#include "secret/CaptureGuard.h"
#include "secret/HiddenSecret.h"
#include "secret/PasswordEdit.h"
#include "secret/SecretClipboard.h"
#include "secret/SecretField.h"

#include "UiTest.h"

#include <QAccessible>
#include <QCheckBox>
#include <QClipboard>
#include <QLabel>
#include <QMimeData>
#include <QPointer>
#include <QSignalSpy>
#include <QTimer>

#include <array>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::ui;
using namespace keydesk::testing;

namespace {

/** As on a system that can do it. */
class Guard : public CaptureGuard
{
public:
    bool isSupported() const override { return true; }
    void setGuarded(QWidget &guarded, bool isGuarded) override
    {
        window = &guarded;
        isOn = isGuarded;
    }

    QWidget *window = nullptr;
    bool isOn = false;
};

} // namespace

class RevealDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theKeyIsHiddenUntilAsked();
    void theWholeKeyIsShownOnOneLineAndInGroups();
    void theKeyIsHiddenAgainWhenNobodyUsesTheApplication();
    void copyPutsTheKeyOnTheClipboardAndMarksIt();
    void theTimeUntilTheClipboardIsClearedIsTold();
    void whatWasSavedIsChecked();
    void afterACheckCloseCloses();
    void afterACheckReturnClosesAndCopiesNothing();
    void everyWayOfCopyingCounts();
    void aDoubleClickSelectsAllOfIt();
    void selectingDoesNotFillThePrimarySelection_data();
    void selectingDoesNotFillThePrimarySelection();
    void closingWithoutACopyAsksOnce_data();
    void closingWithoutACopyAsksOnce();
    void afterACopyCloseCloses();
    void whereItCanBeKeptOutOfCapturesThereIsAToggle();
    void theKeyIsTriedAndTheAnswerTold();
    void theCommandsDoNotHoldTheKey();
    void nothingOfTheKeyIsLeftInTheFields();

private:
    void showKey() { QTest::mouseClick(button(m_dialog, u"Show the key"_s), Qt::LeftButton); }
    bool shows(const QString &text) const;

    QWidget m_window;
    SecretClipboard m_secrets{QGuiApplication::clipboard()};
    QString m_key;
    QPointer<RevealDialog> m_dialog;
    SecretField *m_field = nullptr;
};

void RevealDialogTest::init()
{
    QGuiApplication::clipboard()->clear();
    QGuiApplication::clipboard()->clear(QClipboard::Selection);
    m_window.show();
    std::array<std::uint8_t, 32> entropy{1, 2, 3};
    ApiKeySecret secret = ApiKeySecret::fromEntropy(entropy);
    m_key = secret.reveal();
    m_dialog = new RevealDialog(std::move(secret),
                                {.label = u"HR sync"_s,
                                 .api = QUrl(u"https://keys.example.org"_s),
                                 .companyId = u"5f2b8c1e9a4d7063b1c0e8f1"_s},
                                m_secrets, &m_window);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog));
    m_field = m_dialog->findChild<SecretField *>();
}

void RevealDialogTest::cleanup()
{
    delete m_dialog;
}

bool RevealDialogTest::shows(const QString &text) const
{
    const auto labels = m_dialog->findChildren<QLabel *>();
    return std::ranges::any_of(labels, [&text](const QLabel *label) {
        return label->isVisible() && label->text().contains(text);
    });
}

void RevealDialogTest::theKeyIsHiddenUntilAsked()
{
    QCOMPARE(m_field->text().size(), m_key.size());
    QVERIFY(!m_field->text().contains(m_key.last(8)));
    QVERIFY(!m_field->displayText().contains(u'x'));
    QVERIFY(QAccessible::queryAccessibleInterface(m_field)->state().passwordEdit);
    QVERIFY(!shows(m_key.sliced(4, 7)));
    showKey();
    QCOMPARE(m_field->text(), m_key);
    QVERIFY(!QAccessible::queryAccessibleInterface(m_field)->state().passwordEdit);
    QTest::mouseClick(button(m_dialog, u"Hide the key"_s), Qt::LeftButton);
    QVERIFY(!m_field->text().contains(m_key.last(8)));
    QVERIFY(!shows(m_key.sliced(4, 7)));
}

void RevealDialogTest::theWholeKeyIsShownOnOneLineAndInGroups()
{
    showKey();
    QVERIFY(m_field->isReadOnly());
    QVERIFY(!m_field->isUndoAvailable());
    QVERIFY(m_field->fontMetrics().horizontalAdvance(m_key) < m_field->width() - 16);
    QVERIFY(shows(u"kdk_ "_s + m_key.sliced(4, 7) + u' ' + m_key.sliced(11, 7)));
    QVERIFY(shows(u"HR sync"_s));
    QVERIFY(shows(u"This is the only time it is shown."_s));
    QVERIFY(button(m_dialog, u"Copy"_s)->isDefault());
}

void RevealDialogTest::theKeyIsHiddenAgainWhenNobodyUsesTheApplication()
{
    showKey();
    auto *unused = m_dialog->findChild<HiddenSecret *>()->findChild<QTimer *>();
    QVERIFY(unused->interval() <= 60000);
    Q_EMIT qGuiApp->applicationStateChanged(Qt::ApplicationInactive);
    QVERIFY(unused->isActive());
    Q_EMIT qGuiApp->applicationStateChanged(Qt::ApplicationActive); // back in time
    QVERIFY(!unused->isActive());
    QCOMPARE(m_field->text(), m_key);
    Q_EMIT qGuiApp->applicationStateChanged(Qt::ApplicationInactive);
    unused->start(0);
    QTRY_VERIFY(!m_field->text().contains(m_key.last(8)));
    Q_EMIT qGuiApp->applicationStateChanged(Qt::ApplicationActive);
}

void RevealDialogTest::copyPutsTheKeyOnTheClipboardAndMarksIt()
{
    QTest::mouseClick(button(m_dialog, u"Copy"_s), Qt::LeftButton);
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    QCOMPARE(data->text(), m_key);
    QCOMPARE(data->data(u"x-kde-passwordManagerHint"_s), QByteArray("secret"));
    QVERIFY(m_secrets.holdsSecret());
}

void RevealDialogTest::theTimeUntilTheClipboardIsClearedIsTold()
{
    button(m_dialog, u"Copy"_s)->click();
    QVERIFY(shows(u"✓ Copied. The clipboard is cleared in 30 s."_s));
    QTRY_VERIFY(shows(u"is cleared in 29 s."_s));
    m_secrets.clear();
    QVERIFY(shows(u"The clipboard has been cleared."_s));
    QVERIFY(QGuiApplication::clipboard()->text().isEmpty());
    button(m_dialog, u"Copy"_s)->click();
    QGuiApplication::clipboard()->setText(u"other"_s);
    QTRY_VERIFY(shows(u"Something else has been copied since."_s));
}

void RevealDialogTest::whatWasSavedIsChecked()
{
    button(m_dialog, u"Check it"_s)->click();
    auto *edit = m_dialog->findChild<PasswordEdit *>();
    QVERIFY(edit->isVisible());
    QCOMPARE(m_dialog->focusWidget(), edit);
    const auto paste = [edit](const QString &text) {
        edit->selectAll();
        edit->insert(text);
    };
    paste(m_key.chopped(3));
    QVERIFY(shows(u"It is cut short: 50 of 53 characters are there, the last ones are missing."_s));
    paste(m_key.sliced(4));
    QVERIFY(
        shows(u"It is cut short: 49 of 53 characters are there, the first ones are missing."_s));
    paste(u"KEY="_s + m_key);
    QVERIFY(shows(u"It holds the key, with something before or after it."_s));
    paste(u"something else"_s);
    QVERIFY(shows(u"It is not the key."_s));
    paste({});
    QVERIFY(!shows(u"It is not the key."_s));
    paste(m_key + u'\n');
    QVERIFY(shows(u"✓ What you saved is the key."_s));
}

void RevealDialogTest::afterACheckCloseCloses()
{
    QSignalSpy closed(m_dialog, &RevealDialog::closed);
    button(m_dialog, u"Check it"_s)->click();
    m_dialog->findChild<PasswordEdit *>()->insert(m_key);
    button(m_dialog, u"Close"_s)->click();
    QCOMPARE(closed.size(), 1);
    QTRY_VERIFY(!m_dialog);
}

void RevealDialogTest::afterACheckReturnClosesAndCopiesNothing()
{
    QSignalSpy closed(m_dialog, &RevealDialog::closed);
    button(m_dialog, u"Check it"_s)->click();
    auto *edit = m_dialog->findChild<PasswordEdit *>();
    edit->insert(m_key);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(closed.size(), 1);
    QVERIFY(!m_secrets.holdsSecret());
}

void RevealDialogTest::everyWayOfCopyingCounts()
{
    m_field->setSelection(0, 4);
    QTest::keySequence(m_field, QKeySequence::Copy);
    QVERIFY(m_secrets.holdsSecret());
    QCOMPARE(QGuiApplication::clipboard()->text(), m_key);
    QCOMPARE(QGuiApplication::clipboard()->mimeData()->data(u"x-kde-passwordManagerHint"_s),
             QByteArray("secret"));
}

void RevealDialogTest::aDoubleClickSelectsAllOfIt()
{
    showKey();
    QTest::mouseDClick(m_field, Qt::LeftButton, {}, QPoint(60, m_field->height() / 2));
    QCOMPARE(m_field->selectedText(), m_key);
}

void RevealDialogTest::selectingDoesNotFillThePrimarySelection_data()
{
    QTest::addColumn<int>("way");
    QTest::newRow("double click") << 0;
    QTest::newRow("drag") << 1;
    QTest::newRow("Shift+End") << 2;
    QTest::newRow("Select all") << 3;
}

void RevealDialogTest::selectingDoesNotFillThePrimarySelection()
{
    QFETCH(int, way);
    showKey();
    const QPoint start(20, m_field->height() / 2);
    const QPoint end(200, m_field->height() / 2);
    switch (way) {
    case 0:
        QTest::mouseDClick(m_field, Qt::LeftButton, {}, start);
        break;
    case 1:
        QTest::mousePress(m_field, Qt::LeftButton, {}, start);
        QTest::mouseMove(m_field, end);
        QTest::mouseRelease(m_field, Qt::LeftButton, {}, end);
        break;
    case 2:
        QTest::keyClick(m_field, Qt::Key_Home);
        QTest::keyClick(m_field, Qt::Key_End, Qt::ShiftModifier);
        break;
    default:
        QTest::keySequence(m_field, QKeySequence::SelectAll);
    }
    QVERIFY(m_field->hasSelectedText());
    button(m_dialog, u"Copy"_s)->click();
    // Says most under X11, where this program is run a second time.
    const QClipboard *clipboard = QGuiApplication::clipboard();
    if (clipboard->supportsSelection())
        QVERIFY(!clipboard->text(QClipboard::Selection).contains(u"kdk_"_s));
}

void RevealDialogTest::closingWithoutACopyAsksOnce_data()
{
    QTest::addColumn<int>("way");
    QTest::newRow("Close") << 0;
    QTest::newRow("Escape") << 1;
    QTest::newRow("the window's own button") << 2;
}

void RevealDialogTest::closingWithoutACopyAsksOnce()
{
    QFETCH(int, way);
    QSignalSpy closed(m_dialog, &RevealDialog::closed);
    const auto leave = [this, way] {
        if (way == 1)
            QTest::keyClick(m_dialog, Qt::Key_Escape);
        else if (way == 2)
            m_dialog->close();
        else if (QPushButton *close = button(m_dialog, u"Close"_s))
            close->click();
        else
            button(m_dialog, u"Close without copying"_s)->click();
    };
    leave();
    QVERIFY(m_dialog->isVisible());
    QVERIFY(shows(u"You have not copied or saved this key."_s));
    QVERIFY(button(m_dialog, u"Close without copying"_s));
    QCOMPARE(closed.size(), 0);
    leave();
    QCOMPARE(closed.size(), 1);
    QTRY_VERIFY(!m_dialog);
    QVERIFY(!QGuiApplication::clipboard()->text().contains(u"kdk_"_s));
}

void RevealDialogTest::afterACopyCloseCloses()
{
    QSignalSpy closed(m_dialog, &RevealDialog::closed);
    button(m_dialog, u"Close"_s)->click();
    button(m_dialog, u"Copy"_s)->click();
    QVERIFY(!shows(u"You have not copied or saved this key."_s));
    button(m_dialog, u"Close"_s)->click();
    QCOMPARE(closed.size(), 1);
    QTRY_VERIFY(!m_dialog);
}

void RevealDialogTest::whereItCanBeKeptOutOfCapturesThereIsAToggle()
{
    QVERIFY(!m_dialog->findChild<QCheckBox *>());
    Guard guard;
    m_dialog->offerCaptureGuard(guard, true);
    auto *toggle = m_dialog->findChild<QCheckBox *>();
    QVERIFY(toggle && toggle->isChecked());
    QTRY_VERIFY(toggle->isVisible());
    QCOMPARE(guard.window, m_dialog);
    QVERIFY(guard.isOn);
    toggle->click();
    QVERIFY(!guard.isOn);
    toggle->click();
    QVERIFY(guard.isOn);
}

void RevealDialogTest::theKeyIsTriedAndTheAnswerTold()
{
    QSignalSpy asked(m_dialog, &RevealDialog::tryRequested);
    QPushButton *tryIt = button(m_dialog, u"Try it"_s);
    tryIt->click();
    QCOMPARE(asked.size(), 1);
    QVERIFY(!tryIt->isEnabled());
    QVERIFY(shows(u"Asking for the platform's users with the new key…"_s));
    m_dialog->tellTrial(3);
    QVERIFY(tryIt->isEnabled());
    QVERIFY(shows(u"The key works: the backend gave the platform's users (3)."_s));
    tryIt->click();
    m_dialog->tellTrialProblem(u"No answer."_s);
    QVERIFY(shows(u"No answer."_s));
    m_dialog->reject(); // A trial is no copy.
    QVERIFY(shows(u"You have not copied or saved this key."_s));
}

void RevealDialogTest::theCommandsDoNotHoldTheKey()
{
    button(m_dialog, u"Try it"_s)->click();
    const QStringList names{u"Read the key into the shell"_s, u"Call with headers"_s,
                            u"Get a token"_s};
    for (const QString &name : names) {
        QPushButton *copy = button(m_dialog, u"Copy the command “%1”"_s.arg(name));
        QVERIFY2(copy && copy->isVisible(), qPrintable(name));
        copy->click();
        const QString command = QGuiApplication::clipboard()->text();
        QVERIFY(command.contains(u"KEYDESK_API_KEY"_s));
        QVERIFY(!command.contains(m_key.sliced(4, 7)));
        QCOMPARE(command.contains(u"https://keys.example.org/api/"_s), name != names.first());
        QCOMPARE(command.contains(u"5f2b8c1e9a4d7063b1c0e8f1"_s), name != names.first());
    }
}

void RevealDialogTest::nothingOfTheKeyIsLeftInTheFields()
{
    showKey();
    button(m_dialog, u"Check it"_s)->click();
    auto *edit = m_dialog->findChild<PasswordEdit *>();
    edit->insert(m_key);
    const QPointer<SecretField> field = m_field;
    connect(m_dialog, &RevealDialog::closed, this, [this, field, edit] {
        QVERIFY(!field->text().contains(m_key.last(8)));
        QVERIFY(!field->isUndoAvailable());
        QVERIFY(edit->text().isEmpty());
        QVERIFY(!shows(m_key.sliced(4, 7)));
    });
    QSignalSpy closed(m_dialog, &RevealDialog::closed);
    m_dialog->reject();
    QCOMPARE(closed.size(), 1);
}

KEYDESK_UI_TEST_MAIN(RevealDialogTest)
#include "RevealDialogTest.moc"
