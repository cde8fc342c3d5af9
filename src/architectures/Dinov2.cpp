// SPDX-License-Identifier: GPL-3.0-or-later
// DINOv2 (Oquab et al., arXiv:2304.07193): transformers 5.24, models/dinov2/modeling_dinov2.py,
// configuration_dinov2.py. `dinov2`. As ViT, except: positions are interpolated to the image, each
// branch is scaled, and the classifier also sees the mean of the patches.
#include "architectures/blocks/Classification.h"
#include "architectures/blocks/HeadNetwork.h"
#include "architectures/blocks/VisionLayers.h"
#include "headroom/engine/Impossible.h"
#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/Factories.h"
#include "headroom/engine/operators/Interpolation.h"
#include "headroom/engine/operators/Joining.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Reductions.h"
#include "headroom/engine/operators/Views.h"

#include <cmath>
#include <deque>
#include <optional>
#include <tuple>

namespace headroom::architectures {

using namespace engine;

namespace {

struct Dinov2Config {
    EncoderShape shape;
    VisionShape vision;
    bool gated = false; ///< SwiGLU in place of the MLP
    bool dropPath = false;
    bool maskToken = true;
};

Dinov2Config readDinov2(const Config& config)
{
    Dinov2Config c;
    c.vision = readVisionShape(config, 14, c.shape);
    c.vision.softmax = SoftmaxForm::Plain;
    c.vision.inner = c.vision.width * config.integerOr("mlp_ratio", 4);
    c.gated = config.flagOr("use_swiglu_ffn", false);
    if (c.gated)
        c.vision.inner = (c.vision.inner * 2 / 3 + 7) / 8 * 8;
    c.dropPath = config.dropsOr("drop_path_rate", false);
    c.maskToken = config.flagOr("use_mask_token", true);
    for (const char* key : {"layerscale_value", "out_features", "out_indices", "stage_names",
             "apply_layernorm", "reshape_hidden_states"})
        static_cast<void>(config.has(key));
    return c;
}

class Dinov2Embeddings : public Module {
public:
    Dinov2Embeddings(Module& parent, std::string_view name, const Dinov2Config& config)
        : Module(parent, name)
        , m_shape(config.vision)
        , m_clsToken(parameter("cls_token", {1, 1, config.vision.width}))
    {
        if (config.maskToken)
            static_cast<void>(parameter("mask_token", {1, config.vision.width}));
        m_positionEmbeddings =
            parameter("position_embeddings", {1, patchesOf(m_shape) + 1, m_shape.width});
        patchEmbeddings.emplace(*this, "patch_embeddings", m_shape, config.shape.channels);
        dropout.emplace(*this, "dropout", m_shape.hiddenDropout);
    }
    [[nodiscard]] Tensor forward(const Tensor& pixelValues) const
    {
        const InModule here = entered();
        Tensor embeddings = patchEmbeddings->forward(pixelValues);
        const Tensor clsTokens = expand(m_clsToken, {pixelValues.size(0), -1, -1});
        embeddings = cat(list(clsTokens, embeddings), 1);
        embeddings =
            add(embeddings, positionsFor(embeddings, pixelValues.size(2), pixelValues.size(3)));
        embeddings = dropout->forward(embeddings);
        return embeddings;
    }

private:
    /// interpolate_pos_encoding: the table itself where the image has as many patches.
    [[nodiscard]] Tensor positionsFor(
        const Tensor& embeddings, std::int64_t height, std::int64_t width) const
    {
        const std::int64_t positions = m_positionEmbeddings.size(1) - 1;
        if (embeddings.size(1) - 1 == positions && height == width)
            return m_positionEmbeddings;
        const auto side = static_cast<std::int64_t>(std::sqrt(static_cast<double>(positions)));
        if (side * side != positions)
            throw Impossible(Error{ErrorCode::Conflict, "workload.image_size",
                Text(HEADROOM_TEXT("architectures",
                         "a table of {0} positions is no square, and cannot be interpolated to "
                         "other images"),
                    static_cast<std::uint64_t>(positions)),
                {}, {}, 0});
        const Tensor classPosition = slice(m_positionEmbeddings, 1, 0, 1);
        Tensor patchPositions = slice(m_positionEmbeddings, 1, 1, positions + 1);
        const std::int64_t dimension = embeddings.size(-1);
        patchPositions = reshape(patchPositions, {1, side, side, dimension});
        patchPositions = permute(patchPositions, {0, 3, 1, 2});
        const Dtype target = patchPositions.dtype();
        patchPositions = toDtype(upsampleBicubic(toDtype(patchPositions, Dtype::Fp32),
                                     height / m_shape.patch[0], width / m_shape.patch[1]),
            target);
        patchPositions = view(permute(patchPositions, {0, 2, 3, 1}), {1, -1, dimension});
        return cat(list(classPosition, patchPositions), 1);
    }

