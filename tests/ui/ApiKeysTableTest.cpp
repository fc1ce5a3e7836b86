// SPDX-License-Identifier: Apache-2.0
#include "apikeys/ApiKeysTable.h"
#include "apikeys/ApiKeysModel.h"
#include "apikeys/RevokeButton.h"

#include "UiTest.h"

#include <QAccessible>
#include <QHeaderView>
#include <QMenu>
#include <QSignalSpy>

#include <memory>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::ui;
using namespace keydesk::testing;

class ApiKeysTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void revokeActsOnItsOwnKeyAfterSortInsertAndRemove();
    void aClickOnAHeaderSorts();
    void labelsSortAsPeopleDo();
    void deleteAsksToRevokeTheSelectedRow();
    void theMenuOfARowOffersToRenameAndToRevokeIt();
    void f2AsksToRenameTheSelectedRow();
    void severalRowsAreRevokedTogether();
    void aRowsButtonAndTheMenuOfAnotherRowLeaveTheSelectedOnesAlone();
    void escapeAndAKeyThatGoesEndTheSelection();
    void assistiveTechnologySelectsRowsOneByOne();
    void tabLeadsThroughTheButtonsInTheOrderSeen();
    void focusGoesToANeighbourWhenARowGoes();
    void aSelectedKeyStaysSelectedThroughAReload();
    void nothingIsCutAtTheDefaultSize();
    void revokeStaysInSightInANarrowWindow();
    void assistiveTechnologyFindsCellsAndButtons();

private:
    QMenu *menuAt(const QString &id);
    /** Data warehouse and Payroll export. */
    void selectTwo();
    QString shownLabel(int row) const { return m_table->model()->index(row, 0).data().toString(); }

    std::unique_ptr<ApiKeysModel> m_model;
    std::unique_ptr<ApiKeysTable> m_table;
};

void ApiKeysTableTest::init()
{
    m_model = std::make_unique<ApiKeysModel>(now);
    m_model->setKeys(sampleKeys());
    m_table = std::make_unique<ApiKeysTable>(m_model.get());
    m_table->resize(680, 480);
    m_table->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_table.get()));
}

void ApiKeysTableTest::cleanup()
{
    m_table.reset();
    m_model.reset();
}

void ApiKeysTableTest::revokeActsOnItsOwnKeyAfterSortInsertAndRemove()
{
    const QList<ApiKey> keys = sampleKeys();
    QSignalSpy asked(m_table.get(), &ApiKeysTable::revokeRequested);
    m_model->addOrUpdateKey(sampleKey(9, u"AAA first"_s));
    m_model->removeKey(keys.at(2).id);
    QTest::mouseClick(m_table->horizontalHeader()->viewport(), Qt::LeftButton, {}, QPoint(20, 10));
    for (const ApiKey &key : m_model->keys()) {
        RevokeButton *button = m_table->revokeButton(key.id);
        QVERIFY(button);
        QCOMPARE(button->accessibleName(), u"Revoke "_s + key.label);
        const QRect row = m_table->visualRect(m_table->indexOf(key.id, ApiKeysModel::Actions));
        QVERIFY(row.contains(button->geometry().center()));
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(asked.takeFirst().first().toStringList(), QStringList{key.id});
    }
}

void ApiKeysTableTest::aClickOnAHeaderSorts()
{
    const QHeaderView *header = m_table->horizontalHeader();
    QCOMPARE(shownLabel(0), u"Data warehouse"_s);
    const auto click = [header](int column) {
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                          QPoint(header->sectionViewportPosition(column) + 12, 10));
    };
    click(ApiKeysModel::LastUsed);
    QCOMPARE(shownLabel(0), u"Data warehouse"_s); // never used: longest ago
    click(ApiKeysModel::LastUsed);
    QCOMPARE(shownLabel(0), u"HR sync"_s);
    QCOMPARE(header->sortIndicatorOrder(), Qt::DescendingOrder);
    click(ApiKeysModel::Actions);
    QCOMPARE(header->sortIndicatorSection(), int{ApiKeysModel::LastUsed});
    QCOMPARE(shownLabel(0), u"HR sync"_s);
}

void ApiKeysTableTest::labelsSortAsPeopleDo()
{
    m_model->setKeys({sampleKey(1, u"Key 10"_s), sampleKey(2, u"key 2"_s),
                      sampleKey(3, u"Éclair"_s), sampleKey(4, u"Zoo"_s)});
    QCOMPARE(shownLabel(0), u"Éclair"_s);
    QCOMPARE(shownLabel(1), u"key 2"_s);
    QCOMPARE(shownLabel(2), u"Key 10"_s);
}

void ApiKeysTableTest::deleteAsksToRevokeTheSelectedRow()
{
    QSignalSpy asked(m_table.get(), &ApiKeysTable::revokeRequested);
    const QString id = sampleKeys().at(1).id;
    m_table->selectKey(id);
    QTest::keyClick(m_table.get(), Qt::Key_Return);
    QCOMPARE(asked.size(), 0);
    QTest::keyClick(m_table.get(), Qt::Key_Delete);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().first().toStringList(), QStringList{id});
}

