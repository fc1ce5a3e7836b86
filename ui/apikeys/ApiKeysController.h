// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "apikeys/RelativeTime.h"
#include "client/KeysClient.h"
#include "keys/Platform.h"

#include <QObject>
#include <QPointer>
#include <QUrl>

#include <optional>

namespace keydesk::ui {

class ApiKeysModel;
class ApiKeysPage;
class LabelDialog;
class Notifier;
class RevokeDialog;
class SecretClipboard;

/**
 * Decides what the API page does: loads, adds, reveals and revokes the keys of one platform. Says
 * that something is done when the backend has said so. GUI thread.
 */
class ApiKeysController : public QObject
{
    Q_OBJECT

public:
    /** All of them outlive the controller; the window is the dialogs' parent. */
    struct Parts
    {
        ApiKeysPage &page;
        ApiKeysModel &model;
        client::KeysClient &keys;
        SecretClipboard &secrets;
        Notifier &notifier;
        QWidget &window;
        Clock clock;
    };

    explicit ApiKeysController(Parts parts, QObject *parent = nullptr);

    /** Shows the keys of this platform from now on. */
    void open(const Platform &platform);
    void reload();
    /** Empty while there is none: nothing can be added then; what was loaded stays to be read. */
    void setBackend(const QUrl &baseUrl);

    void add();
    void revoke(const QString &keyId);

Q_SIGNALS:
    /** The page shows what the backend answered, keys or a failure. */
    void loaded();

private:
    /** One intention to create a key. Asked again after a lost answer, it is the same key. */
    struct Attempt
    {
        KeyLabel label;
        IdempotencyKey idempotencyKey;
        bool isOutcomeUnknown = false;
    };

    void connectPage();
    void onListed(const Result<client::KeyList> &list);
    void create(const KeyLabel &label);
    void onCreated(const Result<client::CreatedKey> &created, const QString &platformId,
                   LabelDialog *dialog);
    void onCreateFailed(const Problem &problem, LabelDialog *dialog);
    void onAddCancelled();
    void reveal(const client::CreatedKey &created);
    void discardUnwanted(const ApiKey &key, const QString &platformId);
    void warnOfUnseenKey();
    void onRevoked(const ApiKey &key, const Result<client::Revocation> &outcome,
                   RevokeDialog *dialog);
    void onRevokeFailed(const ApiKey &key, const Problem &problem);
    void showCount();

    Parts m_parts;
    Platform m_platform;   ///< without an id until open()
    quint64 m_listing = 0; ///< the latest list request; answers to earlier ones are stale
    int m_limit = keyLimit;
    bool m_isLoaded = false; ///< the model holds this platform's keys
    std::optional<Attempt> m_attempt;
    QString m_perhapsUnseen; ///< the label of a key that may exist without anyone having seen it
    QPointer<LabelDialog> m_labelDialog;
};

} // namespace keydesk::ui
