// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/OpenedModel.h"
#include "headroom/base/Bytes.h"
#include "headroom/base/Result.h"
#include "headroom/core/Estimate.h"
#include "headroom/core/Fields.h"
#include "headroom/core/MemoryModel.h"
#include "headroom/core/Scenario.h"

#include <QObject>
#include <QString>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

class QUndoStack;

namespace headroom::app {

/// The one owner of what the window shows: the edited scenario, its undo steps, its file, and the
/// estimate made from it. Widgets call setField() and listen to the signals; they never call each
/// other.
class Session : public QObject {
    Q_OBJECT

public:
    explicit Session(QObject* parent = nullptr);
    ~Session() override;

    [[nodiscard]] const Scenario& scenario() const { return m_scenario; }
    [[nodiscard]] const MemoryModel& model() const { return m_model; }
    [[nodiscard]] QUndoStack* undoStack() const { return m_undoStack; }

    /// The last valid estimate; none before the first.
    [[nodiscard]] const std::optional<Estimate>& estimate() const { return m_estimate; }
    /// The scenario that estimate() was made from: while the result is stale it differs from
    /// scenario().
    [[nodiscard]] const Scenario& estimatedScenario() const { return m_estimatedScenario; }
    /// The step of estimatedScenario() over time, made when asked for; nullptr where its model has
    /// none (it is known only by its size).
    [[nodiscard]] const StepView* view() const;
    /// Whether estimate() is of an earlier scenario, because the present one, or a text in the
    /// form, is not valid.
    [[nodiscard]] bool isStale() const { return !m_problems.empty() || !m_inputErrors.empty(); }
    /// What keeps the scenario from being estimated, and what is wrong with texts in the form;
    /// `where` is a field's key.
    [[nodiscard]] std::vector<Error> problems() const;

    /// Sets one field as one undo step. Edits of one field that follow each other merge until
    /// sealEdit(). A value that the field does not take is an error and changes nothing.
    Result<void> setField(const Field& field, const Value& value);
    /// Several fields at once, as one step with that name: all or none.
    Result<void> setFields(
        const std::vector<std::pair<const Field*, Value>>& values, const QString& stepName);
    /// The next edit is a step of its own.
    void sealEdit();

    /// A text that stands in a form's field and is no value of it (none: it is one again).
    void setInputError(const Field& field, std::optional<Error> error);
    [[nodiscard]] bool hasInputError(const Field& field) const;

    /// Replaces the whole scenario as one step that can be undone.
    void replaceScenario(const Scenario& scenario, const QString& stepName);
    /// The same as a new document: it has no file, until undo brings the old one back with its own.
    void startDocument(const Scenario& scenario, const QString& stepName);
    /// Starts over with a scenario from a file or preset: undo history cleared, nothing modified.
    void open(const Scenario& scenario, const QString& filePath, bool readOnly = false);
    /// A model file in the present scenario, as one step that can be undone: what it settles is
    /// taken over, the rest stays. The same file read anew changes what it settles now. One that
    /// settles no model is only looked at.
    void openModel(const OpenedModel& opened);
    /// The model file that was opened last; nullptr: none.
    [[nodiscard]] const OpenedModel* openedModel() const { return m_openedModel.get(); }
    /// Whether the scenario's model is the one that the opened file gave.
    [[nodiscard]] bool isModelOfFile() const;
    /// The defaults of a new scenario (Example 1's model), as one step that can be undone.
    void reset();
    [[nodiscard]] static Scenario defaultScenario();

    [[nodiscard]] QString filePath() const { return m_filePath; }
    [[nodiscard]] bool isReadOnly() const { return m_readOnly; }
    [[nodiscard]] bool isModified() const;
    /// The scenario was written to that file.
    void markSaved(const QString& filePath);

    [[nodiscard]] UnitSystem units() const { return m_units; }
    void setUnits(UnitSystem units);

Q_SIGNALS:
    void scenarioChanged();
    void resultChanged();
    void fileChanged(); ///< path, read-only or modified
    void modelFileChanged(); ///< another one was opened, or it was read anew
    void unitsChanged();

private:
    friend class ChangeScenario;
    void apply(const Scenario& scenario);
    void setFile(const QString& path, bool readOnly);
    void setOpenedModel(std::shared_ptr<const OpenedModel> opened);
    void recompute();

    MemoryModel m_model;
    Scenario m_scenario;
    Scenario m_estimatedScenario;
    std::optional<Estimate> m_estimate;
    mutable std::unique_ptr<const StepView> m_view;
    mutable bool m_viewMade = false;
    std::vector<Error> m_problems;
    std::map<std::string, Error, std::less<>> m_inputErrors;
    std::shared_ptr<const OpenedModel> m_openedModel;
    QUndoStack* m_undoStack;
    QString m_filePath;
    bool m_readOnly = false;
    bool m_sealed = true;
    UnitSystem m_units = UnitSystem::Binary;
};

} // namespace headroom::app
