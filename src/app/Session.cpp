// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Session.h"

#include "app/LocaleText.h"
#include "headroom/core/StepView.h"
#include "headroom/formats/Devices.h"
#include "headroom/formats/Models.h"
#include "headroom/formats/Presets.h"

#include <QFileInfo>
#include <QUndoCommand>
#include <QUndoStack>

#include <utility>

namespace headroom::app {

/// From one scenario to another. Edits of the same field merge; one that comes back to its start
/// goes away.
class ChangeScenario : public QUndoCommand {
public:
    ChangeScenario(Session& session, Scenario after, const Field* field, const QString& name)
        : QUndoCommand(name)
        , m_session(session)
        , m_before(session.scenario())
        , m_after(std::move(after))
        , m_field(field)
    {
    }

    /// The scenario after it is a new document; undone, it is the old one in its file.
    void startDocument() { m_otherFile = File{{}, false, m_session.m_openedModel}; }
    /// The same, made of a model file.
    void openModel(std::shared_ptr<const OpenedModel> opened)
    {
        m_otherFile = File{{}, false, std::move(opened)};
    }

    void undo() override
    {
        m_session.sealEdit();
        changeFile();
        m_session.apply(m_before);
    }
    void redo() override
    {
        changeFile();
        m_session.apply(m_after);
    }
    [[nodiscard]] int id() const override { return m_field != nullptr ? 1 : -1; }
    bool mergeWith(const QUndoCommand* other) override
    {
        const auto* next = static_cast<const ChangeScenario*>(other);
        if (next->m_field != m_field || m_session.m_sealed)
            return false;
        m_after = next->m_after;
        setObsolete(m_after == m_before);
        return true;
    }

private:
    void changeFile()
    {
        if (!m_otherFile)
            return;
        File current{m_session.m_filePath, m_session.m_readOnly, m_session.m_openedModel};
        const File other = std::exchange(*m_otherFile, std::move(current));
        m_session.setFile(other.path, other.readOnly);
        m_session.setOpenedModel(other.model);
    }

