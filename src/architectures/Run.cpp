// SPDX-License-Identifier: GPL-3.0-or-later
#include "architectures/Run.h"

#include "architectures/Adapting.h"
#include "architectures/Figures.h"
#include "headroom/engine/Impossible.h"
#include "headroom/engine/Reading.h"

#include <algorithm>
#include <optional>

namespace headroom::architectures {

using namespace engine;

namespace {

/// Micro-steps that a ledger of every tensor holds; of more it holds two, which are like the rest.
constexpr std::int64_t kMostTraced = 64;
constexpr std::int64_t kLongestSequence = std::int64_t{1} << 26;
constexpr std::int64_t kLargestImage = std::int64_t{1} << 16;
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
    if (auto ok = checkRange("workload.target_length", options.targetLength, kLongestSequence); !ok)
        return ok;
    if (auto ok = checkRange("workload.image_size", options.imageSize, kLargestImage); !ok)
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
    const WeightStorage storage = options.adaptation.storage;
    if ((storage == WeightStorage::FourBit || storage == WeightStorage::FourBitNested)
        && options.weights == Dtype::Fp64)
        return fail(ErrorCode::Unsupported, "precision.weights",
            HEADROOM_TEXT("architectures",
                "expected one of fp32, bf16, fp16, which bitsandbytes quantizes to 4 bits; found "
                "{0}"),
            toString(options.weights));
    return {};
}

Result<void> checkLoss(Head head, const StepOptions& options)
{
    if (!options.fusedLoss || !options.training || head == Head::CausalLm)
        return {};
    return fail(ErrorCode::Conflict, "memory_savers.fused_loss",
        HEADROOM_TEXT("architectures",
            "a fused loss is there for a causal language model, and the head is {0}: expected "
            "false, found true"),
        toString(head));
}

Setup setupOf(const StepOptions& options)
{
    Setup setup;
    setup.fusedLoss = options.fusedLoss;
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

/// Of a list that repeats with a period: three periods are run, the second of which is copied and
/// the third of which must do the same, and what is left at the end. `first`: the number of the
/// list's first block.
void planList(const std::vector<int>& kinds, bool every, std::int64_t first, Plan& plan)
{
    const auto count = static_cast<std::int64_t>(kinds.size());
    plan.layers.push_back(count);
    plan.repeats.emplace_back();
    if (every)
        return;
    for (std::int64_t period = 1; period <= 8; ++period) {
        // The first period may be another: it is not copied.
        const auto from = kinds.begin() + std::min(period, count);
        const bool repeats =
            std::equal(kinds.begin() + std::min(2 * period, count), kinds.end(), from);
        if (!repeats)
            continue;
        const std::int64_t run = 3 * period + count % period;
        if (count > run) {
            plan.layers.back() = run;
            plan.repeats.back() = {static_cast<std::int32_t>(first + period),
                static_cast<std::int32_t>(first + 2 * period),
                static_cast<std::uint64_t>((count - run) / period)};
        }
        break;
    }
}

Plan planOf(const std::vector<LayerList>& lists, bool every)
{
    Plan plan;
    std::int64_t first = 0;
    for (const LayerList& list : lists) {
        planList(list.kinds, every, first, plan);
        first += plan.layers.back();
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
    Batch batch;
    Tensor unusedLabels; ///< images' in inference: measured records have them at hand
    Inferred output;

    ~Run() { tearDown(); }

    void tearDown()
    {
        if (!model)
            return;
        engine.looseLeaves.clear();
        for (Parameter& parameter : model->parameters())
            parameter.leaf.gradient.reset();
        batch = {};
        unusedLabels.reset();
        output = {};
        cache.reset();
        optimizer.reset();
        network.reset();
        root.reset();
        model.reset();
    }
};

Tensor indices(Engine& engine, const Dims& sizes)
{
    Tensor tensor = engine.make("batch", sizes, Dtype::Int64);
    tensor.setRole(Role::Batch);
    return tensor;
}

/// What the head compares with; nothing where there is none.
Tensor labelsFor(Head head, Engine& engine, const StepOptions& options)
{
    switch (head) {
    case Head::CausalLm:
    case Head::MaskedLm:
    case Head::TokenClassification:
        return indices(engine, {options.batchSize, options.sequenceLength});
    case Head::Seq2SeqLm:
        return indices(engine, {options.batchSize, options.targetLength});
    case Head::SequenceClassification:
    case Head::ImageClassification:
        return indices(engine, {options.batchSize});
    case Head::None:
        break;
    }
    return {};
}

Batch batchFor(Engine& engine, const Blueprint& blueprint, Head head, const StepOptions& options)
{
    Batch batch;
    const Blueprint::Input input = blueprint.input();
    const std::int64_t channels = input.channels;
    if (input.sizes) {
        batch.features =
            engine.make("batch", *input.sizes, input.tokens ? Dtype::Int64 : options.weights);
        batch.features.setRole(Role::Batch);
    } else if (channels > 0) {
        batch.pixelValues = engine.make("batch",
            {options.batchSize, channels, options.imageSize, options.imageSize}, options.weights);
        batch.pixelValues.setRole(Role::Batch);
    } else {
        batch.inputIds = indices(engine, {options.batchSize, options.sequenceLength});
    }
    if (options.training || channels > 0)
        batch.labels = labelsFor(head, engine, options);
    else if (head == Head::Seq2SeqLm)
        batch.decoderInputIds = indices(engine, {options.batchSize, options.targetLength});
    return batch;
}

void train(Run& run, const StepOptions& options)
{
    Engine& engine = run.engine;
    for (std::int64_t i = 0; i < options.gradientAccumulation; ++i) {
        engine.ledger.beginPhase(Phase::Forward);
        Tensor loss;
        {
            const AutocastMode autocast(
                engine, options.autocast.has_value(), options.autocast.value_or(Dtype::Bf16));
            loss = run.network->loss(run.batch);
        }
        engine.ledger.beginPhase(Phase::Backward);
        backward(loss);
        loss.reset();
        engine.looseLeaves.clear();
        // Micro-steps from the second on are alike: gradients are added in place.
        if (i == 1 && (!options.everyTensor || options.gradientAccumulation > kMostTraced))
            break;
    }
    if (!run.optimizer->stepIsKnown())
        return;
    engine.ledger.beginPhase(Phase::Step);
    run.optimizer->step();
}

std::unique_ptr<KvCache> cacheFor(const Blueprint& blueprint, const Plan& plan)
{
    Blueprint::Cache shape = blueprint.cache();
    if (shape.windows.empty())
        return nullptr;
    std::int64_t first = 0;
    for (std::size_t i = 0; i < shape.list; ++i)
        first += plan.layers[i];
    shape.windows.resize(static_cast<std::size_t>(plan.layers[shape.list]));
    return std::make_unique<KvCache>(std::move(shape.windows), static_cast<std::int32_t>(first));
}

void infer(Run& run, const Blueprint& blueprint, const Plan& plan, const StepOptions& options)
{
    Engine& engine = run.engine;
    const GradMode none(engine, false);
    const AutocastMode autocast(
        engine, options.autocast.has_value(), options.autocast.value_or(Dtype::Bf16));
    run.unusedLabels = std::move(run.batch.labels);
    engine.ledger.beginPhase(Phase::Forward);
    run.cache = cacheFor(blueprint, plan);
    run.output = run.network->infer(run.batch, run.cache.get());
    if (!run.cache || options.contextLength <= run.cache->length())
        return;
    // Decoding: the last step joins the longest cache, and is the largest.
    engine.ledger.beginPhase(Phase::Setup);
    const Tensor encoderOutput = std::move(run.output.encoderOutput);
    run.output = {};
    run.batch = {};
    run.cache->grow(options.contextLength - 1);
    if (encoderOutput)
        run.batch.decoderInputIds = indices(engine, {options.batchSize, 1});
    else
        run.batch.inputIds = indices(engine, {options.batchSize, 1});
    run.batch.encoderOutput = encoderOutput;
    engine.ledger.beginPhase(Phase::Forward);
    run.output = run.network->infer(run.batch, run.cache.get());
}

/// By the number of a parameter, whether it has a gradient, if it trains. Only backward tells, and
/// the optimizer's states must be there before it.
using Reached = std::vector<bool>;

Reached reachedOf(Model& model)
{
    Reached reached;
    reached.reserve(model.parameters().size());
    for (const Parameter& parameter : model.parameters())
        reached.push_back(!parameter.leaf.accumulate || parameter.leaf.gradient);
    return reached;
}

void setReached(Model& model, const Reached& reached)
{
    for (std::size_t i = 0; i < reached.size(); ++i)
        model.parameters()[i].reached = reached[i];
}

/// Empty where the blocks did not repeat as planned. `known`: what an earlier run told; empty:
/// every parameter is reached.
Result<std::optional<StepLedger>> runPlanned(const Blueprint& blueprint, const StepOptions& options,
    const Adaptation& adaptation, Head head, const Plan& plan, const Reached& known = {})
{
    Run run;
    Engine& engine = run.engine;
    run.model = std::make_unique<Model>(engine, options.weights, options.training, adaptation);
    if (options.training) {
        Result<std::unique_ptr<Optimizer>> optimizer =
            Optimizer::make(options.optimizer, options.optimizerForm, options.keptStates);
        if (!optimizer)
            return tl::unexpected(optimizer.error());
        run.optimizer = std::move(*optimizer);
    }
    run.root = std::make_unique<Module>(*run.model);
    run.network = blueprint.build(*run.root, setupOf(options), plan.layers);
    Result<std::vector<Text>> checked = checkAdaptation(*run.model);
    if (!checked)
        return tl::unexpected(checked.error());
    // Measured with bitsandbytes' table of maps emptied before its 8-bit optimizers are made.
    if (options.training && options.optimizer.ends_with("-8bit"))
        run.model->dropQuantizationMap();
    setReached(*run.model, known);
    if (options.training)
        run.optimizer->attach(*run.model, options.masterWeights);
    run.batch = batchFor(engine, blueprint, head, options);
    if (options.training)
        train(run, options);
    else
        infer(run, blueprint, plan, options);
    if (options.training && known.empty()) {
        const Reached reached = reachedOf(*run.model);
        if (std::find(reached.begin(), reached.end(), false) != reached.end())
            return runPlanned(blueprint, options, adaptation, head, plan, reached);
    }
    const Reading reading(engine.ledger, plan.repeats);
    if (!reading.repeatsHold())
        return std::optional<StepLedger>();
    StepLedger result = figures({blueprint, options, plan, *run.model, run.optimizer.get(),
        run.cache.get(), engine.ledger, reading});
    result.warnings = std::move(*checked);
    if (options.everyTensor) {
        result.adaptable = run.model->moduleNames().adaptable;
        result.names = namesOf(*run.model, run.optimizer.get());
        result.peakTensors = peakTensors(engine.ledger, reading, result.names);
        run.tearDown();
        result.ledger = std::make_shared<const Ledger>(std::move(engine.ledger));
    } else if (options.keepLedger) {
        result.names = namesOf(*run.model, run.optimizer.get());
        result.ledger = std::make_shared<const Ledger>(engine.ledger);
    }
    if (options.keepLedger) {
        std::int32_t first = 0;
        const std::vector<LayerList> lists = blueprint.layerLists();
        for (std::size_t i = 0; i < lists.size(); ++i) {
            result.blockLists.push_back(
                {std::string(adaptation.prefix()) + lists[i].path, first, plan.repeats[i]});
            first += static_cast<std::int32_t>(plan.layers[i]);
        }
    }
    return std::optional<StepLedger>(std::move(result));
}

Result<void> checkLengths(
    const Blueprint& blueprint, Head head, const StepOptions& options, std::vector<Text>& warnings)
{
    const Blueprint::Longest longest = blueprint.longest();
    std::int64_t length = options.sequenceLength;
    const char* key = "workload.sequence_length";
    const auto consider = [&](bool counts, std::int64_t other, const char* otherKey) {
        if (!counts || other <= length)
            return;
        length = other;
        key = otherKey;
    };
    consider(head == Head::Seq2SeqLm, options.targetLength, "workload.target_length");
    consider(!options.training && !blueprint.cache().windows.empty(), options.contextLength,
        "workload.context_length");
    if (longest.positions == 0 || length <= longest.positions)
        return {};
    if (longest.hard)
        return fail(ErrorCode::OutOfRange, key,
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

Result<StepLedger> runBlueprint(
    const Blueprint& blueprint, Head head, const Adaptation& adaptation, const StepOptions& options)
{
    if (Result<void> ok = check(options); !ok)
        return tl::unexpected(ok.error());
    if (Result<void> ok = checkLoss(head, options); !ok)
        return tl::unexpected(ok.error());
    std::vector<Text> warnings;
    if (Result<void> ok = checkLengths(blueprint, head, options, warnings); !ok)
        return tl::unexpected(ok.error());
    try {
        const std::vector<LayerList> lists = blueprint.layerLists();
        const bool every = options.everyTensor || adaptation.tellsBlocksApart();
        Result<std::optional<StepLedger>> result =
            runPlanned(blueprint, options, adaptation, head, planOf(lists, every));
        if (result && !*result)
            result = runPlanned(blueprint, options, adaptation, head, planOf(lists, true));
        if (!result)
            return tl::unexpected(result.error());
        if (options.fusedLoss && options.training)
            warnings.emplace_back(HEADROOM_TEXT("architectures",
                "The fused loss is Liger-Kernel's of version 0.4.2. Later versions make the "
                "gradient of "
                "the head's weight once more in fp32 for each chunk, where that weight trains."));
        std::vector<Text>& all = (*result)->warnings;
        all.insert(all.begin(), warnings.begin(), warnings.end());
        return std::move(**result);
    } catch (const Impossible& impossible) {
        return tl::unexpected(impossible.error());
    }
}

} // namespace headroom::architectures
