// SPDX-License-Identifier: GPL-3.0-or-later
// Vision Transformer (Dosovitskiy et al., 2020): torchvision 0.29, models/vision_transformer.py, on
// torch.nn.MultiheadAttention of PyTorch 2.13 (torch/nn/modules/activation.py,
// torch/nn/functional.py).
#include "architectures/vision/Family.h"
#include "architectures/vision/MultiheadAttention.h"
#include "headroom/engine/Engine.h"
#include "headroom/engine/Impossible.h"
#include "headroom/engine/operators/Attention.h"
#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/Joining.h"
#include "headroom/engine/operators/MatrixMultiply.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Views.h"

#include <deque>

namespace headroom::architectures::vision {

using namespace engine;

namespace {

struct VisionTransformerOptions {
    std::int64_t patch;
    int layers;
    std::int64_t heads;
    std::int64_t hidden;
    std::int64_t mlp;
};

class EncoderBlock : public Module {
public:
    EncoderBlock(Module& parent, std::string_view name, const VisionTransformerOptions& options)
        : Module(parent, name)
        , ln1(*this, "ln_1", options.hidden)
        , selfAttention(*this, "self_attention", options.hidden, options.heads)
        , ln2(*this, "ln_2", options.hidden)
        , mlp(*this, "mlp")
    {
        mlp.add<LinearLayer>(Linear::Shape{options.hidden, options.mlp, true});
        mlp.add<Activation>(Act::Gelu);
        mlp.add<DropoutLayer>(false);
        mlp.add<LinearLayer>(Linear::Shape{options.mlp, options.hidden, true});
        mlp.add<DropoutLayer>(false);
    }
    [[nodiscard]] Tensor forward(const Tensor& input) const
    {
        const InModule here = entered();
        Tensor x = ln1.forward(input);
        x = selfAttention.forward(x);
        x = add(std::move(x), input);
        Tensor y = ln2.forward(x);
        y = mlp.forward(y);
        return add(x, y);
    }

private:
    LayerNorm ln1;
    MultiheadAttention selfAttention;
    LayerNorm ln2;
    Sequential mlp;
};

class Encoder : public Module {
public:
    Encoder(Module& parent, std::string_view name, const VisionTransformerOptions& options,
        std::int64_t length)
        : Module(parent, name)
        , m_posEmbedding(parameter("pos_embedding", {1, length, options.hidden}))
        , m_list(*this, "layers")
    {
        for (int i = 0; i < options.layers; ++i)
            layers.emplace_back(m_list, "encoder_layer_" + std::to_string(i), options);
        ln.emplace(*this, "ln", options.hidden);
    }
    [[nodiscard]] Tensor forward(const Tensor& given) const
    {
        const InModule here = entered();
        const Tensor input = add(given, m_posEmbedding);
        Tensor x = input;
        for (const EncoderBlock& layer : layers)
            x = layer.forward(x);
        return ln->forward(x);
    }

private:
    Tensor m_posEmbedding;
    Module m_list;
    std::deque<EncoderBlock> layers;
    std::optional<LayerNorm> ln;
};

class VisionTransformer : public Layer {
public:
    VisionTransformer(
        Module& root, const VisionTransformerOptions& options, const ImageShape& shape)
        : m_hidden(options.hidden)
        , m_classToken(root.parameter("class_token", {1, 1, options.hidden}))
        , convProj(root, "conv_proj", shape.channels, options.hidden,
              {options.patch, options.patch, 0, 1, true})
        , encoder(root, "encoder", options, lengthOf(options, shape))
        , heads(root, "heads")
    {
        heads.addNamed<LinearLayer>("head", Linear::Shape{options.hidden, shape.classes, true});
    }
    [[nodiscard]] Tensor forward(const Tensor& images) const override
    {
        Tensor x = processInput(images);
        const Tensor batchClassToken = expand(m_classToken, {x.size(0), -1, -1});
        x = cat(list(batchClassToken, x), 1);
        x = encoder.forward(x);
        x = select(x, 1, 0);
        return heads.forward(x);
    }

private:
    static std::int64_t lengthOf(const VisionTransformerOptions& options, const ImageShape& shape)
    {
        if (shape.imageSize % options.patch != 0)
            throw Impossible(Error{ErrorCode::OutOfRange, "model.vision.image_size",
                Text(HEADROOM_TEXT("architectures",
                         "expected a multiple of the model's patch size, {0}; found {1}"),
                    static_cast<std::uint64_t>(options.patch),
                    static_cast<std::uint64_t>(shape.imageSize)),
                {}, {}, 0});
        const std::int64_t patches = shape.imageSize / options.patch;
        return patches * patches + 1;
    }
    [[nodiscard]] Tensor processInput(const Tensor& images) const
    {
        Tensor x = convProj.forward(images);
        x = reshape(x, {x.size(0), m_hidden, x.size(2) * x.size(3)});
        return permute(x, {0, 2, 1});
    }

    std::int64_t m_hidden;
    Tensor m_classToken;
    Conv2d convProj;
    Encoder encoder;
    Sequential heads;
};

} // namespace

Family visionTransformerFamily();
Family visionTransformerFamily()
{
    return {
        {
            member<VisionTransformer>("vit_b_16", VisionTransformerOptions{16, 12, 12, 768, 3072}),
            member<VisionTransformer>("vit_b_32", VisionTransformerOptions{32, 12, 12, 768, 3072}),
            member<VisionTransformer>("vit_l_16", VisionTransformerOptions{16, 24, 16, 1024, 4096}),
            member<VisionTransformer>("vit_l_32", VisionTransformerOptions{32, 24, 16, 1024, 4096}),
            member<VisionTransformer>("vit_h_14", VisionTransformerOptions{14, 32, 16, 1280, 5120}),
        },
        {"encoder.layers"}};
}

} // namespace headroom::architectures::vision