QMenu *ApiKeysTableTest::menuAt(const QString &id)
{
    const QPoint place = m_table->visualRect(m_table->indexOf(id)).center();
    QContextMenuEvent event(QContextMenuEvent::Mouse, place,
                            m_table->viewport()->mapToGlobal(place));
    QApplication::sendEvent(m_table->viewport(), &event);
    for (auto *menu : m_table->findChildren<QMenu *>()) {
        if (menu->isVisible())
            return menu;
    }
    return nullptr;
}

void ApiKeysTableTest::theMenuOfARowOffersToRenameAndToRevokeIt()
{
    QSignalSpy revoke(m_table.get(), &ApiKeysTable::revokeRequested);
    QSignalSpy rename(m_table.get(), &ApiKeysTable::renameRequested);
    const QString id = sampleKeys().at(0).id;
    QMenu *menu = menuAt(id);
    QVERIFY(menu);
    QCOMPARE(menu->actions().size(), 2);
    QCOMPARE(menu->actions().first()->text(), u"Rename"_s);
    QCOMPARE(menu->actions().last()->text(), u"Revoke"_s);
    menu->actions().first()->trigger();
    QCOMPARE(rename.first().first().toString(), id);
    menu->actions().last()->trigger();
    QCOMPARE(revoke.first().first().toStringList(), QStringList{id});
    menu->close();
}

void ApiKeysTableTest::f2AsksToRenameTheSelectedRow()
{
    QSignalSpy asked(m_table.get(), &ApiKeysTable::renameRequested);
    m_table->selectKey(sampleKeys().at(1).id);
    QTest::keyClick(m_table.get(), Qt::Key_Home, Qt::ControlModifier); // the selection stays
    QVERIFY(m_table->currentId() != sampleKeys().at(1).id);
    QTest::keyClick(m_table.get(), Qt::Key_F2);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().first().toString(), sampleKeys().at(1).id);
    m_table->selectAll();
    QTest::keyClick(m_table.get(), Qt::Key_F2);
    QCOMPARE(asked.size(), 1);
    m_table->setChangesAllowed(false);
    QTest::keyClick(m_table.get(), Qt::Key_F2);
    QTest::keyClick(m_table.get(), Qt::Key_Delete);
    QCOMPARE(asked.size(), 1);
}

void ApiKeysTableTest::selectTwo()
{
    const auto click = [this](int row, Qt::KeyboardModifiers modifiers) {
        const QPoint place = m_table->visualRect(m_table->model()->index(row, 0)).center();
        QTest::mouseClick(m_table->viewport(), Qt::LeftButton, modifiers, place);
    };
    click(0, Qt::NoModifier);
    click(2, Qt::ControlModifier);
}

void ApiKeysTableTest::severalRowsAreRevokedTogether()
{
    const QStringList two{sampleKeys().at(2).id, sampleKeys().at(1).id}; // as they are shown
    QSignalSpy asked(m_table.get(), &ApiKeysTable::revokeRequested);
    QSignalSpy counted(m_table.get(), &ApiKeysTable::selectedCountChanged);
    selectTwo();
    QCOMPARE(m_table->selectedIds(), two);
    QCOMPARE(counted.last().first().toInt(), 2);
    QTest::keyClick(m_table.get(), Qt::Key_Delete);
    QCOMPARE(asked.takeFirst().first().toStringList(), two);
    QMenu *menu = menuAt(two.first());
    QCOMPARE(menu->actions().size(), 1); // several cannot be renamed
    menu->actions().first()->trigger();
    menu->close();
    QCOMPARE(asked.takeFirst().first().toStringList(), two);
}

void ApiKeysTableTest::aRowsButtonAndTheMenuOfAnotherRowLeaveTheSelectedOnesAlone()
{
    QSignalSpy asked(m_table.get(), &ApiKeysTable::revokeRequested);
    selectTwo();
    RevokeButton *button = m_table->revokeButton(sampleKeys().at(2).id);
    button->setFocus(Qt::TabFocusReason);
    QCOMPARE(m_table->selectedIds().size(), 2);
    button->click();
    QCOMPARE(asked.takeFirst().first().toStringList(), QStringList{sampleKeys().at(2).id});
    const QString other = sampleKeys().at(0).id;
    QMenu *menu = menuAt(other);
    QCOMPARE(menu->actions().size(), 2);
    menu->actions().last()->trigger();
    menu->close();
    QCOMPARE(asked.takeFirst().first().toStringList(), QStringList{other});
}

void ApiKeysTableTest::escapeAndAKeyThatGoesEndTheSelection()
{
    QSignalSpy counted(m_table.get(), &ApiKeysTable::selectedCountChanged);
    selectTwo();
    QTest::keyClick(m_table.get(), Qt::Key_Escape);
    QCOMPARE(m_table->selectedIds(), QStringList{sampleKeys().at(1).id});
    selectTwo();
    m_model->removeKey(sampleKeys().at(2).id);
    QCOMPARE(m_table->selectedIds(), QStringList{sampleKeys().at(1).id});
    QCOMPARE(counted.last().first().toInt(), 1);
}

