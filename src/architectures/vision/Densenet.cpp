// SPDX-License-Identifier: GPL-3.0-or-later
// DenseNet (Huang et al., 2016): torchvision 0.29, models/densenet.py.
#include "architectures/vision/Family.h"
#include "headroom/engine/operators/InPlace.h"
#include "headroom/engine/operators/Joining.h"
#include "headroom/engine/operators/Views.h"

#include <array>
#include <deque>

namespace headroom::architectures::vision {

using namespace engine;

namespace {

struct DenseNetOptions {
    std::int64_t growthRate = 32;
    std::array<int, 4> blockConfig{};
    std::int64_t initFeatures = 64;
};

constexpr std::int64_t kBnSize = 4;

class DenseLayer : public Module {
public:
    DenseLayer(Module& parent, std::string_view name, std::int64_t features, std::int64_t growth)
        : Module(parent, name)
        , norm1(*this, "norm1", features)
        , relu1(*this, "relu1", Act::ReluInPlace)
        , conv1(*this, "conv1", features, kBnSize * growth, {1, 1, 0, 1, false})
        , norm2(*this, "norm2", kBnSize * growth)
        , relu2(*this, "relu2", Act::ReluInPlace)
        , conv2(*this, "conv2", kBnSize * growth, growth, {3, 1, 1, 1, false})
    {
    }
    [[nodiscard]] Tensor forward(const std::vector<Tensor>& prevFeatures) const
    {
        const InModule here = entered();
        const Tensor bottleneckOutput = bnFunction(prevFeatures);
        return conv2.forward(relu2.forward(norm2.forward(bottleneckOutput)));
    }

private:
    [[nodiscard]] Tensor bnFunction(const std::vector<Tensor>& inputs) const
    {
        const Tensor concatedFeatures = cat(inputs, 1);
        return conv1.forward(relu1.forward(norm1.forward(concatedFeatures)));
    }

    BatchNorm2d norm1;
    Activation relu1;
    Conv2d conv1;
    BatchNorm2d norm2;
    Activation relu2;
    Conv2d conv2;
};

class DenseBlock : public Module, public Layer {
public:
    DenseBlock(Module& parent, std::string_view name, int layers, std::int64_t features,
        std::int64_t growth)
        : Module(parent, name)
    {
        for (int i = 0; i < layers; ++i)
            m_layers.emplace_back(
                *this, "denselayer" + std::to_string(i + 1), features + i * growth, growth);
    }
    [[nodiscard]] Tensor forward(const Tensor& initFeatures) const override
    {
        const InModule here = entered();
        std::vector<Tensor> features = list(initFeatures);
        for (const DenseLayer& layer : m_layers) {
            Tensor newFeatures = layer.forward(features);
            features.push_back(std::move(newFeatures));
        }
        return cat(std::move(features), 1);
    }

private:
    std::deque<DenseLayer> m_layers;
};

class Transition : public Sequential {
public:
    Transition(Module& parent, std::string_view name, std::int64_t inputs, std::int64_t outputs)
        : Sequential(parent, name)
    {
        addNamed<BatchNorm2d>("norm", inputs);
        addNamed<Activation>("relu", Act::ReluInPlace);
        addNamed<Conv2d>("conv", inputs, outputs, Conv2dOptions{1, 1, 0, 1, false});
        addNamed<AvgPool2d>("pool", PoolingOptions{2, 2});
    }
};

class DenseNet : public Layer {
public:
    DenseNet(Module& root, const DenseNetOptions& options, const ImageShape& shape)
        : features(root, "features")
    {
        std::int64_t numFeatures = options.initFeatures;
        features.addNamed<Conv2d>(
            "conv0", shape.channels, numFeatures, Conv2dOptions{7, 2, 3, 1, false});
        features.addNamed<BatchNorm2d>("norm0", numFeatures);
        features.addNamed<Activation>("relu0", Act::ReluInPlace);
        features.addNamed<MaxPool2d>("pool0", PoolingOptions{3, 2, 1});
        for (std::size_t i = 0; i < options.blockConfig.size(); ++i) {
            const std::string number = std::to_string(i + 1);
            const int layers = options.blockConfig[i];
            features.addNamed<DenseBlock>(
                "denseblock" + number, layers, numFeatures, options.growthRate);
            numFeatures += layers * options.growthRate;
            if (i + 1 == options.blockConfig.size())
                break;
            features.addNamed<Transition>("transition" + number, numFeatures, numFeatures / 2);
            numFeatures /= 2;
        }
        features.addNamed<BatchNorm2d>("norm5", numFeatures);
        classifier.emplace(root, "classifier", Linear::Shape{numFeatures, shape.classes, true});
    }
    [[nodiscard]] Tensor forward(const Tensor& images) const override
    {
        const Tensor found = features.forward(images);
        Tensor out = reluInPlace(found);
        out = adaptiveAvgPool2d(out, 1);
        out = flatten(out, 1, -1);
        return classifier->forward(out);
    }

private:
    Sequential features;
    std::optional<Linear> classifier;
};

} // namespace

Family densenetFamily();
Family densenetFamily()
{
    return {{
                member<DenseNet>("densenet121", DenseNetOptions{32, {6, 12, 24, 16}, 64}),
                member<DenseNet>("densenet161", DenseNetOptions{48, {6, 12, 36, 24}, 96}),
                member<DenseNet>("densenet169", DenseNetOptions{32, {6, 12, 32, 32}, 64}),
                member<DenseNet>("densenet201", DenseNetOptions{32, {6, 12, 48, 32}, 64}),
            },
        {"features.denseblock1", "features.denseblock2", "features.denseblock3",
            "features.denseblock4"}};
}

} // namespace headroom::architectures::vision
