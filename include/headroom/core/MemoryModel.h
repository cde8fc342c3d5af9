// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Result.h"
#include "headroom/base/Role.h"
#include "headroom/core/Device.h"
#include "headroom/core/Estimate.h"
#include "headroom/core/Formula.h"
#include "headroom/core/ModelCatalogue.h"
#include "headroom/core/Scenario.h"

#include <optional>
#include <vector>

namespace headroom::architectures {
struct OwnRow;
struct StepLedger; // headroom/architectures/Step.h
} // namespace headroom::architectures

namespace headroom {

class StepView; // headroom/core/StepView.h

/// Where one number comes from.
struct Explanation {
    Role role = Role::Parameter;
    std::optional<Formula> formula; ///< none: the number is 0 or not known, and `notes` says why
    std::optional<Bytes> result;
    Text source; ///< the rule's origin
    std::vector<Text> notes; ///< assumptions made for this number
};

enum class EstimateDetail : std::uint8_t {
    Peaks, ///< tensors alone, without the allocator: nothing after MemoryBytes::peak
    Figures, ///< blocks that repeat are replayed: the cost hardly grows with their number
    Tensors, ///< and Peak::tensors
    Replay, ///< as Figures, and the ledger of the blocks that ran
};

/// The front of the library: a scenario in, an estimate out. Pure: no files, no clock, no global
/// state.
class MemoryModel {
public:
    /// `models` and `devices`: what model.catalogue and hardware.device name; they must outlive
    /// this. Without them such a name is an error.
    explicit MemoryModel(
        const ModelCatalogue* models = nullptr, const DeviceCatalogue* devices = nullptr)
        : m_catalogue(models)
        , m_devices(devices)
    {
    }

    /// The memory of the scenario, exact in whole bytes, or what keeps it from being estimated. A
    /// model known only by its size has the closed form; an architecture is run on the engine.
    [[nodiscard]] Result<Estimate> estimate(
        const Scenario& scenario, EstimateDetail detail = EstimateDetail::Figures) const;

    /// The step of an architecture with every tensor: for traces, timelines and explanations. An
    /// error for a model that has none.
    [[nodiscard]] Result<architectures::StepLedger> run(const Scenario& scenario) const;

    /// The step of an architecture over time, at the cost of an estimate. An error for a model that
    /// has none.
    [[nodiscard]] Result<StepView> view(const Scenario& scenario) const;

    /// The device that the scenario names; nullptr where it names none.
    [[nodiscard]] Result<const Device*> device(const Scenario& scenario) const;

    /// The config.json object of the scenario's model, from the scenario, the catalogue or a file.
    /// An error for a model that has none.
    [[nodiscard]] Result<Value> config(const Scenario& scenario) const;

    /// Where the scenario's number for that component comes from, made when asked for.
    [[nodiscard]] Result<Explanation> explain(const Scenario& scenario, Role role) const;
    /// The same for an estimate that was made of the scenario: nothing is run again.
    [[nodiscard]] Result<Explanation> explain(
        const Scenario& scenario, const Estimate& estimate, Role role) const;

    /// Everything, as far as it is known without running the model, that keeps it from being
    /// estimated, each with the key of its field: values that exclude each other, that are missing,
    /// or that this version cannot do. Single values were checked by setField().
    [[nodiscard]] std::vector<Error> problems(const Scenario& scenario) const;

    /// Of an own network each layer with what goes out of it, or what is wrong with it.
    [[nodiscard]] static std::vector<architectures::OwnRow> layerRows(const Scenario& scenario);

private:
    [[nodiscard]] Result<architectures::StepLedger> runWith(
        const Scenario& scenario, EstimateDetail detail) const;

    const ModelCatalogue* m_catalogue;
    const DeviceCatalogue* m_devices;
};

/// "110,000,000 × 4 B = 440,000,000 B"; empty where there is no formula.
[[nodiscard]] std::string substitutedWithResult(
    const Explanation& explanation, const TextRenderer& renderer = {});

} // namespace headroom