void ApiKeysTableTest::assistiveTechnologySelectsRowsOneByOne()
{
    QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(m_table.get());
    QVERIFY(accessible->state().multiSelectable);
    auto *table = accessible->tableInterface();
    QVERIFY(table->selectRow(0) && table->selectRow(2));
    QCOMPARE(table->selectedRows(), (QList<int>{0, 2}));
    QVERIFY(table->unselectRow(0));
    QCOMPARE(table->selectedRows(), QList<int>{2});
}

void ApiKeysTableTest::tabLeadsThroughTheButtonsInTheOrderSeen()
{
    m_model->addOrUpdateKey(sampleKey(9, u"AAA first"_s));
    const QWidget *widget = m_table.get();
    QStringList names;
    while (names.size() < m_model->rowCount()) {
        widget = widget->nextInFocusChain();
        QVERIFY(widget != m_table.get());
        if (const auto *button = qobject_cast<const RevokeButton *>(widget))
            names.append(button->accessibleName());
    }
    QStringList seen;
    for (int row = 0; row < m_model->rowCount(); ++row)
        seen.append(u"Revoke "_s + shownLabel(row));
    QCOMPARE(names, seen);
}

void ApiKeysTableTest::focusGoesToANeighbourWhenARowGoes()
{
    const QList<ApiKey> keys = sampleKeys(); // shown: 2, 0, 1
    m_table->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_table.get()));
    m_table->revokeButton(keys.at(0).id)->setFocus();
    m_model->removeKey(keys.at(0).id);
    QVERIFY(m_table->hasFocus());
    QCOMPARE(m_table->currentId(), keys.at(1).id);
    m_model->removeKey(keys.at(1).id);
    QCOMPARE(m_table->currentId(), keys.at(2).id);
}

void ApiKeysTableTest::aSelectedKeyStaysSelectedThroughAReload()
{
    QList<ApiKey> keys = sampleKeys();
    m_table->selectKey(keys.at(0).id);
    keys[0].label = u"ZZZ renamed"_s;
    keys.append(sampleKey(9, u"AAA first"_s));
    m_model->setKeys(keys);
    QCOMPARE(m_table->currentId(), keys.at(0).id);
    QVERIFY(m_table->selectionModel()->isRowSelected(3));
    QCOMPARE(m_table->revokeButton(keys.at(0).id)->accessibleName(), u"Revoke ZZZ renamed"_s);
}

void ApiKeysTableTest::nothingIsCutAtTheDefaultSize()
{
    const QFontMetrics font(m_table->font());
    for (int row = 0; row < m_model->rowCount(); ++row) {
        for (int column = 0; column < ApiKeysModel::Actions; ++column) {
            QVERIFY(!m_table->isColumnHidden(column));
            const QString text = m_table->model()->index(row, column).data().toString();
            if (column != ApiKeysModel::Key) // in another font
                QVERIFY2(font.horizontalAdvance(text) <= m_table->columnWidth(column) - 16,
                         qPrintable(text));
        }
    }
}

void ApiKeysTableTest::revokeStaysInSightInANarrowWindow()
{
    m_table->resize(440, 480);
    const RevokeButton *button = m_table->revokeButton(sampleKeys().at(0).id);
    QTRY_VERIFY(m_table->viewport()->rect().contains(button->geometry()));
}

void ApiKeysTableTest::assistiveTechnologyFindsCellsAndButtons()
{
    QAccessibleInterface *table = QAccessible::queryAccessibleInterface(m_table.get());
    QVERIFY(table && table->tableInterface());
    QCOMPARE(table->role(), QAccessible::Table);
    QCOMPARE(table->tableInterface()->rowCount(), 3);
    QAccessibleInterface *cell = table->tableInterface()->cellAt(1, ApiKeysModel::Actions);
    QCOMPARE(cell->parent(), table);
    QCOMPARE(table->child(table->indexOfChild(cell)), cell);
    QCOMPARE(cell->childCount(), 1);
    QAccessibleInterface *button = cell->child(0);
    QCOMPARE(button->text(QAccessible::Name), u"Revoke HR sync"_s);
    QCOMPARE(button->role(), QAccessible::Button);
    QCOMPARE(button->parent(), cell);
    QCOMPARE(cell->indexOfChild(button), 0);
    QSignalSpy asked(m_table.get(), &ApiKeysTable::revokeRequested);
    button->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(asked.size(), 1);
    for (int child = 0; child < table->childCount(); ++child) {
        QVERIFY(table->child(child));
        QCOMPARE(table->indexOfChild(table->child(child)), child);
        QVERIFY(!table->child(child)->text(QAccessible::Name).isEmpty());
    }
    m_model->removeKey(sampleKeys().at(0).id);
    QVERIFY(!cell->isValid());
    QCOMPARE(table->childCount(), 3 * ApiKeysModel::ColumnCount);
}

KEYDESK_UI_TEST_MAIN(ApiKeysTableTest)
#include "ApiKeysTableTest.moc"
