// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/form/ModelRows.h"

#include "app/Breakdown.h"
#include "app/LayerList.h"
#include "app/LocaleText.h"
#include "app/ModelListModel.h"
#include "app/ModelSwitch.h"
#include "app/Session.h"
#include "gui/Dialogs.h"
#include "gui/dialogs/ConfigEditor.h"
#include "gui/dialogs/ModelChooser.h"
#include "gui/form/ChoiceBox.h"
#include "gui/form/CountEdit.h"
#include "gui/form/FieldRow.h"
#include "gui/form/FormNotes.h"
#include "headroom/core/ConfigShape.h"
#include "headroom/core/Fields.h"
#include "headroom/formats/Json.h"
#include "headroom/formats/Models.h"

#include <QFileInfo>
#include <QPushButton>
#include <QWidget>

#include <algorithm>
#include <limits>

namespace headroom::gui {
namespace {

const QString kBySize = QStringLiteral("manual");
const QString kByCatalogue = QStringLiteral("catalogue");
const QString kByConfig = QStringLiteral("transformers");
const QString kByFile = QStringLiteral("file");
const QString kByLayers = QStringLiteral("layers");

QString modelKindOf(const Scenario& scenario)
{
    const std::string_view name = modelKindName(scenario.model);
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

bool hasConfig(const Scenario& scenario)
{
    return std::holds_alternative<CatalogueModel>(scenario.model)
        || std::holds_alternative<TransformersModel>(scenario.model)
        || std::holds_alternative<FileModel>(scenario.model);
}

const Field& configField() { return *findField("model.transformers"); }

QString shapeName(const ShapeField& field)
{
    return QStringLiteral("shape_")
        + QString::fromUtf8(field.id.data(), static_cast<qsizetype>(field.id.size()));
}

} // namespace

ModelRows::ModelRows(app::Session& session, QWidget* parent)
    : QObject(parent)
    , m_session(session)
    , m_dialogs(&desktopDialogs())
{
    makeSourceRow(parent);
    makeNameRow(parent);
    for (const ShapeField& field : shapeFields())
        makeShapeRow(field, parent);
}

void ModelRows::makeSourceRow(QWidget* parent)
{
    m_source = new ChoiceBox;
    m_source->setObjectName(QStringLiteral("modelSourceComboBox"));
    m_sourceRow = new FieldRow(m_source,
        {tr("Model by"),
            tr("What the model is known by: your own numbers, for the closed form; or an "
               "architecture, of the catalogue or of a config.json, which is run tensor by "
               "tensor."),
            {}},
        0, QStringLiteral("modelSource"), parent);
    m_rows.push_back(m_sourceRow);
    fillSources();
    connect(m_source, &ChoiceBox::chosen, this, &ModelRows::chooseSource);
}

void ModelRows::fillSources()
{
    const QString kind = modelKindOf(m_session.scenario());
    std::vector<Choice> choices{{tr("its size (closed form)"), kBySize, false},
        {tr("the catalogue"), kByCatalogue, false}, {tr("a config.json"), kByConfig, false},
        {tr("an own network"), kByLayers, false}};
    if (kind != kBySize && kind != kByCatalogue && kind != kByConfig && kind != kByLayers)
        choices.push_back(
            {kind == kByFile ? tr("a model file") : tr("the scenario's file"), kind, true});
    QStringList values;
    for (const Choice& choice : choices)
        values.append(choice.value);
    if (m_source->values() != values)
        m_source->setChoices(choices);
    m_source->setValue(kind);
}

void ModelRows::makeNameRow(QWidget* parent)
{
    m_name = new QPushButton;
    m_name->setObjectName(QStringLiteral("modelNameButton"));
    constexpr int kNoteLines = 3;
    m_nameRow = new FieldRow(m_name,
        {tr("Model"), tr("Choose another model of the catalogue, or edit the config.json."), {}},
        kNoteLines, QStringLiteral("modelName"), parent);
    m_rows.push_back(m_nameRow);
    connect(m_name, &QPushButton::clicked, this, [this] {
        if (std::holds_alternative<TransformersModel>(m_session.scenario().model))
            editConfig();
        else if (std::holds_alternative<LayersModel>(m_session.scenario().model))
            Q_EMIT networkRequested();
        else
            chooseFromCatalogue();
    });
}

void ModelRows::makeShapeRow(const ShapeField& field, QWidget* parent)
{
    const app::LocaleText words;
    auto* editor = new CountEdit(
        field.id.ends_with("size") ? CountEdit::Stepping::Magnitude : CountEdit::Stepping::Unit);
    editor->setObjectName(shapeName(field) + QStringLiteral("CountEdit"));
    editor->setRange(1, std::numeric_limits<std::int64_t>::max());
    auto* row = new FieldRow(editor,
        {words.toString(field.label), words.toString(field.help), words.toString(field.unit)}, 0,
        shapeName(field), parent);
    m_rows.push_back(row);
    m_shapes.push_back({&field, editor, row});
    connect(editor, &NumberEdit::edited, this,
        [this, index = m_shapes.size() - 1] { storeShape(m_shapes[index]); });
    connect(editor, &NumberEdit::committed, &m_session, &app::Session::sealEdit);
}

bool ModelRows::shows(const FieldRow* row) const
{
    const Scenario& scenario = m_session.scenario();
    if (row == m_sourceRow)
        return true;
    if (row == m_nameRow)
        return !std::holds_alternative<ManualModel>(scenario.model);
    const Value* config = app::configOf(scenario);
    return config != nullptr
        && std::any_of(m_shapes.begin(), m_shapes.end(), [&](const Shape& shape) {
               return shape.row == row && !shapeKey(*config, *shape.field).empty();
           });
}

void ModelRows::followScenario()
{
    fillSources();
    showName();
    const Value* config = app::configOf(m_session.scenario());
    if (config == nullptr)
        return;
    for (const Shape& shape : m_shapes) {
        const Value value = shapeValue(*config, *shape.field);
        const bool wrong = shape.editor->error() && m_session.hasInputError(configField());
        if (!wrong && (shape.editor->error() || shape.editor->value() != value))
            shape.editor->setValue(value);
    }
}

void ModelRows::followResult()
{
    showName();
    const app::LocaleText words;
    const std::vector<Error> problems = m_session.problems();
    const Value* config = app::configOf(m_session.scenario());
    bool placed = false;
    for (const Shape& shape : m_shapes) {
        const std::string key(
            config != nullptr ? shapeKey(*config, *shape.field) : std::string_view());
        const auto found = std::find_if(problems.begin(), problems.end(), [&](const Error& e) {
            return !key.empty() && e.where.starts_with("model.") && e.where.ends_with('.' + key);
        });
        shape.row->setProblem(found == problems.end() ? QString() : words.toString(*found));
        placed = placed || found != problems.end();
    }
    const auto other = std::find_if(problems.begin(), problems.end(), [](const Error& e) {
        return (e.where.starts_with("model.") && !e.where.starts_with("model.manual"))
            || e.where.starts_with("/model/");
    });
    m_nameRow->setProblem(placed || other == problems.end() ? QString() : words.toString(*other));
}

void ModelRows::showName()
{
    const Scenario& scenario = m_session.scenario();
    QString name = tr("Choose…");
    QString note = modelNote(scenario);
    if (hasConfig(scenario)) {
        QStringList sentences;
        if (m_session.estimate() && !m_session.isStale())
            sentences +=
                tr("%1 parameters.").arg(app::countText(m_session.estimate()->parameters.total));
        if (const auto* named = std::get_if<CatalogueModel>(&scenario.model)) {
            name = QString::fromStdString(named->id);
            sentences += tr("A change below makes it a config.json of your own.");
        } else if (const auto* file = std::get_if<FileModel>(&scenario.model)) {
            name = QFileInfo(QString::fromStdString(file->path)).fileName();
            sentences += modelNote(scenario);
        } else {
            const Value& config = std::get<TransformersModel>(scenario.model).config;
            const Value* type = config.find("model_type");
            const std::string* word = type != nullptr ? type->asString() : nullptr;
            name = word != nullptr ? tr("config.json: %1").arg(QString::fromStdString(*word))
                                   : tr("config.json");
            const std::string origin = app::originOf(config);
            if (m_session.isModelOfFile())
                sentences += tr("From the file %1.").arg(m_session.openedModel()->path);
            else
                sentences += origin.empty() ? tr("A config.json of your own.")
                                            : tr("A config.json of your own, made from %1.")
                                                  .arg(QString::fromStdString(origin));
        }
        note = sentences.join(u' ');
    }
    if (const auto* own = std::get_if<LayersModel>(&scenario.model)) {
        const Value::List* layers = own->layers.asList();
        name = tr("Edit the Layers…");
        QStringList sentences{
            tr("%n layers.", nullptr, layers != nullptr ? static_cast<int>(layers->size()) : 0)};
        if (m_session.estimate() && !m_session.isStale())
            sentences +=
                tr("%1 parameters.").arg(app::countText(m_session.estimate()->parameters.total));
        note = sentences.join(u' ');
    }
    // A button's text may hold what would be an access key.
    m_name->setText(name.replace(u'&', QStringLiteral("&&")));
    m_nameRow->setNote(note);
}

void ModelRows::storeShape(const Shape& shape)
{
    if (const std::optional<Error>& error = shape.editor->error()) {
        Error named = *error;
        const Value* config = app::configOf(m_session.scenario());
        const std::string key(
            config != nullptr ? shapeKey(*config, *shape.field) : shape.field->keys.front());
        named.where = "model.transformers." + key;
        m_session.setInputError(configField(), std::move(named));
        return;
    }
    const Value changed =
        withShape(app::ownConfig(m_session.scenario()), *shape.field, shape.editor->value());
    static_cast<void>(m_session.setField(configField(), changed));
}

void ModelRows::replaceModel(const Scenario& scenario, const QString& step)
{
    const Scenario& before = m_session.scenario();
    m_last.insert_or_assign(std::string(modelKindName(before.model)), before.model);
    m_session.replaceScenario(scenario, step);
}

void ModelRows::chooseSource()
{
    const QString kind = m_source->value();
    Scenario scenario = m_session.scenario();
    if (kind == modelKindOf(scenario))
        return;
    const auto last = m_last.find(kind.toStdString());
    if (kind == kBySize) {
        const bool known = m_session.estimate() && !m_session.isStale();
        scenario = app::withManualModel(scenario, known ? &*m_session.estimate() : nullptr);
        auto& manual = std::get<ManualModel>(scenario.model);
        if (!manual.parameters && last != m_last.end())
            scenario.model = last->second;
        replaceModel(scenario, tr("Model by Its Size"));
        return;
    }
    // Until something is chosen the scenario is what it was, and the box says so.
    m_source->setValue(modelKindOf(scenario));
    if (kind == kByLayers)
        editNetwork();
    else if (kind == kByCatalogue)
        chooseFromCatalogue();
    else if (kind == kByConfig)
        editConfig();
}

QWidget* ModelRows::dialogParent() const { return m_source->window(); }

void ModelRows::chooseFromCatalogue()
{
    const auto* current = std::get_if<CatalogueModel>(&m_session.scenario().model);
    const auto last = m_last.find(kByCatalogue.toStdString());
    if (current == nullptr && last != m_last.end())
        current = std::get_if<CatalogueModel>(&last->second);
    auto* chooser = new ModelChooser(
        current != nullptr ? QString::fromStdString(current->id) : QString(), dialogParent());
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    connect(chooser, &QDialog::accepted, this, [this, chooser] {
        const Result<const CatalogueEntry*> entry = catalogueModel(chooser->id().toStdString());
        if (entry)
            replaceModel(app::withCatalogueModel(m_session.scenario(), **entry),
                tr("Choose %1").arg(QString::fromStdString((*entry)->name)));
    });
    chooser->open();
}

void ModelRows::editNetwork()
{
    const auto last = m_last.find(kByLayers.toStdString());
    const Value layers =
        last != m_last.end() ? std::get<LayersModel>(last->second).layers : app::firstLayers();
    replaceModel(app::withOwnNetwork(m_session.scenario(), layers), tr("Own Network"));
    Q_EMIT networkRequested();
}

void ModelRows::editConfig()
{
    const Value* config = app::configOf(m_session.scenario());
    const auto last = m_last.find(kByConfig.toStdString());
    QString text;
    if (config != nullptr)
        text = QString::fromStdString(writeJson(app::ownConfig(m_session.scenario())));
    else if (last != m_last.end())
        text = QString::fromStdString(writeJson(std::get<TransformersModel>(last->second).config));
    auto* editor = new ConfigEditor(text, *m_dialogs, dialogParent());
    editor->setAttribute(Qt::WA_DeleteOnClose);
    connect(editor, &QDialog::accepted, this, [this, editor] {
        replaceModel(
            app::withConfig(m_session.scenario(), editor->config()), tr("Change config.json"));
    });
    editor->open();
}

} // namespace headroom::gui
