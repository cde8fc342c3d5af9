// SPDX-License-Identifier: GPL-3.0-or-later
// ELECTRA (Clark et al., arXiv:2003.10555): transformers 5.24, models/electra/modeling_electra.py,
// configuration_electra.py. `electra`. As BERT, except: embeddings of a width of their own, no
// pooler, and the heads.
#include "architectures/blocks/BertLayers.h"
#include "architectures/blocks/EncoderHeads.h"
#include "headroom/engine/operators/Activations.h"
#include "headroom/engine/operators/Views.h"

#include <optional>

namespace headroom::architectures {

using namespace engine;

namespace {

struct ElectraConfig {
    EncoderShape shape;
    BertShape layers;
    BertEmbeddings::Shape embeddings{};
};

ElectraConfig readElectra(const Config& config)
{
    ElectraConfig c;
    c.layers = readBertShape(config, {.width = 256, .heads = 4, .inner = 1024}, c.shape);
    c.shape.positions = config.integerOr("max_position_embeddings", 512);
    c.shape.classifierDropout = config.dropsOr("classifier_dropout", c.layers.hiddenDropout);
    c.embeddings = {.vocabulary = config.integerOr("vocab_size", 30522),
        .positions = c.shape.positions,
        .types = config.integerOr("type_vocab_size", 2),
        .width = config.integerOr("embedding_size", 128),
        .dropout = c.layers.hiddenDropout};
    static_cast<void>(config.has("summary_last_dropout"));
    if (config.flagOr("is_decoder", false))
        config.reject("is_decoder",
            Text(HEADROOM_TEXT("architectures", "an ELECTRA that decodes is not known")));
    return c;
}

class ElectraModel : public Module {
public:
    ElectraModel(Module& parent, std::string_view name, const ElectraConfig& config,
        const Setup& setup, std::int64_t layers)
        : Module(parent, name)
        , embeddings(*this, "embeddings", config.embeddings)
    {
        if (config.embeddings.width != config.layers.width)
            embeddingsProject.emplace(*this, "embeddings_project",
                Linear::Shape{config.embeddings.width, config.layers.width, true});
        encoder.emplace(*this, "encoder", config.layers, setup, layers);
    }
    [[nodiscard]] const Embedding& inputEmbedding() const { return embeddings.words(); }

    [[nodiscard]] ModelOutput forward(const Tensor& inputIds) const
    {
        const InModule here = entered();
        Tensor embeddingOutput = embeddings.forward(inputIds);
        if (embeddingsProject)
            embeddingOutput = embeddingsProject->forward(embeddingOutput);
        return {encoder->forward(embeddingOutput), {}};
    }

private:
    BertEmbeddings embeddings;
    std::optional<Linear> embeddingsProject;
    std::optional<BertEncoder> encoder;
};

class ElectraGeneratorPredictions : public Module {
public:
    ElectraGeneratorPredictions(Module& parent, std::string_view name, const ElectraConfig& config)
        : Module(parent, name)
        , layerNorm(*this, "LayerNorm", config.embeddings.width)
        , dense(*this, "dense", {config.layers.width, config.embeddings.width, true})
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& generatorHidden) const
    {
        const InModule here = entered();
        Tensor hidden = dense.forward(generatorHidden);
        hidden = gelu(hidden);
        hidden = layerNorm.forward(hidden);
        return hidden;
    }

private:
    LayerNorm layerNorm;
    Linear dense;
};

/// The layers of ElectraForMaskedLM itself.
class ElectraLmHead {
public:
    ElectraLmHead(Module& root, const ElectraConfig& config, const ElectraModel& model)
        : generatorPredictions(root, "generator_predictions", config)
        , generatorLmHead(root, "generator_lm_head",
              config.shape.tied ? model.inputEmbedding().weight() : Tensor(),
              {config.embeddings.width, config.embeddings.vocabulary, true})
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& hidden) const
    {
        Tensor scores = generatorPredictions.forward(hidden);
        scores = generatorLmHead.forward(scores);
        return scores;
    }

private:
    ElectraGeneratorPredictions generatorPredictions;
    Linear generatorLmHead;
};

class ElectraClassificationHead : public Module {
public:
    ElectraClassificationHead(Module& parent, std::string_view name, const ElectraConfig& config)
        : Module(parent, name)
        , dense(*this, "dense", {config.layers.width, config.layers.width, true})
        , dropout(*this, "dropout", config.shape.classifierDropout)
        , outProj(*this, "out_proj", {config.layers.width, config.shape.labels, true})
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& features) const
    {
        const InModule here = entered();
        Tensor x = select(features, 1, 0);
        x = dropout.forward(x);
        x = dense.forward(x);
        x = gelu(x);
        x = dropout.forward(x);
        x = outProj.forward(x);
        return x;
    }

private:
    Linear dense;
    Dropout dropout;
    Linear outProj;
};

struct ElectraFamily {
    using Config = ElectraConfig;
    static constexpr std::string_view kName = "electra";
    static constexpr std::string_view kLayers = "encoder.layer";

    static ElectraConfig read(const architectures::Config& config) { return readElectra(config); }
    static std::unique_ptr<Network> build(Module& root, const ElectraConfig& config,
        const Setup& setup, Head head, std::int64_t layers)
    {
        switch (head) {
        case Head::SequenceClassification:
            return std::make_unique<
                HeadedClassifier<ElectraConfig, ElectraModel, ElectraClassificationHead>>(
                root, kName, config, setup, layers);
        case Head::TokenClassification:
            return std::make_unique<TokenClassifier<ElectraConfig, ElectraModel>>(
                root, kName, config, setup, layers);
        case Head::None:
            return std::make_unique<BareNetwork<ElectraConfig, ElectraModel>>(
                root, config, setup, layers);
        default:
            return std::make_unique<MaskedLmNetwork<ElectraConfig, ElectraModel, ElectraLmHead>>(
                root, kName, config, setup, layers);
        }
    }
};

} // namespace

Family electraFamily();
Family electraFamily()
{
    return {{"electra"},
        {Head::MaskedLm, Head::SequenceClassification, Head::TokenClassification, Head::None},
        EncoderBlueprint<ElectraFamily>::read, {"query", "key", "value", "attention.output.dense"}};
}

} // namespace headroom::architectures
