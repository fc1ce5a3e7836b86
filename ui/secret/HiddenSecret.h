// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

#include <optional>

class QPushButton;
class QTimer;

namespace keydesk {
class ApiKeySecret;
}

namespace keydesk::ui {

class SecretField;
class TextLabel;

/**
 * A key, hidden until somebody asks to see it: then in its field, and below it in groups for
 * reading aloud. It is hidden again when the application has not been in use for a minute. While it
 * is hidden its text is not here at all.
 */
class HiddenSecret : public QWidget
{
    Q_OBJECT

public:
    /** \a secret must outlive this widget, or forget() be called. */
    HiddenSecret(const ApiKeySecret &secret, const QString &label, QWidget *parent);

    bool isShown() const;
    void setShown(bool shown);
    /** Hides it, for good. */
    void forget();

Q_SIGNALS:
    void copyRequested();

protected:
    /** Its dialog goes off the screen, which is no reason to show it when that comes back. */
    void hideEvent(QHideEvent *event) override;

private:
    void build();
    void followApplication();

    const ApiKeySecret *m_secret;
    SecretField *m_field;
    QPushButton *m_show;
    TextLabel *m_groups;
    QTimer *m_unused;
};

} // namespace keydesk::ui
