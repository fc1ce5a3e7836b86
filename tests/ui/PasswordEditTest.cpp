// SPDX-License-Identifier: Apache-2.0
// What was typed as a password leaves the field one way only, and nothing of it stays.
#include "signin/PasswordField.h"

#include "SheetTest.h"
#include "support/HiddenText.h"

#include <QClipboard>
#include <QMenu>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace keydesk::ui;
using namespace keydesk::testing;
using keydesk::Password;

class PasswordEditTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyCharacterArrives();
    void whatWasTakenCannotBeBroughtBack();
    void whatWasTakenIsNotInMemory();
    void whatWasPutBackAndTakenAgainIsNotInMemory();
    void aFieldThatGoesLeavesNothingInMemory();
    void inputMethodsAreNotAsked();
    void itIsHiddenUntilItIsAskedFor();
    void itIsNeverCopied_data();
    void itIsNeverCopied();
    void capsLockIsToldByTheLetters();

private:
    void typeSlowly(const HiddenText &text);
    QString everythingCopied() const;

    std::unique_ptr<PasswordField> m_field;
    PasswordEdit *m_edit = nullptr;
};

void PasswordEditTest::init()
{
    m_field = std::make_unique<PasswordField>(nullptr);
    m_edit = m_field->edit();
    m_field->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_field.get()));
    m_edit->setFocus();
}

/** Key by key, then more, so that a text that grows would have been moved about. */
void PasswordEditTest::typeSlowly(const HiddenText &text)
{
    QByteArray revealed = text.reveal();
    for (const char c : revealed)
        QTest::keyClick(m_edit, c);
    HiddenText::wipe(revealed);
    for (int i = 0; i < 100; ++i)
        QTest::keyClick(m_edit, '.');
}

void PasswordEditTest::everyCharacterArrives()
{
    const QString text = u"  Stra\u00dfe \U0001F511 "_s;
    m_edit->insert(text);
    QCOMPARE(m_edit->take().utf8().toByteArray(), text.toUtf8());
    QVERIFY(m_edit->take().isEmpty());
}

void PasswordEditTest::whatWasTakenCannotBeBroughtBack()
{
    QTest::keyClicks(m_edit, u"correct horse"_s);
    m_edit->take();
    QVERIFY(m_edit->text().isEmpty());
    QVERIFY(!m_edit->isUndoAvailable() && !m_edit->isRedoAvailable());
    for (const auto key : {QKeySequence::Undo, QKeySequence::Redo}) {
        QTest::keySequence(m_edit, key);
        QVERIFY(m_edit->text().isEmpty());
    }
    m_edit->undo();
    QVERIFY(m_edit->text().isEmpty());
}

void PasswordEditTest::whatWasTakenIsNotInMemory()
{
    const HiddenText text(16);
    typeSlowly(text);
    QVERIFY(text.isInMemory());
    {
        const Password taken = m_edit->take();
        QCOMPARE(taken.utf8().size(), 116);
    }
    QVERIFY(!text.isInMemory());
}

void PasswordEditTest::whatWasPutBackAndTakenAgainIsNotInMemory()
{
    const HiddenText text(16);
    typeSlowly(text);
    m_edit->put(m_edit->take());
    QCOMPARE(m_edit->text().size(), 116);
    m_edit->deselect();
    QTest::keyClick(m_edit, Qt::Key_End);
    QTest::keyClick(m_edit, '.');
    QVERIFY(text.isInMemory());
    QCOMPARE(m_edit->take().utf8().size(), 117);
    QVERIFY(!text.isInMemory());
}

void PasswordEditTest::aFieldThatGoesLeavesNothingInMemory()
{
    const HiddenText text(16);
    typeSlowly(text);
    QVERIFY(text.isInMemory());
    m_field.reset();
    QVERIFY(!text.isInMemory());
}

void PasswordEditTest::inputMethodsAreNotAsked()
{
    constexpr auto wanted = Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhHiddenText;
    for (const bool shown : {false, true, false}) {
        m_edit->setShown(shown);
        QCOMPARE(m_edit->inputMethodHints() & wanted, wanted);
        QVERIFY(!m_edit->testAttribute(Qt::WA_InputMethodEnabled));
    }
}

