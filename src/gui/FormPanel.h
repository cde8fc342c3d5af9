// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/form/ActivationSource.h"
#include "headroom/core/Fields.h"

#include <QWidget>

#include <map>
#include <memory>
#include <string_view>
#include <vector>

class QLabel;

namespace headroom::app {
class Session;
}

namespace headroom::gui {

namespace Ui {
class FormPanel;
}

class AdapterRows;
class Binder;
class ChoiceBox;
class Dialogs;
class FieldRow;
class ModelRows;

/// The left side: every field of the scenario that applies, and the buttons Reset and Calculate
/// Memory.
class FormPanel : public QWidget {
    Q_OBJECT

public:
    explicit FormPanel(app::Session& session, QWidget* parent = nullptr);
    ~FormPanel() override;

    /// Takes over what stands half-typed in the field that has the focus.
    void commitEdit();
    /// Moves the focus to the first field with an error; false where there is none.
    bool focusFirstError();
    /// Moves the focus to the memory of the device.
    void focusDeviceMemory();

    /// Who asks for a file to open, in place of the desktop's; it outlives the panel.
    void setDialogs(Dialogs& dialogs);
    /// Asks for a model of the catalogue.
    void chooseModel();

    /// The fields and their editors.
    [[nodiscard]] const Binder& binder() const { return *m_binder; }
    /// The row of that field; nullptr where the form has none.
    [[nodiscard]] FieldRow* row(std::string_view key) const;

Q_SIGNALS:
    /// The layers of an own network are to be edited.
    void networkRequested();
    /// Calculate Memory, or Return in a field: the edit was committed; the focus should move to the
    /// results.
    void calculateRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Row {
        const Field* field; ///< nullptr: of the model, or the choice of the activations' source
        QLabel* heading;
        FieldRow* row;
        bool visible;
    };

    void makeRows();
    void addRow(const Field* field, QLabel* heading, FieldRow* row);
    [[nodiscard]] FieldRow* makeRow(const Field& field);
    [[nodiscard]] FieldRow* makeActivationSourceRow();
    void setTabOrders();
    void assignAccessKeys();
    void alignUnits();

    void followScenario();
    void followResult();
    void showRows();
    void showNotes();
    void showDefaults();
    [[nodiscard]] bool applies(const Row& row) const;

    void chooseActivationSource(ActivationSource source);
    void resetField(const Field& field);
    void focusRow(FieldRow& row);
    void calculate();

    app::Session& m_session;
    std::unique_ptr<Ui::FormPanel> m_ui;
    Binder* m_binder;
    ChoiceBox* m_source = nullptr;
    ModelRows* m_model = nullptr;
    AdapterRows* m_adapter = nullptr;
    std::vector<Row> m_rows;
    std::map<std::string_view, Value> m_defaults; ///< by key, of a new scenario
    ActivationSource m_usualSource = ActivationSource::None; ///< of a new scenario
    std::map<ActivationSource, Value> m_lastActivations; ///< what a source had when it was left
    bool m_keysAssigned = false;
};

} // namespace headroom::gui
