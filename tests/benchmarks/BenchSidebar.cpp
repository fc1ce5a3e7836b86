// SPDX-License-Identifier: Apache-2.0
// A key in the search over 10,000 platforms, from the press to the painted list, and the first
// paint with so many, each beside a yardstick that runs in turns with it and so meets the same
// machine.
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
constexpr int few = 10;
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

/** Sees when the list is painted with at least so many rows. */
class PaintWatcher : public QObject
{
public:
    explicit PaintWatcher(int rows)
        : m_rows(rows)
    {
        qApp->installEventFilter(this);
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        const auto *list = qobject_cast<const QListView *>(watched->parent());
        if (list && event->type() == QEvent::Paint && list->model()->rowCount() >= m_rows)
            m_isPainted = true;
        return false;
    }

    void wait() const
    {
        while (!m_isPainted)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }

private:
    int m_rows;
    bool m_isPainted = false;
};

struct Appearance
{
    double firstPaint;
    double whole; ///< until all platforms are in it
};

Appearance appearance(const QList<Platform> &platforms)
{
    const PaintWatcher first(0);
    const PaintWatcher whole(static_cast<int>(platforms.size()));
    QElapsedTimer timer;
    timer.start();
    PlatformSidebar sidebar;
    sidebar.setConnections({{.id = u"c"_s, .name = u"Backend"_s, .platforms = platforms}});
    sidebar.resize(248, 720);
    sidebar.show();
    first.wait();
    const double painted = milliseconds(timer);
    whole.wait();
    return {painted, milliseconds(timer)};
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
        const PaintWatcher whole(many);
        window->show();
        whole.wait();
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

void measureFirstPaint()
{
    const QList<Platform> all = platforms(many);
    const QList<Platform> some = platforms(few);
    appearance(all);
    std::vector<double> first;
    std::vector<double> whole;
    std::vector<double> least;
    for (int run = 0; run < runs; ++run) {
        const Appearance large = appearance(all);
        first.push_back(large.firstPaint);
        whole.push_back(large.whole);
        least.push_back(appearance(some).firstPaint);
    }
    std::printf(
        "the first paint of the sidebar with %d platforms: %.1f ms, with all in it: %.1f ms; "
        "with %d: %.1f ms; ratio of the first paints %.2f\n",
        many, median(first), median(whole), few, median(least), median(first) / median(least));
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setStyle(new KeydeskStyle);
    measureTyping();
    measureFirstPaint();
    return 0;
}