    Session& m_session;
    Scenario m_before;
    Scenario m_after;
    const Field* m_field; ///< nullptr: more than one field
    struct File {
        QString path;
        bool readOnly = false;
        std::shared_ptr<const OpenedModel> model;
    };
    std::optional<File> m_otherFile; ///< of the document on the other side of this step
};

Session::Session(QObject* parent)
    : QObject(parent)
    , m_model(&builtinCatalogue(), &builtinDevices())
    , m_scenario(defaultScenario())
    , m_undoStack(new QUndoStack(this))
{
    connect(m_undoStack, &QUndoStack::cleanChanged, this, &Session::fileChanged);
    recompute();
}

Session::~Session() = default;

Scenario Session::defaultScenario()
{
    const Result<Scenario> example = builtinPreset("example-1");
    return example ? *example : Scenario();
}

std::vector<Error> Session::problems() const
{
    std::vector<Error> all;
    all.reserve(m_inputErrors.size() + m_problems.size());
    for (const auto& [key, error] : m_inputErrors)
        all.push_back(error);
    all.insert(all.end(), m_problems.begin(), m_problems.end());
    return all;
}

const StepView* Session::view() const
{
    if (!m_viewMade) {
        m_viewMade = true;
        if (Result<StepView> view = m_model.view(m_estimatedScenario))
            m_view = std::make_unique<const StepView>(std::move(*view));
    }
    return m_view.get();
}

Result<void> Session::setField(const Field& field, const Value& value)
{
    Scenario changed = m_scenario;
    if (Result<void> stored = headroom::setField(changed, field, value); !stored)
        return stored;
    setInputError(field, std::nullopt);
    if (changed == m_scenario)
        return {};
    // QUndoStack asks the step before to merge the new one: a sealed one refuses.
    m_undoStack->push(new ChangeScenario(*this, std::move(changed), &field,
        tr("Change %1").arg(LocaleText().toString(field.label))));
    m_sealed = false;
    return {};
}

Result<void> Session::setFields(
    const std::vector<std::pair<const Field*, Value>>& values, const QString& stepName)
{
    Scenario changed = m_scenario;
    for (const auto& [field, value] : values) {
        if (Result<void> stored = headroom::setField(changed, *field, value); !stored)
            return stored;
    }
    replaceScenario(changed, stepName);
    return {};
}

void Session::sealEdit() { m_sealed = true; }

void Session::setInputError(const Field& field, std::optional<Error> error)
{
    const std::string key(field.key);
    const auto found = m_inputErrors.find(key);
    if (!error && found == m_inputErrors.end())
        return;
    if (error)
        m_inputErrors.insert_or_assign(key, std::move(*error));
    else
        m_inputErrors.erase(found);
    Q_EMIT resultChanged();
}

bool Session::hasInputError(const Field& field) const { return m_inputErrors.contains(field.key); }

void Session::replaceScenario(const Scenario& scenario, const QString& stepName)
{
    sealEdit();
    m_inputErrors.clear();
    if (scenario == m_scenario) {
        // Texts in the form that were no values give way to the scenario's.
        Q_EMIT scenarioChanged();
        Q_EMIT resultChanged();
        return;
    }
    m_undoStack->push(new ChangeScenario(*this, scenario, nullptr, stepName));
}

void Session::startDocument(const Scenario& scenario, const QString& stepName)
{
    if (m_filePath.isEmpty()) {
        replaceScenario(scenario, stepName);
        return;
    }
    sealEdit();
    m_inputErrors.clear();
    auto command = std::make_unique<ChangeScenario>(*this, scenario, nullptr, stepName);
    command->startDocument();
    m_undoStack->push(command.release());
}

void Session::setFile(const QString& path, bool readOnly)
{
    if (path == m_filePath && readOnly == m_readOnly)
        return;
    m_filePath = path;
    m_readOnly = readOnly;
    Q_EMIT fileChanged();
}

void Session::openModel(const OpenedModel& opened)
{
    auto shared = std::make_shared<const OpenedModel>(opened);
    if (!opened.settled) {
        setOpenedModel(std::move(shared));
        return;
    }
    const Scenario changed = withModelFile(m_scenario, opened, openedModel());
    sealEdit();
    m_inputErrors.clear();
    if (changed == m_scenario) {
        // The file may say something else than before, under the same name.
        setOpenedModel(std::move(shared));
        apply(m_scenario);
        return;
    }
    auto command = std::make_unique<ChangeScenario>(
        *this, changed, nullptr, tr("Open %1").arg(QFileInfo(opened.path).fileName()));
    command->openModel(std::move(shared));
    m_undoStack->push(command.release());
}

bool Session::isModelOfFile() const
{
    return m_openedModel != nullptr && m_openedModel->settled
        && m_scenario.model == m_openedModel->settled->model;
}

void Session::setOpenedModel(std::shared_ptr<const OpenedModel> opened)
{
    if (opened == m_openedModel)
        return;
    m_openedModel = std::move(opened);
    Q_EMIT modelFileChanged();
}

void Session::open(const Scenario& scenario, const QString& filePath, bool readOnly)
{
    sealEdit();
    m_inputErrors.clear();
    m_undoStack->clear();
    m_filePath = filePath;
    m_readOnly = readOnly;
    std::shared_ptr<const OpenedModel> opened;
    if (const auto* model = std::get_if<FileModel>(&scenario.model)) {
        if (Result<OpenedModel> read = readOpenedModel(QString::fromStdString(model->path)))
            opened = std::make_shared<const OpenedModel>(std::move(*read));
    }
    setOpenedModel(std::move(opened));
    apply(scenario);
    Q_EMIT fileChanged();
}

void Session::reset() { replaceScenario(defaultScenario(), tr("Reset")); }

bool Session::isModified() const { return !m_undoStack->isClean(); }

void Session::markSaved(const QString& filePath)
{
    sealEdit();
    m_filePath = filePath;
    m_readOnly = false;
    m_undoStack->setClean();
    Q_EMIT fileChanged();
}

void Session::setUnits(UnitSystem units)
{
    if (units == m_units)
        return;
    m_units = units;
    Q_EMIT unitsChanged();
}

void Session::apply(const Scenario& scenario)
{
    m_scenario = scenario;
    recompute();
    Q_EMIT scenarioChanged();
    Q_EMIT resultChanged();
}

void Session::recompute()
{
    m_problems = m_model.problems(m_scenario);
    if (!m_problems.empty())
        return;
    Result<Estimate> estimate = m_model.estimate(m_scenario);
    if (!estimate) {
        m_problems.push_back(std::move(estimate.error()));
        return;
    }
    m_estimate = std::move(*estimate);
    m_estimatedScenario = m_scenario;
    m_view.reset();
    m_viewMade = false;
}

} // namespace headroom::app
