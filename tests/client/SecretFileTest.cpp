// SPDX-License-Identifier: Apache-2.0
#include "client/SecretFile.h"
#include "keys/ApiKeySecret.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <csignal>

#include <sys/resource.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::client;

namespace {

ApiKeySecret secret()
{
    return ApiKeySecret::fromEntropy(std::array<std::uint8_t, 32>{1, 2, 3});
}

KeyUse use()
{
    return {.label = u"HR sync"_s,
            .api = QUrl(u"https://keys.example.org/"_s),
            .companyId = u"5f2b8c1e9a4d7063b1c0e8f1"_s};
}

/** What a shell that has read \a file thinks the variable is. */
QByteArray inShell(const QString &file, const QString &variable)
{
    QProcess shell;
    shell.start(u"sh"_s,
                {u"-c"_s, u". \"$1\" && printf %s \"$%1\""_s.arg(variable), u"sh"_s, file});
    shell.waitForFinished();
    return shell.readAllStandardOutput();
}

mode_t modeOf(const QString &file)
{
    struct stat status
    {
    };
    ::stat(QFile::encodeName(file).constData(), &status);
    return status.st_mode & 07777;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void put(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

} // namespace

/** A key in a file for an integration. */
class SecretFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void aShellReadsTheEnvironmentFile();
    void nothingOfTheBackendsRunsInThatShell();
    void theJsonFileIsOneObject();
    void onlyItsOwnerMayReadIt();
    void aFileThatIsThereIsLeftAlone();
    void aFileIsReplacedAsAWholeAndIsPrivateThen();
    void aLinkIsNotFollowed();
    void whatCannotBeWrittenLeavesNothing();
    void aGitWorkTreeIsFound();

private:
    Result<Done> write(ExistingFile existing = ExistingFile::Keep)
    {
        return writeSecretFile(m_path, secretFileContent(secretFileFormat(m_path), secret(), use()),
                               existing);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void SecretFileTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"hr sync.env"_s);
}

void SecretFileTest::aShellReadsTheEnvironmentFile()
{
    QVERIFY(write());
    QCOMPARE(inShell(m_path, u"KEYDESK_API_KEY"_s), secret().view().toByteArray());
    QCOMPARE(inShell(m_path, u"KEYDESK_COMPANY_ID"_s), "5f2b8c1e9a4d7063b1c0e8f1");
    QCOMPARE(inShell(m_path, u"KEYDESK_API_URL"_s), "https://keys.example.org");
    QVERIFY(contentOf(m_path).startsWith("# HR sync\n"));
}

void SecretFileTest::nothingOfTheBackendsRunsInThatShell()
{
    KeyUse hostile = use();
    hostile.label = u"HR\ntouch \"$HOME/label\"\u2028x"_s;
    hostile.companyId = u"it's'; touch \"$HOME/id\"; '"_s;
    QVERIFY(writeSecretFile(m_path, secretFileContent(SecretFileFormat::Env, secret(), hostile),
                            ExistingFile::Keep));
    QCOMPARE(inShell(m_path, u"KEYDESK_COMPANY_ID"_s), hostile.companyId.toUtf8());
    QVERIFY(!QFile::exists(QDir::homePath() + u"/label"_s));
    QVERIFY(!QFile::exists(QDir::homePath() + u"/id"_s));
}

void SecretFileTest::theJsonFileIsOneObject()
{
    m_path = m_folder->filePath(u"key.JSON"_s);
    KeyUse quoted = use();
    quoted.label = u"\"HR\" \\ sync"_s;
    QVERIFY(writeSecretFile(m_path, secretFileContent(secretFileFormat(m_path), secret(), quoted),
                            ExistingFile::Keep));
    const QJsonObject object = QJsonDocument::fromJson(contentOf(m_path)).object();
    QCOMPARE(object.size(), 4);
    QCOMPARE(object.value(u"apiKey"_s).toString(), secret().reveal());
    QCOMPARE(object.value(u"companyId"_s).toString(), quoted.companyId);
    QCOMPARE(object.value(u"apiUrl"_s).toString(), u"https://keys.example.org"_s);
    QCOMPARE(object.value(u"label"_s).toString(), quoted.label);
}

void SecretFileTest::onlyItsOwnerMayReadIt()
{
    const mode_t before = ::umask(0);
    const auto written = write();
    ::umask(before);
    QVERIFY(written);
    QCOMPARE(modeOf(m_path), mode_t(0600));
}

void SecretFileTest::aFileThatIsThereIsLeftAlone()
{
    put(m_path, "OTHER=1\n");
    const auto outcome = write();
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().code, ProblemCode::FileExists);
    QCOMPARE(contentOf(m_path), "OTHER=1\n");
}

