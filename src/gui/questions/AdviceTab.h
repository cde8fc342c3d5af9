// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Background.h"
#include "headroom/core/Scenario.h"

#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;
class QStackedWidget;
class QTimer;
class QTreeView;

namespace headroom::app {
class AdviceModel;
class Session;
} // namespace headroom::app

namespace headroom::gui {

class BeforeAfter;

/// What to change so that the scenario fits its device: each change is estimated, and is applied as
/// one step. It works only while it is in sight, beside the window.
class AdviceTab : public QWidget {
    Q_OBJECT

public:
    explicit AdviceTab(app::Session& session, QWidget* parent = nullptr);

    /// The session has another result, or other units.
    void refresh();

Q_SIGNALS:
    /// From the page that stands here where the scenario has no device.
    void deviceRequested();
    void notice(const QString& text);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void build();
    QTreeView* makeTable();
    QWidget* makeDetail();
    void look();
    void showAdvice();
    void showChange();
    void apply();

    app::Session& m_session;
    QStackedWidget* m_pages = nullptr; ///< none before the tab is first seen
    QLabel* m_state = nullptr;
    QTreeView* m_table = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_cost = nullptr;
    BeforeAfter* m_bars = nullptr;
    QPushButton* m_apply = nullptr;
    QWidget* m_detail = nullptr;
    app::AdviceModel* m_advice = nullptr;
    QTimer* m_settle = nullptr;
    std::optional<Scenario> m_advised; ///< what the advice is, or will be, of
    bool m_known = false; ///< the advice is there
    bool m_outdated = true;
    app::Background m_work; ///< the last: it ends before what it writes to
};

} // namespace headroom::gui
