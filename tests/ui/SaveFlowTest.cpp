// SPDX-License-Identifier: Apache-2.0
#include "UiTest.h"

#include "apikeys/RevealDialog.h"
#include "apikeys/SaveFlow.h"
#include "client/FakeKeychain.h"
#include "client/Worker.h"
#include "secret/SavePanel.h"
#include "secret/SecretClipboard.h"

#include <QAction>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QTemporaryDir>

#include <array>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::ui;
using keydesk::testing::button;
using keydesk::testing::FakeKeychain;

namespace {

QAction *action(const QWidget *parent, const QString &text)
{
    for (QAction *each : parent->findChildren<QAction *>()) {
        if (each->text() == text)
            return each;
    }
    return nullptr;
}

} // namespace

/** From the dialog of a new key into the keychain and into files. */
class SaveFlowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void itGoesIntoTheKeychainWithALineThatReadsItBack();
    void aKeychainThatFailsIsToldAndNothingIsCalledSaved_data();
    void aKeychainThatFailsIsToldAndNothingIsCalledSaved();
    void itGoesIntoAFile();
    void theFileDialogSuggestsANameAndAsksForOneOfTwoFormats();
    void aFileThatIsThereIsReplacedOnlyAfterAYes();
    void anotherFileCanBeChosenInstead();
    void aGitWorkTreeIsWarnedAbout();
    void aDialogThatClosesMeanwhileIsNoHarm();

private:
    bool shows(const QString &text) const;
    bool isSaved() const { return shows(u"✓"_s); }
    void closes();

    QWidget m_window;
    SecretClipboard m_secrets{QGuiApplication::clipboard()};
    FakeKeychain m_keychain;
    std::unique_ptr<client::Worker> m_worker;
    std::unique_ptr<QTemporaryDir> m_folder;
    QByteArray m_key;
    QPointer<RevealDialog> m_dialog;
    SaveFlow *m_flow = nullptr;
    QString m_path;
};

void SaveFlowTest::init()
{
    m_keychain.entries.clear();
    m_keychain.fault.reset();
    m_worker = std::make_unique<client::Worker>();
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"hr.env"_s);
    m_window.show();
    ApiKeySecret secret = ApiKeySecret::fromEntropy(std::array<std::uint8_t, 32>{1, 2, 3});
    m_key = secret.view().toByteArray();
    const KeyUse use{.label = u"HR sync"_s,
                     .api = QUrl(u"https://keys.example.org"_s),
                     .companyId = u"5f2b8c1e9a4d7063b1c0e8f1"_s};
    m_dialog = new RevealDialog(std::move(secret), use, m_secrets, &m_window);
    m_flow = new SaveFlow({m_keychain, *m_worker, *m_dialog}, use, u"key_1"_s);
    connect(m_dialog, &RevealDialog::saveToKeychainRequested, m_flow, &SaveFlow::toKeychain);
    connect(m_dialog, &RevealDialog::saveToFileRequested, m_flow, &SaveFlow::toFile);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog));
}

void SaveFlowTest::cleanup()
{
    delete m_dialog;
}

bool SaveFlowTest::shows(const QString &text) const
{
    const auto labels = m_dialog->saving()->findChildren<QLabel *>();
    return std::ranges::any_of(labels, [&text](const QLabel *label) {
        return label->isVisible() &&
               (label->text().contains(text) || label->accessibleName().contains(text));
    });
}

void SaveFlowTest::closes()
{
    m_dialog->reject();
    QTRY_VERIFY(!m_dialog);
}

void SaveFlowTest::itGoesIntoTheKeychainWithALineThatReadsItBack()
{
    action(m_dialog, u"In the &keychain"_s)->trigger();
    QVERIFY(!isSaved());
    QTRY_VERIFY(isSaved());
    QCOMPARE(m_keychain.entries.value(u"API key HR sync (key_1)"_s), m_key);
    QVERIFY(shows(u"read API key HR sync (key_1)"_s));
    closes();
}

