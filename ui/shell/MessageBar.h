// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QTimer;
class QToolButton;

namespace keydesk::ui {

enum class MessageKind { Info, Success, Warning, Error };

/**
 * A quiet bar above the page, instead of modal boxes. One message at a time; a success goes by
 * itself after 6 s unless it is hovered or focused, an error never. Hidden when there is none.
 */
class MessageBar : public QWidget
{
    Q_OBJECT

public:
    explicit MessageBar(QWidget *parent = nullptr);

    /** \a text is plain. \a actionText adds a button. */
    void showMessage(MessageKind kind, const QString &text, const QString &actionText = {});
    void clear();

    MessageKind kind() const { return m_kind; }
    QString text() const;

Q_SIGNALS:
    void actionTriggered();
    /** Closed by the person, or gone by itself. */
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void build();
    void tint();
    void dismissUnlessUsed();

    MessageKind m_kind = MessageKind::Info;
    QLabel *m_icon = nullptr;
    QLabel *m_text = nullptr;
    QPushButton *m_action = nullptr;
    QToolButton *m_close = nullptr;
    QTimer *m_expiry = nullptr;
};

} // namespace keydesk::ui
