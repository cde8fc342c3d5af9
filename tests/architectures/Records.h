// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/architectures/Step.h"
#include "headroom/architectures/Vision.h"
#include "headroom/base/Value.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace headroom::architectures {

/// A JSON value as the engine's layers take it.
inline Value valueOf(const nlohmann::ordered_json& json)
{
    if (json.is_object()) {
        Value::Object object;
        for (const auto& [key, member] : json.items())
            object.emplace_back(key, valueOf(member));
        return Value(std::move(object));
    }
    if (json.is_array()) {
        Value::List list;
        for (const auto& member : json)
            list.push_back(valueOf(member));
        return Value(std::move(list));
    }
    if (json.is_string())
        return Value(json.get<std::string>());
    if (json.is_boolean())
        return Value(json.get<bool>());
    if (json.is_number())
        return Value::number(json.dump());
    return Value();
}

inline Dtype dtypeOf(const std::string& name)
{
    for (const DtypeInfo& entry : allDtypes()) {
        if (entry.name == name)
            return entry.dtype;
    }
    return Dtype::Fp32;
}

/// A record's model.vision.
inline ImageModel imageModelOf(const nlohmann::ordered_json& vision)
{
    return {vision["id"].get<std::string>(), vision.value("image_size", std::int64_t{224}),
        vision.value("classes", std::int64_t{1000}), vision.value("channels", std::int64_t{3})};
}

/// The options of a record's scenario; none where it holds what the engine has not (adapters,
/// quantization, 8-bit states).
inline std::optional<StepOptions> optionsOf(const nlohmann::ordered_json& scenario)
{
    const auto section = [&](const char* name) {
        return scenario.contains(name) ? scenario[name] : nlohmann::ordered_json::object();
    };
    const auto text = [](const nlohmann::ordered_json& object, const char* key,
                          const char* fallback) {
        return object.contains(key) && object[key].is_string() ? object[key].get<std::string>()
                                                               : std::string(fallback);
    };
    if (text(section("adapter"), "method", "none") != "none"
        || text(section("quantization"), "method", "none") != "none")
        return std::nullopt;
    StepOptions options;
    const auto workload = section("workload");
    const auto precision = section("precision");
    const auto savers = section("memory_savers");
    options.training = text(workload, "mode", "training") == "training";
    options.batchSize = workload.value("batch_size", std::int64_t{1});
    options.sequenceLength = workload.value("sequence_length", std::int64_t{2048});
    options.targetLength = workload.value("target_length", std::int64_t{128});
    options.imageSize = workload.value("image_size", std::int64_t{224});
    options.contextLength = workload.value("context_length", std::int64_t{0});
    options.gradientAccumulation = workload.value("gradient_accumulation_steps", std::int64_t{1});
    options.head = text(workload, "head", "");
    options.weights = dtypeOf(text(precision, "weights", "fp32"));
    const std::string autocast = text(precision, "autocast", "none");
    if (autocast != "none")
        options.autocast = dtypeOf(autocast);
    options.masterWeights = text(precision, "master_weights", "none") == "fp32";
    const auto optimizer = section("optimizer");
    options.optimizer = text(optimizer, "id", "adamw");
    const auto form = enumFromString<engine::OptimizerForm>(
        text(optimizer, "implementation", "foreach"), "optimizer.implementation");
    options.optimizerForm = form ? *form : engine::OptimizerForm::Foreach;
    const std::string checkpointing = text(savers, "activation_checkpointing", "none");
    options.checkpointing = checkpointing == "full" ? Checkpointing::Full
        : checkpointing == "selective"              ? Checkpointing::Selective
                                                    : Checkpointing::None;
    const std::string attention = text(savers, "attention", "sdpa");
    options.attention = attention == "eager" ? AttentionChoice::Eager
        : attention == "flash"               ? AttentionChoice::Flash
                                             : AttentionChoice::Sdpa;
    if (options.optimizer.find("8bit") != std::string::npos)
        return std::nullopt;
    return options;
}

} // namespace headroom::architectures
