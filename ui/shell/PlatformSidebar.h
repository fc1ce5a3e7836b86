// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/PlatformRef.h"
#include "shell/SidebarConnection.h"

#include <QList>
#include <QSet>
#include <QWidget>

class QLineEdit;
class QPushButton;

namespace keydesk::ui {

class SidebarList;
class SidebarModel;
class TextLabel;

/**
 * The leftmost column: the connections with their platforms and the Settings of these, a search
 * where there are many, and a button to add a connection. Setters and signals; decides nothing.
 */
class PlatformSidebar : public QWidget
{
    Q_OBJECT

public:
    explicit PlatformSidebar(QWidget *parent = nullptr);

    /** Keeps rows, focus and the current platform by id, here and in the other setters. */
    void setConnections(const QList<keydesk::ui::SidebarConnection> &connections);
    /** Nothing happens for a connection that is not there. */
    void setPlatforms(const QString &connectionId, const QList<keydesk::Platform> &platforms);
    /** They come first in their connection, with a star; those that are not there may come. */
    void setFavourites(const QSet<keydesk::PlatformRef> &favourites);
    /** Marks a platform as selected; one that is not there selects none. Emits nothing. */
    void setCurrentPlatform(const keydesk::PlatformRef &ref);
    PlatformRef currentPlatform() const;

    QSize sizeHint() const override;

Q_SIGNALS:
    void platformActivated(const keydesk::PlatformRef &ref);
    void settingsRequested(const keydesk::PlatformRef &ref);
    /** The person wishes so; setFavourites() makes it so. */
    void favouriteToggled(const keydesk::PlatformRef &ref, bool isFavourite);
    void addConnectionRequested();
    void connectionActionRequested(const QString &connectionId,
                                   keydesk::ui::ConnectionAction action);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void buildSearch();
    void buildLayout();
    void connectList();
    void search();
    void openFirstHit();
    void offerSearch();
    bool handleSearchKey(int key);

    SidebarModel *m_model; // children, as all of these
    QLineEdit *m_search;
    TextLabel *m_nothing;
    SidebarList *m_list;
    QPushButton *m_add;
};

} // namespace keydesk::ui
