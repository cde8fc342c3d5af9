// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace headroom::app {
class Session;
}

namespace headroom::gui {

/// The total and whether it fits, always at the end of the status bar.
class StatusSummary : public QLabel {
    Q_OBJECT

public:
    explicit StatusSummary(app::Session& session, QWidget* parent = nullptr);

private:
    void refresh();

    app::Session& m_session;
};

} // namespace headroom::gui
