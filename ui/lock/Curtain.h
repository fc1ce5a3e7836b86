// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QObject>
#include <QPointer>

class QWidget;

namespace keydesk::ui {

/**
 * Takes every other window of the application off the screen, and keeps sheets from it that are
 * opened meanwhile, without closing any: they go on, and are there again, as they are by then, when
 * it rises. GUI thread.
 */
class Curtain : public QObject
{
    Q_OBJECT

public:
    /** \a stage is the window that stays. */
    explicit Curtain(QWidget &stage, QObject *parent = nullptr);

    void fall();
    void rise();
    bool isDown() const { return m_isDown; }

private:
    QWidget &m_stage;
    QList<QPointer<QWidget>> m_hidden; ///< those that are no sheets, such as a file dialog
    bool m_isDown = false;
};

} // namespace keydesk::ui
