// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/Platform.h"

#include <QWidget>

class QPushButton;

namespace keydesk::ui {

class SidebarItem;

/** A platform in the sidebar, with its Settings, which appears when the row is in use. */
class PlatformRow : public QWidget
{
    Q_OBJECT

public:
    explicit PlatformRow(const Platform &platform, QWidget *parent = nullptr);

    QString platformId() const { return m_id; }
    void setPlatform(const Platform &platform);
    void setSelected(bool selected);
    SidebarItem *item() const { return m_item; }
    QPushButton *settingsButton() const { return m_settings; }

Q_SIGNALS:
    void activated(const QString &id);
    void settingsRequested(const QString &id);
    void stepRequested(int step);
    void focusReceived();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void updateSettings();
    void placeSettings();

    QString m_id;
    SidebarItem *m_item;
    QPushButton *m_settings;
    bool m_hovered = false;
};

} // namespace keydesk::ui
