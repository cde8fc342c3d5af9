// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Background.h"

#include <QThread>

#include <utility>

namespace headroom::app {
namespace {

int runningThreads = 0; // in the window's thread alone

} // namespace

void Background::Job::post(std::function<void()> found) const
{
    QMetaObject::invokeMethod(
        m_background,
        [stopped = m_stopped, found = std::move(found)] {
            if (!stopped->load())
                found();
        },
        Qt::QueuedConnection);
}

Background::Background(QObject* parent)
    : QObject(parent)
{
}

Background::~Background()
{
    stop();
    if (m_thread == nullptr)
        return;
    m_thread->disconnect(this);
    m_thread->wait();
    delete m_thread;
    --runningThreads;
}

void Background::start(Work work)
{
    stop();
    m_next = std::move(work);
    if (m_thread == nullptr)
        launch();
}

void Background::stop()
{
    m_next = nullptr;
    if (m_stopped)
        m_stopped->store(true);
}

bool Background::isBusy() const { return m_next || (m_stopped && !m_stopped->load()); }

bool Background::isAnyBusy() { return runningThreads > 0; }

void Background::launch()
{
    m_stopped = std::make_shared<std::atomic<bool>>(false);
    Job job;
    job.m_background = this;
    job.m_stopped = m_stopped;
    m_thread = QThread::create([work = std::exchange(m_next, nullptr), job] { work(job); });
    connect(m_thread, &QThread::finished, this, &Background::threadEnded);
    m_thread->start();
    ++runningThreads;
}

void Background::threadEnded()
{
    std::exchange(m_thread, nullptr)->deleteLater();
    --runningThreads;
    const bool whole = !std::exchange(m_stopped, nullptr)->load();
    if (m_next)
        launch();
    else if (whole)
        Q_EMIT finished();
}

} // namespace headroom::app
