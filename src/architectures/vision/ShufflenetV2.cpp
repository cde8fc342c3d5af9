// SPDX-License-Identifier: GPL-3.0-or-later
// ShuffleNet v2 (Ma et al., 2018): torchvision 0.29, models/shufflenetv2.py.
#include "architectures/vision/Family.h"
#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/Joining.h"
#include "headroom/engine/operators/Reductions.h"
#include "headroom/engine/operators/Views.h"

#include <array>
#include <deque>
#include <optional>
#include <string>

namespace headroom::architectures::vision {

using namespace engine;

namespace {

struct ShuffleNetOptions {
    std::array<std::int64_t, 5> outChannels{};
};

constexpr std::array<int, 3> kShuffleNetRepeats{4, 8, 4};

/// channel_shuffle with two groups.
Tensor channelShuffle(const Tensor& given)
{
    const Dims sizes = given.sizes();
    Tensor x = view(given, {sizes[0], 2, sizes[1] / 2, sizes[2], sizes[3]});
    x = contiguous(transpose(x, 1, 2));
    return view(x, sizes);
}

class ShuffleNetBlock : public Module, public Layer {
public:
    ShuffleNetBlock(Module& parent, std::string_view name, std::int64_t inp, std::int64_t oup,
        std::int64_t stride)
        : Module(parent, name)
        , m_stride(stride)
        , branch1(*this, "branch1")
        , branch2(*this, "branch2")
    {
        const std::int64_t branch = oup / 2;
        if (stride > 1) {
            branch1.add<Conv2d>(inp, inp, Conv2dOptions{3, stride, 1, inp, false});
            branch1.add<BatchNorm2d>(inp);
            branch1.add<Conv2d>(inp, branch, Conv2dOptions{1, 1, 0, 1, false});
            branch1.add<BatchNorm2d>(branch);
            branch1.add<Activation>(Act::ReluInPlace);
        }
        branch2.add<Conv2d>(stride > 1 ? inp : branch, branch, Conv2dOptions{1, 1, 0, 1, false});
        branch2.add<BatchNorm2d>(branch);
        branch2.add<Activation>(Act::ReluInPlace);
        branch2.add<Conv2d>(branch, branch, Conv2dOptions{3, stride, 1, branch, false});
        branch2.add<BatchNorm2d>(branch);
        branch2.add<Conv2d>(branch, branch, Conv2dOptions{1, 1, 0, 1, false});
        branch2.add<BatchNorm2d>(branch);
        branch2.add<Activation>(Act::ReluInPlace);
    }
    [[nodiscard]] Tensor forward(const Tensor& x) const override
    {
        const InModule here = entered();
        Tensor out;
        if (m_stride == 1) {
            const std::vector<Tensor> halves = split(x, x.size(1) / 2, 1);
            Tensor changed = branch2.forward(halves[1]);
            out = cat(list(halves[0], std::move(changed)), 1);
        } else {
            Tensor first = branch1.forward(x);
            Tensor second = branch2.forward(x);
            out = cat(list(std::move(first), std::move(second)), 1);
        }
        return channelShuffle(out);
    }

private:
    std::int64_t m_stride;
    Sequential branch1;
    Sequential branch2;
};

class ShuffleNetStage : public Sequential {
public:
    ShuffleNetStage(Module& parent, std::string_view name, std::int64_t inputs,
        std::int64_t outputs, int repeats)
        : Sequential(parent, name)
    {
        add<ShuffleNetBlock>(inputs, outputs, 2);
        for (int i = 1; i < repeats; ++i)
            add<ShuffleNetBlock>(outputs, outputs, 1);
    }
};

class ShuffleNetV2 : public Layer {
public:
    ShuffleNetV2(Module& root, const ShuffleNetOptions& options, const ImageShape& shape)
        : conv1(root, "conv1")
        , maxpool(root, "maxpool", {3, 2, 1})
    {
        conv1.add<Conv2d>(shape.channels, options.outChannels[0], Conv2dOptions{3, 2, 1, 1, false});
        conv1.add<BatchNorm2d>(options.outChannels[0]);
        conv1.add<Activation>(Act::ReluInPlace);
        for (std::size_t i = 0; i < kShuffleNetRepeats.size(); ++i)
            stages.emplace_back(root, "stage" + std::to_string(i + 2), options.outChannels[i],
                options.outChannels[i + 1], kShuffleNetRepeats[i]);
        conv5.emplace(root, "conv5");
        conv5->add<Conv2d>(
            options.outChannels[3], options.outChannels[4], Conv2dOptions{1, 1, 0, 1, false});
        conv5->add<BatchNorm2d>(options.outChannels[4]);
        conv5->add<Activation>(Act::ReluInPlace);
        fc.emplace(root, "fc", Linear::Shape{options.outChannels[4], shape.classes, true});
    }
    [[nodiscard]] Tensor forward(const Tensor& images) const override
    {
        Tensor x = conv1.forward(images);
        x = maxpool.forward(x);
        for (const ShuffleNetStage& stage : stages)
            x = stage.forward(x);
        x = conv5->forward(x);
        x = mean(x, {2, 3}, false);
        return fc->forward(x);
    }

private:
    Sequential conv1;
    MaxPool2d maxpool;
    std::deque<ShuffleNetStage> stages; ///< these and what follows are made in order
    std::optional<Sequential> conv5;
    std::optional<Linear> fc;
};

} // namespace

Family shufflenetV2Family();
Family shufflenetV2Family()
{
    return {
        {
            member<ShuffleNetV2>("shufflenet_v2_x0_5", ShuffleNetOptions{{24, 48, 96, 192, 1024}}),
            member<ShuffleNetV2>(
                "shufflenet_v2_x1_0", ShuffleNetOptions{{24, 116, 232, 464, 1024}}),
            member<ShuffleNetV2>(
                "shufflenet_v2_x1_5", ShuffleNetOptions{{24, 176, 352, 704, 1024}}),
            member<ShuffleNetV2>(
                "shufflenet_v2_x2_0", ShuffleNetOptions{{24, 244, 488, 976, 2048}}),
        },
        {"stage2", "stage3", "stage4"}};
}

} // namespace headroom::architectures::vision
