// SPDX-License-Identifier: GPL-3.0-or-later
#include "architectures/Run.h"
#include "architectures/blocks/CausalLm.h"
#include "architectures/own/OwnShapes.h"
#include "headroom/architectures/OwnNetwork.h"
#include "headroom/engine/Impossible.h"
#include "headroom/engine/operators/Loss.h"
#include "headroom/engine/operators/Views.h"

#include <numeric>

namespace headroom::architectures {

using namespace engine;
using own::kLayersPointer;
using own::OwnLayer;
using own::Shaped;
using own::ShapedLayer;

namespace {

/// torch.nn.Sequential of the rows. A row that repeats is a Sequential of its own.
class OwnModel {
public:
    OwnModel(Module& root, const std::vector<ShapedLayer>& layers, std::size_t firstRow,
        const LayerCounts& counts, CheckpointPolicy checkpointing)
        : m_engine(root.engine())
        , m_checkpointing(checkpointing)
    {
        std::int32_t block = 0;
        std::size_t list = 0;
        for (std::size_t i = 0; i < layers.size(); ++i) {
            const std::string name = std::to_string(firstRow + i);
            Row& row = m_rows.emplace_back();
            row.shaped = &layers[i];
            if (layers[i].layer->repeat == 1) {
                row.regions.push_back(
                    {own::makeLayer(root, name, *layers[i].layer, layers[i].runs.front()),
                        kNoLayer});
                continue;
            }
            for (std::int64_t k = 0; k < counts[list]; ++k, ++block) {
                Module& parent = *m_lists.emplace_back(std::make_unique<Module>(root, name, block));
                row.regions.push_back({own::makeLayer(parent, std::to_string(k), *layers[i].layer,
                                           layers[i].run(static_cast<std::size_t>(k))),
                    block});
            }
            ++list;
        }
    }
    [[nodiscard]] Tensor forward(const Tensor& input) const
    {
        Tensor x = input;
        for (const Row& row : m_rows) {
            try {
                x = m_checkpointing == CheckpointPolicy::None ? through(row, x)
                                                              : again(row, std::move(x));
            } catch (const Impossible& impossible) {
                Error error = impossible.error();
                error.where = std::string(kLayersPointer) + row.shaped->layer->pointer;
                throw Impossible(std::move(error));
            }
        }
        return x;
    }

private:
    struct Region {
        std::unique_ptr<vision::Layer> layer;
        std::int32_t block;
    };
    struct Row {
        const ShapedLayer* shaped = nullptr;
        std::vector<Region> regions;
    };

    [[nodiscard]] Tensor through(const Row& row, const Tensor& given) const
    {
        Tensor x = given;
        for (const Region& region : row.regions) {
            const InLayer block(m_engine, region.block);
            x = region.layer->forward(x);
        }
        return x;
    }
    /// torch.utils.checkpoint.checkpoint of each layer of the list, and of each repetition.
    [[nodiscard]] Tensor again(const Row& row, Tensor given) const
    {
        Tensor x = std::move(given);
        for (const Region& region : row.regions) {
            const InLayer block(m_engine, region.block);
            const vision::Layer* layer = region.layer.get();
            x = checkpoint(
                m_checkpointing, [layer](Tensor input) { return layer->forward(input); }, x);
        }
        return x;
    }

