// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QWidget>

class QButtonGroup;
class QVBoxLayout;

namespace keydesk::ui {

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

Q_SIGNALS:
    void pageActivated(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QVBoxLayout *m_items;
    QButtonGroup *m_group;
};

} // namespace keydesk::ui
