// SPDX-License-Identifier: Apache-2.0
// Leaves what a window leaves that was signed in to three backends with 10,000 platforms together
// and showed one of them with 25 keys. Prints the ids of that connection and platform. The backends
// are at an address where nothing listens.
#include "client/ConnectionList.h"
#include "client/DataFolder.h"
#include "client/LocalCache.h"
#include "client/SystemKeychain.h"
#include "client/Worker.h"
#include "support/Await.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::client;

namespace {

constexpr int backends = 3;
constexpr int platformsInAll = 10000;

QString idOf(int number)
{
    return u"%1"_s.arg(number, 24, 16, QChar(u'0'));
}

/** In no order, and with letters that have to be folded. */
QList<Platform> platforms(int backend)
{
    const QStringList first{u"Académie"_s, u"Acme"_s, u"Straßenbau"_s, u"Field Sales"_s, u"Öl"_s};
    const QStringList last{u"Partners"_s, u"Nord"_s, u"français"_s, u"Onboarding"_s};
    QList<Platform> list;
    for (int number = backend; number < platformsInAll; number += backends) {
        const int mixed = static_cast<int>((number * 7919LL) % platformsInAll);
        list.append({idOf(mixed),
                     u"%1 %2 %3"_s.arg(first.at(mixed % 5), last.at(mixed % 4)).arg(mixed),
                     Role::Admin});
    }
    return list;
}

KeyList keys()
{
    KeyList list;
    list.limit = 25;
    list.used = 25;
    for (int number = 0; number < list.limit; ++number) {
        ApiKey key;
        key.id = idOf(number);
        key.label = u"Integration %1"_s.arg(number);
        key.hint = u"kdk_…Qx7a"_s;
        key.createdAt = QDateTime::currentDateTimeUtc();
        key.createdBy = {idOf(1), u"Ada"_s};
        list.keys.append(key);
    }
    return list;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"keydesk"_s); // whose data folder it is
    Worker worker;
    LocalCache cache(worker, *dataFolder());
    ConnectionList connections(worker, cache, *dataFolder());
    SystemKeychain keychain(u"Keydesk"_s);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (int backend = 0; backend < backends; ++backend) {
        SavedConnection saved;
        saved.name = u"Backend %1"_s.arg(backend);
        saved.origin = QUrl(u"https://127.0.0.1:%1"_s.arg(1 + backend));
        const auto added = connections.add(saved);
        const QString id = added.connection.id;
        testing::await(added.kept);
        testing::await(cache.storePlatforms(id, platforms(backend), now));
        const auto kept = testing::await(keychain.write(id, SecretText(QByteArray(43, 'a'))));
        if (!kept) {
            std::fprintf(stderr, "The keychain said: %s\n", qUtf8Printable(kept.error().detail));
            return 1;
        }
        if (backend == 0) {
            const QString platform = platforms(backend).first().id;
            testing::await(cache.storeKeys(id, platform, keys(), now));
            std::printf("%s %s\n", qUtf8Printable(id), qUtf8Printable(platform));
        }
    }
    return 0;
}
