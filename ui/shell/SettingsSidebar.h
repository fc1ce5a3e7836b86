// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

class QVBoxLayout;

namespace keydesk::ui {

class SidebarItem;

/** The second column while settings are open. Its pages are told by id, e.g. "api". */
class SettingsSidebar : public QWidget
{
    Q_OBJECT

public:
    explicit SettingsSidebar(QWidget *parent = nullptr);

    void addPage(const QString &id, const QString &name);
    /** Checks the item; emits nothing. */
    void setCurrentPage(const QString &id);
    QString currentPage() const;

    QSize sizeHint() const override;

Q_SIGNALS:
    void pageActivated(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Item
    {
        QString id;
        SidebarItem *button; // child
    };

    void moveFocus(SidebarItem *from, int step);

    QVBoxLayout *m_layout;
    QList<Item> m_items;
};

} // namespace keydesk::ui