void SecretFileTest::aFileIsReplacedAsAWholeAndIsPrivateThen()
{
    put(m_path, QByteArray(10'000, 'x'));
    ::chmod(QFile::encodeName(m_path).constData(), 0644);
    QVERIFY(write(ExistingFile::Replace));
    QCOMPARE(inShell(m_path, u"KEYDESK_API_KEY"_s), secret().view().toByteArray());
    QVERIFY(!contentOf(m_path).contains("xx"));
    QCOMPARE(modeOf(m_path), mode_t(0600));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), 1);
}

void SecretFileTest::aLinkIsNotFollowed()
{
    const QString elsewhere = m_folder->filePath(u"elsewhere"_s);
    QVERIFY(QFile::link(elsewhere, m_path)); // it leads nowhere yet
    QVERIFY(!write());
    QVERIFY(!QFile::exists(elsewhere));
    put(elsewhere, "OTHER=1\n");
    QVERIFY(write(ExistingFile::Replace));
    QCOMPARE(contentOf(elsewhere), "OTHER=1\n");
    QVERIFY(!QFileInfo(m_path).isSymLink());
}

void SecretFileTest::whatCannotBeWrittenLeavesNothing()
{
    put(m_path, "OTHER=1\n");
    // As on a full disk: the file can be made, and then not be written.
    struct rlimit before
    {
    };
    ::getrlimit(RLIMIT_FSIZE, &before);
    struct rlimit none = before;
    none.rlim_cur = 0;
    std::signal(SIGXFSZ, SIG_IGN);
    ::setrlimit(RLIMIT_FSIZE, &none);
    const auto replaced = write(ExistingFile::Replace);
    m_path = m_folder->filePath(u"new.env"_s);
    const auto written = write();
    ::setrlimit(RLIMIT_FSIZE, &before);
    QVERIFY(!replaced);
    QVERIFY(!written);
    QCOMPARE(written.error().code, ProblemCode::FileFailed);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{u"hr sync.env"_s});
    QCOMPARE(contentOf(m_folder->filePath(u"hr sync.env"_s)), "OTHER=1\n");
    m_path = m_folder->filePath(u"no folder/key.env"_s);
    QCOMPARE(write().error().code, ProblemCode::FileFailed);
    QVERIFY(!write().error().detail.isEmpty());
}

void SecretFileTest::aGitWorkTreeIsFound()
{
    const QDir folder(QFileInfo(m_folder->path()).canonicalFilePath());
    QVERIFY(folder.mkpath(u"project/deploy/live"_s));
    QVERIFY(folder.mkpath(u"other"_s));
    QCOMPARE(gitWorkTree(folder.filePath(u"project/deploy/live/x.env"_s)), QString());
    QVERIFY(folder.mkdir(u"project/.git"_s));
    put(folder.filePath(u"project/deploy/.git"_s), "gitdir: ../.git/modules/deploy\n");
    QCOMPARE(gitWorkTree(folder.filePath(u"project/x.env"_s)), folder.filePath(u"project"_s));
    QCOMPARE(gitWorkTree(folder.filePath(u"project/deploy/live/x.env"_s)),
             folder.filePath(u"project/deploy"_s));
    QCOMPARE(gitWorkTree(folder.filePath(u"other/x.env"_s)), QString());
    // Through a link that leads into it.
    QVERIFY(QFile::link(folder.filePath(u"project/deploy/live"_s), folder.filePath(u"link"_s)));
    QCOMPARE(gitWorkTree(folder.filePath(u"link/x.env"_s)), folder.filePath(u"project/deploy"_s));
}

QTEST_GUILESS_MAIN(SecretFileTest)
#include "SecretFileTest.moc"
