// SPDX-License-Identifier: GPL-3.0-or-later
#include "Levers.h"

#include "headroom/core/Optimizers.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace headroom::advice {
namespace {

// Prices: 0 costs nothing, 1 a little time or care, 2 to 3 time, 4 to 6 quality or another method,
// 7 and 8 another task.
constexpr int kFree = 0;
constexpr int kCare = 1;
constexpr int kTime = 2;
constexpr int kMuchTime = 3;
constexpr int kQuality = 4;
constexpr int kOtherMethod = 5;
constexpr int kOtherTask = 7;

class Collector {
public:
    explicit Collector(const Scenario& scenario)
        : m_scenario(scenario)
    {
    }

    /// Adds it where it changes the scenario and the estimate depends on each of its fields.
    void add(std::string id, Group group, int price,
        std::vector<std::pair<std::string_view, Value>> set, Text cost)
    {
        Lever lever{std::move(id), group, price, {}, std::move(cost)};
        bool changes = false;
        for (auto& [key, value] : set) {
            const Field* field = findField(key);
            if (field == nullptr || fieldUse(*field, m_scenario) != FieldUse::Estimate)
                return;
            changes = changes || !(fieldValue(m_scenario, *field) == value);
            lever.set.push_back({field, std::move(value)});
        }
        if (changes)
            m_levers.push_back(std::move(lever));
    }

    std::vector<Lever> take() { return std::move(m_levers); }

private:
    const Scenario& m_scenario;
    std::vector<Lever> m_levers;
};

void addBatches(const Scenario& scenario, Collector& levers)
{
    const Workload& workload = scenario.workload;
    const bool training = workload.mode == Mode::Training;
    for (std::uint64_t parts = 2; parts <= workload.batchSize; parts *= 2) {
        if (workload.batchSize % parts != 0)
            break;
        const std::uint64_t batch = workload.batchSize / parts;
        const std::string id = "batch-" + std::to_string(batch);
        if (!training) {
            levers.add(id, Group::Batch, kQuality, {{"workload.batch_size", Value::number(batch)}},
                Text(HEADROOM_TEXT("core", "answers {0} requests at a time"), batch));
            continue;
        }
        if (workload.gradientAccumulationSteps > (std::uint64_t{1} << 40) / parts)
            break;
        const std::uint64_t steps = workload.gradientAccumulationSteps * parts;
        levers.add(id, Group::Batch, parts <= 4 ? kCare : kTime,
            {{"workload.batch_size", Value::number(batch)},
                {"workload.gradient_accumulation_steps", Value::number(steps)}},
            Text(
                HEADROOM_TEXT("core",
                    "the same effective batch in {0} micro-steps; smaller ones use the device less "
                    "well"),
                steps));
    }
}

void addLengths(const Scenario& scenario, Collector& levers)
{
    const Workload& workload = scenario.workload;
    const bool context = workload.mode == Mode::Inference && workload.contextLength.has_value();
    const std::uint64_t length = context ? *workload.contextLength : workload.sequenceLength;
    constexpr std::uint64_t kShortest = 128;
    for (const std::uint64_t parts : {std::uint64_t{2}, std::uint64_t{4}}) {
        if (length / parts < kShortest)
            break;
        const std::uint64_t shorter = length / parts;
        levers.add("length-" + std::to_string(shorter), Group::Length, kOtherTask,
            {{context ? "workload.context_length" : "workload.sequence_length",
                Value::number(shorter)}},
            Text(HEADROOM_TEXT("core", "sees {0} tokens at a time"), shorter));
    }
}

void addOptimizers(const Scenario& scenario, Collector& levers)
{
    const auto use = [&](const char* id, int price, const char* cost) {
        if (findOptimizer(id) != nullptr)
            levers.add(std::string("optimizer-") + id, Group::Optimizer, price,
                {{"optimizer.id", Value(id)}}, Text(cost));
    };
    const std::string_view now = scenario.optimizer.id;
    const bool adam = now == "adam" || now == "adamw";
    if (adam) {
        const std::string eightBit = std::string(now) + "-8bit";
        use(eightBit.c_str(), kMuchTime,
            HEADROOM_TEXT("core",
                "states in 8 bits; needs bitsandbytes, and trains nearly as well by its paper"));
        use("adafactor", kOtherMethod,
            HEADROOM_TEXT("core", "another optimizer: its learning rate wants tuning anew"));
        use("lion", kOtherMethod,
            HEADROOM_TEXT("core", "another optimizer: its learning rate wants tuning anew"));
    }
    if (adam || now == "lion" || now == "nadam" || now == "radam")
        use("sgd-momentum", kOtherMethod + 1,
            HEADROOM_TEXT("core", "another optimizer, which seldom suits transformers"));
    if (scenario.optimizer.implementation == OptimizerImplementation::Foreach) {
        levers.add("optimizer-fused", Group::OptimizerForm, kFree,
            {{"optimizer.implementation", Value("fused")}},
            Text(HEADROOM_TEXT("core", "none: the fused step is faster")));
        levers.add("optimizer-for-loop", Group::OptimizerForm, kCare,
            {{"optimizer.implementation", Value("for-loop")}},
            Text(HEADROOM_TEXT("core", "a slower optimizer step")));
    }
}

void addPrecision(const Scenario& scenario, Collector& levers)
{
    const Precision& precision = scenario.precision;
    const bool training = scenario.workload.mode == Mode::Training;
    if (precision.weights == Dtype::Fp32 && precision.autocast == Autocast::None && training)
        levers.add("autocast-bf16", Group::Precision, kCare,
            {{"precision.autocast", Value("bf16")}},
            Text(HEADROOM_TEXT(
                "core", "computes in bf16, faster on devices that have it; weights stay fp32")));
    if (precision.weights == Dtype::Fp32 || precision.weights == Dtype::Fp64)
        levers.add("weights-bf16", Group::Precision, training ? kQuality : kCare,
            {{"precision.weights", Value("bf16")}, {"precision.autocast", Value("none")}},
            training ? Text(HEADROOM_TEXT(
                "core", "weights, gradients and states in bf16: small updates are rounded away"))
                     : Text(HEADROOM_TEXT("core", "nearly the same answers")));
    if (!training) {
        const auto quantized = [&](const char* method, int price, const char* cost) {
            levers.add(std::string("weights-") + method, Group::Precision, price,
                {{"quantization.method", Value(method)}}, Text(cost));
        };
        quantized("int8", kQuality, HEADROOM_TEXT("core", "nearly the same answers; slower"));
        quantized("nf4", kOtherMethod, HEADROOM_TEXT("core", "somewhat worse answers; slower"));
        quantized(
            "nf4-double", kOtherMethod, HEADROOM_TEXT("core", "somewhat worse answers; slower"));
        levers.add("kv-cache-fp8", Group::KvCache, kQuality, {{"precision.kv_cache", Value("fp8")}},
            Text(HEADROOM_TEXT("core", "nearly the same answers; needs an engine that has it")));
        // The closed form has its own words for weights.
        if (std::holds_alternative<ManualModel>(scenario.model)) {
            levers.add("weights-int8", Group::Precision, kQuality,
                {{"precision.weights", Value("int8")}},
                Text(HEADROOM_TEXT("core", "nearly the same answers; slower")));
            levers.add("weights-int4", Group::Precision, kOtherMethod,
                {{"precision.weights", Value("int4")}},
                Text(HEADROOM_TEXT("core", "somewhat worse answers; slower")));
        }
    }
}

void addAdapters(const Scenario& scenario, Collector& levers)
{
    if (scenario.adapter.method != AdapterMethod::None)
        return;
    levers.add("lora", Group::Adapter, kOtherMethod + 1, {{"adapter.method", Value("lora")}},
        Text(HEADROOM_TEXT("core",
            "trains small matrices beside each layer, not the weights themselves: near full "
            "fine-tuning on many tasks, below it where much is to be learned")));
    levers.add("qlora", Group::Adapter, kOtherTask,
        {{"adapter.method", Value("lora")}, {"quantization.method", Value("nf4-double")}},
        Text(HEADROOM_TEXT(
            "core", "the same over weights of 4 bits: slower, and somewhat worse than LoRA")));
}

} // namespace

