// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <string>

class QAction;
class QLabel;
class QMenu;
class QTableView;

namespace headroom {
class Value;
}
namespace headroom::app {
class NetworkModel;
class Session;
struct LayerEdit;
} // namespace headroom::app

namespace headroom::gui {

class LayerForm;

/// An own network: its layers as a table, each with what goes out of it or what is wrong with it,
/// and the editors of the layer that is selected. Every edit is one step of undo.
class NetworkTab : public QWidget {
    Q_OBJECT

public:
    explicit NetworkTab(app::Session& session, QWidget* parent = nullptr);

    /// Whether the scenario's model is one.
    [[nodiscard]] bool applies() const;
    /// The keyboard focus to the table.
    void focusTable();

private:
    void makeActions();
    [[nodiscard]] QMenu* makeAddMenu(bool inside);
    [[nodiscard]] QTableView* makeTable();
    void followScenario();
    void showSelected();
    [[nodiscard]] std::string selected() const;
    [[nodiscard]] const Value& layers() const;
    void select(const std::string& place);
    void add(std::string_view type, bool inside);
    void remove();
    void duplicate();
    void move(int by);
    void store(app::LayerEdit edit);

    app::Session& m_session;
    app::NetworkModel* m_rows;
    QTableView* m_table;
    LayerForm* m_form;
    QLabel* m_problem;
    QAction* m_add = nullptr;
    QAction* m_addInside = nullptr;
    QAction* m_remove = nullptr;
    QAction* m_duplicate = nullptr;
    QAction* m_up = nullptr;
    QAction* m_down = nullptr;
    std::string m_place; ///< of the layer that is selected
};

} // namespace headroom::gui
