// SPDX-License-Identifier: GPL-3.0-or-later
// Swin Transformer (Liu et al., 2021) and its second version (2022): torchvision 0.29,
// models/swin_transformer.py.
#include "architectures/vision/Family.h"
#include "architectures/vision/RelativeBias.h"
#include "architectures/vision/ShiftedWindows.h"
#include "headroom/engine/Engine.h"
#include "headroom/engine/operators/Activations.h"
#include "headroom/engine/operators/InPlace.h"
#include "headroom/engine/operators/Joining.h"
#include "headroom/engine/operators/MatrixMultiply.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Views.h"

#include <array>
#include <optional>

namespace headroom::architectures::vision {

using namespace engine;

namespace {

struct SwinOptions {
    std::int64_t embedDim;
    std::array<int, 4> depths{};
    std::array<std::int64_t, 4> heads{};
    std::int64_t window;
    bool second = false; ///< version 2
};

/// ShiftedWindowAttention; version 2 has a small network in place of the table of biases.
class ShiftedWindowAttention : public Module {
public:
    ShiftedWindowAttention(Module& parent, std::string_view name, std::int64_t dim,
        const WindowAttentionOptions& options, bool second)
        : Module(parent, name)
        , m_options(options)
    {
        const std::int64_t side = 2 * options.window - 1;
        if (second) {
            m_tensors.logitScale = parameter("logit_scale", {options.heads, 1, 1});
            m_table = buffer("relative_coords_table", {1, side, side, 2}, model().weights());
        } else {
            m_table = parameter("relative_position_bias_table", {side * side, options.heads});
        }
        const std::int64_t positions = options.window * options.window;
        m_index = buffer("relative_position_index", {positions * positions}, Dtype::Int64);
        qkv.emplace(*this, "qkv");
        m_tensors.qkvWeight = qkv->parameter("weight", {3 * dim, dim});
        m_tensors.qkvBias = qkv->parameter("bias", {3 * dim});
        proj.emplace(*this, "proj");
        m_tensors.projWeight = proj->parameter("weight", {dim, dim});
        m_tensors.projBias = proj->parameter("bias", {dim});
        if (!second)
            return;
        cpbMlp.emplace(*this, "cpb_mlp");
        cpbFirst.emplace(*cpbMlp, "0", Linear::Shape{2, 512, true});
        cpbLast.emplace(*cpbMlp, "2", Linear::Shape{512, options.heads, false});
    }
    [[nodiscard]] Tensor forward(const Tensor& x) const
    {
        const InModule here = entered();
        const Tensor bias = cpbMlp ? continuousBias() : tableBias(m_table);
        return shiftedWindowAttention(x, m_tensors, bias, m_options);
    }

private:
    [[nodiscard]] Tensor tableBias(const Tensor& table) const
    {
        return relativeBias(table, m_index, m_options.window * m_options.window);
    }
    [[nodiscard]] Tensor continuousBias() const
    {
        Tensor bias;
        {
            // Linear of more than two dimensions gives a view; ReLU(inplace=True) follows it.
            Tensor hidden = cpbFirst->forward(m_table);
            Tensor base = view(hidden, {-1, hidden.size(-1)});
            std::tie(base, hidden) = reluInPlaceOfView(std::move(base), std::move(hidden));
            base.reset();
            const Tensor table = cpbLast->forward(hidden);
            hidden.reset();
            bias = tableBias(view(table, {-1, m_options.heads}));
        }
        bias = mulScalar(sigmoid(bias));
        return bias;
    }

