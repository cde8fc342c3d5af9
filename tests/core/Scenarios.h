// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/core/MemoryModel.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace headroom {

/// A BERT-like model as the first worked example has it.
inline Scenario firstExample()
{
    Scenario scenario;
    ManualModel model;
    model.parameters = 110'000'000;
    model.activationsPerToken = Decimal(37'000);
    scenario.model = std::move(model);
    scenario.workload.batchSize = 32;
    scenario.workload.sequenceLength = 128;
    scenario.precision.activations = Dtype::Fp16;
    return scenario;
}

/// A transformer with a shape: 12 layers of 768 with 12 heads, activations by factor.
inline Scenario shapedModel()
{
    Scenario scenario = firstExample();
    ManualModel model;
    model.parameters = 110'000'000;
    model.layers = 12;
    model.hiddenSize = 768;
    model.heads = 12;
    model.activationFactor = Decimal::scaled(345, 1);
    scenario.model = std::move(model);
    return scenario;
}

inline ManualModel& manual(Scenario& scenario) { return std::get<ManualModel>(scenario.model); }

inline Estimate estimateOf(const Scenario& scenario)
{
    const Result<Estimate> estimate = MemoryModel().estimate(scenario);
    EXPECT_TRUE(estimate) << (estimate ? std::string() : toString(estimate.error()));
    return estimate ? *estimate : Estimate();
}

inline std::string errorOf(const Scenario& scenario)
{
    const Result<Estimate> estimate = MemoryModel().estimate(scenario);
    return estimate ? "no error" : toString(estimate.error());
}

} // namespace headroom
