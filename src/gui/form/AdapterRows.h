// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <vector>

class QLineEdit;
class QPushButton;
class QWidget;

namespace headroom {
struct Field;
}
namespace headroom::app {
class Session;
}

namespace headroom::gui {

class FieldRow;

/// The rows of the form that name modules for an adapter: those that get one, chosen in a tree of
/// the model's own, and those that train in full; and what share of the model trains.
class AdapterRows : public QObject {
    Q_OBJECT

public:
    /// The rows are children of `parent`, for the form to lay out.
    AdapterRows(app::Session& session, QWidget* parent);

    [[nodiscard]] const std::vector<FieldRow*>& rows() const { return m_rows; }
    /// Whether the scenario has an adapter.
    [[nodiscard]] bool shows() const;
    [[nodiscard]] bool owns(const FieldRow* row) const;

    void followScenario();
    void followResult();

private:
    void chooseTargets();
    void storeSaved(const QString& text);
    void showProblem(const Field& field, FieldRow& row);
    [[nodiscard]] QString shareNote() const;

    app::Session& m_session;
    QPushButton* m_targets;
    QLineEdit* m_saved;
    FieldRow* m_targetsRow;
    FieldRow* m_savedRow;
    std::vector<FieldRow*> m_rows;
};

} // namespace headroom::gui
