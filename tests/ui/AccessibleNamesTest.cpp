// SPDX-License-Identifier: Apache-2.0
#include "apikeys/ApiKeysModel.h"
#include "apikeys/ApiKeysPage.h"
#include "apikeys/LabelDialog.h"
#include "apikeys/RevealDialog.h"
#include "apikeys/RevokeDialog.h"
#include "secret/SecretClipboard.h"
#include "shell/MainWindow.h"
#include "shell/MessageBar.h"
#include "shell/PlatformHomePage.h"
#include "shell/PlatformSidebar.h"
#include "signin/ConnectionDialog.h"
#include "signin/RemoveConnectionDialog.h"
#include "signin/RenameConnectionDialog.h"
#include "signin/SignInDialog.h"
#include "signin/SignedOutPage.h"

#include "SidebarSamples.h"
#include "UiTest.h"

#include <QAccessible>
#include <QProgressBar>

#include <array>
#include <chrono>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::ui;
using namespace keydesk::testing;

/** Walks everything assistive technology can reach. */
class AccessibleNamesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyControlOfTheWindowHasAName();
    void everyControlOfTheDialogsHasAName();
    void everyControlOfSigningInHasAName();
    void theTreeIsConsistent();
    void everyFocusStopIsReachedByTab();

private:
    QStringList nameless(QAccessibleInterface *root) const;

    const Platform m_platform{u"5f2b8c1e9a4d7063b1c0e8f1"_s, u"My platform"_s, Role::Owner};
    ApiKeysModel m_model{now};
    MainWindow m_window;
    ApiKeysPage *m_page = nullptr;
};

void AccessibleNamesTest::initTestCase()
{
    m_model.setKeys(sampleKeys());
    m_page = new ApiKeysPage(&m_model);
    m_page->setCompanyId(m_platform.id);
    m_window.addSettingsPage(u"api"_s, u"API"_s, m_page);
    QList<Platform> platforms = manyPlatforms(9); // enough for the search to be there
    platforms.append(m_platform);
    m_window.sidebar()->setConnections({teamConnection(platforms), localConnection({m_platform})});
    m_window.homePage()->setText(u"You are its owner."_s);
    m_window.messageBar()->showMessage(MessageKind::Error, u"Failed."_s, u"Try again"_s);
    m_window.showSettings(u"local"_s, m_platform, u"api"_s);
    m_page->showKeys(3, keyLimit);
    m_window.show();
    m_window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_window));
}

QStringList AccessibleNamesTest::nameless(QAccessibleInterface *root) const
{
    constexpr std::array roles{QAccessible::Button,       QAccessible::EditableText,
                               QAccessible::StaticText,   QAccessible::Table,
                               QAccessible::Cell,         QAccessible::ColumnHeader,
                               QAccessible::ProgressBar,  QAccessible::Dialog,
                               QAccessible::AlertMessage, QAccessible::CheckBox,
                               QAccessible::List,         QAccessible::Heading};
    QStringList found;
    const QObject *object = root->object();
    const bool visible = !root->state().invisible;
    if (visible && std::ranges::find(roles, root->role()) != roles.end() &&
        root->text(QAccessible::Name).isEmpty() && root->text(QAccessible::Value).isEmpty()) {
        found.append(
            u"%1 %2"_s.arg(root->role(), 0, 16)
                .arg(QString::fromLatin1(object ? object->metaObject()->className() : "")));
    }
    for (int child = 0; visible && child < root->childCount(); ++child)
        found += nameless(root->child(child));
    return found;
}

void AccessibleNamesTest::everyControlOfTheWindowHasAName()
{
    m_page->showKeys(3, keyLimit);
    const auto check = [this] {
        return nameless(QAccessible::queryAccessibleInterface(&m_window)).join(u'\n');
    };
    QCOMPARE(check(), QString());
    m_page->showFailed(u"No answer."_s);
    QCOMPARE(check(), QString());
    m_window.showHome(u"local"_s, m_platform);
    QCOMPARE(check(), QString());
    m_window.showNotice(u"Stopped"_s, u"Its data is safe."_s, u"Start again"_s);
    QCOMPARE(check(), QString());
    m_window.showSettings(u"local"_s, m_platform, u"api"_s);
    m_page->showKeys(3, keyLimit);
}

