// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/FieldText.h"

#include "app/Breakdown.h"
#include "app/DeviceText.h"
#include "app/LocaleText.h"
#include "headroom/base/Count.h"
#include "headroom/base/Dtype.h"
#include "headroom/core/Optimizers.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>
#include <string>

namespace headroom::app {
namespace {

QString qtText(std::string_view view)
{
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

/// "bf16 · 2 bytes".
QString dtypeText(const DtypeInfo& dtype)
{
    constexpr unsigned kPlaces = 2;
    std::string bytes = formatRatio(dtype.blockBytes, dtype.blockElements, kPlaces);
    while (bytes.find('.') != std::string::npos && (bytes.back() == '0' || bytes.back() == '.')) {
        const bool point = bytes.back() == '.';
        bytes.pop_back();
        if (point)
            break;
    }
    const QString number = QString::fromStdString(LocaleText().number(bytes));
    const QString name =
        dtype.kind == DtypeKind::Block ? qtText(dtype.name).toUpper() : qtText(dtype.name);
    return bytes == "1" ? QCoreApplication::translate("Choices", "%1 · 1 byte").arg(name)
                        : QCoreApplication::translate("Choices", "%1 · %2 bytes").arg(name, number);
}

struct Word {
    std::string_view key;
    std::string_view value;
    const char* label;
};
constexpr auto kWords = std::to_array<Word>({
    {"workload.mode", "training", QT_TRANSLATE_NOOP("Choices", "Training")},
    {"workload.mode", "inference", QT_TRANSLATE_NOOP("Choices", "Inference")},
    {"precision.autocast", "none", QT_TRANSLATE_NOOP("Choices", "none")},
    {"precision.master_weights", "none", QT_TRANSLATE_NOOP("Choices", "none")},
    {"memory_savers.activation_checkpointing", "none", QT_TRANSLATE_NOOP("Choices", "none")},
    {"memory_savers.activation_checkpointing", "selective",
        QT_TRANSLATE_NOOP("Choices", "selective")},
    {"memory_savers.activation_checkpointing", "full", QT_TRANSLATE_NOOP("Choices", "full")},
    {"adapter.method", "none", QT_TRANSLATE_NOOP("Choices", "none")},
    {"adapter.method", "lora", QT_TRANSLATE_NOOP("Choices", "LoRA")},
    {"adapter.bias", "none", QT_TRANSLATE_NOOP("Choices", "none")},
    {"quantization.method", "none", QT_TRANSLATE_NOOP("Choices", "none")},
    {"", "same", QT_TRANSLATE_NOOP("Choices", "as the weights")},
    {"workload.head", "", QT_TRANSLATE_NOOP("Choices", "by the model")},
    {"workload.head", "none", QT_TRANSLATE_NOOP("Choices", "none (hidden states)")},
});

const DtypeInfo* findDtype(std::string_view name)
{
    const auto all = allDtypes();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const DtypeInfo& d) { return d.name == name; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace

QString choiceText(const Field& field, std::string_view value)
{
    for (const Word& word : kWords) {
        if (word.value == value && (word.key.empty() || word.key == field.key))
            return QCoreApplication::translate("Choices", word.label);
    }
    if (field.key == "optimizer.id") {
        if (const OptimizerInfo* optimizer = findOptimizer(value))
            return qtText(optimizer->name);
    }
    if (const DtypeInfo* dtype = field.key.starts_with("precision.") ? findDtype(value) : nullptr)
        return dtypeText(*dtype);
    return qtText(value);
}

QString fieldValueText(const Field& field, const Value& value, UnitSystem units)
{
    if (const bool* flag = value.asBool())
        return *flag ? QCoreApplication::translate("RowFactory", "on")
                     : QCoreApplication::translate("RowFactory", "off");
    if (const Value::Number* number = value.asNumber()) {
        const Result<std::uint64_t> whole = parseCount(number->text);
        if (!whole)
            return QString::fromStdString(LocaleText().number(number->text));
        return field.type == FieldType::Bytes ? sizeText(Bytes{*whole}, units) : countText(*whole);
    }
    if (const std::string* text = value.asString()) {
        const QString words =
            field.key == "hardware.device" ? deviceName(*text) : choiceText(field, *text);
        return words.isEmpty() ? QStringLiteral("—") : words;
    }
    if (const Value::List* list = value.asList()) {
        QStringList words;
        for (const Value& item : *list)
            words += fieldValueText(field, item, units);
        return words.isEmpty() ? QStringLiteral("—") : words.join(QStringLiteral(", "));
    }
    return value.isNull() ? QStringLiteral("—") : QString::fromStdString(describe(value));
}

} // namespace headroom::app
