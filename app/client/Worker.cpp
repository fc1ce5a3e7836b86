// SPDX-License-Identifier: Apache-2.0
#include "client/Worker.h"

#include <QCoreApplication>

namespace keydesk::client {

Worker::Worker()
{
    m_thread.setObjectName(QStringLiteral("keydesk worker"));
    m_there.moveToThread(&m_thread);
    m_thread.start();
}

Worker::~Worker()
{
    post([] { QThread::currentThread()->quit(); }); // behind all others
    m_thread.wait();
    QCoreApplication::sendPostedEvents(&m_here, QEvent::MetaCall);
}

void Worker::post(std::function<void()> job)
{
    QMetaObject::invokeMethod(&m_there, std::move(job), Qt::QueuedConnection);
}

void Worker::deliver(std::function<void()> outcome)
{
    QMetaObject::invokeMethod(&m_here, std::move(outcome), Qt::QueuedConnection);
}

} // namespace keydesk::client
