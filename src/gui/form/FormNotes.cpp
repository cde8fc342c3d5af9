// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/form/FormNotes.h"

#include "app/DeviceText.h"
#include "app/ModelSwitch.h"
#include "gui/form/NumberText.h"
#include "headroom/base/Wide.h"
#include "headroom/core/Optimizers.h"

#include <QCoreApplication>

#include <limits>

namespace headroom::gui {
namespace {

QString words(const char* text, int n = -1)
{
    return QCoreApplication::translate("FormNotes", text, nullptr, n);
}

} // namespace

QString effectiveBatchNote(const Scenario& scenario, const QLocale& locale)
{
    constexpr Wide kMax = std::numeric_limits<std::uint64_t>::max();
    const Workload& workload = scenario.workload;
    const Wide sequences = Wide{workload.batchSize} * workload.gradientAccumulationSteps;
    if (sequences > kMax || sequences * workload.sequenceLength > kMax)
        return {};
    const QString samples = writeCount(static_cast<std::uint64_t>(sequences), locale);
    if (workload.sequenceLength == 1 || !app::readsSequences(scenario))
        return words(QT_TRANSLATE_NOOP("FormNotes", "Effective batch: %1 samples")).arg(samples);
    return words(QT_TRANSLATE_NOOP("FormNotes", "Effective batch: %1 sequences, %2 tokens"))
        .arg(samples,
            writeCount(static_cast<std::uint64_t>(sequences * workload.sequenceLength), locale));
}

QString optimizerNote(const Scenario& scenario)
{
    const OptimizerInfo* optimizer = findOptimizer(scenario.optimizer.id);
    if (optimizer == nullptr)
        return {};
    const int states = static_cast<int>(optimizer->states);
    switch (optimizer->kind) {
    case OptimizerInfo::States::Plain:
        if (states == 0)
            return words(QT_TRANSLATE_NOOP("FormNotes", "Keeps no states"));
        if (states == 1)
            return words(QT_TRANSLATE_NOOP("FormNotes", "1 state per parameter"));
        return words(QT_TRANSLATE_NOOP("FormNotes", "%1 states per parameter")).arg(states);
    case OptimizerInfo::States::BlockQuantized:
        if (states == 1)
            return words(QT_TRANSLATE_NOOP("FormNotes", "1 state of 1 byte per parameter"));
        return words(QT_TRANSLATE_NOOP("FormNotes", "%1 states of 1 byte per parameter"))
            .arg(states);
    case OptimizerInfo::States::Custom:
        return words(QT_TRANSLATE_NOOP("FormNotes", "As many states as the factor says"));
    case OptimizerInfo::States::NeedsShapes:
        return words(QT_TRANSLATE_NOOP("FormNotes", "States depend on each weight's shape"));
    }
    return {};
}

QString optimizerDetail(const Scenario& scenario)
{
    const OptimizerInfo* optimizer = findOptimizer(scenario.optimizer.id);
    if (optimizer == nullptr)
        return {};
    const auto text = [](std::string_view view) {
        return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
    };
    return words(QT_TRANSLATE_NOOP("FormNotes", "%1 (%2)"))
        .arg(text(optimizer->keeps), text(optimizer->source));
}

QString bytesNote(const std::optional<Bytes>& bytes, const QLocale& locale)
{
    if (!bytes)
        return {};
    return words(QT_TRANSLATE_NOOP("FormNotes", "%1 bytes")).arg(writeCount(bytes->value, locale));
}

QString deviceMemoryNote(const Scenario& scenario, const QLocale& locale)
{
    const Device* device = app::deviceOf(scenario);
    if (scenario.hardware.memoryBytes || device == nullptr)
        return bytesNote(scenario.hardware.memoryBytes, locale);
    return words(QT_TRANSLATE_NOOP("FormNotes", "%1, %2"))
        .arg(QString::fromStdString(device->name), app::capacitySourceText(*device));
}

QString modelNote(const Scenario& scenario)
{
    const Model& model = scenario.model;
    if (const auto* vision = std::get_if<VisionModel>(&model))
        return words(QT_TRANSLATE_NOOP("FormNotes", "%1, as torchvision has it."))
            .arg(QString::fromStdString(vision->id));
    if (std::holds_alternative<LayersModel>(model))
        return words(QT_TRANSLATE_NOOP("FormNotes", "An own network, layer by layer."));
    if (const auto* file = std::get_if<FileModel>(&model))
        return words(QT_TRANSLATE_NOOP("FormNotes", "From the file %1."))
            .arg(QString::fromStdString(file->path));
    return {};
}

std::optional<std::uint64_t> meantParameters(std::optional<std::uint64_t> parameters)
{
    constexpr std::uint64_t kSmallestUsual = 100'000;
    constexpr std::uint64_t kMillion = 1'000'000;
    if (!parameters || *parameters == 0 || *parameters >= kSmallestUsual)
        return std::nullopt;
    return *parameters * kMillion;
}

} // namespace headroom::gui