    Engine& m_engine;
    CheckpointPolicy m_checkpointing;
    std::vector<std::unique_ptr<Module>> m_lists;
    std::vector<Row> m_rows;
};

class OwnNetwork : public Network {
public:
    OwnNetwork(std::unique_ptr<OwnModel> model, Head head)
        : m_model(std::move(model))
        , m_head(head)
    {
    }
    Tensor loss(const Batch& batch) override
    {
        const Tensor output = m_model->forward(batch.features);
        if (m_head == Head::None)
            return meanLoss(output);
        if (output.rank() == 2)
            return crossEntropy(output, batch.labels);
        Tensor logits = flatten(output, 0, 1);
        Tensor labels = flatten(batch.labels, 0, 1);
        return crossEntropy(std::move(logits), std::move(labels));
    }
    Inferred infer(const Batch& batch, KvCache*) override
    {
        Inferred result;
        result.kept.push_back(m_model->forward(batch.features));
        return result;
    }

private:
    std::unique_ptr<OwnModel> m_model;
    Head m_head;
};

class OwnBlueprint : public Blueprint {
public:
    OwnBlueprint(const Shaped& shaped, std::size_t firstRow, Head head)
        : m_shaped(shaped)
        , m_firstRow(firstRow)
        , m_head(head)
    {
    }
    Input input() const override
    {
        Input input;
        input.sizes = m_shaped.input.sizes;
        input.tokens = m_shaped.input.tokens;
        return input;
    }
    std::vector<LayerList> layerLists() const override
    {
        std::vector<LayerList> lists;
        for (std::size_t i = 0; i < m_shaped.layers.size(); ++i) {
            const ShapedLayer& shaped = m_shaped.layers[i];
            if (shaped.layer->repeat == 1)
                continue;
            std::vector<int> kinds(static_cast<std::size_t>(shaped.layer->repeat));
            if (!shaped.alike())
                std::iota(kinds.begin(), kinds.end(), 0);
            lists.push_back({std::to_string(m_firstRow + i), std::move(kinds)});
        }
        return lists;
    }
    std::unique_ptr<Network> build(
        Module& root, const Setup& setup, const LayerCounts& layers) const override
    {
        return std::make_unique<OwnNetwork>(std::make_unique<OwnModel>(root, m_shaped.layers,
                                                m_firstRow, layers, setup.checkpointing),
            m_head);
    }

private:
    const Shaped& m_shaped;
    std::size_t m_firstRow;
    Head m_head;
};

/// The head of the scenario, and with it which labels there are.
Result<Head> headOf(const Shaped& shaped, const OwnLayer& last, StepOptions& options)
{
    const std::string none(toString(Head::None));
    if (!options.head.empty() && options.head != none)
        return fail(ErrorCode::Unsupported, "workload.head",
            HEADROOM_TEXT("architectures",
                "expected none, or nothing: an own network ends with its last layer; found {0}"),
            options.head);
    if (options.head == none || !options.training)
        return Head::None;
    if (shaped.output.rank() == 2)
        return Head::SequenceClassification;
    if (shaped.output.rank() == 3) {
        options.sequenceLength = shaped.output[1];
        return Head::TokenClassification;
    }
    return tl::unexpected(last.wrong({},
        Text(HEADROOM_TEXT("architectures",
                 "layer {0}: {1} goes out; the loss takes [batch, classes] or [batch, length, "
                 "classes]"),
            last.number, toString(shaped.output))));
}

const OwnLayer* recurrentOf(const std::vector<ShapedLayer>& layers)
{
    for (const ShapedLayer& shaped : layers) {
        if (own::isRecurrent(*shaped.layer))
            return shaped.layer;
        for (const own::ShapedRun& run : shaped.runs) {
            for (const auto* inside : {&run.body, &run.shortcut}) {
                if (const OwnLayer* found = recurrentOf(*inside))
                    return found;
            }
        }
    }
    return nullptr;
}

void addReserve(const std::vector<ShapedLayer>& layers, std::uint64_t times, Dtype dtype,
    StepLedger::Reserve& reserve)
{
    const auto add = [](std::uint64_t& sum, std::uint64_t bytes, std::uint64_t factor) {
        std::uint64_t product = 0;
        if (__builtin_mul_overflow(bytes, factor, &product)
            || __builtin_add_overflow(sum, product, &sum))
            throw Impossible::overflow("the reserve of the recurrent layers");
    };
    for (const ShapedLayer& shaped : layers) {
        const std::uint64_t each =
            shaped.alike() ? times * static_cast<std::uint64_t>(shaped.layer->repeat) : times;
        for (const own::ShapedRun& run : shaped.runs) {
            addReserve(run.body, each, dtype, reserve);
            addReserve(run.shortcut, each, dtype, reserve);
            if (!own::isRecurrent(*shaped.layer))
                continue;
            const RecurrentOptions options = own::recurrentOptions(*shaped.layer, true);
            const std::int64_t places = run.input[0] * run.input[1];
            const ReserveBand band = reserveBand(options, places, dtype);
            add(reserve.bytes, reserveBytes(options, places, dtype), each);
            add(reserve.low, band.low, each);
            add(reserve.high, band.high, each);
        }
    }
}

void addWarnings(const std::vector<OwnLayer>& layers, std::vector<Text>& warnings)
{
    for (const OwnLayer& layer : layers) {
        warnings.insert(warnings.end(), layer.warnings.begin(), layer.warnings.end());
        addWarnings(layer.body, warnings);
        addWarnings(layer.shortcut, warnings);
    }
}

/// What passes 64 bits in sums of all layers has no layer of its own.
Error explained(Error error)
{
    if (error.code == ErrorCode::Overflow && error.where.empty())
        error.where = own::kLayersKey;
    return error;
}

} // namespace

std::vector<OwnRow> ownRows(const Value& layers, const StepOptions& options)
{
    const Result<std::vector<OwnLayer>> read = own::readLayers(layers);
    if (!read)
        return {};
    Shaped shaped = own::shapeLayers(*read, options);
    if (shaped.error() || !options.training)
        return std::move(shaped.rows);
    StepOptions copy = options;
    if (const Result<Head> head = headOf(shaped, read->back(), copy);
        !head && head.error().where != "workload.head") {
        const auto last = std::find_if(shaped.rows.begin(), shaped.rows.end(),
            [&](const OwnRow& row) { return row.pointer == read->back().pointer; });
        if (last != shaped.rows.end())
            last->error = head.error();
    }
    return std::move(shaped.rows);
}

Result<StepLedger> runOwnStep(const Value& layers, StepOptions options)
{
    const Result<std::vector<OwnLayer>> read = own::readLayers(layers);
    if (!read)
        return tl::unexpected(read.error());
    const Shaped shaped = own::shapeLayers(*read, options);
    if (const Error* error = shaped.error())
        return tl::unexpected(*error);
    if (shaped.layers.empty())
        return tl::unexpected(read->front().wrong({},
            Text(HEADROOM_TEXT("architectures", "expected a layer after the input, found none"))));
    const Result<Head> head = headOf(shaped, read->back(), options);
    if (!head)
        return tl::unexpected(head.error());
    const OwnLayer* recurrent = recurrentOf(shaped.layers);
    if (recurrent && options.autocast)
        return fail(ErrorCode::Unsupported, "precision.autocast",
            HEADROOM_TEXT("architectures",
                "expected none beside layer {0}: under autocast PyTorch copies the weights of "
                "cuDNN's recurrent layers to fp16 at each call, which is not known here"),
            recurrent->number);
    const std::size_t firstRow = read->front().type == "input" ? 1 : 0;
    const OwnBlueprint blueprint(shaped, firstRow, *head);
    engine::Adaptation adaptation;
    adaptation.frozen = options.adaptation.frozen;
    Result<StepLedger> result = runBlueprint(blueprint, *head, adaptation, options);
    if (!result)
        return tl::unexpected(explained(result.error()));
    try {
        if (options.training)
            addReserve(shaped.layers, 1, options.weights, result->reserve);
    } catch (const Impossible& impossible) {
        return tl::unexpected(explained(impossible.error()));
    }
    addWarnings(*read, result->warnings);
    return result;
}

} // namespace headroom::architectures
