// SPDX-License-Identifier: Apache-2.0
// A window with the table of keys, for a client of the accessibility bus to read and press. What is
// asked to be revoked is printed and goes at once.
#include "apikeys/ApiKeysModel.h"
#include "apikeys/ApiKeysTable.h"

#include "UiTest.h"

#include <QTextStream>

using namespace keydesk;
using namespace keydesk::ui;
using namespace keydesk::testing;

int main(int argc, char **argv)
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    QApplication app(argc, argv);
    QApplication::setStyle(new KeydeskStyle);
    ApiKeysModel model(now);
    model.setKeys(sampleKeys());
    ApiKeysTable table(&model);
    QObject::connect(&table, &ApiKeysTable::revokeRequested, &model,
                     [&model](const QStringList &ids) {
                         for (const QString &id : ids) {
                             QTextStream(stdout) << model.key(id)->label << Qt::endl;
                             model.removeKey(id);
                         }
                     });
    table.resize(720, 400);
    table.show();
    return QApplication::exec();
}
