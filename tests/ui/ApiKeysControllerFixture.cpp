// SPDX-License-Identifier: Apache-2.0
#include "ApiKeysControllerFixture.h"

#include <QTest>

#include <algorithm>

namespace keydesk::testing {

using namespace Qt::StringLiterals;
using namespace ui;

void ApiKeysControllerFixture::setUp()
{
    m_server = std::make_unique<MemberFixture>();
    QVERIFY(m_server->startWithMember());
    m_proxy = std::make_unique<FaultProxy>(m_server->server().baseUrl());
    m_folder = std::make_unique<QTemporaryDir>();
    m_keychain.entries.clear();
    m_ahead = {};
    startRun();
}

void ApiKeysControllerFixture::startRun()
{
    m_run = std::make_unique<ClientRun>(m_folder->path(), m_keychain);
    m_connection = &m_run->reach(m_proxy->url(), m_server->server().ownerToken());
    m_model = std::make_unique<ApiKeysModel>(clock());
    m_window = std::make_unique<QWidget>();
    m_page = new ApiKeysPage(m_model.get(), m_window.get());
    m_bar = new MessageBar(m_window.get());
    m_care = std::make_unique<TestCare>(m_keychain, m_run->worker);
    m_notifier = std::make_unique<Notifier>(*m_bar);
    m_controller = std::make_unique<ApiKeysController>(ApiKeysController::Parts{
        *m_page, *m_model, m_care->care, *m_notifier, m_run->creates, *m_window, clock()});
    m_unseenKeys = std::make_unique<UnseenKeys>(UnseenKeys::Parts{
        m_run->connections, m_run->creates, m_care->care, *m_notifier, *m_window, clock()});
    m_window->resize(1000, 700);
    m_page->resize(1000, 700);
    m_window->show();
    QTRY_COMPARE(m_connection->state(), client::Connection::State::Online);
    QTRY_VERIFY(!m_connection->member().id.isEmpty());
}

ui::Clock ApiKeysControllerFixture::clock()
{
    return [this] { return QDateTime::currentDateTimeUtc().addDuration(m_ahead); };
}

void ApiKeysControllerFixture::open(Role role)
{
    m_controller->open({m_server->platformId(), u"Acme"_s, role}, *m_connection);
}

bool ApiKeysControllerFixture::isAddAllowed() const
{
    const auto buttons = m_page->findChildren<QPushButton *>();
    return std::ranges::any_of(buttons, [](const QPushButton *button) {
        return button->text().contains(u"Add"_s) && button->isVisible() && button->isEnabled();
    });
}

bool ApiKeysControllerFixture::shows(const QString &part) const
{
    const auto labels = m_window->findChildren<QLabel *>();
    return std::ranges::any_of(labels, [&part](const QLabel *label) {
        return label->isVisible() && label->text().contains(part);
    });
}

client::KeysClient &ApiKeysControllerFixture::asAda()
{
    m_adasRest.setBackend(m_server->server().baseUrl(), client::AccessToken());
    client::SessionsClient sessions(m_adasRest);
    const auto tokens = await(sessions.signIn(MemberFixture::email(), MemberFixture::password()));
    if (tokens)
        m_adasRest.setBackend(m_server->server().baseUrl(), (*tokens)->access);
    return m_adasKeys;
}

void ApiKeysControllerFixture::tearDown()
{
    m_controller.reset();
    m_unseenKeys.reset();
    m_notifier.reset();
    m_window.reset();
    m_model.reset();
    m_run.reset();
    m_proxy.reset();
    m_server.reset();
}

qsizetype ApiKeysControllerFixture::keysOnTheServer() const
{
    return m_server->list().json().value(u"items").toArray().size();
}

bool ApiKeysControllerFixture::isLoaded(int keys) const
{
    return m_page->table()->isVisible() == (keys > 0) && m_model->rowCount() == keys;
}

void ApiKeysControllerFixture::press(QWidget *in, const QString &name)
{
    for (auto *button : in->findChildren<QAbstractButton *>()) {
        if (button->accessibleName() == name || button->text().remove(u'&') == name) {
            QVERIFY2(button->isEnabled(), qPrintable(name));
            return button->click();
        }
    }
    QFAIL(qPrintable(name));
}

LabelDialog *ApiKeysControllerFixture::add(const QString &label)
{
    m_controller->add();
    auto *asked = dialog<LabelDialog>();
    asked->findChild<QLineEdit *>()->setText(label);
    press(asked, u"Create"_s);
    return asked;
}

RevokeDialog *ApiKeysControllerFixture::revoke(const QString &label)
{
    for (const ApiKey &key : m_model->keys()) {
        if (key.label == label)
            m_controller->revoke({key.id});
    }
    return dialog<RevokeDialog>();
}

RevokeDialog *ApiKeysControllerFixture::revokeAll()
{
    QStringList ids;
    for (const ApiKey &key : m_model->keys())
        ids.append(key.id);
    m_controller->revoke(ids);
    return dialog<RevokeDialog>();
}

LabelDialog *ApiKeysControllerFixture::rename(const QString &label)
{
    m_controller->rename(m_model->keys().first().id);
    auto *asked = dialog<LabelDialog>();
    asked->findChild<QLineEdit *>()->setText(label);
    return asked;
}

bool ApiKeysControllerFixture::renameElsewhere(const QString &keyId, const QString &label)
{
    return await(asAda().rename(m_server->platformId(), keyId, {}, *KeyLabel::parse(label)))
        .has_value();
}

QStringList ApiKeysControllerFixture::labelsOnTheServer() const
{
    QStringList labels;
    for (const auto item : m_server->list().json().value(u"items").toArray())
        labels.append(item[u"label"].toString());
    return labels;
}

} // namespace keydesk::testing
