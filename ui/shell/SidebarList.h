// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/PlatformRef.h"
#include "shell/SidebarConnection.h"

#include <QHash>
#include <QListView>

class QMenu;

namespace keydesk::ui {

class SidebarModel;
class SidebarRowButton;
struct SidebarRow;

/**
 * The rows of the sidebar. They are painted; real are only their buttons: the menu of each
 * connection, and Settings twice, once where the keyboard is (or else on the platform that the
 * window shows) and once under the pointer, which so never takes it from the keyboard.
 */
class SidebarList : public QListView
{
    Q_OBJECT

public:
    /** \a model is not owned and outlives the list. */
    explicit SidebarList(SidebarModel *model, QWidget *parent = nullptr);

    SidebarModel *sidebarModel() const { return m_model; }
    QModelIndex indexOf(const PlatformRef &ref) const; ///< not valid if it is not shown
    /** What a click or Enter on a row does. */
    void activateRow(const keydesk::PlatformRef &ref);
    /** Opens the menu of a row, if it has one. */
    void openMenu(const keydesk::PlatformRef &ref);
    /** Takes the focus, to the first platform. */
    void enterFromAbove();
    /** Brings the platform that the window shows into sight. */
    void revealCurrent();

    /** The visible buttons on a row. */
    QList<SidebarRowButton *> buttonsOn(const PlatformRef &ref) const;
    /** How much of a row, at its trailing edge, its buttons take; in pixels. */
    int trailingRoom(const PlatformRef &ref) const;
    bool isHovered(const PlatformRef &ref) const { return ref == m_hovered; }
    bool isPressed(const PlatformRef &ref) const { return ref == m_pressed; }
    bool showsFocusAt(const PlatformRef &ref) const;

Q_SIGNALS:
    void platformActivated(const keydesk::PlatformRef &ref);
    void settingsRequested(const keydesk::PlatformRef &ref);
    void favouriteToggled(const keydesk::PlatformRef &ref, bool isFavourite);
    void connectionActionRequested(const QString &connectionId,
                                   keydesk::ui::ConnectionAction action);
    /** Up was pressed on the first row. */
    void leftAtTop();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    bool viewportEvent(QEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void setUpLook();
    void dressScrollBar(); ///< it stands on the column
    SidebarRowButton *makeSettings();
    void followModel();
    PlatformRef refAt(const QModelIndex &index) const;
    bool isFirst(const QModelIndex &index) const;
    PlatformRef neighbourOf(int row) const; ///< the platform there, or else the next to it
    void toggleFavourite(const PlatformRef &ref);
    QMenu *makeMenu(const PlatformRef &ref);
    void fillPlatformMenu(QMenu *menu, const SidebarRow &row);
    void fillConnectionMenu(QMenu *menu, const SidebarRow &row);
    void makeMenuButtons();
    void placeButtons();
    void place(SidebarRowButton *button, const PlatformRef &ref);
    PlatformRef placeOfKeyboard() const;
    void setHovered(const QModelIndex &index);
    void hoverWherePointerIs();
    void tellCurrentRow();

    SidebarModel *m_model;
    SidebarRowButton *m_settings; // children of the viewport, as all buttons
    SidebarRowButton *m_hoverSettings;
    QHash<QString, SidebarRowButton *> m_menuButtons; // by connection
    PlatformRef m_focused;
    PlatformRef m_hovered;
    PlatformRef m_pressed;
    int m_focusedBefore = -1;       // its row, only while the model changes
    bool m_isShownOneThere = false; // the platform that the window shows is in the list
    bool m_isModelChanging = false;
};

} // namespace keydesk::ui