std::vector<Lever> leversFor(const Scenario& scenario)
{
    Collector levers(scenario);
    const bool training = scenario.workload.mode == Mode::Training;
    levers.add("expandable-segments", Group::Allocator, kFree,
        {{"hardware.expandable_segments", Value(true)}},
        Text(HEADROOM_TEXT("core", "none: less memory lies between tensors")));
    levers.add("attention-sdpa", Group::Attention, kFree,
        {{"memory_savers.attention", Value("sdpa")}},
        Text(HEADROOM_TEXT("core", "none: it is faster, and keeps no scores")));
    if (training)
        levers.add("fused-loss", Group::Loss, kCare, {{"memory_savers.fused_loss", Value(true)}},
            Text(HEADROOM_TEXT("core", "needs a kernel such as Liger's; no more time")));
    if (training) {
        addOptimizers(scenario, levers);
        levers.add("checkpointing-selective", Group::Checkpointing, kTime,
            {{"memory_savers.activation_checkpointing", Value("selective")}},
            Text(HEADROOM_TEXT("core",
                "runs all but matrix products and attention again: a few per cent more time")));
        levers.add("checkpointing-full", Group::Checkpointing, kMuchTime,
            {{"memory_savers.activation_checkpointing", Value("full")}},
            Text(HEADROOM_TEXT("core", "runs the forward pass twice: about a third more time")));
        addAdapters(scenario, levers);
    }
    addBatches(scenario, levers);
    addLengths(scenario, levers);
    addPrecision(scenario, levers);
    return levers.take();
}

} // namespace headroom::advice
