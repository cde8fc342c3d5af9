// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/form/Choices.h"

#include "app/LocaleText.h"
#include "headroom/base/Bytes.h"
#include "headroom/base/Dtype.h"
#include "headroom/core/Optimizers.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <string_view>

namespace headroom::gui {
namespace {

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), static_cast<int>(view.size()));
}

/// "bf16 · 2 bytes".
QString dtypeLabel(const DtypeInfo& dtype)
{
    constexpr unsigned kPlaces = 2;
    std::string bytes = formatRatio(dtype.blockBytes, dtype.blockElements, kPlaces);
    while (bytes.find('.') != std::string::npos && (bytes.back() == '0' || bytes.back() == '.')) {
        const bool point = bytes.back() == '.';
        bytes.pop_back();
        if (point)
            break;
    }
    const QString number = QString::fromStdString(app::LocaleText().number(bytes));
    const QString name =
        dtype.kind == DtypeKind::Block ? text(dtype.name).toUpper() : text(dtype.name);
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

QString labelOf(const Field& field, std::string_view value)
{
    for (const Word& word : kWords) {
        if (word.value == value && (word.key.empty() || word.key == field.key))
            return QCoreApplication::translate("Choices", word.label);
    }
    if (field.key == "optimizer.id") {
        if (const OptimizerInfo* optimizer = findOptimizer(value))
            return text(optimizer->name);
    }
    if (const DtypeInfo* dtype = field.key.starts_with("precision.") ? findDtype(value) : nullptr)
        return dtypeLabel(*dtype);
    return text(value);
}

} // namespace

std::vector<Choice> choicesOf(const Field& field)
{
    std::vector<Choice> choices;
    if (field.nullable)
        choices.push_back({labelOf(field, field.nullWord), text(field.nullWord), false});
    bool inBlocks = false;
    for (const std::string_view value : field.choices) {
        const DtypeInfo* dtype = field.key.starts_with("precision.") ? findDtype(value) : nullptr;
        const bool block = dtype != nullptr && dtype->kind == DtypeKind::Block;
        choices.push_back({labelOf(field, value), text(value), block && !inBlocks});
        inBlocks = block;
    }
    return choices;
}

} // namespace headroom::gui
