// SPDX-License-Identifier: Apache-2.0
// The real widgets of SidebarList: the buttons on its rows, and their menus.
#include "shell/SidebarList.h"

#include "shell/SidebarModel.h"
#include "shell/SidebarRowButton.h"
#include "style/FocusRing.h"
#include "style/Icons.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QStyle>

#include <algorithm>

namespace keydesk::ui {

void SidebarList::makeMenuButtons()
{
    QHash<QString, SidebarRowButton *> before;
    before.swap(m_menuButtons);
    QWidget *previous = m_settings;
    for (int number = 0; number < m_model->rowCount(); ++number) {
        const SidebarRow &row = m_model->row(number);
        if (!row.isHeading() || !row.hasMenu())
            continue;
        SidebarRowButton *button = before.take(row.ref.connectionId);
        if (!button) {
            button = new SidebarRowButton(icon(Icon::More), {}, viewport());
            button->setToolTip(tr("Manage this connection"));
            connect(button, &SidebarRowButton::clicked, this,
                    [this, button] { openMenu(button->ref()); });
            connect(button, &SidebarRowButton::focusReceived, this,
                    [this, button] { setCurrentIndex(indexOf(button->ref())); });
        }
        button->setRef(row.ref, tr("Manage %1").arg(row.name));
        QWidget::setTabOrder(previous, button);
        previous = button;
        m_menuButtons.insert(row.ref.connectionId, button);
    }
    for (SidebarRowButton *gone : std::as_const(before)) {
        if (gone->hasFocus())
            setFocus(Qt::OtherFocusReason);
        gone->deleteLater();
        gone->hide();
    }
}

PlatformRef SidebarList::placeOfKeyboard() const
{
    if (m_settings->hasFocus())
        return m_settings->ref();
    if (hasFocus() && currentIndex().isValid())
        return m_focused;
    return m_model->current();
}

void SidebarList::placeButtons()
{
    if (m_isModelChanging || !isVisible()) // showEvent() makes up for it
        return;
    const PlatformRef keyboard = placeOfKeyboard();
    place(m_settings, keyboard);
    place(m_hoverSettings, m_hovered == keyboard ? PlatformRef() : m_hovered);
    for (SidebarRowButton *button : std::as_const(m_menuButtons))
        place(button, button->ref());
    viewport()->update();
}

void SidebarList::place(SidebarRowButton *button, const PlatformRef &ref)
{
    const QModelIndex index = indexOf(ref);
    const bool isSettings = button == m_settings || button == m_hoverSettings;
    if (!index.isValid() || (isSettings && ref.platformId.isEmpty())) {
        if (button->hasFocus())
            setFocus(Qt::OtherFocusReason); // which places all of them again
        else
            button->hide();
        return;
    }
    if (isSettings)
        button->setRef(ref, tr("Settings of %1").arg(m_model->row(index.row()).name));
    const QRect row = visualRect(index).adjusted(0, 0, 0, -2);
    const QSize wanted = button->sizeHint();
    const QSize size(wanted.width(), std::min(wanted.height(), row.height() - 4));
    const QRect place(row.right() + 1 - size.width() - 2,
                      row.top() + (row.height() - size.height()) / 2, size.width(), size.height());
    button->setGeometry(QStyle::visualRect(layoutDirection(), row, place));
    button->show();
}

QList<SidebarRowButton *> SidebarList::buttonsOn(const PlatformRef &ref) const
{
    QList<SidebarRowButton *> all{m_settings, m_hoverSettings};
    if (ref.platformId.isEmpty())
        all = {m_menuButtons.value(ref.connectionId)};
    all.removeIf([&ref](const SidebarRowButton *button) {
        return !button || button->isHidden() || button->ref() != ref;
    });
    return all;
}

int SidebarList::trailingRoom(const PlatformRef &ref) const
{
    const QList<SidebarRowButton *> buttons = buttonsOn(ref);
    return buttons.isEmpty() ? 0 : buttons.first()->width();
}

bool SidebarList::showsFocusAt(const PlatformRef &ref) const
{
    return showsFocus(this) && ref == m_focused;
}

void SidebarList::setHovered(const QModelIndex &index)
{
    const PlatformRef ref = refAt(index);
    if (ref == m_hovered)
        return;
    m_hovered = ref;
    placeButtons();
}

void SidebarList::hoverWherePointerIs()
{
    const QPoint pointer = viewport()->mapFromGlobal(QCursor::pos());
    const bool isHere = viewport()->underMouse() && viewport()->rect().contains(pointer);
    m_hovered = isHere ? refAt(indexAt(pointer)) : PlatformRef();
}

void SidebarList::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Keyboard) {
        openMenu(refAt(currentIndex()));
        return;
    }
    if (QMenu *menu = makeMenu(refAt(indexAt(viewport()->mapFromGlobal(event->globalPos())))))
        menu->popup(event->globalPos());
}

void SidebarList::openMenu(const PlatformRef &ref)
{
    QMenu *menu = makeMenu(ref);
    if (!menu)
        return;
    QRect anchor = visualRect(indexOf(ref));
    if (const QList<SidebarRowButton *> buttons = buttonsOn(ref); !buttons.isEmpty())
        anchor = buttons.first()->geometry();
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    menu->popup(viewport()->mapToGlobal(mirrored ? anchor.bottomRight() : anchor.bottomLeft()));
}

QMenu *SidebarList::makeMenu(const PlatformRef &ref)
{
    const int number = m_model->rowOf(ref);
    if (number < 0 || (ref.platformId.isEmpty() && !m_model->row(number).hasMenu()))
        return nullptr;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const SidebarRow &row = m_model->row(number);
    if (row.isHeading())
        fillConnectionMenu(menu, row);
    else
        fillPlatformMenu(menu, row);
    return menu;
}

void SidebarList::fillPlatformMenu(QMenu *menu, const SidebarRow &row)
{
    const PlatformRef ref = row.ref;
    const bool favourite = row.isFavourite;
    QAction *settings = menu->addAction(icon(Icon::Gear), tr("Settings"));
    connect(settings, &QAction::triggered, this, [this, ref] { Q_EMIT settingsRequested(ref); });
    QAction *star = menu->addAction(icon(Icon::Star), favourite ? tr("Remove from favourites")
                                                                : tr("Add to favourites"));
    star->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_D));
    connect(star, &QAction::triggered, this,
            [this, ref, favourite] { Q_EMIT favouriteToggled(ref, !favourite); });
}

void SidebarList::fillConnectionMenu(QMenu *menu, const SidebarRow &row)
{
    const auto text = [](ConnectionAction action) {
        switch (action) {
        case ConnectionAction::Rename:
            return tr("Rename…");
        case ConnectionAction::SignIn:
            return tr("Sign in");
        case ConnectionAction::SignOut:
            return tr("Sign out");
        case ConnectionAction::CertificateAuthority:
            return tr("Certificate authority…");
        case ConnectionAction::Remove:
            return tr("Remove…");
        }
        Q_UNREACHABLE();
    };
    const QString id = row.ref.connectionId;
    for (const ConnectionAction action : row.connection->actions) {
        if (action == ConnectionAction::Remove && !menu->isEmpty())
            menu->addSeparator();
        connect(menu->addAction(text(action)), &QAction::triggered, this,
                [this, id, action] { Q_EMIT connectionActionRequested(id, action); });
    }
}

} // namespace keydesk::ui
