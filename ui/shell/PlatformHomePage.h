// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/Platform.h"

#include <QWidget>

class QPushButton;

namespace keydesk::ui {

class TextLabel;

/** What a click on a platform opens: its name, the member's role, and Settings at the top right. */
class PlatformHomePage : public QWidget
{
    Q_OBJECT

public:
    explicit PlatformHomePage(QWidget *parent = nullptr);

    void setPlatform(const keydesk::Platform &platform);
    QString platformId() const { return m_id; }
    /** A sentence under the name: the member's role, where the data is. Plain text. */
    void setText(const QString &text);

Q_SIGNALS:
    void settingsRequested(const QString &id);

private:
    QString m_id;
    TextLabel *m_title;
    TextLabel *m_text;
    QPushButton *m_settings;
};

} // namespace keydesk::ui
