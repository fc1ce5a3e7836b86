// SPDX-License-Identifier: Apache-2.0
// A key in the search over 10,000 platforms, from the press to the painted list, beside a yardstick
// that runs in turns with it and so meets the same machine.
#include "shell/PlatformSidebar.h"
#include "style/KeydeskStyle.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QSortFilterProxyModel>
#include <QStringListModel>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <cstdio>
#include <vector>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::ui;

namespace {

constexpr int many = 10000;
constexpr int runs = 21;
constexpr double patience = 16; // ms, a frame

/** In no order, and with letters that have to be folded. */
QList<Platform> platforms(int count)
{
    const QStringList first{u"Académie"_s, u"Acme"_s, u"Straßenbau"_s, u"Field Sales"_s, u"Öl"_s};
    const QStringList last{u"Partners"_s, u"Nord"_s, u"français"_s, u"Onboarding"_s};
    QList<Platform> list;
    for (int number = 0; number < count; ++number) {
        const int mixed = static_cast<int>((number * 7919LL) % count);
        list.append({u"%1"_s.arg(mixed, 24, 16, QChar(u'0')),
                     u"%1 %2 %3"_s.arg(first.at(mixed % 5), last.at(mixed % 4)).arg(mixed),
                     Role::Admin});
    }
    return list;
}

/** The least that does this: Qt's own list and filter, which know neither diacritics nor words. */
class Yardstick : public QWidget
{
public:
    explicit Yardstick(const QList<Platform> &platforms)
        : m_field(new QLineEdit(this))
    {
        QStringList names;
        for (const Platform &platform : platforms)
            names.append(platform.name);
        auto *filter = new QSortFilterProxyModel(this);
        filter->setSourceModel(new QStringListModel(names, this));
        filter->setFilterCaseSensitivity(Qt::CaseInsensitive);
        auto *list = new QListView(this);
        list->setUniformItemSizes(true);
        list->setModel(filter);
        auto *layout = new QVBoxLayout(this);
        layout->addWidget(m_field);
        layout->addWidget(list);
        connect(m_field, &QLineEdit::textChanged, filter,
                &QSortFilterProxyModel::setFilterFixedString);
    }

private:
    QLineEdit *m_field;
};

double milliseconds(const QElapsedTimer &since)
{
    return static_cast<double>(since.nsecsElapsed()) / 1e6;
}

double press(QWidget *window, Qt::Key key, const QString &text)
{
    QLineEdit *field = window->findChild<QLineEdit *>();
    QElapsedTimer timer;
    timer.start();
    QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier, text);
    QApplication::sendEvent(field, &event);
    QCoreApplication::sendPostedEvents();
    window->repaint();
    const double taken = milliseconds(timer);
    QCoreApplication::processEvents();
    return taken;
}

/** "nord 12" is typed and taken back. */
std::vector<double> typing(QWidget *window)
{
    const QString typed = u"nord 12"_s;
    std::vector<double> taken;
    for (const QChar c : typed)
        taken.push_back(press(window, static_cast<Qt::Key>(c.toUpper().unicode()), QString(c)));
    for (qsizetype left = typed.size(); left > 0; --left)
        taken.push_back(press(window, Qt::Key_Backspace, {}));
    return taken;
}

/** Until all platforms are in the list, and painted. */
void appear(QWidget *window)
{
    window->show();
    const QListView *list = window->findChild<QListView *>();
    while (list->model()->rowCount() < many)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    window->repaint();
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values.at(values.size() / 2);
}

void measureTyping()
{
    const QList<Platform> list = platforms(many);
    PlatformSidebar sidebar;
    sidebar.setConnections({{.id = u"c"_s, .name = u"Backend"_s, .platforms = list}});
    Yardstick yardstick(list);
    std::array<std::vector<double>, 2> taken;
    const std::array<QWidget *, 2> windows{&sidebar, &yardstick};
    for (QWidget *window : windows) {
        window->resize(248, 720);
        appear(window);
        typing(window);
    }
    for (int run = 0; run < runs; ++run) {
        for (std::size_t which = 0; which < windows.size(); ++which)
            std::ranges::copy(typing(windows.at(which)), std::back_inserter(taken.at(which)));
    }
    std::printf(
        "a key in the search over %d platforms: %.1f ms (at most %.1f; goal: at most %.0f); "
        "Qt's list and filter: %.1f ms; ratio %.2f\n",
        many, median(taken[0]), std::ranges::max(taken[0]), patience, median(taken[1]),
        median(taken[0]) / median(taken[1]));
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setStyle(new KeydeskStyle);
    measureTyping();
    return 0;
}
