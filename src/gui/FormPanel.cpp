// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/FormPanel.h"

#include "ui_FormPanel.h"

#include "app/DeviceText.h"
#include "app/LocaleText.h"
#include "app/ModelSwitch.h"
#include "app/Session.h"
#include "gui/form/AccessKeys.h"
#include "gui/form/AdapterRows.h"
#include "gui/form/Binder.h"
#include "gui/form/BytesEdit.h"
#include "gui/form/ChoiceBox.h"
#include "gui/form/CountEdit.h"
#include "gui/form/FieldRow.h"
#include "gui/form/FormNotes.h"
#include "gui/form/MemorySizes.h"
#include "gui/form/ModelRows.h"
#include "gui/form/RowFactory.h"

#include <QAction>
#include <QKeyEvent>
#include <QMenuBar>
#include <QTabBar>

#include <algorithm>
#include <array>

namespace headroom::gui {
namespace {

struct SourceName {
    ActivationSource source;
    const char* value;
    const char* label;
};
constexpr auto kSourceNames = std::to_array<SourceName>({
    {ActivationSource::Factor, "factor", QT_TRANSLATE_NOOP("FormPanel", "by factor")},
    {ActivationSource::PerToken, "per-token", QT_TRANSLATE_NOOP("FormPanel", "per token")},
    {ActivationSource::Measured, "measured", QT_TRANSLATE_NOOP("FormPanel", "measured")},
    {ActivationSource::None, "none", QT_TRANSLATE_NOOP("FormPanel", "not counted")},
});

QString nameOf(ActivationSource source)
{
    return QString::fromLatin1(kSourceNames[static_cast<std::size_t>(source)].value);
}

bool isActivationField(const Field& field)
{
    return std::any_of(kSourceNames.begin(), kSourceNames.end(),
        [&](const SourceName& name) { return fieldOf(name.source) == field.key; });
}

} // namespace

FormPanel::FormPanel(app::Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_ui(std::make_unique<Ui::FormPanel>())
    , m_binder(new Binder(session, this))
{
    m_ui->setupUi(this);
    const Scenario fresh = app::Session::defaultScenario();
    m_usualSource = activationSource(fresh);
    for (const RowSpec& spec : formRows()) {
        if (const Field* field = findField(spec.key))
            m_defaults.emplace(field->key, fieldValue(fresh, *field));
    }
    makeRows();
    setTabOrders();
    assignAccessKeys();
    alignUnits();

    connect(m_ui->calculateButton, &QPushButton::clicked, this, &FormPanel::calculate);
    connect(m_ui->resetButton, &QPushButton::clicked, &m_session, &app::Session::reset);
    connect(m_binder, &Binder::edited, this, [this](const Field* field) {
        // The scenario's own changes come by followScenario(); this is for what is shown of a text
        // that left it alone.
        const auto* edit = qobject_cast<NumberEdit*>(m_binder->editor(field->key));
        if (edit != nullptr)
            row(field->key)->setUnderstood(edit->understood());
    });
    connect(&m_session, &app::Session::scenarioChanged, this, &FormPanel::followScenario);
    connect(&m_session, &app::Session::resultChanged, this, &FormPanel::followResult);
    connect(&m_session, &app::Session::modelFileChanged, this, &FormPanel::showNotes);
    followScenario();
    followResult();
}

FormPanel::~FormPanel() = default;

void FormPanel::setDialogs(Dialogs& dialogs) { m_model->setDialogs(dialogs); }

void FormPanel::chooseModel() { m_model->chooseFromCatalogue(); }

void FormPanel::makeRows()
{
    const std::array<QLabel*, 6> headings{m_ui->modelHeading, m_ui->workloadHeading,
        m_ui->precisionHeading, m_ui->optimizerHeading, m_ui->memorySaversHeading,
        m_ui->deviceHeading};
    QFont bold;
    bold.setBold(true); // the size stays the form's, so that it follows the zoom
    for (QLabel* heading : headings) {
        heading->setFont(bold);
        heading->setContentsMargins(0, heading == headings.front() ? 0 : 6, 0, 2);
    }
    m_model = new ModelRows(m_session, m_ui->formContents);
    connect(m_model, &ModelRows::networkRequested, this, &FormPanel::networkRequested);
    for (FieldRow* row : m_model->rows())
        addRow(nullptr, headings.front(), row);
    m_adapter = new AdapterRows(m_session, m_ui->formContents);
    for (const RowSpec& spec : formRows()) {
        QLabel* heading = headings[static_cast<std::size_t>(spec.group)];
        if (spec.key == "adapter.dropout") {
            for (FieldRow* row : m_adapter->rows())
                addRow(nullptr, heading, row);
        }
        const Field* field = findField(spec.key);
        addRow(field, heading, field != nullptr ? makeRow(*field) : makeActivationSourceRow());
    }
}

void FormPanel::addRow(const Field* field, QLabel* heading, FieldRow* row)
{
    // After the group's last row.
    QWidget* last = heading;
    for (const Row& other : m_rows) {
        if (other.heading == heading)
            last = other.row;
    }
    int position = -1;
    QFormLayout::ItemRole role{};
    m_ui->formLayout->getWidgetPosition(last, &position, &role);
    m_ui->formLayout->insertRow(position + 1, row->label(), row);
    m_rows.push_back({field, heading, row, true});
}

FieldRow* FormPanel::makeRow(const Field& field)
{
    FieldRow* row = makeFieldRow(field, *m_binder, m_ui->formContents);
    connect(row, &FieldRow::resetRequested, this, [this, &field] { resetField(field); });
    if (auto* edit = qobject_cast<NumberEdit*>(row->editor())) {
        connect(edit, &NumberEdit::committed, row,
            [row, edit] { row->setUnderstood(edit->understood()); });
    }
    if (field.key == "hardware.memory_bytes")
        addMemorySizes(*row, m_session);
    if (field.key == "model.manual.parameters") {
        connect(row, &FieldRow::offerAccepted, this, [this, &field, row] {
            const auto* edit = qobject_cast<CountEdit*>(row->editor());
            if (const auto meant = meantParameters(edit->count())) {
                m_session.sealEdit();
                static_cast<void>(m_session.setField(field, Value::number(*meant)));
                m_session.sealEdit();
            }
        });
    }
    return row;
}

FieldRow* FormPanel::makeActivationSourceRow()
{
    m_source = new ChoiceBox;
    m_source->setObjectName(QStringLiteral("activationSourceComboBox"));
    std::vector<Choice> choices;
    for (const SourceName& name : kSourceNames)
        choices.push_back({tr(name.label), QString::fromLatin1(name.value), false});
    m_source->setChoices(choices);
    connect(m_source, &ChoiceBox::chosen, this, [this] {
        for (const SourceName& name : kSourceNames) {
            if (m_source->value() == QLatin1String(name.value))
                chooseActivationSource(name.source);
        }
    });
    auto* row = new FieldRow(m_source,
        {tr("Activations"),
            tr("What the size of the activations comes from: a factor and the model's shape, a "
               "number of values for each "
               "token, bytes that you measured, or nothing."),
            {}},
        0, QStringLiteral("activationSource"), m_ui->formContents);
    connect(row, &FieldRow::resetRequested, this,
        [this] { resetField(*findField(fieldOf(ActivationSource::Factor))); });
    return row;
}

void FormPanel::setTabOrders()
{
    QWidget* last = nullptr;
    for (const Row& row : m_rows) {
        const QList<QWidget*> stops = row.row->tabStops();
        for (QWidget* widget : stops) {
            if (last != nullptr)
                setTabOrder(last, widget);
            last = widget;
        }
    }
    setTabOrder(last, m_ui->resetButton);
    setTabOrder(m_ui->resetButton, m_ui->calculateButton);
}

void FormPanel::assignAccessKeys()
{
    AccessKeys keys;
    keys.take(m_ui->resetButton->text());
    keys.take(m_ui->calculateButton->text());
    // What else the window answers to.
    const auto menuBars = window()->findChildren<QMenuBar*>();
    for (const QMenuBar* bar : menuBars) {
        for (const QAction* action : bar->actions())
            keys.take(action->text());
    }
    const auto buttons = window()->findChildren<QAbstractButton*>();
    for (const QAbstractButton* button : buttons) {
        if (!isAncestorOf(button))
            keys.take(button->text());
    }
    const auto labels = window()->findChildren<QLabel*>();
    for (const QLabel* label : labels) {
        if (label->buddy() != nullptr && !isAncestorOf(label))
            keys.take(label->text());
    }
    const auto tabBars = window()->findChildren<QTabBar*>();
    for (const QTabBar* bar : tabBars) {
        for (int i = 0; i < bar->count(); ++i)
            keys.take(bar->tabText(i));
    }
    // What is on screen first; the other fields share what is left.
    for (const bool visible : {true, false}) {
        QStringList texts;
        for (const Row& row : m_rows) {
            if (row.visible == visible)
                texts.append(row.row->plainLabel());
        }
        QStringList marked = keys.assign(texts);
        for (const Row& row : m_rows) {
            if (row.visible == visible)
                row.row->setLabelText(marked.takeFirst());
        }
    }
}

void FormPanel::alignUnits()
{
    int width = 0;
    for (const Row& row : m_rows)
        width = std::max(width, row.row->unitWidth());
    for (const Row& row : m_rows)
        row.row->setUnitWidth(width);
}

FieldRow* FormPanel::row(std::string_view key) const
{
    for (const Row& row : m_rows) {
        if (row.field != nullptr && row.field->key == key)
            return row.row;
    }
    return nullptr;
}

void FormPanel::followScenario()
{
    m_model->followScenario();
    m_adapter->followScenario();
    m_source->setValue(nameOf(activationSource(m_session.scenario())));
    for (const Row& row : m_rows) {
        if (const auto* edit = qobject_cast<NumberEdit*>(row.row->editor()))
            row.row->setUnderstood(edit->understood());
    }
    showNotes();
    showDefaults();
    showRows();
}

void FormPanel::followResult()
{
    m_model->followResult();
    m_adapter->followResult();
    const app::LocaleText words(locale());
    const std::vector<Error> problems = m_session.problems();
    for (const Row& row : m_rows) {
        if (row.field == nullptr)
            continue;
        const auto found = std::find_if(problems.begin(), problems.end(),
            [&](const Error& e) { return e.where == row.field->key; });
        row.row->setProblem(found == problems.end() ? QString() : words.toString(*found));
    }
    showRows();
}

bool FormPanel::applies(const Row& row) const
{
    const Scenario& scenario = m_session.scenario();
    if (row.field == nullptr && m_adapter->owns(row.row))
        return m_adapter->shows();
    if (row.field == nullptr)
        return row.row->editor() == m_source ? std::holds_alternative<ManualModel>(scenario.model)
                                             : m_model->shows(row.row);
    // A field that is wrong can be mended, whatever it is.
    if (row.row->hasProblem())
        return true;
    if (!fieldApplies(*row.field, scenario) || !app::modelReads(*row.field, scenario))
        return false;
    // What the estimate does nothing with shows only where it was set.
    if (fieldUse(*row.field, scenario) != FieldUse::Estimate
        && fieldValue(scenario, *row.field) == defaultValue(*row.field))
        return false;
    return !isActivationField(*row.field) || !fieldValue(scenario, *row.field).isNull();
}

void FormPanel::showRows()
{
    for (Row& row : m_rows) {
        const bool visible = applies(row);
        if (visible == row.visible)
            continue;
        row.visible = visible;
        m_ui->formLayout->setRowVisible(row.row, visible);
    }
    for (const Row& row : m_rows) {
        const bool used = std::any_of(m_rows.begin(), m_rows.end(),
            [&](const Row& other) { return other.heading == row.heading && other.visible; });
        if (row.heading->isHidden() == used)
            m_ui->formLayout->setRowVisible(row.heading, used);
    }
}

void FormPanel::showNotes()
{
    const Scenario& scenario = m_session.scenario();
    row("workload.gradient_accumulation_steps")->setNote(effectiveBatchNote(scenario, locale()));
    row("optimizer.id")->setNote(optimizerNote(scenario), optimizerDetail(scenario));
    row("hardware.memory_bytes")->setNote(deviceMemoryNote(scenario, locale()));
    const auto* model = std::get_if<ManualModel>(&scenario.model);
    const ManualModel none;
    if (model == nullptr)
        model = &none;
    for (const char* key : {"model.manual.parameters", "precision.weights", "quantization.method"})
        row(key)->setNote(fileNote(m_session, *findField(key), *row(key)->editor()));
    row("model.manual.activation_bytes")->setNote(bytesNote(model->activationBytes, locale()));
    const bool small = meantParameters(model->parameters).has_value();
    row("model.manual.parameters")
        ->setOffer(small ? tr("Did you mean %LM?")
                               .replace(QStringLiteral("%L"),
                                   locale().toString(static_cast<qulonglong>(*model->parameters)))
                         : QString());
    // What "same" means for the states follows from another field.
    auto* states = qobject_cast<ChoiceBox*>(m_binder->editor("precision.optimizer_state"));
    states->setLabel(QStringLiteral("same"),
        scenario.precision.masterWeights == MasterWeights::None ? tr("as the weights")
                                                                : tr("as the master weights"));
    const auto number = [this](const char* key) {
        return qobject_cast<NumberEdit*>(m_binder->editor(key));
    };
    number("model.manual.trainable_parameters")->setImplied(model->parameters);
    number("model.manual.kv_heads")->setImplied(model->heads);
    number("workload.context_length")->setImplied(scenario.workload.sequenceLength);
    const Device* device = app::deviceOf(scenario);
    NumberEdit* memory = number("hardware.memory_bytes");
    memory->setImplied(device != nullptr ? std::optional(device->capacity.value) : std::nullopt);
    memory->setNullable(true,
        device != nullptr ? memory->textOf(Value::number(device->capacity.value))
                          : tr("not given"));
}

void FormPanel::showDefaults()
{
    const ActivationSource usual = m_usualSource;
    const bool otherSource = activationSource(m_session.scenario()) != usual;
    for (const Row& row : m_rows) {
        if (row.field == nullptr && row.row->editor() != m_source)
            continue;
        if (row.field == nullptr) {
            row.row->setDefault(m_source->itemText(m_source->findData(nameOf(usual))), otherSource);
            continue;
        }
        const Value& usualValue = m_defaults.at(row.field->key);
        row.row->setDefault(valueText(*row.field, *row.row->editor(), usualValue),
            fieldValue(m_session.scenario(), *row.field) != usualValue);
    }
}

void FormPanel::chooseActivationSource(ActivationSource source)
{
    const Scenario& scenario = m_session.scenario();
    const ActivationSource before = activationSource(scenario);
    if (source == before)
        return;
    if (const Field* field = findField(fieldOf(before)))
        m_lastActivations[before] = fieldValue(scenario, *field);
    std::optional<Bytes> activations;
    if (m_session.estimate() && !m_session.isStale())
        activations = m_session.estimate()->bytes.activations;
    const auto last = m_lastActivations.find(source);
    static_cast<void>(m_session.setFields(
        switchTo(source, scenario, last != m_lastActivations.end() ? last->second : Value(),
            activations),
        tr("Change Source of Activations")));
}

void FormPanel::resetField(const Field& field)
{
    m_session.sealEdit();
    if (isActivationField(field)) {
        // At most one of them is set: they have one default together.
        std::vector<std::pair<const Field*, Value>> values;
        for (const SourceName& name : kSourceNames) {
            if (const Field* other = findField(fieldOf(name.source)))
                values.emplace_back(other, m_defaults.at(other->key));
        }
        static_cast<void>(m_session.setFields(values, tr("Reset Activations")));
    } else {
        static_cast<void>(m_session.setField(field, m_defaults.at(field.key)));
    }
    m_session.sealEdit();
}

void FormPanel::commitEdit()
{
    QWidget* focus = focusWidget();
    if (auto* edit = qobject_cast<NumberEdit*>(focus))
        edit->commit();
    m_session.sealEdit();
}

bool FormPanel::focusFirstError()
{
    for (const Row& row : m_rows) {
        if (!row.row->hasProblem())
            continue;
        focusRow(*row.row);
        return true;
    }
    return false;
}

void FormPanel::focusDeviceMemory() { focusRow(*row("hardware.memory_bytes")); }

void FormPanel::focusRow(FieldRow& row)
{
    row.editor()->setFocus(Qt::OtherFocusReason);
    m_ui->formScrollArea->ensureWidgetVisible(&row);
    if (auto* edit = qobject_cast<NumberEdit*>(row.editor()))
        edit->selectAll();
}

void FormPanel::calculate()
{
    commitEdit();
    Q_EMIT calculateRequested();
}

void FormPanel::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        calculate();
        event->accept();
        return;
    }
    QWidget::keyPressEvent(event);
}

void FormPanel::showEvent(QShowEvent* event)
{
    // The rest of the window, whose keys are taken, is there by now.
    if (!m_keysAssigned) {
        m_keysAssigned = true;
        assignAccessKeys();
    }
    QWidget::showEvent(event);
}

void FormPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_source != nullptr)
        alignUnits();
}

} // namespace headroom::gui
