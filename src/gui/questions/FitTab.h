// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Background.h"
#include "headroom/core/Scenario.h"

#include <QWidget>

#include <optional>

class QCheckBox;
class QLabel;
class QTimer;
class QTreeView;

namespace headroom::app {
class FitModel;
class Session;
class WordFilter;
} // namespace headroom::app

namespace headroom::gui {

/// On which devices the scenario fits, and how far it could grow there. It works only while it is
/// in sight, beside the window.
class FitTab : public QWidget {
    Q_OBJECT

public:
    explicit FitTab(app::Session& session, QWidget* parent = nullptr);

    /// The session has another result, or other units.
    void refresh();

Q_SIGNALS:
    void notice(const QString& text);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void build();
    QWidget* makeSearchLine();
    void makeTable();
    void search();
    void showState();
    void take(const QModelIndex& index);

    app::Session& m_session;
    app::FitModel* m_fits = nullptr; ///< none before the tab is first seen
    app::WordFilter* m_found = nullptr;
    QTreeView* m_table = nullptr;
    QLabel* m_state = nullptr;
    QCheckBox* m_onlyFitting = nullptr;
    QTimer* m_settle = nullptr;
    std::optional<Scenario> m_searched; ///< what the figures are, or will be, of
    bool m_outdated = true;
    app::Background m_search; ///< the last: it ends before what it writes to
};

} // namespace headroom::gui