void AccessibleNamesTest::everyControlOfTheDialogsHasAName()
{
    SecretClipboard clipboard(QGuiApplication::clipboard());
    std::array<std::uint8_t, 32> entropy{};
    auto *label = new LabelDialog({}, &m_window);
    auto *reveal =
        new RevealDialog(ApiKeySecret::fromEntropy(entropy),
                         {.label = u"HR sync"_s, .api = {}, .companyId = {}}, clipboard, &m_window);
    auto *revoke = new RevokeDialog({sampleKeys().at(0)}, now(), &m_window);
    for (QDialog *dialog : {static_cast<QDialog *>(label), static_cast<QDialog *>(reveal),
                            static_cast<QDialog *>(revoke)}) {
        dialog->open();
        reveal->reject();
        QCOMPARE(nameless(QAccessible::queryAccessibleInterface(dialog)).join(u'\n'), QString());
        QVERIFY(!dialog->windowTitle().isEmpty());
    }
    delete revoke;
    delete reveal;
    delete label;
}

void AccessibleNamesTest::everyControlOfSigningInHasAName()
{
    const auto check = [this](QWidget *widget) {
        return nameless(QAccessible::queryAccessibleInterface(widget)).join(u'\n');
    };
    const QString name = u"Acme"_s;
    const QString host = u"keys.acme.example"_s;
    auto *connection = new ConnectionDialog(&m_window);
    connection->open();
    connection->setCertificateAuthority(u"Acme Root CA"_s);
    connection->showCertificateProblem(u"It is self-signed."_s, QByteArray(32, 'x'));
    QCOMPARE(check(connection), QString());
    connection->askName(host);
    connection->showProblem(u"Failed."_s);
    QCOMPARE(check(connection), QString());
    delete connection;

    const auto both = SignInMethod::Password | SignInMethod::Browser;
    auto *signIn = new SignInDialog(name, host, both, &m_window);
    signIn->open();
    signIn->showTooManyTries(std::chrono::seconds(9));
    QCOMPARE(check(signIn), QString());
    button(signIn, u"Continue in the browser"_s)->click();
    QTRY_VERIFY(signIn->findChild<QProgressBar *>()->isVisible());
    QCOMPARE(check(signIn), QString());
    signIn->showKeychainProblem(u"It is locked."_s);
    QCOMPARE(check(signIn), QString());
    delete signIn;

    auto *rename = new RenameConnectionDialog(name, host, &m_window);
    rename->open();
    QCOMPARE(check(rename), QString());
    delete rename;
    auto *remove = new RemoveConnectionDialog(name, host, &m_window);
    remove->open();
    QCOMPARE(check(remove), QString());
    delete remove;
    SignedOutPage page;
    page.setConnection(name, host, SignedOutReason::Ended);
    page.show();
    QCOMPARE(check(&page), QString());
}

void AccessibleNamesTest::theTreeIsConsistent()
{
    QList<QAccessibleInterface *> open{QAccessible::queryAccessibleInterface(&m_window)};
    while (!open.isEmpty()) {
        QAccessibleInterface *parent = open.takeLast();
        for (int number = 0; number < parent->childCount(); ++number) {
            QAccessibleInterface *child = parent->child(number);
            QVERIFY(child && child->isValid());
            QCOMPARE(parent->indexOfChild(child), number);
            QCOMPARE(child->parent(), parent);
            open.append(child);
        }
    }
}

void AccessibleNamesTest::everyFocusStopIsReachedByTab()
{
    m_window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_window));
    QSet<const QWidget *> wanted;
    const auto widgets = m_window.findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        if (widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus))
            wanted.insert(widget);
    }
    for (int step = 0; step < 100 && !wanted.isEmpty(); ++step) {
        QTest::keyClick(&m_window, Qt::Key_Tab);
        wanted.remove(QApplication::focusWidget());
    }
    QStringList left;
    for (const QWidget *widget : std::as_const(wanted))
        left.append(QString::fromLatin1(widget->metaObject()->className()) +
                    widget->accessibleName());
    QCOMPARE(left.join(u'\n'), QString());
}

KEYDESK_UI_TEST_MAIN(AccessibleNamesTest)
#include "AccessibleNamesTest.moc"
