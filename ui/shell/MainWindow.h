// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/Platform.h"
#include "keys/PlatformRef.h"

#include <QHash>
#include <QMainWindow>
#include <QPointer>

#include <memory>

class QStackedWidget;

namespace keydesk::ui {

class MessageBar;
class NoticePage;
class PlatformHomePage;
class PlatformSidebar;
class SettingsSidebar;
class SignedOutPage;
enum class SignedOutReason;

/**
 * The window: platforms, then either a platform's home or its settings, or a notice over both.
 * Setters and signals; decides nothing. What it is shown is decided by the controllers.
 */
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(QWidget *parent = nullptr);

    PlatformSidebar *sidebar() const { return m_sidebar; }
    SettingsSidebar *settingsSidebar() const { return m_settingsSidebar; }
    MessageBar *messageBar() const { return m_messageBar; }
    PlatformHomePage *homePage() const { return m_home; }
    SignedOutPage *signedOutPage() const { return m_signedOut; }

    /** Takes ownership; shown as the page \a id of the settings. The first one is shown first. */
    void addSettingsPage(const QString &id, const QString &name, QWidget *page);

    void showHome(const QString &connectionId, const Platform &platform);
    /** With the page \a pageId. */
    void showSettings(const QString &connectionId, const Platform &platform, const QString &pageId);
    /** A whole page that says what is going on; no button if \a buttonText is empty. */
    void showNotice(const QString &title, const QString &text, const QString &buttonText = {});
    bool isNoticeShown() const;
    /** In place of the pages of a connection; see SignedOutPage. */
    void showSignedOut(const QString &name, const QString &host, SignedOutReason reason);

    /** Puts \a page in the place of everything, title included, until uncover(), which deletes it.
     *  What is below goes on. */
    void cover(QWidget *page);
    void uncover();

Q_SIGNALS:
    /** A platform was chosen in the sidebar. */
    void platformActivated(const keydesk::PlatformRef &ref);
    /** Settings was pressed, in the sidebar or on the platform's home. */
    void settingsRequested(const keydesk::PlatformRef &ref);
    /** A page of the settings was chosen in their sidebar. */
    void settingsPageRequested(const QString &pageId);
    void noticeActionTriggered();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildPages();
    void showPage(QWidget *page, const QString &connectionId, const Platform &platform);
    void setTitle(const QString &place);

    PlatformSidebar *m_sidebar = nullptr;
    SettingsSidebar *m_settingsSidebar = nullptr;
    MessageBar *m_messageBar = nullptr;
    PlatformHomePage *m_home = nullptr;
    NoticePage *m_notice = nullptr;
    SignedOutPage *m_signedOut = nullptr;
    QStackedWidget *m_pages = nullptr;
    QStackedWidget *m_settingsPages = nullptr;
    QHash<QString, QWidget *> m_settingsPageOf;
    QWidget *m_settings = nullptr;
    std::unique_ptr<QWidget> m_covered; ///< what a cover is in the place of
    QPointer<QWidget> m_focusBelow;
    QString m_title;
};

} // namespace keydesk::ui
