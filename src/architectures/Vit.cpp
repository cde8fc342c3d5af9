// SPDX-License-Identifier: GPL-3.0-or-later
// ViT (Dosovitskiy et al., arXiv:2010.11929): transformers 5.24, models/vit/modeling_vit.py,
// configuration_vit.py. `vit`.
#include "architectures/blocks/Classification.h"
#include "architectures/blocks/HeadNetwork.h"
#include "architectures/blocks/VisionLayers.h"
#include "headroom/engine/operators/Joining.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Views.h"

#include <optional>

namespace headroom::architectures {

using namespace engine;

namespace {

struct VitConfig {
    EncoderShape shape;
    VisionShape vision;
    VisionPooler::Shape pooler{};
};

VitConfig readVit(const Config& config)
{
    VitConfig c;
    c.vision = readVisionShape(config, 16, c.shape);
    c.vision.inner = config.integerOr("intermediate_size", 3072);
    const std::int64_t pooled = config.optionalInteger("pooler_output_size", 0);
    c.pooler = {.inputs = c.vision.width,
        .outputs = pooled > 0 ? pooled : c.vision.width,
        .activation = config.choiceOr("pooler_act", Activation::Tanh)};
    static_cast<void>(config.has("encoder_stride"));
    return c;
}

class VitEmbeddings : public Module {
public:
    VitEmbeddings(Module& parent, std::string_view name, const VitConfig& config)
        : Module(parent, name)
        , m_shape(config.vision)
        , m_clsToken(parameter("cls_token", {1, 1, config.vision.width}))
        , m_positionEmbeddings(parameter(
              "position_embeddings", {1, patchesOf(config.vision) + 1, config.vision.width}))
        , patchEmbeddings(*this, "patch_embeddings", config.vision, config.shape.channels)
        , dropout(*this, "dropout", config.vision.hiddenDropout)
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& pixelValues) const
    {
        const InModule here = entered();
        requireImageSize(m_shape, pixelValues);
        Tensor embeddings = patchEmbeddings.forward(pixelValues);
        const Tensor clsTokens = expand(m_clsToken, {pixelValues.size(0), -1, -1});
        embeddings = cat(list(clsTokens, embeddings), 1);
        embeddings = add(embeddings, m_positionEmbeddings);
        embeddings = dropout.forward(embeddings);
        return embeddings;
    }

private:
    const VisionShape& m_shape;
    Tensor m_clsToken;
    Tensor m_positionEmbeddings;
    PatchEmbeddings patchEmbeddings;
    Dropout dropout;
};

class VitModel : public Module {
public:
    VitModel(Module& parent, std::string_view name, const VitConfig& config, const Setup& setup,
        std::int64_t count, bool pooling = true)
        : Module(parent, name)
        , embeddings(*this, "embeddings", config)
        , layers(*this, "layers", config.vision, setup, count)
        , layernorm(*this, "layernorm", config.vision.width)
    {
        if (pooling)
            pooler.emplace(*this, "pooler", config.pooler);
    }
    [[nodiscard]] ModelOutput forward(const Tensor& pixelValues) const
    {
        const InModule here = entered();
        const Tensor embeddingOutput = embeddings.forward(pixelValues);
        const Tensor hidden = layers.forward(embeddingOutput);
        Tensor sequenceOutput = layernorm.forward(hidden);
        Tensor pooledOutput;
        if (pooler)
            pooledOutput = pooler->forward(sequenceOutput);
        return {std::move(sequenceOutput), std::move(pooledOutput)};
    }

private:
    VitEmbeddings embeddings;
    VisionLayers layers;
    LayerNorm layernorm;
    std::optional<VisionPooler> pooler;
};

class VitForImageClassification : public HeadNetwork {
public:
    VitForImageClassification(
        Module& root, const VitConfig& config, const Setup& setup, std::int64_t layers)
        : m_config(config)
        , m_setup(setup)
        , vit(root, "vit", m_config, m_setup, layers, false)
        , classifier(root, "classifier", {config.shape.width, config.shape.labels, true})
    {
    }

protected:
    [[nodiscard]] HeadOutput forward(const Batch& batch) const override
    {
        const ModelOutput outputs = vit.forward(batch.pixelValues);
        const Tensor pooledOutput = select(outputs.lastHiddenState, 1, 0);
        Tensor logits = classifier.forward(pooledOutput);
        Tensor loss;
        if (batch.labels)
            loss = classificationLoss(logits, batch.labels);
        return {std::move(loss), std::move(logits)};
    }

private:
    VitConfig m_config;
    Setup m_setup;
    VitModel vit;
    Linear classifier;
};

struct VitFamily {
    using Config = VitConfig;
    static constexpr std::string_view kName = "vit";
    static constexpr std::string_view kLayers = "layers";

    static VitConfig read(const architectures::Config& config) { return readVit(config); }
    static std::unique_ptr<Network> build(
        Module& root, const VitConfig& config, const Setup& setup, Head head, std::int64_t layers)
    {
        if (head == Head::None)
            return std::make_unique<BareNetwork<VitConfig, VitModel>>(root, config, setup, layers);
        return std::make_unique<VitForImageClassification>(root, config, setup, layers);
    }
};

} // namespace

Family vitFamily();
Family vitFamily()
{
    return {{"vit"}, {Head::ImageClassification, Head::None}, EncoderBlueprint<VitFamily>::read};
}

} // namespace headroom::architectures
