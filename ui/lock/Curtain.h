// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QObject>
#include <QPointer>

class QWidget;

namespace keydesk::ui {

/**
 * Takes every other window of the application off the screen, and keeps those from it that are
 * opened meanwhile, without closing any: dialogs go on, and are there again, as they are by then,
 * when it rises. GUI thread.
 */
class Curtain : public QObject
{
    Q_OBJECT

public:
    /** \a stage is the window that stays. */
    explicit Curtain(QWidget &stage, QObject *parent = nullptr);
    ~Curtain() override;

    void fall();
    void rise();
    bool isDown() const { return m_isDown; }

    /** The next window that is opened stays visible, e.g. to sign in. */
    void letThrough(const char *className) { m_letThrough = className; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Hidden
    {
        QPointer<QWidget> window;
        bool wasKeptOffScreen = false; ///< it was opened behind the curtain
    };

    bool concerns(const QWidget *window) const;
    void remember(QWidget *window, bool wasKeptOffScreen);

    QWidget &m_stage;
    QList<Hidden> m_hidden; ///< in the order in which they were opened
    const char *m_letThrough = nullptr;
    bool m_isDown = false;
};

} // namespace keydesk::ui
