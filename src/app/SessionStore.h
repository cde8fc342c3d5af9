// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Result.h"

#include <QObject>
#include <QString>

class QTimer;

namespace headroom::app {

class Session;

/// Keeps the scenario that is worked on, unsaved edits and all, so that the next start goes on with
/// it.
class SessionStore : public QObject {
    Q_OBJECT

public:
    SessionStore(Session& session, QString path, QObject* parent = nullptr);

    enum class Restored {
        Nothing, ///< there was none
        Everything,
        WithoutFile, ///< the scenario, but the file it came from is not there or not sound
    };
    /// Goes on with what was kept. What cannot be read is set aside as *.bad, and the error says
    /// so.
    Result<Restored> restore();

    /// From now on writes a second after the last change.
    void start();
    /// Writes now: with the edits that are not in the scenario's file, or without.
    enum class Edits { Keep, Discard };
    Result<void> save(Edits edits = Edits::Keep);

private:
    Session& m_session;
    QString m_path;
    QTimer* m_delay;
};

} // namespace headroom::app
