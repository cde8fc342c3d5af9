// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "architectures/blocks/Attention.h"
#include "architectures/blocks/Encoder.h"
#include "architectures/blocks/Layers.h"
#include "headroom/engine/operators/Activations.h"

#include <array>
#include <deque>

// What the vision transformers share: modeling_vit.py, modeling_deit.py and modeling_dinov2.py of
// transformers 5.24 have these word for word.

namespace headroom::architectures {

struct VisionShape {
    std::int64_t width = 0;
    std::int64_t heads = 0;
    std::int64_t headDimension = 0;
    std::int64_t inner = 0;
    engine::Activation activation = engine::Activation::Gelu;
    bool hiddenDropout = false;
    bool attentionDropout = false;
    bool queryBias = true; ///< of q_proj, k_proj, v_proj
    SoftmaxForm softmax = SoftmaxForm::InFp32;
    std::array<std::int64_t, 2> image{}; ///< that the table of positions is made for
    std::array<std::int64_t, 2> patch{};
};

/// hidden_size, image_size and so on; `shape` gets layers, labels and channels. `patch`: the
/// family's own.
[[nodiscard]] VisionShape readVisionShape(
    const Config& config, std::int64_t patch, EncoderShape& shape);

/// How many patches a model's own image has.
[[nodiscard]] std::int64_t patchesOf(const VisionShape& shape);

/// ViTPatchEmbeddings: a convolution whose stride is its kernel: [batch, patches, width].
class PatchEmbeddings : public Module {
public:
    PatchEmbeddings(
        Module& parent, std::string_view name, const VisionShape& shape, std::int64_t channels);
    [[nodiscard]] Tensor forward(const Tensor& pixelValues) const;

private:
    Module projection;
    Tensor m_weight;
    Tensor m_bias;
};

/// Images of another size than the model's are an error that names workload.image_size.
void requireImageSize(const VisionShape& shape, const Tensor& pixelValues);

/// ViTAttention.
class VisionAttention : public Module {
public:
    VisionAttention(
        Module& parent, std::string_view name, const VisionShape& shape, AttentionKind kind);
    [[nodiscard]] Attended forward(const Tensor& hidden) const;

private:
    [[nodiscard]] Tensor heads(const Tensor& projected) const;

    const VisionShape& m_shape;
    AttentionKind m_kind;
    Linear qProj;
    Linear kProj;
    Linear vProj;
    Linear oProj;
};

/// ViTMLP.
class VisionMlp : public Module {
public:
    VisionMlp(Module& parent, std::string_view name, const VisionShape& shape);
    [[nodiscard]] Tensor forward(Tensor hidden) const;

private:
    engine::Activation m_activation;
    Linear fc1;
    Linear fc2;
};

/// ViTLayer.
class VisionLayer : public Module {
public:
    VisionLayer(Module& parent, std::size_t index, const VisionShape& shape, AttentionKind kind);
    [[nodiscard]] Tensor forward(Tensor hidden) const;

private:
    VisionAttention attention;
    LayerNorm layernormBefore;
    LayerNorm layernormAfter;
    VisionMlp mlp;
    Dropout dropout;
};

/// The list of those, run one after another.
class VisionLayers : public Module {
public:
    VisionLayers(Module& parent, std::string_view name, const VisionShape& shape,
        const Setup& setup, std::int64_t layers);
    [[nodiscard]] Tensor forward(Tensor hidden) const;

private:
    const Setup& m_setup;
    std::deque<VisionLayer> m_layers;
};

/// ViTPooler, with its own size and activation.
class VisionPooler : public Module {
public:
    struct Shape {
        std::int64_t inputs;
        std::int64_t outputs;
        engine::Activation activation = engine::Activation::Tanh;
    };
    VisionPooler(Module& parent, std::string_view name, Shape shape);
    [[nodiscard]] Tensor forward(const Tensor& hidden) const;

private:
    engine::Activation m_activation;
    Linear dense;
};

} // namespace headroom::architectures
