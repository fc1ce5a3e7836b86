// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/SecretFile.h"

#include <QObject>

namespace keydesk::client {
class Keychain;
class Worker;
} // namespace keydesk::client

namespace keydesk::ui {

class RevealDialog;

/** Puts a new key somewhere safe from its dialog, and says there what became of it. GUI thread. */
class SaveFlow : public QObject
{
    Q_OBJECT

public:
    /** It becomes a child of the dialog; the others outlive that. */
    struct Parts
    {
        client::Keychain &keychain;
        client::Worker &worker;
        RevealDialog &dialog;
    };

    /** \a keyId: two keys may have had the same label. */
    SaveFlow(const Parts &parts, KeyUse use, QString keyId);

    void toKeychain();
    /** Asks which one. */
    void toFile();
    /** Asks first if there is one, or if \a path is in a git work tree. */
    void toFileAt(const QString &path);

private:
    void onKept(const QString &entry, const Result<Done> &outcome);
    void write();
    void onWritten(const Result<Done> &outcome);
    void askToReplace();
    QString defaultName() const;
    QString explain(const Problem &problem) const;

    Parts m_parts;
    KeyUse m_use;
    QString m_keyId;
    QString m_path;
    client::ExistingFile m_existing = client::ExistingFile::Keep;
    bool m_asksToReplace = false; ///< or else whether a git work tree is the right place
};

} // namespace keydesk::ui
