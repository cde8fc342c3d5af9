// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "architectures/blocks/Classification.h"
#include "architectures/blocks/Encoder.h"
#include "architectures/blocks/HeadNetwork.h"
#include "architectures/blocks/Layers.h"

#include <string_view>
#include <utility>

// The heads that encoders share. `Config` holds an EncoderShape as `shape`. `Model` is made of a
// parent, a name, the config, the setup, how many blocks it has, and `more`; its forward takes the
// input and gives a ModelOutput.

namespace headroom::architectures {

/// XForMaskedLM: `LmHead(root, config, model)` has forward(hidden states).
template <typename Config, typename Model, typename LmHead>
class MaskedLmNetwork : public HeadNetwork {
public:
    template <typename... More>
    MaskedLmNetwork(engine::Module& root, std::string_view name, const Config& config,
        const Setup& setup, std::int64_t layers, More... more)
        : m_config(config)
        , m_setup(setup)
        , m_model(root, name, m_config, m_setup, layers, more...)
        , m_head(root, m_config, m_model)
    {
    }

protected:
    [[nodiscard]] HeadOutput forward(const Batch& batch) const override
    {
        const ModelOutput outputs = m_model.forward(batch.inputIds);
        Tensor scores = m_head.forward(outputs.lastHiddenState);
        Tensor loss;
        if (batch.labels)
            loss = flatCrossEntropy(scores, batch.labels);
        return {std::move(loss), std::move(scores)};
    }

private:
    Config m_config;
    Setup m_setup;
    Model m_model;
    LmHead m_head;
};

/// XForSequenceClassification with dropout and a linear layer on the pooler's output: BERT, ALBERT.
template <typename Config, typename Model> class PooledClassifier : public HeadNetwork {
public:
    PooledClassifier(engine::Module& root, std::string_view name, const Config& config,
        const Setup& setup, std::int64_t layers)
        : m_config(config)
        , m_setup(setup)
        , m_model(root, name, m_config, m_setup, layers)
        , m_dropout(root, "dropout", config.shape.classifierDropout)
        , m_classifier(root, "classifier", {config.shape.width, config.shape.labels, true})
    {
    }

protected:
    [[nodiscard]] HeadOutput forward(const Batch& batch) const override
    {
        const ModelOutput outputs = m_model.forward(batch.inputIds);
        const Tensor pooledOutput = m_dropout.forward(outputs.poolerOutput);
        Tensor logits = m_classifier.forward(pooledOutput);
        Tensor loss;
        if (batch.labels)
            loss = classificationLoss(logits, batch.labels);
        return {std::move(loss), std::move(logits)};
    }

private:
    Config m_config;
    Setup m_setup;
    Model m_model;
    Dropout m_dropout;
    Linear m_classifier;
};

/// XForSequenceClassification with a head of its own on the hidden states: RoBERTa, ELECTRA.
/// `ClassificationHead(root, "classifier", config)` has forward(hidden states).
template <typename Config, typename Model, typename ClassificationHead>
class HeadedClassifier : public HeadNetwork {
public:
    template <typename... More>
    HeadedClassifier(engine::Module& root, std::string_view name, const Config& config,
        const Setup& setup, std::int64_t layers, More... more)
        : m_config(config)
        , m_setup(setup)
        , m_model(root, name, m_config, m_setup, layers, more...)
        , m_classifier(root, "classifier", m_config)
    {
    }

protected:
    [[nodiscard]] HeadOutput forward(const Batch& batch) const override
    {
        const ModelOutput outputs = m_model.forward(batch.inputIds);
        Tensor logits = m_classifier.forward(outputs.lastHiddenState);
        Tensor loss;
        if (batch.labels)
            loss = classificationLoss(logits, batch.labels);
        return {std::move(loss), std::move(logits)};
    }

private:
    Config m_config;
    Setup m_setup;
    Model m_model;
    ClassificationHead m_classifier;
};

/// XForTokenClassification: dropout and a linear layer on every position.
template <typename Config, typename Model> class TokenClassifier : public HeadNetwork {
public:
    template <typename... More>
    TokenClassifier(engine::Module& root, std::string_view name, const Config& config,
        const Setup& setup, std::int64_t layers, More... more)
        : m_config(config)
        , m_setup(setup)
        , m_model(root, name, m_config, m_setup, layers, more...)
        , m_dropout(root, "dropout", config.shape.classifierDropout)
        , m_classifier(root, "classifier", {config.shape.width, config.shape.labels, true})
    {
    }

protected:
    [[nodiscard]] HeadOutput forward(const Batch& batch) const override
    {
        const ModelOutput outputs = m_model.forward(batch.inputIds);
        const Tensor sequenceOutput = m_dropout.forward(outputs.lastHiddenState);
        Tensor logits = m_classifier.forward(sequenceOutput);
        Tensor loss;
        if (batch.labels)
            loss = flatCrossEntropy(logits, batch.labels);
        return {std::move(loss), std::move(logits)};
    }

private:
    Config m_config;
    Setup m_setup;
    Model m_model;
    Dropout m_dropout;
    Linear m_classifier;
};

} // namespace headroom::architectures
