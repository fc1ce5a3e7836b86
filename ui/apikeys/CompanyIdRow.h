// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QPushButton;
class QTimer;

namespace keydesk::ui {

class TextLabel;

/** The ID that integrations send beside a key, and a button that copies it. */
class CompanyIdRow : public QWidget
{
    Q_OBJECT

public:
    explicit CompanyIdRow(QWidget *parent = nullptr);

    void setCompanyId(const QString &id);
    /** The button says so for 2 s. */
    void showCopied();

Q_SIGNALS:
    void copyRequested();

private:
    void setCopied(bool copied);

    TextLabel *m_id;
    QPushButton *m_copy;
    QTimer *m_feedback;
};

} // namespace keydesk::ui
