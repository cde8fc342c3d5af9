// SPDX-License-Identifier: GPL-3.0-or-later
// DeiT (Touvron et al., arXiv:2012.12877): transformers 5.24, models/deit/modeling_deit.py,
// configuration_deit.py. `deit`. As ViT, except: a second token, for distillation, and a second
// classifier where the config asks for it.
#include "architectures/blocks/Classification.h"
#include "architectures/blocks/HeadNetwork.h"
#include "architectures/blocks/VisionLayers.h"
#include "headroom/engine/Impossible.h"
#include "headroom/engine/operators/Joining.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Views.h"

#include <optional>

namespace headroom::architectures {

using namespace engine;

namespace {

struct DeitConfig {
    EncoderShape shape;
    VisionShape vision;
    VisionPooler::Shape pooler{};
    bool teacher = false; ///< DeiTForImageClassificationWithTeacher
};

DeitConfig readDeit(const Config& config)
{
    DeitConfig c;
    c.vision = readVisionShape(config, 16, c.shape);
    c.vision.inner = config.integerOr("intermediate_size", 3072);
    const std::int64_t pooled = config.optionalInteger("pooler_output_size", 0);
    c.pooler = {.inputs = c.vision.width,
        .outputs = pooled > 0 ? pooled : c.vision.width,
        .activation = config.choiceOr("pooler_act", Activation::Tanh)};
    const std::vector<std::string> classes = config.texts("architectures");
    c.teacher = !classes.empty() && classes.front() == "DeiTForImageClassificationWithTeacher";
    static_cast<void>(config.has("encoder_stride"));
    return c;
}

class DeitEmbeddings : public Module {
public:
    DeitEmbeddings(Module& parent, std::string_view name, const DeitConfig& config)
        : Module(parent, name)
        , m_shape(config.vision)
        , m_clsToken(parameter("cls_token", {1, 1, config.vision.width}))
        , m_positionEmbeddings(parameter(
              "position_embeddings", {1, patchesOf(config.vision) + 2, config.vision.width}))
        , m_distillationToken(parameter("distillation_token", {1, 1, config.vision.width}))
        , patchEmbeddings(*this, "patch_embeddings", config.vision, config.shape.channels)
        , dropout(*this, "dropout", config.vision.hiddenDropout)
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& pixelValues) const
    {
        const InModule here = entered();
        requireImageSize(m_shape, pixelValues);
        const std::int64_t batch = pixelValues.size(0);
        Tensor embeddings = patchEmbeddings.forward(pixelValues);
        const Tensor clsTokens = expand(m_clsToken, {batch, -1, -1});
        const Tensor distillationTokens = expand(m_distillationToken, {batch, -1, -1});
        embeddings = cat(list(clsTokens, distillationTokens, embeddings), 1);
        embeddings = add(embeddings, m_positionEmbeddings);
        embeddings = dropout.forward(embeddings);
        return embeddings;
    }

private:
    const VisionShape& m_shape;
    Tensor m_clsToken;
    Tensor m_positionEmbeddings;
    Tensor m_distillationToken;
    PatchEmbeddings patchEmbeddings;
    Dropout dropout;
};

class DeitModel : public Module {
public:
    DeitModel(Module& parent, std::string_view name, const DeitConfig& config, const Setup& setup,
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
    DeitEmbeddings embeddings;
    VisionLayers layers;
    LayerNorm layernorm;
    std::optional<VisionPooler> pooler;
};

class DeitForImageClassification : public HeadNetwork {
public:
    DeitForImageClassification(
        Module& root, const DeitConfig& config, const Setup& setup, std::int64_t layers)
        : m_config(config)
        , m_setup(setup)
        , deit(root, "deit", m_config, m_setup, layers, false)
        , classifier(root, "classifier", {config.shape.width, config.shape.labels, true})
    {
    }

protected:
    [[nodiscard]] HeadOutput forward(const Batch& batch) const override
    {
        const ModelOutput outputs = deit.forward(batch.pixelValues);
        Tensor logits = classifier.forward(select(outputs.lastHiddenState, 1, 0));
        Tensor loss;
        if (batch.labels)
            loss = classificationLoss(logits, batch.labels);
        return {std::move(loss), std::move(logits)};
    }

private:
    DeitConfig m_config;
    Setup m_setup;
    DeitModel deit;
    Linear classifier;
};

class DeitForImageClassificationWithTeacher : public Network {
public:
    DeitForImageClassificationWithTeacher(
        Module& root, const DeitConfig& config, const Setup& setup, std::int64_t layers)
        : m_config(config)
        , m_setup(setup)
        , deit(root, "deit", m_config, m_setup, layers, false)
        , clsClassifier(root, "cls_classifier", {config.shape.width, config.shape.labels, true})
        , distillationClassifier(
              root, "distillation_classifier", {config.shape.width, config.shape.labels, true})
    {
    }
    Tensor loss(const Batch&) override
    {
        throw Impossible(Error{ErrorCode::Unsupported, "workload.mode",
            Text(HEADROOM_TEXT("architectures",
                "transformers runs DeiTForImageClassificationWithTeacher in inference alone; with "
                "architectures set to DeiTForImageClassification it trains")),
            {}, {}, 0});
    }
    Inferred infer(const Batch& batch, KvCache*) override
    {
        const ModelOutput outputs = deit.forward(batch.pixelValues);
        Tensor cls = clsClassifier.forward(select(outputs.lastHiddenState, 1, 0));
        Tensor distillation = distillationClassifier.forward(select(outputs.lastHiddenState, 1, 1));
        Tensor logits = divScalar(add(cls, distillation));
        return {list(std::move(logits), std::move(cls), std::move(distillation)), {}};
    }

private:
    DeitConfig m_config;
    Setup m_setup;
    DeitModel deit;
    Linear clsClassifier;
    Linear distillationClassifier;
};

struct DeitFamily {
    using Config = DeitConfig;
    static constexpr std::string_view kName = "deit";
    static constexpr std::string_view kLayers = "layers";

    static DeitConfig read(const architectures::Config& config) { return readDeit(config); }
    static std::unique_ptr<Network> build(
        Module& root, const DeitConfig& config, const Setup& setup, Head head, std::int64_t layers)
    {
        if (head == Head::None)
            return std::make_unique<BareNetwork<DeitConfig, DeitModel>>(
                root, config, setup, layers);
        if (config.teacher)
            return std::make_unique<DeitForImageClassificationWithTeacher>(
                root, config, setup, layers);
        return std::make_unique<DeitForImageClassification>(root, config, setup, layers);
    }
};

} // namespace

Family deitFamily();
Family deitFamily()
{
    return {{"deit"}, {Head::ImageClassification, Head::None}, EncoderBlueprint<DeitFamily>::read};
}

} // namespace headroom::architectures
