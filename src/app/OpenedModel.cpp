// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/OpenedModel.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace headroom::app {

Result<OpenedModel> readOpenedModel(const QString& path, bool again)
{
    const std::string name = path.toStdString();
    Result<std::shared_ptr<const ModelFile>> file = again ? readAgain(name) : openModelFile(name);
    if (!file)
        return tl::unexpected(std::move(file.error()));
    Result<Scenario> settled = scenarioOfFile(**file, name);
    if (settled)
        settled->name = QFileInfo(path).fileName().toStdString();
    return OpenedModel{path, std::move(*file), std::move(settled)};
}

Scenario withModelFile(Scenario scenario, const OpenedModel& opened, const OpenedModel* before)
{
    const Scenario& settled = *opened.settled;
    const bool isSame = before != nullptr && before->path == opened.path && before->settled;
    scenario.name = settled.name;
    scenario.model = settled.model;
    if (!isSame || scenario.precision.weights == before->settled->precision.weights)
        scenario.precision.weights = settled.precision.weights;
    if (!isSame || scenario.quantization == before->settled->quantization)
        scenario.quantization = settled.quantization;
    // An architecture decides these by itself.
    scenario.precision.gradients.reset();
    scenario.precision.activations.reset();
    scenario.precision.optimizerState.reset();
    if (settled.workload.mode == Mode::Inference && !isSame)
        scenario.workload.mode = Mode::Inference;
    if (const std::optional<std::uint64_t> longest = opened.file->contextLength;
        longest && *longest > 0)
        scenario.workload.sequenceLength = std::min(scenario.workload.sequenceLength, *longest);
    return scenario;
}

} // namespace headroom::app
