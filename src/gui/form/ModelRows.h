// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/core/Scenario.h"

#include <QObject>

#include <map>
#include <string>
#include <vector>

class QPushButton;
class QWidget;

namespace headroom {
struct ShapeField;
}
namespace headroom::app {
class Session;
}

namespace headroom::gui {

class ChoiceBox;
class CountEdit;
class Dialogs;
class FieldRow;

/// The rows of the form that say which model it is: what it is known by (its size, a name of the
/// catalogue, a config.json), its name, and its shape.
class ModelRows : public QObject {
    Q_OBJECT

public:
    /// The rows are children of `parent`, for the form to lay out.
    ModelRows(app::Session& session, QWidget* parent);

    [[nodiscard]] const std::vector<FieldRow*>& rows() const { return m_rows; }
    /// Whether the row has a say in the present scenario.
    [[nodiscard]] bool shows(const FieldRow* row) const;

    /// Who asks for a file to open, in place of the desktop's; it outlives this.
    void setDialogs(Dialogs& dialogs) { m_dialogs = &dialogs; }

    void followScenario();
    void followResult();

    /// Asks for a model of the catalogue.
    void chooseFromCatalogue();

Q_SIGNALS:
    /// The layers of an own network are to be edited.
    void networkRequested();

private:
    struct Shape {
        const ShapeField* field;
        CountEdit* editor;
        FieldRow* row;
    };
    void makeSourceRow(QWidget* parent);
    void makeNameRow(QWidget* parent);
    void makeShapeRow(const ShapeField& field, QWidget* parent);
    void fillSources();
    void chooseSource();
    void editConfig();
    void editNetwork();
    void showName();
    void storeShape(const Shape& shape);
    void replaceModel(const Scenario& scenario, const QString& step);
    [[nodiscard]] QWidget* dialogParent() const;

    app::Session& m_session;
    Dialogs* m_dialogs;
    std::vector<FieldRow*> m_rows;
    ChoiceBox* m_source = nullptr;
    FieldRow* m_sourceRow = nullptr;
    QPushButton* m_name = nullptr;
    FieldRow* m_nameRow = nullptr;
    std::vector<Shape> m_shapes;
    std::map<std::string, Model> m_last; ///< by kind: what was left for another kind
};

} // namespace headroom::gui
