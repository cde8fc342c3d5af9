// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "architectures/blocks/EmbeddingAdapter.h"
#include "architectures/blocks/LoraAdapter.h"
#include "headroom/engine/Module.h"

#include <optional>
#include <string_view>

namespace headroom::architectures {

using engine::Module;
using engine::Tensor;

/// torch.nn.Linear: weight [outputs, inputs]; with the adapter that the model has for it.
class Linear : public Module {
public:
    struct Shape {
        std::int64_t inputs;
        std::int64_t outputs;
        bool bias = false;
        bool logits = false; ///< what get_output_embeddings gives: kept as it is
    };
    Linear(Module& parent, std::string_view name, Shape shape);
    /// With the weight, and maybe the bias, of another module (tied): counted there. It gives the
    /// logits.
    Linear(Module& parent, std::string_view name, Tensor tied, Tensor tiedBias = {});
    /// What gives the logits: with the weight of another module, where there is one, and a bias of
    /// its own by `shape`.
    Linear(Module& parent, std::string_view name, Tensor tied, Shape shape);
    [[nodiscard]] Tensor forward(Tensor input) const;
    [[nodiscard]] Dtype weightDtype() const { return m_base.weightDtype(); }
    /// [outputs, inputs], for a kernel that takes it in the layer's place. Throws Impossible where
    /// an adapter stands on it, which the kernel would pass over.
    [[nodiscard]] Tensor plainWeight() const;

protected:
    Linear(Module& parent, std::string_view name, Projection::Shape shape, bool logits);
    Linear(Module& parent, std::string_view name, Projection::Tied tied);

private:
    bool m_adapted;
    Projection m_base;
    std::optional<LoraAdapter> m_adapter;
};

/// transformers' Conv1D: a linear layer with bias whose weight is [inputs, outputs].
class Conv1D : public Linear {
public:
    Conv1D(Module& parent, std::string_view name, std::int64_t outputs, std::int64_t inputs);
};

/// torch.nn.Embedding: weight [rows, width]; with the adapter that the model has for it.
class Embedding : public Module {
public:
    /// `scaled`: times a number that is kept as a buffer (Gemma's ScaledWordEmbedding).
    Embedding(Module& parent, std::string_view name, std::int64_t rows, std::int64_t width,
        bool scaled = false);
    /// With the weight of another module (tied): counted there.
    Embedding(Module& parent, std::string_view name, Tensor tied);
    [[nodiscard]] Tensor forward(Tensor indices) const;
    [[nodiscard]] const Tensor& weight() const { return m_weight; }

private:
    [[nodiscard]] Tensor baseForward(const Tensor& indices) const;

    bool m_adapted;
    bool m_isInput; ///< what get_input_embeddings gives
    std::optional<Module> m_base;
    Tensor m_weight;
    Tensor m_scale;
    std::optional<EmbeddingAdapter> m_adapter;
};

/// torch.nn.LayerNorm over the last dimension.
class LayerNorm : public Module {
public:
    /// What it learns.
    enum class Learns { WeightAndBias, Weight, Nothing };
    LayerNorm(Module& parent, std::string_view name, std::int64_t width,
        Learns learns = Learns::WeightAndBias);
    [[nodiscard]] Tensor forward(Tensor input) const;

private:
    Tensor m_weight;
    Tensor m_bias;
};

/// torch.nn.Dropout; `active`: with a probability between 0 and 1.
class Dropout : public Module {
public:
    Dropout(Module& parent, std::string_view name, bool active);
    [[nodiscard]] Tensor forward(Tensor input) const;
    [[nodiscard]] bool active() const { return m_active; }

private:
    bool m_active;
};

/// The RMSNorm of Llama and its kin, written out in Python: LlamaRMSNorm, modeling_llama.py of
/// transformers 5.24.
class RmsNorm : public Module {
public:
    RmsNorm(Module& parent, std::string_view name, std::int64_t width);
    [[nodiscard]] Tensor forward(const Tensor& input) const;

private:
    Tensor m_weight;
};

} // namespace headroom::architectures