void PasswordEditTest::itIsHiddenUntilItIsAskedFor()
{
    QTest::keyClicks(m_edit, u"correct horse"_s);
    QVERIFY(!m_edit->displayText().contains(u"horse"_s));
    button(m_field.get(), u"Show the password"_s)->click();
    QCOMPARE(m_edit->displayText(), u"correct horse"_s);
    button(m_field.get(), u"Hide the password"_s)->click();
    QVERIFY(!m_edit->displayText().contains(u"horse"_s));
}

QString PasswordEditTest::everythingCopied() const
{
    const QClipboard *clipboard = QGuiApplication::clipboard();
    QString all = clipboard->text();
    if (clipboard->supportsSelection()) // Says most under X11, where this is run a second time.
        all += clipboard->text(QClipboard::Selection);
    return all;
}

void PasswordEditTest::itIsNeverCopied_data()
{
    QTest::addColumn<bool>("shown");
    QTest::addColumn<int>("way");
    for (const bool shown : {false, true}) {
        const char *const form = shown ? "shown" : "hidden";
        QTest::addRow("%s, Copy", form) << shown << 0;
        QTest::addRow("%s, Cut", form) << shown << 1;
        QTest::addRow("%s, Shift+Home", form) << shown << 2;
        QTest::addRow("%s, drag", form) << shown << 3;
        QTest::addRow("%s, double click", form) << shown << 4;
        QTest::addRow("%s, menu", form) << shown << 5;
    }
}

void PasswordEditTest::itIsNeverCopied()
{
    QFETCH(bool, shown);
    QFETCH(int, way);
    QGuiApplication::clipboard()->clear();
    QGuiApplication::clipboard()->clear(QClipboard::Selection);
    m_edit->setShown(shown);
    QTest::keyClicks(m_edit, u"correct-horse"_s);
    const QPoint start(20, m_edit->height() / 2);
    const QPoint end(m_edit->width() - 4, m_edit->height() / 2);
    switch (way) {
    case 0:
    case 1:
        m_edit->selectAll();
        QTest::keySequence(m_edit, way == 0 ? QKeySequence::Copy : QKeySequence::Cut);
        break;
    case 2:
        QTest::keyClick(m_edit, Qt::Key_Home, Qt::ShiftModifier);
        break;
    case 3:
        QTest::mousePress(m_edit, Qt::LeftButton, {}, start);
        QTest::mouseMove(m_edit, end);
        QTest::mouseRelease(m_edit, Qt::LeftButton, {}, end);
        break;
    case 4:
        QTest::mouseDClick(m_edit, Qt::LeftButton, {}, start);
        break;
    default:
        m_edit->selectAll();
        QContextMenuEvent asked(QContextMenuEvent::Keyboard, start, m_edit->mapToGlobal(start));
        QCoreApplication::sendEvent(m_edit, &asked);
        auto *menu = m_edit->findChild<QMenu *>();
        QStringList offered;
        for (const QAction *action : menu->actions())
            offered.append(action->text());
        menu->close();
        QCOMPARE(offered, (QStringList{u"Paste"_s, u"Select all"_s}));
    }
    QVERIFY(m_edit->hasSelectedText());
    QCOMPARE(everythingCopied(), QString());
    QCOMPARE(m_edit->text(), u"correct-horse"_s);
}

void PasswordEditTest::capsLockIsToldByTheLetters()
{
    const auto type = [this](const QString &text, Qt::KeyboardModifiers modifiers) {
        QTest::sendKeyEvent(QTest::Click, m_edit, Qt::Key_A, text, modifiers);
    };
    type(u"A"_s, Qt::ShiftModifier);
    QVERIFY(!shows(m_field.get(), u"Caps Lock is on"_s));
    type(u"A"_s, Qt::NoModifier);
    QVERIFY(shows(m_field.get(), u"Caps Lock is on"_s));
    QCOMPARE(m_edit->accessibleDescription(), u"Caps Lock is on"_s);
    type(u"1"_s, Qt::NoModifier); // says nothing either way
    QVERIFY(shows(m_field.get(), u"Caps Lock is on"_s));
    type(u"a"_s, Qt::NoModifier);
    QVERIFY(!shows(m_field.get(), u"Caps Lock is on"_s));
    type(u"a"_s, Qt::ShiftModifier);
    QVERIFY(shows(m_field.get(), u"Caps Lock is on"_s));
    QTest::keyClick(m_edit, Qt::Key_CapsLock);
    QVERIFY(!shows(m_field.get(), u"Caps Lock is on"_s));
}

KEYDESK_UI_TEST_MAIN(PasswordEditTest)
#include "PasswordEditTest.moc"
