// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/form/FormNotes.h"

#include "app/DeviceText.h"
#include "app/Session.h"
#include "app/ModelSwitch.h"
#include "gui/form/NumberText.h"
#include "gui/form/RowFactory.h"
#include "headroom/base/Wide.h"
#include "headroom/core/Optimizers.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <limits>

namespace headroom::gui {
namespace {

QString words(const char* text, int n = -1)
{
    return QCoreApplication::translate("FormNotes", text, nullptr, n);
}

/// Whether an opened model file settles that field of the scenario at hand.
bool isSettledByFile(const app::Session& session, const Field& field)
{
    constexpr std::string_view kWeights = "precision.weights";
    constexpr std::string_view kMethod = "quantization.method";
    constexpr std::string_view kParameters = "model.manual.parameters";
    const app::OpenedModel* opened = session.openedModel();
    if (opened == nullptr || !opened->settled)
        return false;
    const bool isCount = std::holds_alternative<ManualModel>(opened->settled->model);
    if (isCount)
        return std::holds_alternative<ManualModel>(session.scenario().model)
            && (field.key == kParameters || field.key == kWeights);
    return session.isModelOfFile()
        && (field.key == kWeights
            || (field.key == kMethod && opened->settled->quantization.method != "none"));
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

QString fileNote(const app::Session& session, const Field& field, const QWidget& editor)
{
    if (!isSettledByFile(session, field))
        return {};
    const app::OpenedModel& opened = *session.openedModel();
    const QString name = QFileInfo(opened.path).fileName();
    const Value inFile = fieldValue(*opened.settled, field);
    if (fieldValue(session.scenario(), field) == inFile)
        return words(QT_TRANSLATE_NOOP("FormNotes", "As in the file %1")).arg(name);
    return words(QT_TRANSLATE_NOOP("FormNotes", "%1 in the file %2"))
        .arg(valueText(field, editor, inFile), name);
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
