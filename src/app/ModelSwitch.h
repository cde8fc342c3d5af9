// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Value.h"
#include "headroom/core/Estimate.h"
#include "headroom/core/Scenario.h"

#include <string>

namespace headroom {
struct CatalogueEntry; // headroom/formats/Models.h
struct Field; // headroom/core/Fields.h
} // namespace headroom

namespace headroom::app {

// Another model in a scenario, and the rest of it as far as that model takes it.

/// A model of the catalogue in its published type, sequences no longer than it takes.
[[nodiscard]] Scenario withCatalogueModel(Scenario scenario, const CatalogueEntry& entry);
/// A config.json object, weights in the type that it names.
[[nodiscard]] Scenario withConfig(Scenario scenario, Value config);
/// A model known only by its size: that of the architecture that the estimate is of.
[[nodiscard]] Scenario withManualModel(Scenario scenario, const Estimate* estimate);
/// An own network; what belongs to models of transformers alone goes.
[[nodiscard]] Scenario withOwnNetwork(Scenario scenario, Value layers);

/// Whether the model reads a sequence, or images whose size the workload says.
[[nodiscard]] bool readsSequences(const Scenario& scenario);
[[nodiscard]] bool readsImages(const Scenario& scenario);
/// False for the length of a sequence or the size of images where the model reads the other.
[[nodiscard]] bool modelReads(const Field& field, const Scenario& scenario);

/// The config.json object of the scenario's model, until that model's file is read again; nullptr
/// where it has none.
[[nodiscard]] const Value* configOf(const Scenario& scenario);
/// What a config calls its model: "meta-llama/Llama-3.1-8B"; empty where it does not say.
[[nodiscard]] std::string originOf(const Value& config);
/// A copy of the model's config with that name of where it comes from.
[[nodiscard]] Value ownConfig(const Scenario& scenario);

} // namespace headroom::app
