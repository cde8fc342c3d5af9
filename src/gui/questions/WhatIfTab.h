// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Background.h"
#include "app/WhatIf.h"
#include "gui/questions/SweepChart.h"

#include <QWidget>

#include <optional>
#include <utility>
#include <vector>

class QComboBox;
class QLabel;
class QStackedWidget;
class QTimer;

namespace headroom::app {
class Session;
}

namespace headroom::gui {

class CountEdit;
class FitMap;
class SweepPlot;

/// Memory over any whole number of the scenario, and over batch size and length together. A point
/// that is clicked is taken, as one step. It works only while it is in sight, beside the window.
class WhatIfTab : public QWidget {
    Q_OBJECT

public:
    explicit WhatIfTab(app::Session& session, QWidget* parent = nullptr);

    /// The session has another result, or other units.
    void refresh();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    /// What figures depend on; the swept fields themselves are left out.
    struct Question {
        const Field* field = nullptr; ///< nullptr: the map
        app::SweepRange range;
        Scenario scenario;
        friend bool operator==(const Question&, const Question&) = default;
    };

    void build();
    QWidget* makeChoices();
    void fillFields();
    void fieldChosen();
    void rangeEdited();
    void forgetRange();
    [[nodiscard]] Question question() const;
    /// Whether the scenario's own value is in range and not among those that were asked for.
    [[nodiscard]] bool lacksCurrent() const;
    void ask(Question question);
    void look();
    void sweep();
    void map();
    void showFigures();
    void showState();
    void take(const std::vector<std::pair<const Field*, Value>>& values, const QString& step);
    [[nodiscard]] std::optional<Bytes> capacity() const;

    app::Session& m_session;
    QComboBox* m_fields = nullptr; ///< none before the tab is first seen
    QWidget* m_rangeEdits = nullptr;
    CountEdit* m_from = nullptr;
    CountEdit* m_to = nullptr;
    QLabel* m_state = nullptr;
    QStackedWidget* m_pages = nullptr;
    SweepPlot* m_plot = nullptr;
    FitMap* m_map = nullptr;
    QTimer* m_settle = nullptr;
    QTimer* m_redraw = nullptr;
    const Field* m_field = nullptr; ///< nullptr: the map
    app::SweepRange m_range;
    bool m_ownRange = false; ///< the user typed it
    std::optional<Question> m_asked;
    std::vector<std::uint64_t> m_values;
    std::vector<std::optional<Estimate>> m_estimates; ///< of the values
    bool m_whole = false; ///< all figures are there
    bool m_outdated = true;
    app::Background m_work; ///< the last: it ends before what it writes to
};

} // namespace headroom::gui
