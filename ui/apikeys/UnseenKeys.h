// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "apikeys/RelativeTime.h"
#include "client/KeysClient.h"
#include "client/PendingCreates.h"

#include <QObject>
#include <QPointer>
#include <QQueue>

#include <functional>

namespace keydesk::client {
class Connections;
class UnsettledCreates;
} // namespace keydesk::client

namespace keydesk::ui {

class Notifier;
class UnseenKeyDialog;
struct SecretCare;

/**
 * Offers to show or to revoke the keys that an earlier run has created and nobody has seen, one
 * after the other, and says what became of those that were given up in this one. GUI thread.
 */
class UnseenKeys : public QObject
{
    Q_OBJECT

public:
    /** All of them outlive it; the window is the dialogs' parent. */
    struct Parts
    {
        client::Connections &connections;
        client::UnsettledCreates &creates;
        const SecretCare &care;
        Notifier &notifier;
        QWidget &window;
        Clock clock;
    };

    explicit UnseenKeys(Parts parts, QObject *parent = nullptr);

private:
    struct Found
    {
        client::LeftCreate create;
        ApiKey key;
    };
    using WithKey = std::function<void(const client::CreatedKey &)>;

    void offerNext();
    void askFor(const Found &found, const WithKey &next);
    void onRefused(const Found &found, const Problem &problem);
    void reveal(const Found &found, const client::CreatedKey &created);
    void revoke(const Found &found, const client::CreatedKey &created);
    void onRevoked(const Found &found, const Result<client::Revocation> &outcome);
    void finish();

    Parts m_parts;
    QQueue<Found> m_found;
    QPointer<UnseenKeyDialog> m_dialog;
    bool m_isBusy = false; ///< with one of them, in whichever dialog
};

} // namespace keydesk::ui
