// SPDX-License-Identifier: GPL-3.0-or-later
// MaxViT (Tu et al., 2022): torchvision 0.29, models/maxvit.py, built for the size of the image
// (input_size).
#include "architectures/vision/Family.h"
#include "architectures/vision/RelativeBias.h"
#include "headroom/engine/Engine.h"
#include "headroom/engine/Impossible.h"
#include "headroom/engine/Mode.h"
#include "headroom/engine/operators/MatrixMultiply.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Softmax.h"
#include "headroom/engine/operators/Views.h"

#include <array>

namespace headroom::architectures::vision {

using namespace engine;

namespace {

struct MaxVitOptions {
    std::int64_t stem;
    std::array<std::int64_t, 4> channels{};
    std::array<int, 4> layers{};
    std::int64_t headDim;
    std::int64_t partition;
};

/// _get_conv_output_shape of a kernel of 3, a stride of 2 and a padding of 1.
std::int64_t halved(std::int64_t size) { return (size - 1) / 2 + 1; }

class MaxVitConv : public Module, public Layer {
public:
    MaxVitConv(Module& parent, std::string_view name, std::int64_t inputs, std::int64_t outputs,
        std::int64_t stride, bool stochastic)
        : Module(parent, name)
    {
        if (stride != 1 || inputs != outputs) {
            proj.emplace(*this, "proj");
            if (stride == 2)
                proj->add<AvgPool2d>(PoolingOptions{3, stride, 1});
            proj->add<Conv2d>(inputs, outputs, Conv2dOptions{});
        }
        stochasticDepth.emplace(*this, "stochastic_depth", stochastic);
        layers.emplace(*this, "layers");
        const std::int64_t middle = 4 * outputs;
        layers->addNamed<BatchNorm2d>("pre_norm", inputs);
        layers->addNamed<Conv2dNormActivation>(
            "conv_a", inputs, middle, ConvNormOptions{.kernel = 1, .activation = Act::Gelu});
        layers->addNamed<Conv2dNormActivation>("conv_b", middle, middle,
            ConvNormOptions{.stride = stride, .groups = middle, .activation = Act::Gelu});
        layers->addNamed<SqueezeExcitation>("squeeze_excitation", middle, outputs / 4,
            SqueezeExcitation::Options{.activation = Act::Silu});
        layers->addNamed<Conv2d>("conv_c", middle, outputs, Conv2dOptions{});
    }
    [[nodiscard]] Tensor forward(const Tensor& x) const override
    {
        const InModule here = entered();
        Tensor shortcut = proj ? proj->forward(x) : x;
        Tensor branch = layers->forward(x);
        branch = stochasticDepth->forward(branch);
        return engine::add(std::move(shortcut), std::move(branch));
    }

private:
    std::optional<Sequential> proj;
    std::optional<StochasticDepth> stochasticDepth;
    std::optional<Sequential> layers;
};

/// at::einsum of "B G H I D, B G H J D -> B G H I J" and "B G H I J, B G H J D -> B G H I D"
/// (ATen/native/Linear.cpp, sumproduct_pair). Both have six dimensions: those of the result, and
/// the summed one last. One that is 1 in both is taken for the right one's.
Tensor einsumPair(const Tensor& left, const Tensor& right)
{
    Dims both;
    Dims leftOnly;
    Dims rightOnly;
    for (std::int64_t i = 0; i < 5; ++i) {
        const bool inLeft = left.size(i) > 1;
        (inLeft && right.size(i) > 1 ? both : inLeft ? leftOnly : rightOnly).push(i);
    }
    const auto joined = [](std::initializer_list<const Dims*> lists) {
        Dims all;
        for (const Dims* axes : lists) {
            for (std::int64_t axis : *axes)
                all.push(axis);
        }
        return all;
    };
    const auto sizeOf = [](const Tensor& tensor, const Dims& axes) {
        std::int64_t size = 1;
        for (std::int64_t axis : axes)
            size *= tensor.size(axis);
        return size;
    };
    const Dims summed = {5};
    const Tensor a = reshape(permute(left, joined({&both, &leftOnly, &summed, &rightOnly})),
        {sizeOf(left, both), sizeOf(left, leftOnly), left.size(5)});
    const Tensor b = reshape(permute(right, joined({&both, &summed, &rightOnly, &leftOnly})),
        {sizeOf(right, both), left.size(5), sizeOf(right, rightOnly)});
    const Tensor product = bmm(a, b);
    const Dims order = joined({&both, &leftOnly, &rightOnly});
    Dims sizes;
    Dims back = Dims::filled(5, 0);
    for (std::size_t i = 0; i < 5; ++i) {
        sizes.push(std::max(left.size(order[i]), right.size(order[i])));
        back[static_cast<std::size_t>(order[i])] = static_cast<std::int64_t>(i);
    }
    return permute(view(product, sizes), back);
}

class RelativePositionalAttention : public Module, public Layer {
public:
    RelativePositionalAttention(
        Module& parent, std::string_view name, std::int64_t channels, const MaxVitOptions& options)
        : Module(parent, name)
        , m_heads(channels / options.headDim)
        , m_side(options.partition)
        , m_table(parameter(
              "relative_position_bias_table", {(2 * m_side - 1) * (2 * m_side - 1), m_heads}))
        , m_index(
              buffer("relative_position_index", {m_side * m_side, m_side * m_side}, Dtype::Int64))
        , toQkv(*this, "to_qkv", {channels, 3 * channels, true})
        , merge(*this, "merge", {channels, channels, true})
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& x) const override
    {
        const InModule here = entered();
        const Dims sizes = x.sizes();
        const Tensor qkv = toQkv.forward(x);
        const std::vector<Tensor> parts = split(qkv, sizes[3], -1);
        const Tensor q = headsOf(parts[0], sizes);
        Tensor k = headsOf(parts[1], sizes);
        const Tensor v = headsOf(parts[2], sizes);
        k = mulScalar(k);
        Tensor dotProd = einsumPair(unsqueeze(q, 4), unsqueeze(k, 3));
        const Tensor posBias = relativeBias(m_table, view(m_index, {-1}), m_side * m_side);
        dotProd = softmax(engine::add(dotProd, posBias));
        Tensor out = weighted(dotProd, v);
        out = reshape(permute(out, {0, 1, 3, 2, 4}), sizes);
        return merge.forward(out);
    }

private:
    [[nodiscard]] Tensor headsOf(const Tensor& part, const Dims& sizes) const
    {
        const Tensor split =
            reshape(part, {sizes[0], sizes[1], sizes[2], m_heads, sizes[3] / m_heads});
        return permute(split, {0, 1, 3, 2, 4});
    }
    /// The second einsum; autocast casts what is given to it.
    static Tensor weighted(const Tensor& dotProd, const Tensor& v)
    {
        const Tensor weights = toLowPrecision(dotProd);
        return einsumPair(unsqueeze(weights, 4), unsqueeze(permute(v, {0, 1, 2, 4, 3}), 3));
    }

