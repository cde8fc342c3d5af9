// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/operators/Convolution.h"

#include "headroom/engine/Engine.h"
#include "headroom/engine/Impossible.h"
#include "headroom/engine/Mode.h"

namespace headroom::engine {

namespace {

constexpr char kConvolutionBackward[] = "aten.convolution_backward.default";

void convolutionBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    Engine& engine = *node.engine;
    const Dtype dtype = incoming[0].dtype();
    for (std::size_t i = 0; i < 3; ++i) {
        if (!node.needs(i))
            continue;
        const Dims& sizes = i == 2 ? node.saved.sizes : node.kept(i).sizes();
        outgoing[i] = engine.make(kConvolutionBackward, sizes, dtype);
    }
}

/// How many places the kernel takes along one side; throws where there is none (Convolution.cpp,
/// check_shape_forward).
std::int64_t places(std::int64_t size, std::int64_t kernel, std::int64_t stride,
    std::int64_t padding, std::int64_t dilation, const Tensor& input, const Tensor& weight)
{
    const std::int64_t reach = dilation * (kernel - 1) + 1;
    if (size + 2 * padding < reach)
        throw Impossible::shape("convolution",
            "an input that is at least as large as the kernel of " + toString(weight.sizes()),
            toString(input.sizes()));
    return (size + 2 * padding - reach) / stride + 1;
}

} // namespace

Tensor convolution(Tensor inputGiven, const Tensor& weightGiven, const Tensor& biasGiven,
    const ConvolutionOptions& options)
{
    const Tensor given = std::move(inputGiven);
    const Tensor bias = biasGiven ? toLowPrecision(biasGiven) : Tensor();
    const Tensor weight = toLowPrecision(weightGiven);
    const Tensor input = toLowPrecision(given);
    const Dims& kernel = weight.sizes();
    if (input.rank() != 4 || input.sizes()[1] != kernel[1] * options.groups)
        throw Impossible::shape("convolution",
            std::to_string(kernel[1] * options.groups) + " channels", toString(input.sizes()));
    Dims sizes = {input.sizes()[0], kernel[0], 0, 0};
    sizes[2] = places(input.sizes()[2], kernel[2], options.stride.height, options.padding.height,
        options.dilation.height, input, weight);
    sizes[3] = places(input.sizes()[3], kernel[3], options.stride.width, options.padding.width,
        options.dilation.width, input, weight);
    Engine& engine = input.engine();
    constexpr const char* kOp = "aten.convolution.default";
    const NodeRef node = record(engine, kOp, convolutionBackward, input, weight, bias);
    if (node) {
        node->save(0, input);
        node->save(1, weight);
        if (bias)
            node->saved.sizes = bias.sizes();
    }
    return attach(node, engine.make(kOp, sizes, input.dtype()));
}

} // namespace headroom::engine
