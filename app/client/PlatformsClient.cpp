// SPDX-License-Identifier: Apache-2.0
#include "client/PlatformsClient.h"

#include "client/RestClient.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QPointer>
#include <QPromise>
#include <QThreadPool>

namespace keydesk::client {

using namespace Qt::StringLiterals;

namespace {

const QString firstPage = u"/admin/v1/platforms"_s;

// An answer of this size is read in about a millisecond, and every frame has sixteen.
constexpr qsizetype shortAnswer = 64LL * 1024;

struct Page
{
    QList<Platform> platforms;
    QByteArray link;
};

Result<Page> pageFrom(const Answer &answer)
{
    const auto object = objectFrom(answer);
    if (!object)
        return tl::unexpected(object.error());
    if (!object->value(u"items").isArray())
        return tl::unexpected(answerNotUnderstood(u"items"_s));
    Page page{.platforms = {}, .link = answer.link};
    const QJsonArray items = object->value(u"items").toArray();
    for (const auto item : items) {
        auto platform = platformFromJson(item.toObject());
        if (!platform)
            return tl::unexpected(platform.error());
        page.platforms.append(*std::move(platform));
    }
    return page;
}

/**
 * The path of the next page; empty if \a link (RFC 8288) names none. The token goes along with the
 * request, so what leads to another server or to anything else there is not followed.
 */
Result<QString> nextPath(const QByteArray &link, const QUrl &backend)
{
    if (link.isEmpty())
        return QString();
    const qsizetype close = link.indexOf('>');
    if (!link.startsWith('<') || close < 0 || link.sliced(close + 1).trimmed() != R"(; rel="next")")
        return tl::unexpected(answerNotUnderstood(u"Link"_s));
    const QUrl target = backend.resolved(QUrl::fromEncoded(link.sliced(1, close - 1)));
    const auto origin = QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment;
    if (target.adjusted(origin) != backend.adjusted(origin) || target.path() != firstPage)
        return tl::unexpected(answerNotUnderstood(u"Link"_s));
    return target.path(QUrl::FullyEncoded) + u'?' + target.query(QUrl::FullyEncoded);
}

/** One walk over all pages. Keeps itself until the end. */
class Pages : public std::enable_shared_from_this<Pages>
{
public:
    explicit Pages(RestClient &rest)
        : m_rest(&rest)
        , m_backend(rest.baseUrl())
    {
        m_promise.start();
    }

    QFuture<Result<QList<Platform>>> future() const { return m_promise.future(); }

    void fetch(const QString &path)
    {
        m_rest->send({.path = path})
            .then([self = shared_from_this()](const Result<Answer> &answer) {
                if (!answer)
                    self->finish(tl::unexpected(answer.error()));
                else if (answer->body->size() <= shortAnswer)
                    self->append(pageFrom(*answer));
                else
                    self->readElsewhere(*answer);
            });
    }

private:
    // The window moves on while a long answer is read.
    void readElsewhere(const Answer &answer)
    {
        QThreadPool::globalInstance()->start([self = shared_from_this(), answer]() mutable {
            QMetaObject::invokeMethod(
                QCoreApplication::instance(),
                [self, page = pageFrom(answer)] { self->append(page); }, Qt::QueuedConnection);
            self.reset(); // The promise goes in the thread of those who wait for it.
        });
    }

    void append(const Result<Page> &page)
    {
        if (!page)
            return finish(tl::unexpected(page.error()));
        m_platforms.append(page->platforms);
        const auto next = nextPath(page->link, m_backend);
        if (!next)
            return finish(tl::unexpected(next.error()));
        if (next->isEmpty())
            return finish(std::move(m_platforms));
        if (++m_count >= PlatformsClient::pageLimit)
            return finish(tl::unexpected(answerNotUnderstood(u"there is no last page"_s)));
        // A page of another backend would be another member's.
        if (!m_rest || m_rest->baseUrl() != m_backend)
            return finish(tl::unexpected(
                Problem{.code = ProblemCode::ServerUnreachable, .detail = u"no longer asked"_s}));
        fetch(*next);
    }

    void finish(Result<QList<Platform>> outcome)
    {
        m_promise.addResult(std::move(outcome));
        m_promise.finish();
    }

    QPointer<RestClient> m_rest;
    QUrl m_backend;
    QPromise<Result<QList<Platform>>> m_promise;
    QList<Platform> m_platforms;
    int m_count = 0;
};

} // namespace

PlatformsClient::PlatformsClient(RestClient &rest)
    : m_rest(rest)
{
}

QFuture<Result<QList<Platform>>> PlatformsClient::list()
{
    const auto pages = std::make_shared<Pages>(m_rest);
    auto all = pages->future();
    pages->fetch(firstPage);
    return all;
}

} // namespace keydesk::client