    std::int64_t m_heads;
    std::int64_t m_side;
    Tensor m_table;
    Tensor m_index;
    Linear toQkv;
    Linear merge;
};

/// PartitionAttentionLayer: attention within windows, or between the same place of all windows.
class PartitionAttention : public Module, public Layer {
public:
    PartitionAttention(Module& parent, std::string_view name, std::int64_t channels,
        const MaxVitOptions& options, std::int64_t grid, bool stochastic)
        : Module(parent, name)
        , m_grid(name == "grid_attention")
        , m_side(m_grid ? grid / options.partition : options.partition)
        , partitionOp(*this, "partition_op")
        , departitionOp(*this, "departition_op")
        , attnLayer(*this, "attn_layer")
        , mlpLayer(*this, "mlp_layer")
        , stochasticDropout(*this, "stochastic_dropout", stochastic)
    {
        attnLayer.add<LayerNormLayer>(channels);
        attnLayer.add<RelativePositionalAttention>(channels, options);
        attnLayer.add<DropoutLayer>(false);
        mlpLayer.add<LayerNormLayer>(channels);
        mlpLayer.add<LinearLayer>(Linear::Shape{channels, 4 * channels, true});
        mlpLayer.add<Activation>(Act::Gelu);
        mlpLayer.add<LinearLayer>(Linear::Shape{4 * channels, channels, true});
        mlpLayer.add<DropoutLayer>(false);
    }
    [[nodiscard]] Tensor forward(const Tensor& given) const override
    {
        const InModule here = entered();
        const Dims sizes = given.sizes();
        Tensor x = partition(given);
        if (m_grid)
            x = transpose(x, -2, -3);
        x = withBranch(std::move(x), attnLayer);
        x = withBranch(std::move(x), mlpLayer);
        if (m_grid)
            x = transpose(x, -2, -3);
        return departition(x, sizes);
    }

private:
    [[nodiscard]] Tensor withBranch(Tensor x, const Sequential& layers) const
    {
        Tensor branch = layers.forward(x);
        branch = stochasticDropout.forward(branch);
        return engine::add(std::move(x), std::move(branch));
    }
    [[nodiscard]] Tensor partition(const Tensor& given) const
    {
        const InModule here(engine(), partitionOp.id());
        const Dims s = given.sizes();
        const std::int64_t rows = s[2] / m_side;
        const std::int64_t columns = s[3] / m_side;
        Tensor x = reshape(given, {s[0], s[1], rows, m_side, columns, m_side});
        x = permute(x, {0, 2, 4, 3, 5, 1});
        return reshape(x, {s[0], rows * columns, m_side * m_side, s[1]});
    }
    [[nodiscard]] Tensor departition(const Tensor& given, const Dims& s) const
    {
        const InModule here(engine(), departitionOp.id());
        const std::int64_t rows = s[2] / m_side;
        const std::int64_t columns = s[3] / m_side;
        Tensor x = reshape(given, {s[0], rows, columns, m_side, m_side, s[1]});
        x = permute(x, {0, 5, 1, 3, 2, 4});
        return reshape(x, s);
    }

