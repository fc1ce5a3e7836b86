// SPDX-License-Identifier: Apache-2.0
// The least that a Qt program with this window would be: a list beside a table of 25 rows.
#include "FirstPaint.h"

#include <QApplication>
#include <QListWidget>
#include <QMainWindow>
#include <QSplitter>
#include <QTableWidget>

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const keydesk::bench::FirstPaint watcher(25);
    QMainWindow window;
    auto *splitter = new QSplitter(&window);
    auto *list = new QListWidget(splitter);
    list->addItem(QStringLiteral("My platform"));
    auto *table = new QTableWidget(25, 6, splitter);
    for (int row = 0; row < table->rowCount(); ++row) {
        for (int column = 0; column < table->columnCount(); ++column)
            table->setItem(row, column, new QTableWidgetItem(QStringLiteral("Some text")));
    }
    window.setCentralWidget(splitter);
    window.resize(1120, 720);
    window.show();
    return QApplication::exec();
}
