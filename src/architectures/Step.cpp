// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/architectures/Step.h"

#include "architectures/Families.h"
#include "architectures/Figures.h"
#include "architectures/Network.h"
#include "headroom/engine/Impossible.h"
#include "headroom/engine/Reading.h"

#include <algorithm>
#include <optional>

namespace headroom::architectures {

using namespace engine;

namespace {

constexpr std::int64_t kLongestSequence = std::int64_t{1} << 26;
/// Micro-steps that a ledger of every tensor holds; of more it holds two, which are like the rest.
constexpr std::int64_t kMostTraced = 64;
constexpr std::int64_t kLargestBatch = std::int64_t{1} << 24;

Result<void> checkRange(const char* field, std::int64_t value, std::int64_t most)
{
    if (value >= 1 && value <= most)
        return {};
    return fail(ErrorCode::OutOfRange, field,
        HEADROOM_TEXT("architectures", "expected a whole number from 1 to {0}, found {1}"),
        static_cast<std::uint64_t>(most), std::to_string(value));
}

Result<void> check(const StepOptions& options)
{
    if (auto ok = checkRange("workload.batch_size", options.batchSize, kLargestBatch); !ok)
        return ok;
    if (auto ok = checkRange("workload.sequence_length", options.sequenceLength, kLongestSequence);
        !ok)
        return ok;
    if (auto ok = checkRange("workload.gradient_accumulation_steps", options.gradientAccumulation,
            std::int64_t{1} << 20);
        !ok)
        return ok;
    if (!isFloating(options.weights) || options.weights == Dtype::Tf32)
        return fail(ErrorCode::Unsupported, "precision.weights",
            HEADROOM_TEXT("architectures",
                "expected one of fp64, fp32, bf16, fp16 for a step of PyTorch, found {0}"),
            toString(options.weights));
    if (options.fusedLoss)
        return fail(ErrorCode::Unsupported, "memory_savers.fused_loss",
            HEADROOM_TEXT("architectures", "the fused loss is not known yet"));
    return {};
}

Result<Head> headOf(const StepOptions& options, const Family& family)
{
    if (options.head.empty())
        return family.heads.front();
    for (Head head : family.heads) {
        if (toString(head) == options.head)
            return head;
    }
    std::vector<std::string_view> names;
    for (Head head : family.heads)
        names.push_back(toString(head));
    return fail(ErrorCode::Unsupported, "workload.head",
        HEADROOM_TEXT("architectures", "{0} has {1}; found {2}"), family.types.front(),
        joinWords(names), options.head);
}

Setup setupOf(const StepOptions& options)
{
    Setup setup;
    switch (options.attention) {
    case AttentionChoice::Eager:
        setup.attention = AttentionKind::Eager;
        break;
    case AttentionChoice::Sdpa:
        setup.attention = AttentionKind::Sdpa;
        break;
    case AttentionChoice::Flash:
        setup.attention = AttentionKind::Flash;
        break;
    }
    switch (options.checkpointing) {
    case Checkpointing::None:
        break;
    case Checkpointing::Selective:
        setup.checkpointing = CheckpointPolicy::Selective;
        break;
    case Checkpointing::Full:
        setup.checkpointing = CheckpointPolicy::Full;
        break;
    }
    return setup;
}

/// The blocks to run, and which of them stand for others: three periods, the second of which is
/// copied and the third of which must do the same, and what is left at the end.
struct Plan {
    std::int64_t layers = 0;
    Repeats repeats;
};

Plan planOf(const std::vector<int>& kinds, bool every)
{
    const auto count = static_cast<std::int64_t>(kinds.size());
    Plan plan{count, {}};
    if (every)
        return plan;
    for (std::int64_t period = 1; period <= 8; ++period) {
        const bool repeats =
            std::equal(kinds.begin() + std::min(period, count), kinds.end(), kinds.begin());
        if (!repeats)
            continue;
        const std::int64_t run = 3 * period + count % period;
        if (count > run) {
            plan.layers = run;
            plan.repeats = {static_cast<std::int32_t>(period),
                static_cast<std::int32_t>(2 * period),
                static_cast<std::uint64_t>((count - run) / period)};
        }
        break;
    }
    return plan;
}

/// Everything alive in a step, in the order in which it must go.
struct Run {
    Engine engine;
    std::unique_ptr<Model> model;
    std::unique_ptr<Module> root;
    std::unique_ptr<Network> network;
    std::unique_ptr<Optimizer> optimizer;
    std::unique_ptr<KvCache> cache;
    Tensor ids;
    Tensor labels;
    Tensor output; ///< of inference