    const VisionShape& m_shape;
    Tensor m_clsToken;
    Tensor m_positionEmbeddings;
    std::optional<PatchEmbeddings> patchEmbeddings;
    std::optional<Dropout> dropout;
};

class Dinov2LayerScale : public Module {
public:
    Dinov2LayerScale(Module& parent, std::string_view name, std::int64_t width)
        : Module(parent, name)
        , m_lambda1(parameter("lambda1", {width}))
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& hidden) const
    {
        const InModule here = entered();
        return mul(hidden, m_lambda1);
    }

private:
    Tensor m_lambda1;
};

class Dinov2SwigluFfn : public Module {
public:
    Dinov2SwigluFfn(Module& parent, std::string_view name, const VisionShape& shape)
        : Module(parent, name)
        , gateProj(*this, "gate_proj", {shape.width, shape.inner, true})
        , upProj(*this, "up_proj", {shape.width, shape.inner, true})
        , downProj(*this, "down_proj", {shape.inner, shape.width, true})
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& x) const
    {
        const InModule here = entered();
        Tensor gated = silu(gateProj.forward(x));
        Tensor raised = upProj.forward(x);
        return downProj.forward(mul(std::move(gated), std::move(raised)));
    }

private:
    Linear gateProj;
    Linear upProj;
    Linear downProj;
};

class Dinov2Layer : public Module {
public:
    Dinov2Layer(Module& parent, std::size_t index, const Dinov2Config& config, AttentionKind kind)
        : Module(parent, std::to_string(index), static_cast<std::int32_t>(index))
        , m_dropPath(config.dropPath)
        , norm1(*this, "norm1", config.vision.width)
        , attention(*this, "attention", config.vision, kind)
        , layerScale1(*this, "layer_scale1", config.vision.width)
        , dropPath(*this, "drop_path")
        , norm2(*this, "norm2", config.vision.width)
    {
        if (config.gated)
            swiglu.emplace(*this, "mlp", config.vision);
        else
            mlp.emplace(*this, "mlp", config.vision);
        layerScale2.emplace(*this, "layer_scale2", config.vision.width);
    }
    [[nodiscard]] Tensor forward(Tensor hidden) const
    {
        const InModule here = entered();
        Tensor residual = hidden;
        Tensor weights;
        hidden = norm1.forward(hidden);
        std::tie(hidden, weights) = attention.forward(hidden).both();
        hidden = layerScale1.forward(hidden);
        hidden = add(dropped(hidden), residual);
        residual = hidden;
        hidden = norm2.forward(hidden);
        hidden = mlp ? mlp->forward(hidden) : swiglu->forward(hidden);
        hidden = layerScale2->forward(hidden);
        hidden = add(dropped(hidden), residual);
        return hidden;
    }

private:
    /// Dinov2DropPath: a random number for each image of the batch.
    [[nodiscard]] Tensor dropped(const Tensor& hidden) const
    {
        if (!m_dropPath || !training())
            return hidden;
        const InModule inDropPath(engine(), dropPath.id());
        Tensor random =
            filled(engine(), "aten.rand.default", {hidden.size(0), 1, 1}, hidden.dtype());
        random = addScalar(std::move(random));
        random = pointwise("aten.floor.default", {&random}, random.dtype());
        return mul(divScalar(hidden), random);
    }

    bool m_dropPath;
    LayerNorm norm1;
    VisionAttention attention;
    Dinov2LayerScale layerScale1;
    Module dropPath;
    LayerNorm norm2;
    std::optional<VisionMlp> mlp;
    std::optional<Dinov2SwigluFfn> swiglu;
    std::optional<Dinov2LayerScale> layerScale2;
};