    bool m_grid;
    std::int64_t m_side; ///< of one window
    Module partitionOp;
    Module departitionOp;
    Sequential attnLayer;
    Sequential mlpLayer;
    StochasticDepth stochasticDropout;
};

struct MaxVitLayerShape {
    std::int64_t inputs;
    std::int64_t outputs;
    std::int64_t stride;
    std::int64_t grid;
    bool stochasticDepth;
};

class MaxVitLayer : public Module, public Layer {
public:
    MaxVitLayer(Module& parent, std::string_view name, const MaxVitOptions& options,
        const MaxVitLayerShape& shape)
        : Module(parent, name)
        , layers(*this, "layers")
    {
        layers.addNamed<MaxVitConv>(
            "MBconv", shape.inputs, shape.outputs, shape.stride, shape.stochasticDepth);
        for (const char* kind : {"window_attention", "grid_attention"})
            layers.addNamed<PartitionAttention>(
                kind, shape.outputs, options, shape.grid, shape.stochasticDepth);
    }
    [[nodiscard]] Tensor forward(const Tensor& x) const override { return layers.forward(x); }

private:
    Sequential layers;
};

class MaxVitBlock : public Module, public Layer {
public:
    MaxVitBlock(Module& parent, std::string_view name, const MaxVitOptions& options,
        std::size_t index, std::int64_t grid)
        : Module(parent, name)
        , layers(*this, "layers")
    {
        const std::int64_t outputs = options.channels[index];
        std::int64_t inputs = index == 0 ? options.stem : options.channels[index - 1];
        for (int i = 0; i < options.layers[index]; ++i) {
            layers.add<MaxVitLayer>(options,
                MaxVitLayerShape{inputs, outputs, i == 0 ? 2 : 1, grid, index > 0 || i > 0});
            inputs = outputs;
        }
    }
    [[nodiscard]] Tensor forward(const Tensor& x) const override { return layers.forward(x); }

private:
    Sequential layers;
};

class MaxVit : public Layer {
public:
    MaxVit(Module& root, const MaxVitOptions& options, const ImageShape& shape)
        : stem(root, "stem")
        , blocks(root, "blocks")
        , classifier(root, "classifier")
    {
        stem.add<Conv2dNormActivation>(
            shape.channels, options.stem, ConvNormOptions{.stride = 2, .activation = Act::Gelu});
        stem.add<Conv2dNormActivation>(
            options.stem, options.stem, ConvNormOptions{.norm = false, .activation = std::nullopt});
        std::int64_t grid = halved(shape.imageSize);
        for (std::size_t i = 0; i < options.channels.size(); ++i) {
            grid = halved(grid);
            if (grid % options.partition != 0)
                refuse(options, shape, i, grid);
            blocks.add<MaxVitBlock>(options, i, grid);
        }
        const std::int64_t last = options.channels.back();
        classifier.add<AdaptiveAvgPool2d>();
        classifier.add<Flatten>();
        classifier.add<LayerNormLayer>(last);
        classifier.add<LinearLayer>(Linear::Shape{last, last, true});
        classifier.add<Activation>(Act::Tanh);
        classifier.add<LinearLayer>(Linear::Shape{last, shape.classes, false});
    }
    [[nodiscard]] Tensor forward(const Tensor& images) const override
    {
        Tensor x = stem.forward(images);
        x = blocks.through(std::move(x));
        return classifier.forward(x);
    }

private:
    [[noreturn]] static void refuse(
        const MaxVitOptions& options, const ImageShape& shape, std::size_t block, std::int64_t grid)
    {
        throw Impossible(Error{ErrorCode::OutOfRange, "model.vision.image_size",
            Text(
                HEADROOM_TEXT("architectures",
                    "expected a size of which every block's is a multiple of the model's partition "
                    "size, {0}; found {1}, of which block {2} has {3} x {3}"),
                static_cast<std::uint64_t>(options.partition),
                static_cast<std::uint64_t>(shape.imageSize), static_cast<std::uint64_t>(block),
                static_cast<std::uint64_t>(grid)),
            {}, {}, 0});
    }

    Sequential stem;
    Sequential blocks;
    Sequential classifier;
};

} // namespace

Family maxvitFamily();
Family maxvitFamily()
{
    return {
        {member<MaxVit>("maxvit_t", MaxVitOptions{64, {64, 128, 256, 512}, {2, 2, 5, 2}, 32, 7})},
        {"blocks.0.layers", "blocks.1.layers", "blocks.2.layers", "blocks.3.layers"}};
}

} // namespace headroom::architectures::vision