    WindowAttentionOptions m_options;
    WindowAttentionTensors m_tensors;
    Tensor m_table;
    Tensor m_index;
    std::optional<Module> qkv;
    std::optional<Module> proj;
    std::optional<Module> cpbMlp;
    std::optional<Linear> cpbFirst;
    std::optional<Linear> cpbLast;
};

struct SwinBlockShape {
    std::int64_t dim;
    WindowAttentionOptions attention;
    bool stochasticDepth;
    bool second;
};

class SwinBlock : public Module, public Layer {
public:
    SwinBlock(Module& parent, std::string_view name, const SwinBlockShape& shape)
        : Module(parent, name)
        , m_second(shape.second)
        , norm1(*this, "norm1", shape.dim)
        , attn(*this, "attn", shape.dim, shape.attention, shape.second)
        , stochasticDepth(*this, "stochastic_depth", shape.stochasticDepth)
        , norm2(*this, "norm2", shape.dim)
        , mlp(*this, "mlp")
    {
        mlp.add<LinearLayer>(Linear::Shape{shape.dim, 4 * shape.dim, true});
        mlp.add<Activation>(Act::Gelu);
        mlp.add<DropoutLayer>(false);
        mlp.add<LinearLayer>(Linear::Shape{4 * shape.dim, shape.dim, true});
        mlp.add<DropoutLayer>(false);
    }
    [[nodiscard]] Tensor forward(const Tensor& given) const override
    {
        const InModule here = entered();
        Tensor x = given;
        Tensor branch = m_second ? norm1.forward(attn.forward(x)) : attn.forward(norm1.forward(x));
        branch = stochasticDepth.forward(branch);
        x = add(x, std::move(branch));
        branch = m_second ? norm2.forward(mlp.forward(x)) : mlp.forward(norm2.forward(x));
        branch = stochasticDepth.forward(branch);
        return add(x, std::move(branch));
    }

private:
    bool m_second;
    LayerNorm norm1;
    ShiftedWindowAttention attn;
    StochasticDepth stochasticDepth;
    LayerNorm norm2;
    Sequential mlp;
};

/// PatchMerging, PatchMergingV2: every second row and column, side by side.
class PatchMerging : public Module, public Layer {
public:
    PatchMerging(Module& parent, std::string_view name, std::int64_t dim, bool second)
        : Module(parent, name)
        , m_second(second)
        , reduction(*this, "reduction", {4 * dim, 2 * dim, false})
        , norm(*this, "norm", second ? 2 * dim : 4 * dim)
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& given) const override
    {
        const InModule here = entered();
        Tensor x = merged(given);
        if (m_second) {
            x = reduction.forward(x);
            return norm.forward(x);
        }
        x = norm.forward(x);
        return reduction.forward(x);
    }

private:
    /// _patch_merging_pad.
    static Tensor merged(const Tensor& given)
    {
        const Dims sizes = given.sizes();
        const std::int64_t height = sizes[1] + sizes[1] % 2;
        const std::int64_t width = sizes[2] + sizes[2] % 2;
        const Tensor x = padTo(given, {sizes[0], height, width, sizes[3]});
        std::vector<Tensor> parts;
        for (std::int64_t column = 0; column < 2; ++column) {
            for (std::int64_t row = 0; row < 2; ++row)
                parts.push_back(slice(slice(x, 1, row, height, 2), 2, column, width, 2));
        }
        return cat(std::move(parts), -1);
    }

    bool m_second;
    Linear reduction;
    LayerNorm norm;
};

class SwinStem : public Sequential {
public:
    SwinStem(Module& parent, std::string_view name, std::int64_t inputs, std::int64_t outputs)
        : Sequential(parent, name)
    {
        add<Conv2d>(inputs, outputs, Conv2dOptions{4, 4});
        add<Permute>(Dims{0, 2, 3, 1});
        add<LayerNormLayer>(outputs);
    }
};

class SwinStage : public Sequential {
public:
    SwinStage(Module& parent, std::string_view name, const SwinOptions& options, std::size_t stage)
        : Sequential(parent, name)
    {
        for (int i = 0; i < options.depths[stage]; ++i)
            add<SwinBlock>(SwinBlockShape{options.embedDim << stage,
                {options.window, options.heads[stage], i % 2 == 0 ? 0 : options.window / 2},
                stage > 0 || i > 0, options.second});
    }
};

class SwinTransformer : public Layer {
public:
    SwinTransformer(Module& root, const SwinOptions& options, const ImageShape& shape)
        : features(root, "features")
        , permuteBack(root, "permute", {0, 3, 1, 2})
        , avgpool(root, "avgpool")
        , flattenAll(root, "flatten")
    {
        features.add<SwinStem>(shape.channels, options.embedDim);
        for (std::size_t stage = 0; stage < options.depths.size(); ++stage) {
            features.add<SwinStage>(options, stage);
            if (stage + 1 < options.depths.size())
                features.add<PatchMerging>(options.embedDim << stage, options.second);
        }
        norm.emplace(root, "norm", options.embedDim * 8);
        head.emplace(root, "head", Linear::Shape{options.embedDim * 8, shape.classes, true});
    }
    [[nodiscard]] Tensor forward(const Tensor& images) const override
    {
        Tensor x = features.forward(images);
        x = norm->forward(x);
        x = permuteBack.forward(x);
        x = avgpool.forward(x);
        x = flattenAll.forward(x);
        return head->forward(x);
    }

private:
    Sequential features;
    std::optional<LayerNorm> norm; ///< made after the features
    Permute permuteBack;
    AdaptiveAvgPool2d avgpool;
    Flatten flattenAll;
    std::optional<Linear> head;
};

} // namespace

Family swinFamily();
Family swinFamily()
{
    return {
        {
            member<SwinTransformer>("swin_t", SwinOptions{96, {2, 2, 6, 2}, {3, 6, 12, 24}, 7}),
            member<SwinTransformer>("swin_s", SwinOptions{96, {2, 2, 18, 2}, {3, 6, 12, 24}, 7}),
            member<SwinTransformer>("swin_b", SwinOptions{128, {2, 2, 18, 2}, {4, 8, 16, 32}, 7}),
            member<SwinTransformer>(
                "swin_v2_t", SwinOptions{96, {2, 2, 6, 2}, {3, 6, 12, 24}, 8, true}),
            member<SwinTransformer>(
                "swin_v2_s", SwinOptions{96, {2, 2, 18, 2}, {3, 6, 12, 24}, 8, true}),
            member<SwinTransformer>(
                "swin_v2_b", SwinOptions{128, {2, 2, 18, 2}, {4, 8, 16, 32}, 8, true}),
        },
        {"features.1", "features.3", "features.5", "features.7"}};
}

} // namespace headroom::architectures::vision