class Dinov2Encoder : public Module {
public:
    Dinov2Encoder(Module& parent, std::string_view name, const Dinov2Config& config,
        const Setup& setup, std::int64_t layers)
        : Module(parent, name)
        , m_setup(setup)
        , m_list(*this, "layer")
    {
        for (std::int64_t i = 0; i < layers; ++i)
            layer.emplace_back(m_list, static_cast<std::size_t>(i), config, setup.attention);
    }
    [[nodiscard]] Tensor forward(Tensor hidden) const
    {
        const InModule here = entered();
        for (const Dinov2Layer& block : layer) {
            const InLayer inBlock(engine(), block.layer());
            hidden = checkpoint(
                m_setup.checkpointing,
                [&block](Tensor input) { return block.forward(std::move(input)); }, hidden);
        }
        return hidden;
    }

private:
    const Setup& m_setup;
    Module m_list;
    std::deque<Dinov2Layer> layer;
};

class Dinov2Model : public Module {
public:
    Dinov2Model(Module& parent, std::string_view name, const Dinov2Config& config,
        const Setup& setup, std::int64_t layers)
        : Module(parent, name)
        , embeddings(*this, "embeddings", config)
        , encoder(*this, "encoder", config, setup, layers)
        , layernorm(*this, "layernorm", config.vision.width)
    {
    }
    [[nodiscard]] ModelOutput forward(const Tensor& pixelValues) const
    {
        const InModule here = entered();
        const Tensor embeddingOutput = embeddings.forward(pixelValues);
        const Tensor encoded = encoder.forward(embeddingOutput);
        Tensor sequenceOutput = layernorm.forward(encoded);
        Tensor pooledOutput = select(sequenceOutput, 1, 0);
        return {std::move(sequenceOutput), std::move(pooledOutput)};
    }

private:
    Dinov2Embeddings embeddings;
    Dinov2Encoder encoder;
    LayerNorm layernorm;
};

class Dinov2ForImageClassification : public HeadNetwork {
public:
    Dinov2ForImageClassification(
        Module& root, const Dinov2Config& config, const Setup& setup, std::int64_t layers)
        : m_config(config)
        , m_setup(setup)
        , dinov2(root, "dinov2", m_config, m_setup, layers)
        , classifier(root, "classifier", {2 * config.shape.width, config.shape.labels, true})
    {
    }

protected:
    [[nodiscard]] HeadOutput forward(const Batch& batch) const override
    {
        const ModelOutput outputs = dinov2.forward(batch.pixelValues);
        const Tensor& sequenceOutput = outputs.lastHiddenState;
        const Tensor clsToken = select(sequenceOutput, 1, 0);
        const Tensor patchTokens = slice(sequenceOutput, 1, 1, sequenceOutput.size(1));
        Tensor input;
        {
            Tensor average = mean(patchTokens, 1, false);
            input = cat(list(clsToken, std::move(average)), 1);
        }
        Tensor logits = classifier.forward(input);
        Tensor loss;
        if (batch.labels)
            loss = classificationLoss(logits, batch.labels);
        return {std::move(loss), std::move(logits)};
    }

private:
    Dinov2Config m_config;
    Setup m_setup;
    Dinov2Model dinov2;
    Linear classifier;
};

struct Dinov2Family {
    using Config = Dinov2Config;
    static constexpr std::string_view kName = "dinov2";
    static constexpr std::string_view kLayers = "encoder.layer";

    static Dinov2Config read(const architectures::Config& config) { return readDinov2(config); }
    static std::unique_ptr<Network> build(Module& root, const Dinov2Config& config,
        const Setup& setup, Head head, std::int64_t layers)
    {
        if (head == Head::None)
            return std::make_unique<BareNetwork<Dinov2Config, Dinov2Model>>(
                root, config, setup, layers);
        return std::make_unique<Dinov2ForImageClassification>(root, config, setup, layers);
    }
};

} // namespace

Family dinov2Family();
Family dinov2Family()
{
    return {
        {"dinov2"}, {Head::ImageClassification, Head::None}, EncoderBlueprint<Dinov2Family>::read};
}

} // namespace headroom::architectures
