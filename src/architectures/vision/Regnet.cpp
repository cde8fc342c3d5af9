// SPDX-License-Identifier: GPL-3.0-or-later
// RegNet (Radosavovic et al., 2020): torchvision 0.29, models/regnet.py. Widths and depths of the
// stages are what BlockParams.from_init_params computes, in single precision, from the numbers of
// the paper.
#include "architectures/vision/Family.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Views.h"

#include <array>
#include <optional>

namespace headroom::architectures::vision {

using namespace engine;

namespace {

struct RegNetOptions {
    std::array<int, 4> depths{};
    std::array<std::int64_t, 4> widths{};
    std::array<std::int64_t, 4> groupWidths{};
    bool squeeze = false; ///< regnet_y: a squeeze-and-excitation to a quarter of the block's input
};

struct RegNetBlockShape {
    std::int64_t widthIn;
    std::int64_t widthOut;
    std::int64_t stride;
    std::int64_t groupWidth;
    bool squeeze;
};

/// ResBottleneckBlock with its BottleneckTransform, `f`.
class ResBottleneckBlock : public Module, public Layer {
public:
    ResBottleneckBlock(Module& parent, std::string_view name, const RegNetBlockShape& shape)
        : Module(parent, name)
    {
        if (shape.widthIn != shape.widthOut || shape.stride != 1)
            proj.emplace(*this, "proj", shape.widthIn, shape.widthOut,
                ConvNormOptions{.kernel = 1, .stride = shape.stride, .activation = std::nullopt});
        f.emplace(*this, "f");
        f->addNamed<Conv2dNormActivation>(
            "a", shape.widthIn, shape.widthOut, ConvNormOptions{.kernel = 1});
        f->addNamed<Conv2dNormActivation>("b", shape.widthOut, shape.widthOut,
            ConvNormOptions{.stride = shape.stride, .groups = shape.widthOut / shape.groupWidth});
        if (shape.squeeze)
            f->addNamed<SqueezeExcitation>(
                "se", shape.widthOut, shape.widthIn / 4, SqueezeExcitation::Options{});
        f->addNamed<Conv2dNormActivation>("c", shape.widthOut, shape.widthOut,
            ConvNormOptions{.kernel = 1, .activation = std::nullopt});
        activation.emplace(*this, "activation", Act::ReluInPlace);
    }
    [[nodiscard]] Tensor forward(const Tensor& x) const override
    {
        const InModule here = entered();
        Tensor shortcut = proj ? proj->forward(x) : x;
        Tensor transformed = f->forward(x);
        const Tensor sum = add(std::move(shortcut), std::move(transformed));
        return activation->forward(sum);
    }

private:
    std::optional<Conv2dNormActivation> proj;
    std::optional<Sequential> f;
    std::optional<Activation> activation;
};

/// AnyStage.
class RegNetStage : public Sequential {
public:
    RegNetStage(Module& parent, std::string_view name, RegNetBlockShape shape, int depth)
        : Sequential(parent, name)
    {
        for (int i = 0; i < depth; ++i) {
            addNamed<ResBottleneckBlock>(std::string(name) + "-" + std::to_string(i), shape);
            shape.widthIn = shape.widthOut;
            shape.stride = 1;
        }
    }
};

constexpr std::int64_t kRegNetStem = 32;

class RegNet : public Layer {
public:
    RegNet(Module& root, const RegNetOptions& options, const ImageShape& shape)
        : stem(root, "stem", shape.channels, kRegNetStem, ConvNormOptions{.stride = 2})
        , trunkOutput(root, "trunk_output")
        , avgpool(root, "avgpool")
    {
        std::int64_t width = kRegNetStem;
        for (std::size_t i = 0; i < options.depths.size(); ++i) {
            trunkOutput.addNamed<RegNetStage>("block" + std::to_string(i + 1),
                RegNetBlockShape{
                    width, options.widths[i], 2, options.groupWidths[i], options.squeeze},
                options.depths[i]);
            width = options.widths[i];
        }
        fc.emplace(root, "fc", Linear::Shape{width, shape.classes, true});
    }
    [[nodiscard]] Tensor forward(const Tensor& images) const override
    {
        Tensor x = stem.forward(images);
        x = trunkOutput.forward(x);
        x = avgpool.forward(x);
        x = flatten(x, 1, -1);
        return fc->forward(x);
    }

private:
    Conv2dNormActivation stem;
    Sequential trunkOutput;
    AdaptiveAvgPool2d avgpool;
    std::optional<Linear> fc; ///< made after the blocks
};

RegNetOptions regNetX(std::array<int, 4> depths, std::array<std::int64_t, 4> widths,
    std::array<std::int64_t, 4> groupWidths)
{
    return {depths, widths, groupWidths, false};
}

RegNetOptions regNetY(
    std::array<int, 4> depths, std::array<std::int64_t, 4> widths, std::int64_t groupWidth)
{
    return {depths, widths, {groupWidth, groupWidth, groupWidth, groupWidth}, true};
}

} // namespace

Family regnetFamily();
Family regnetFamily()
{
    return {
        {
            member<RegNet>(
                "regnet_x_400mf", regNetX({1, 2, 7, 12}, {32, 64, 160, 400}, {16, 16, 16, 16})),
            member<RegNet>(
                "regnet_x_800mf", regNetX({1, 3, 7, 5}, {64, 128, 288, 672}, {16, 16, 16, 16})),
            member<RegNet>(
                "regnet_x_1_6gf", regNetX({2, 4, 10, 2}, {72, 168, 408, 912}, {24, 24, 24, 24})),
            member<RegNet>(
                "regnet_x_3_2gf", regNetX({2, 6, 15, 2}, {96, 192, 432, 1008}, {48, 48, 48, 48})),
            member<RegNet>(
                "regnet_x_8gf", regNetX({2, 5, 15, 1}, {80, 240, 720, 1920}, {80, 120, 120, 120})),
            member<RegNet>("regnet_x_16gf",
                regNetX({2, 6, 13, 1}, {256, 512, 896, 2048}, {128, 128, 128, 128})),
            member<RegNet>("regnet_x_32gf",
                regNetX({2, 7, 13, 1}, {336, 672, 1344, 2520}, {168, 168, 168, 168})),
            member<RegNet>("regnet_y_400mf", regNetY({1, 3, 6, 6}, {48, 104, 208, 440}, 8)),
            member<RegNet>("regnet_y_800mf", regNetY({1, 3, 8, 2}, {64, 144, 320, 784}, 16)),
            member<RegNet>("regnet_y_1_6gf", regNetY({2, 6, 17, 2}, {48, 120, 336, 888}, 24)),
            member<RegNet>("regnet_y_3_2gf", regNetY({2, 5, 13, 1}, {72, 216, 576, 1512}, 24)),
            member<RegNet>("regnet_y_8gf", regNetY({2, 4, 10, 1}, {224, 448, 896, 2016}, 56)),
            member<RegNet>("regnet_y_16gf", regNetY({2, 4, 11, 1}, {224, 448, 1232, 3024}, 112)),
            member<RegNet>("regnet_y_32gf", regNetY({2, 5, 12, 1}, {232, 696, 1392, 3712}, 232)),
            member<RegNet>("regnet_y_128gf", regNetY({2, 7, 17, 1}, {528, 1056, 2904, 7392}, 264)),
        },
        {"trunk_output.block1", "trunk_output.block2", "trunk_output.block3",
            "trunk_output.block4"}};
}

} // namespace headroom::architectures::vision