    ~Run() { tearDown(); }

    void tearDown()
    {
        if (!model)
            return;
        for (Parameter& parameter : model->parameters())
            parameter.leaf.gradient.reset();
        ids.reset();
        labels.reset();
        output.reset();
        cache.reset();
        optimizer.reset();
        network.reset();
        root.reset();
        model.reset();
    }
};

Tensor indices(Engine& engine, const StepOptions& options, std::int64_t length)
{
    Tensor tensor = engine.make("batch", {options.batchSize, length}, Dtype::Int64);
    tensor.setRole(Role::Batch);
    return tensor;
}

void train(Run& run, const StepOptions& options, Head head)
{
    Engine& engine = run.engine;
    run.optimizer->attach(*run.model, options.masterWeights);
    run.ids = indices(engine, options, options.sequenceLength);
    if (head != Head::None)
        run.labels = indices(engine, options, options.sequenceLength);
    for (std::int64_t i = 0; i < options.gradientAccumulation; ++i) {
        engine.ledger.beginPhase(Phase::Forward);
        Tensor loss;
        {
            const AutocastMode autocast(
                engine, options.autocast.has_value(), options.autocast.value_or(Dtype::Bf16));
            loss = run.network->loss(run.ids, run.labels);
        }
        engine.ledger.beginPhase(Phase::Backward);
        backward(loss);
        loss.reset();
        // Micro-steps from the second on are alike: gradients are added in place.
        if (i == 1 && (!options.everyTensor || options.gradientAccumulation > kMostTraced))
            break;
    }
    if (!run.optimizer->stepIsKnown())
        return;
    engine.ledger.beginPhase(Phase::Step);
    run.optimizer->step();
}

void infer(Run& run, const StepOptions& options, const Blueprint& blueprint, std::int64_t layers)
{
    Engine& engine = run.engine;
    const GradMode none(engine, false);
    const AutocastMode autocast(
        engine, options.autocast.has_value(), options.autocast.value_or(Dtype::Bf16));
    run.ids = indices(engine, options, options.sequenceLength);
    std::vector<std::int64_t> windows = blueprint.windows();
    windows.resize(static_cast<std::size_t>(layers));
    engine.ledger.beginPhase(Phase::Forward);
    run.cache = std::make_unique<KvCache>(windows);
    run.output = run.network->infer(run.ids, run.cache.get());
    if (options.contextLength <= options.sequenceLength)
        return;
    // Decoding: the last step joins the longest cache, and is the largest.
    engine.ledger.beginPhase(Phase::Setup);
    run.output.reset();
    run.ids.reset();
    run.cache->grow(options.contextLength - 1);
    run.ids = indices(engine, options, 1);
    engine.ledger.beginPhase(Phase::Forward);
    run.output = run.network->infer(run.ids, run.cache.get());
}

/// Empty where the blocks did not repeat as planned.
Result<std::optional<StepLedger>> runPlanned(
    const Blueprint& blueprint, const StepOptions& options, Head head, const Plan& plan)
{
    Run run;
    Engine& engine = run.engine;
    run.model = std::make_unique<Model>(engine, options.weights, options.training);
    if (options.training) {
        Result<std::unique_ptr<Optimizer>> optimizer =
            Optimizer::make(options.optimizer, options.optimizerForm, options.keptStates);
        if (!optimizer)
            return tl::unexpected(optimizer.error());
        run.optimizer = std::move(*optimizer);
    }
    run.root = std::make_unique<Module>(*run.model);
    run.network = blueprint.build(*run.root, setupOf(options), plan.layers);
    if (options.training)
        train(run, options, head);
    else
        infer(run, options, blueprint, plan.layers);
    const Reading reading(engine.ledger, plan.repeats);
    if (!reading.repeatsHold())
        return std::optional<StepLedger>();
    StepLedger result = figures({blueprint, options, plan.repeats, *run.model, run.optimizer.get(),
        run.cache.get(), engine.ledger, reading});
    if (options.everyTensor) {
        result.names = namesOf(*run.model, run.optimizer.get());
        result.peakTensors = peakTensors(engine.ledger, reading, result.names);
        run.tearDown();
        result.ledger = std::make_shared<const Ledger>(std::move(engine.ledger));
    } else if (options.keepLedger) {
        result.names = namesOf(*run.model, run.optimizer.get());
        result.ledger = std::make_shared<const Ledger>(engine.ledger);
        result.repeats = plan.repeats;
        result.layersPath = blueprint.layersPath();
    }
    return std::optional<StepLedger>(std::move(result));
}

Result<std::unique_ptr<Blueprint>> blueprintOf(
    const Config& config, const StepOptions& options, Head& head)
{
    const std::string type = config.textOr("model_type", "");
    const Family* family = findFamily(type);
    if (const Error* error = config.error())
        return tl::unexpected(*error);
    if (!family) {
        const std::vector<std::string_view> known = knownModelTypes();
        auto failure = fail(type.empty() ? ErrorCode::Missing : ErrorCode::UnknownName,
            config.pathOf("model_type"),
            HEADROOM_TEXT("architectures",
                "expected one of {0}; found {1}. Models of other types can be estimated in closed "
                "form, from their parameters"),
            joinWords(known), describe(Value(type)));
        failure.value().suggestion = nearestWord(type, known);
        return failure;
    }
    const Result<Head> chosen = headOf(options, *family);
    if (!chosen)
        return tl::unexpected(chosen.error());
    head = *chosen;
    return family->read(config, head);
}

Result<void> checkLengths(
    const Blueprint& blueprint, const StepOptions& options, std::vector<Text>& warnings)
{
    const Blueprint::Longest longest = blueprint.longest();
    const std::int64_t length = options.training
        ? options.sequenceLength
        : std::max(options.sequenceLength, options.contextLength);
    if (longest.positions == 0 || length <= longest.positions)
        return {};
    const bool context = length != options.sequenceLength;
    if (longest.hard)
        return fail(ErrorCode::OutOfRange,
            context ? "workload.context_length" : "workload.sequence_length",
            HEADROOM_TEXT("architectures",
                "the model has {0} positions (max_position_embeddings), found {1}"),
            static_cast<std::uint64_t>(longest.positions), static_cast<std::uint64_t>(length));
    warnings.emplace_back(HEADROOM_TEXT("architectures",
                              "{0} positions are more than the {1} that the model was made for "
                              "(max_position_embeddings)"),
        static_cast<std::uint64_t>(length), static_cast<std::uint64_t>(longest.positions));
    return {};
}

} // namespace

Result<StepLedger> runStep(const Value& value, const StepOptions& options)
{
    if (Result<void> ok = check(options); !ok)
        return tl::unexpected(ok.error());
    if (!value.asObject())
        return fail(ErrorCode::WrongType, "model.transformers",
            HEADROOM_TEXT("architectures", "expected an object, found {0}"), describe(value));
    const Config config(value);
    Head head = Head::CausalLm;
    Result<std::unique_ptr<Blueprint>> blueprint = blueprintOf(config, options, head);
    if (!blueprint)
        return tl::unexpected(blueprint.error());
    std::vector<Text> warnings;
    if (Result<void> ok = checkLengths(**blueprint, options, warnings); !ok)
        return tl::unexpected(ok.error());
    for (const std::string& key : config.unused())
        warnings.emplace_back(HEADROOM_TEXT("architectures", "not used: {0}"), key);
    try {
        const std::vector<int> kinds = (*blueprint)->layerKinds();
        Result<std::optional<StepLedger>> result =
            runPlanned(**blueprint, options, head, planOf(kinds, options.everyTensor));
        if (result && !*result)
            result = runPlanned(**blueprint, options, head, planOf(kinds, true));
        if (!result)
            return tl::unexpected(result.error());
        (*result)->warnings = std::move(warnings);
        return std::move(**result);
    } catch (const Impossible& impossible) {
        return tl::unexpected(impossible.error());
    }
}

} // namespace headroom::architectures