void SaveFlowTest::aKeychainThatFailsIsToldAndNothingIsCalledSaved_data()
{
    QTest::addColumn<ProblemCode>("code");
    QTest::addColumn<QString>("text");
    QTest::newRow("missing") << ProblemCode::KeychainMissing << u"no keychain that works"_s;
    QTest::newRow("locked") << ProblemCode::KeychainLocked << u"is locked"_s;
    QTest::newRow("silent") << ProblemCode::KeychainSilent << u"may or may not be in it"_s;
}

void SaveFlowTest::aKeychainThatFailsIsToldAndNothingIsCalledSaved()
{
    QFETCH(ProblemCode, code);
    QFETCH(QString, text);
    m_keychain.fault = code;
    m_flow->toKeychain();
    QTRY_VERIFY(shows(text));
    QVERIFY(!isSaved());
    m_dialog->reject();
    QVERIFY(m_dialog && m_dialog->isVisible()); // it asks
}

void SaveFlowTest::itGoesIntoAFile()
{
    m_flow->toFileAt(m_path);
    QTRY_VERIFY(isSaved());
    QVERIFY(shows(m_path));
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("KEYDESK_API_KEY='" + m_key + "'\n"));
    closes();
}

void SaveFlowTest::theFileDialogSuggestsANameAndAsksForOneOfTwoFormats()
{
    action(m_dialog, u"In a &file for an integration…"_s)->trigger();
    QPointer<QFileDialog> chooser = m_dialog->findChild<QFileDialog *>();
    QVERIFY(chooser);
    QCOMPARE(QFileInfo(chooser->selectedFiles().value(0)).fileName(), u"hr-sync.env"_s);
    chooser->selectNameFilter(chooser->nameFilters().at(1));
    Q_EMIT chooser->filterSelected(chooser->nameFilters().at(1));
    QCOMPARE(QFileInfo(chooser->selectedFiles().value(0)).fileName(), u"hr-sync.json"_s);
    chooser->reject();
    QTRY_VERIFY(!chooser);
    QVERIFY(!isSaved());
}

void SaveFlowTest::aFileThatIsThereIsReplacedOnlyAfterAYes()
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("OTHER=1\n");
    file.close();
    m_flow->toFileAt(m_path);
    QTRY_VERIFY(shows(u"is there already"_s));
    QVERIFY(!isSaved());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "OTHER=1\n");
    file.close();
    button(m_dialog, u"Replace it"_s)->click();
    QTRY_VERIFY(isSaved());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains(m_key));
}

void SaveFlowTest::anotherFileCanBeChosenInstead()
{
    m_flow->toFileAt(m_path);
    QTRY_VERIFY(isSaved());
    m_flow->toFileAt(m_path);
    QTRY_VERIFY(shows(u"is there already"_s));
    button(m_dialog, u"Another file…"_s)->click();
    const auto *chooser = m_dialog->findChild<QFileDialog *>();
    QVERIFY(chooser);
    QCOMPARE(chooser->directory(), QDir(m_folder->path()));
    m_flow->toFileAt(m_folder->filePath(u"second.env"_s));
    QTRY_VERIFY(isSaved());
    QVERIFY(QFile::exists(m_folder->filePath(u"second.env"_s)));
}

void SaveFlowTest::aGitWorkTreeIsWarnedAbout()
{
    QVERIFY(QDir(m_folder->path()).mkdir(u".git"_s));
    m_flow->toFileAt(m_path);
    QVERIFY(shows(u"is in a git work tree"_s));
    QVERIFY(!QFile::exists(m_path));
    button(m_dialog, u"Save there anyway"_s)->click();
    QTRY_VERIFY(isSaved());
    // To know the work tree is no leave to replace what is in it.
    m_flow->toFileAt(m_path);
    button(m_dialog, u"Save there anyway"_s)->click();
    QTRY_VERIFY(shows(u"is there already"_s));
}

void SaveFlowTest::aDialogThatClosesMeanwhileIsNoHarm()
{
    m_flow->toFileAt(m_path);
    m_flow->toKeychain();
    delete m_dialog;
    m_worker.reset();
    QVERIFY(QFile::exists(m_path)); // it had been asked for
}

KEYDESK_UI_TEST_MAIN(SaveFlowTest)
#include "SaveFlowTest.moc"
