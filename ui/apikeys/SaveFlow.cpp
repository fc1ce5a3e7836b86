// SPDX-License-Identifier: Apache-2.0
#include "apikeys/SaveFlow.h"

#include "apikeys/RevealDialog.h"
#include "client/Keychain.h"
#include "client/Worker.h"
#include "secret/SavePanel.h"
#include "shell/ProblemText.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QRegularExpression>

#include <memory>
#include <utility>

namespace keydesk::ui {

using namespace Qt::StringLiterals;

SaveFlow::SaveFlow(const Parts &parts, KeyUse use, QString keyId)
    : QObject(&parts.dialog)
    , m_parts(parts)
    , m_use(std::move(use))
    , m_keyId(std::move(keyId))
{
    const SavePanel *panel = m_parts.dialog.saving();
    connect(panel, &SavePanel::otherFileRequested, this, &SaveFlow::toFile);
    connect(panel, &SavePanel::confirmed, this, [this] {
        if (m_asksToReplace)
            m_existing = client::ExistingFile::Replace;
        write();
    });
}

void SaveFlow::toKeychain()
{
    const ApiKeySecret *secret = m_parts.dialog.secret();
    if (!secret)
        return;
    m_parts.dialog.saving()->begin(
        tr("Waiting for the keychain. It may ask for its password in another window."));
    const QString entry = u"API key %1 (%2)"_s.arg(m_use.label, m_keyId);
    m_parts.keychain.write(entry, client::SecretText(secret->view()))
        .then(this, [this, entry](const Result<Done> &outcome) { onKept(entry, outcome); });
}

void SaveFlow::onKept(const QString &entry, const Result<Done> &outcome)
{
    if (!outcome)
        return m_parts.dialog.saving()->tellProblem(explain(outcome.error()));
    m_parts.keychain.readBackCommand(entry).then(this, [this](const QString &command) {
        m_parts.dialog.saving()->tellSaved(tr("The key is in the keychain."), command);
    });
}

void SaveFlow::toFile()
{
    auto *chooser = new QFileDialog(&m_parts.dialog, tr("Save the key in a file"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setFileMode(QFileDialog::AnyFile);
    chooser->setOption(QFileDialog::DontConfirmOverwrite); // asked in our dialog, for every desktop
    chooser->setNameFilters({tr("Environment file (*.env)"), tr("JSON (*.json)")});
    chooser->setDirectory(m_path.isEmpty() ? QDir::homePath() : QFileInfo(m_path).path());
    chooser->selectFile(defaultName() + u".env"_s);
    connect(chooser, &QFileDialog::filterSelected, chooser, [this, chooser](const QString &filter) {
        const QString base = QFileInfo(chooser->selectedFiles().value(0)).completeBaseName();
        const bool isJson = filter.contains(u"*.json");
        chooser->selectFile((base.isEmpty() ? defaultName() : base) +
                            (isJson ? u".json"_s : u".env"_s));
    });
    connect(chooser, &QFileDialog::fileSelected, this, &SaveFlow::toFileAt);
    chooser->open();
}

// Made of what is a safe file name everywhere.
QString SaveFlow::defaultName() const
{
    static const QRegularExpression special(u"[^a-z0-9]+"_s);
    QString name = m_use.label.toLower().replace(special, u"-"_s);
    while (name.startsWith(u'-'))
        name.remove(0, 1);
    while (name.endsWith(u'-'))
        name.chop(1);
    return name.isEmpty() ? u"api-key"_s : name;
}

void SaveFlow::toFileAt(const QString &path)
{
    m_path = path;
    m_existing = client::ExistingFile::Keep;
    const QString workTree = client::gitWorkTree(path);
    if (workTree.isEmpty())
        return write();
    m_asksToReplace = false;
    m_parts.dialog.saving()->ask(
        tr("%1 is in a git work tree (%2). From there a key easily gets into the repository, and "
           "to everybody who has a copy of it.")
            .arg(QDir::toNativeSeparators(path), QDir::toNativeSeparators(workTree)),
        tr("Save there anyway"));
}

void SaveFlow::write()
{
    const ApiKeySecret *secret = m_parts.dialog.secret();
    if (!secret)
        return;
    m_parts.dialog.saving()->begin(tr("Writing the file…"));
    auto content = std::make_shared<client::SecretText>(
        client::secretFileContent(client::secretFileFormat(m_path), *secret, m_use));
    m_parts.worker
        .run([path = m_path, content, existing = m_existing] {
            return client::writeSecretFile(path, *content, existing);
        })
        .then(this, [this](const Result<Done> &outcome) { onWritten(outcome); });
}

void SaveFlow::onWritten(const Result<Done> &outcome)
{
    if (!outcome && outcome.error().code == ProblemCode::FileExists)
        return askToReplace();
    if (!outcome)
        return m_parts.dialog.saving()->tellProblem(explain(outcome.error()));
    m_parts.dialog.saving()->tellSaved(
        tr("The key is in %1, which only you can read.").arg(QDir::toNativeSeparators(m_path)), {});
}

void SaveFlow::askToReplace()
{
    m_asksToReplace = true;
    m_parts.dialog.saving()->ask(tr("%1 is there already. What is in it would be lost.")
                                     .arg(QDir::toNativeSeparators(m_path)),
                                 tr("Replace it"));
}

// In these words the keychain is for sign-ins elsewhere.
QString SaveFlow::explain(const Problem &problem) const
{
    switch (problem.code) {
    case ProblemCode::KeychainMissing:
        return tr("This desktop has no keychain that works. Start or install one, such as GNOME "
                  "Keyring or KWallet, or save the key in a file.");
    case ProblemCode::KeychainLocked:
        return tr("The desktop's keychain is locked. Unlock it and try again.");
    case ProblemCode::KeychainSilent:
        return tr("The desktop's keychain does not answer, so the key may or may not be in it. "
                  "Look for its password prompt in another window, then save it once more.");
    default:
        return ProblemText::explain(problem);
    }
}

} // namespace keydesk::ui
