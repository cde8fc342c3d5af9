// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/form/RowFactory.h"

#include "app/LocaleText.h"
#include "gui/form/Binder.h"
#include "gui/form/BytesEdit.h"
#include "gui/form/Choices.h"
#include "gui/form/CountEdit.h"
#include "gui/form/DecimalEdit.h"
#include "gui/form/FieldRow.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QLineEdit>

#include <array>

namespace headroom::gui {
namespace {

constexpr auto kRows = std::to_array<RowSpec>({
    {FormGroup::Model, "model.manual.parameters"},
    {FormGroup::Model, "model.manual.trainable_parameters"},
    {FormGroup::Model, "model.manual.layers"},
    {FormGroup::Model, "model.manual.hidden_size"},
    {FormGroup::Model, "model.manual.heads"},
    {FormGroup::Model, "model.manual.kv_heads"},
    {FormGroup::Model, "model.vision.image_size"},
    {FormGroup::Model, "model.vision.classes"},
    {FormGroup::Model, "model.vision.channels"},
    {FormGroup::Model, ""},
    {FormGroup::Model, "model.manual.activation_factor"},
    {FormGroup::Model, "model.manual.activations_per_token"},
    {FormGroup::Model, "model.manual.activation_bytes"},
    {FormGroup::Workload, "workload.mode"},
    {FormGroup::Workload, "workload.batch_size"},
    {FormGroup::Workload, "workload.sequence_length"},
    {FormGroup::Workload, "workload.image_size"},
    {FormGroup::Workload, "workload.gradient_accumulation_steps"},
    {FormGroup::Workload, "workload.context_length"},
    {FormGroup::Workload, "workload.head"},
    {FormGroup::Precision, "precision.weights"},
    {FormGroup::Precision, "precision.gradients"},
    {FormGroup::Precision, "precision.activations"},
    {FormGroup::Precision, "precision.optimizer_state"},
    {FormGroup::Precision, "precision.autocast"},
    {FormGroup::Precision, "precision.master_weights"},
    {FormGroup::Precision, "precision.kv_cache"},
    {FormGroup::Optimizer, "optimizer.id"},
    {FormGroup::Optimizer, "optimizer.implementation"},
    {FormGroup::Optimizer, "optimizer.state_factor"},
    {FormGroup::MemorySavers, "memory_savers.activation_checkpointing"},
    {FormGroup::MemorySavers, "memory_savers.attention"},
    {FormGroup::MemorySavers, "memory_savers.fused_loss"},
    {FormGroup::MemorySavers, "adapter.method"},
    {FormGroup::MemorySavers, "adapter.rank"},
    {FormGroup::MemorySavers, "adapter.dropout"},
    {FormGroup::MemorySavers, "adapter.bias"},
    {FormGroup::MemorySavers, "adapter.rslora"},
    {FormGroup::MemorySavers, "adapter.dora"},
    {FormGroup::MemorySavers, "quantization.method"},
    {FormGroup::MemorySavers, "quantization.prepare_kbit"},
    {FormGroup::Device, "hardware.memory_bytes"},
    {FormGroup::Device, "hardware.context_mib"},
    {FormGroup::Device, "hardware.expandable_segments"},
});

/// What a field's row has that the table of fields does not say.
struct Traits {
    std::string_view key;
    const char* emptyWord = nullptr; ///< nullptr: empty is no value here
    CountEdit::Stepping stepping = CountEdit::Stepping::Magnitude;
    int lines = 1; ///< of small print
};
constexpr auto kTraits = std::to_array<Traits>({
    {"model.manual.parameters", QT_TRANSLATE_NOOP("RowFactory", "such as 110M")},
    {"model.manual.trainable_parameters", QT_TRANSLATE_NOOP("RowFactory", "all")},
    {"model.manual.layers", QT_TRANSLATE_NOOP("RowFactory", "not given"),
        CountEdit::Stepping::Unit},
    {"model.manual.hidden_size", QT_TRANSLATE_NOOP("RowFactory", "not given")},
    {"model.manual.heads", QT_TRANSLATE_NOOP("RowFactory", "not given"), CountEdit::Stepping::Unit},
    {"model.manual.kv_heads", QT_TRANSLATE_NOOP("RowFactory", "as heads"),
        CountEdit::Stepping::Unit},
    {"workload.batch_size", nullptr, CountEdit::Stepping::Unit},
    {"workload.gradient_accumulation_steps", nullptr, CountEdit::Stepping::Unit, 2},
    {"workload.context_length", QT_TRANSLATE_NOOP("RowFactory", "as sequence")},
    {"optimizer.state_factor", QT_TRANSLATE_NOOP("RowFactory", "not given")},
    {"hardware.memory_bytes", QT_TRANSLATE_NOOP("RowFactory", "not given")},
    {"hardware.context_mib", QT_TRANSLATE_NOOP("RowFactory", "by the device"),
        CountEdit::Stepping::Magnitude, 0},
    {"hardware.expandable_segments", nullptr, {}, 0},
    {"workload.mode", nullptr, {}, 0},
    {"precision.weights", nullptr, {}, 0},
    {"precision.gradients", nullptr, {}, 0},
    {"precision.activations", nullptr, {}, 0},
    {"precision.optimizer_state", nullptr, {}, 0},
    {"precision.autocast", nullptr, {}, 0},
    {"precision.master_weights", nullptr, {}, 0},
    {"precision.kv_cache", nullptr, {}, 0},
    {"workload.head", nullptr, {}, 0},
    {"optimizer.implementation", nullptr, {}, 0},
    {"memory_savers.activation_checkpointing", nullptr, {}, 0},
    {"memory_savers.attention", nullptr, {}, 0},
    {"memory_savers.fused_loss", nullptr, {}, 0},
    {"adapter.method", nullptr, {}, 0},
    {"adapter.rank", nullptr, CountEdit::Stepping::Magnitude, 0},
    {"adapter.dropout", nullptr, {}, 0},
    {"adapter.bias", nullptr, {}, 0},
    {"adapter.rslora", nullptr, {}, 0},
    {"adapter.dora", nullptr, {}, 0},
    {"quantization.method", nullptr, {}, 0},
    {"quantization.prepare_kbit", nullptr, {}, 0},
});

Traits traitsOf(std::string_view key)
{
    for (const Traits& traits : kTraits) {
        if (traits.key == key)
            return traits;
    }
    return {key};
}

/// Bound before it gets its place, so that the form's first layout knows its contents.
template <typename Editor>
Editor* prepared(Editor* editor, const Field& field, Binder& binder, const char* className)
{
    editor->setObjectName(widgetName(field.key) + QLatin1String(className));
    binder.bind(field, editor);
    return editor;
}

QWidget* makeEditor(const Field& field, const Traits& traits, Binder& binder)
{
    const auto withNull = [&](NumberEdit* edit) {
        if (traits.emptyWord != nullptr)
            edit->setNullable(
                field.nullable, QCoreApplication::translate("RowFactory", traits.emptyWord));
        return edit;
    };
    switch (field.type) {
    case FieldType::Count: {
        auto* edit = new CountEdit(traits.stepping);
        withNull(edit);
        return prepared<NumberEdit>(edit, field, binder, "CountEdit");
    }
    case FieldType::Decimal: {
        auto* edit = new DecimalEdit;
        withNull(edit);
        return prepared<NumberEdit>(edit, field, binder, "DecimalEdit");
    }
    case FieldType::Bytes: {
        const bool device = field.key.starts_with("hardware.");
        auto* edit = new BytesEdit(device ? BytesEdit::Unit::GiB : BytesEdit::Unit::MiB);
        withNull(edit);
        return prepared<NumberEdit>(edit, field, binder, "Edit");
    }
    case FieldType::Flag:
        return prepared(new QCheckBox, field, binder, "CheckBox");
    default: {
        auto* box = new ChoiceBox;
        box->setChoices(choicesOf(field));
        return prepared(box, field, binder, "ComboBox");
    }
    }
}

QString unitOf(const Field& field)
{
    if (field.type == FieldType::Bytes)
        return field.key.starts_with("hardware.") ? QStringLiteral("GiB") : QStringLiteral("MiB");
    return app::LocaleText().toString(field.unit);
}

} // namespace

std::span<const RowSpec> formRows() { return kRows; }

QString widgetName(std::string_view key)
{
    const std::size_t point = key.rfind('.');
    std::string_view last = key.substr(point + 1);
    // "optimizer.id" is the optimizer; "precision.activations" is not the model's.
    const std::string_view section = key.substr(0, point);
    std::string words(last == "id" ? section : last);
    if (section == "precision")
        words += "_precision";
    QString name;
    bool upper = false;
    for (const char c : words) {
        if (c == '_') {
            upper = true;
            continue;
        }
        const QChar letter = QLatin1Char(c);
        name += upper ? letter.toUpper() : letter;
        upper = false;
    }
    return name;
}

FieldRow* makeFieldRow(const Field& field, Binder& binder, QWidget* parent)
{
    const app::LocaleText words;
    const Traits traits = traitsOf(field.key);
    QWidget* editor = makeEditor(field, traits, binder);
    return new FieldRow(editor,
        {words.toString(field.label), words.toString(field.help), unitOf(field)}, traits.lines,
        widgetName(field.key), parent);
}

QString valueText(const Field& field, const QWidget& editor, const Value& value)
{
    if (const auto* number = qobject_cast<const NumberEdit*>(&editor)) {
        if (value.isNull()) {
            const auto* line = number->findChild<QLineEdit*>();
            return number->isNullable() && line != nullptr ? line->placeholderText() : QString();
        }
        const QString unit = field.type == FieldType::Bytes ? unitOf(field) : QString();
        const QString text = number->textOf(value);
        return unit.isEmpty() || text.back().isLetter() ? text : text + QChar(QChar::Nbsp) + unit;
    }
    if (const auto* box = qobject_cast<const ChoiceBox*>(&editor)) {
        const std::string* word = value.asString();
        return box->itemText(
            box->findData(word != nullptr ? QString::fromStdString(*word) : QString()));
    }
    if (const bool* flag = value.asBool())
        return *flag ? QCoreApplication::translate("RowFactory", "on")
                     : QCoreApplication::translate("RowFactory", "off");
    return {};
}

} // namespace headroom::gui
