// SPDX-License-Identifier: Apache-2.0
#include "UiTest.h"

#include "lock/Curtain.h"
#include "style/Scrim.h"
#include "style/Sheet.h"

#include <QMenu>
#include <QSignalSpy>
#include <QWindow>

using namespace Qt::StringLiterals;
using namespace keydesk::ui;
using keydesk::testing::button;

namespace {

class SightedSheet : public Sheet
{
public:
    using Sheet::Sheet;

protected:
    bool staysInSight() const override { return true; }
};

} // namespace

/** Everything but the window goes off the screen and comes back. */
class CurtainTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void whatIsOpenGoesAndComesBackAsItWas();
    void whatOpensMeanwhileIsSeenOnlyAfterwards();
    void whatClosesMeanwhileStaysClosed();
    void aMenuIsClosed();
    void whatSignsInIsLetThrough();
    void withTheCurtainUpNothingIsKeptBack();

private:
    static bool isOnScreen(const QWidget *widget);

    QWidget m_window;
    std::unique_ptr<Curtain> m_curtain;
};

void CurtainTest::init()
{
    m_window.resize(800, 600);
    m_window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&m_window));
    m_curtain = std::make_unique<Curtain>(m_window);
}

void CurtainTest::cleanup()
{
    m_curtain.reset();
    qDeleteAll(m_window.findChildren<Sheet *>(Qt::FindDirectChildrenOnly));
}

/** Qt's idea of a widget is not enough: the window system has to have it. */
bool CurtainTest::isOnScreen(const QWidget *widget)
{
    return widget->isVisible() && widget->windowHandle() && widget->windowHandle()->isVisible();
}

void CurtainTest::whatIsOpenGoesAndComesBackAsItWas()
{
    auto *first = new Sheet(u"First"_s, &m_window);
    first->open();
    auto *second = new Sheet(u"Second"_s, first);
    second->open();
    QSignalSpy finished(second, &QDialog::finished);
    m_curtain->fall();
    QVERIFY(isOnScreen(&m_window));
    QVERIFY(!isOnScreen(first));
    QVERIFY(!isOnScreen(second));
    QVERIFY(!m_window.findChild<Scrim *>());
    m_curtain->fall(); // no matter how often
    m_curtain->rise();
    QVERIFY(isOnScreen(first));
    QVERIFY(isOnScreen(second));
    QVERIFY(second->isModal());
    QVERIFY(m_window.findChild<Scrim *>());
    QVERIFY(finished.isEmpty());
}

void CurtainTest::whatOpensMeanwhileIsSeenOnlyAfterwards()
{
    m_curtain->fall();
    QPointer sheet = new Sheet(u"The answer came"_s, &m_window);
    sheet->open();
    QTest::qWait(50);
    QVERIFY(!isOnScreen(sheet));
    // It is not in the way either: the window can be used, to unlock it.
    QVERIFY(!QGuiApplication::modalWindow());
    QVERIFY(!m_window.findChild<Scrim *>());
    auto *second = new Sheet(u"And another one over it"_s, sheet);
    second->open();
    QVERIFY(!isOnScreen(second));
    m_curtain->rise();
    QVERIFY(isOnScreen(second));
    second->reject();
    QVERIFY(isOnScreen(sheet));
    QVERIFY(QTest::qWaitForWindowExposed(sheet));
    sheet->reject();
    QTRY_VERIFY(!sheet);
}

void CurtainTest::whatClosesMeanwhileStaysClosed()
{
    QPointer before = new Sheet(u"Before"_s, &m_window);
    before->open();
    m_curtain->fall();
    QPointer meanwhile = new Sheet(u"Meanwhile"_s, &m_window);
    meanwhile->open();
    before->accept();
    meanwhile->reject();
    m_curtain->rise();
    QTRY_VERIFY(!before);
    QTRY_VERIFY(!meanwhile);
}

void CurtainTest::aMenuIsClosed()
{
    QMenu menu(&m_window);
    menu.addAction(u"Rename"_s);
    menu.popup(QPoint(10, 10));
    m_curtain->fall();
    QVERIFY(!menu.isVisible());
    m_curtain->rise();
    QVERIFY(!menu.isVisible());
}

void CurtainTest::whatSignsInIsLetThrough()
{
    auto *before = new SightedSheet(u"Sign in to Acme"_s, &m_window);
    before->open();
    m_curtain->fall();
    QVERIFY(isOnScreen(before));
    auto *let = new SightedSheet(u"Sign in"_s, &m_window);
    let->open();
    QVERIFY(isOnScreen(let));
    auto *kept = new Sheet(u"Add API key"_s, &m_window);
    kept->open();
    QVERIFY(!isOnScreen(kept));
}

void CurtainTest::withTheCurtainUpNothingIsKeptBack()
{
    m_curtain->fall();
    m_curtain->rise();
    auto *sheet = new Sheet(u"Later"_s, &m_window);
    sheet->open();
    QVERIFY(isOnScreen(sheet));
}

KEYDESK_UI_TEST_MAIN(CurtainTest)
#include "CurtainTest.moc"
