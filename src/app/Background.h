// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <atomic>
#include <functional>
#include <memory>

class QThread;

namespace headroom::app {

/// One piece of work at a time beside the window. What the work finds reaches the window's thread
/// in order; what it finds after it was stopped, or replaced by other work, is dropped.
class Background : public QObject {
    Q_OBJECT

public:
    /// The work's way back. Only for the time that the work runs.
    class Job {
    public:
        /// The work should end soon: nobody waits for it.
        [[nodiscard]] bool isStopped() const { return m_stopped->load(); }
        /// Runs that in the window's thread, unless the job is stopped by then.
        void post(std::function<void()> found) const;

    private:
        friend class Background;
        Background* m_background = nullptr;
        std::shared_ptr<std::atomic<bool>> m_stopped;
    };
    using Work = std::function<void(const Job&)>;

    explicit Background(QObject* parent = nullptr);
    /// Waits for the work, which must look at isStopped().
    ~Background() override;

    /// In place of what is running, as soon as that has ended.
    void start(Work work);
    void stop();
    [[nodiscard]] bool isBusy() const;
    /// Whether any of them is at work: for what waits until the window shows all that it will.
    [[nodiscard]] static bool isAnyBusy();

Q_SIGNALS:
    /// The work came to its end, and was not stopped.
    void finished();

private:
    void launch();
    void threadEnded();

    QThread* m_thread = nullptr;
    std::shared_ptr<std::atomic<bool>> m_stopped;
    Work m_next;
};

} // namespace headroom::app
