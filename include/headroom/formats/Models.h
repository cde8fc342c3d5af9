// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Result.h"
#include "headroom/base/Value.h"
#include "headroom/core/ModelCatalogue.h"
#include "headroom/core/Scenario.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace headroom {

/// A well-known model (resources/catalogue/models.json).
struct CatalogueEntry {
    std::string id; ///< "meta-llama/Llama-3.1-8B"
    std::string name; ///< "Llama 3.1 8B"
    std::string family; ///< its model_type
    std::uint64_t parameters = 0;
    std::string dtype; ///< that it is published in
    std::uint64_t contextLength = 0;
    std::string source;
    Value config; ///< its config.json object, as far as it matters
};

/// All of them, by family and size. Parsed at the first call.
[[nodiscard]] std::span<const CatalogueEntry> catalogueModels();

/// By id, or by the part of it after the slash, case aside; an UnknownName error offers the
/// nearest.
[[nodiscard]] Result<const CatalogueEntry*> catalogueModel(std::string_view id);

/// A scenario of a torchvision model, by its id ("resnet50", "torchvision/resnet50"); an
/// UnknownName error offers the nearest.
[[nodiscard]] Result<Scenario> visionScenario(std::string_view id);

/// A scenario of that model with its published dtype, and no longer a sequence than it takes.
[[nodiscard]] Scenario scenarioOf(const CatalogueEntry& entry);

/// "bfloat16", as PyTorch writes it, and "bf16", as scenarios do; none for another word.
[[nodiscard]] std::optional<Dtype> dtypeOfTorch(std::string_view name);

/// Whether a JSON tree is a config.json object rather than a scenario.
[[nodiscard]] bool isModelConfig(const Value& tree);
/// A scenario of a config.json object, weights in the dtype that it names.
[[nodiscard]] Scenario scenarioOfConfig(Value config, const std::string& name);

/// The catalogue as the core asks for it.
[[nodiscard]] const ModelCatalogue& builtinCatalogue();

} // namespace headroom
