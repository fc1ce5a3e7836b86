// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "TestCare.h"

#include "apikeys/ApiKeysController.h"
#include "apikeys/ApiKeysModel.h"
#include "apikeys/ApiKeysPage.h"
#include "apikeys/ApiKeysTable.h"
#include "apikeys/LabelDialog.h"
#include "apikeys/RevealDialog.h"
#include "apikeys/RevokeButton.h"
#include "apikeys/RevokeDialog.h"
#include "apikeys/UnseenKeys.h"
#include "client/ClientRun.h"
#include "client/FakeKeychain.h"
#include "client/MemberFixture.h"
#include "client/SessionsClient.h"
#include "shell/MessageBar.h"
#include "shell/Notifier.h"
#include "support/Await.h"
#include "support/FaultProxy.h"

#include <QLabel>
#include <QLineEdit>
#include <QTemporaryDir>

#include <chrono>

namespace keydesk::testing {

/** The API page with its controller, the real server, and a network between them that fails on
 *  demand. Ada is another administrator, elsewhere. */
class ApiKeysControllerFixture : public QObject
{
protected:
    void setUp();
    void tearDown();
    void open(Role role = Role::Owner);
    void startRun();
    /** This computer's, and ahead of it by m_ahead. */
    ui::Clock clock();
    bool isAddAllowed() const;
    bool shows(const QString &part) const;
    client::KeysClient &asAda();
    qsizetype keysOnTheServer() const;
    bool isLoaded(int keys) const;
    ui::LabelDialog *add(const QString &label);
    ui::RevokeDialog *revoke(const QString &label);
    ui::RevokeDialog *revokeAll();
    ui::LabelDialog *rename(const QString &label);
    /** As another administrator, elsewhere. */
    bool renameElsewhere(const QString &keyId, const QString &label);
    QStringList labelsOnTheServer() const;
    void press(QWidget *in, const QString &name);
    template <typename Dialog>
    Dialog *dialog() const
    {
        for (Dialog *found : m_window->findChildren<Dialog *>()) {
            if (found->isVisible())
                return found;
        }
        return nullptr;
    }

    std::unique_ptr<MemberFixture> m_server;
    std::unique_ptr<FaultProxy> m_proxy;
    std::unique_ptr<QTemporaryDir> m_folder;
    FakeKeychain m_keychain;
    std::chrono::seconds m_ahead{0};
    std::unique_ptr<ClientRun> m_run;
    client::Connection *m_connection = nullptr;
    client::RestClient m_adasRest; ///< another administrator, elsewhere
    client::KeysClient m_adasKeys{m_adasRest};
    std::unique_ptr<ui::ApiKeysModel> m_model;
    std::unique_ptr<QWidget> m_window;
    ui::ApiKeysPage *m_page = nullptr;
    ui::MessageBar *m_bar = nullptr;
    std::unique_ptr<TestCare> m_care;
    std::unique_ptr<ui::Notifier> m_notifier;
    std::unique_ptr<ui::ApiKeysController> m_controller;
    std::unique_ptr<ui::UnseenKeys> m_unseenKeys;
};

} // namespace keydesk::testing
