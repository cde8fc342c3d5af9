// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/core/Estimate.h"
#include "headroom/core/Scenario.h"

#include <QObject>
#include <QString>

#include <vector>

namespace headroom::app {

class Session;

/// Scenarios that are kept beside the current one.
class Comparison : public QObject {
    Q_OBJECT

public:
    struct Entry {
        QString name;
        Scenario scenario;
        Estimate estimate;
    };
    static constexpr std::size_t kMost = 3;

    explicit Comparison(QObject* parent = nullptr);

    /// Keeps what the session shows, in place of the oldest where there are as many as can be
    /// shown. False where it shows nothing, or that scenario is kept already.
    bool add(const Session& session);
    void remove(std::size_t entry);
    [[nodiscard]] const std::vector<Entry>& entries() const { return m_entries; }

    /// What the session shows, as one of them.
    [[nodiscard]] static Entry current(const Session& session);

Q_SIGNALS:
    void changed();

private:
    std::vector<Entry> m_entries;
};

} // namespace headroom::app
