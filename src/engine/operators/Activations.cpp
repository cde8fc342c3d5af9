// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/operators/Activations.h"

#include "headroom/engine/Engine.h"
#include "headroom/engine/operators/Pointwise.h"

namespace headroom::engine {

namespace {

/// A function whose backward takes the gradient and one kept tensor.
template <const char* kOp>
void keptBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    outgoing[0] = pointwise(kOp, {&incoming[0], &node.kept(0)}, incoming[0].dtype());
}

constexpr char kSiluBackward[] = "aten.silu_backward.default";
constexpr char kGeluBackward[] = "aten.gelu_backward.default";
constexpr char kThresholdBackward[] = "aten.threshold_backward.default";
constexpr char kHardsigmoidBackward[] = "aten.hardsigmoid_backward.default";
constexpr char kTanhBackward[] = "aten.tanh_backward.default";
constexpr char kSigmoidBackward[] = "aten.sigmoid_backward.default";

Tensor savingInput(const char* op, BackwardFunction backward, Tensor input)
{
    const Tensor self = std::move(input);
    const NodeRef node = record(self.engine(), op, backward, self);
    if (node)
        node->save(0, self);
    return attach(node, pointwise(op, {&self}, self.dtype()));
}

Tensor savingResult(const char* op, BackwardFunction backward, Tensor input)
{
    const Tensor self = std::move(input);
    const NodeRef node = record(self.engine(), op, backward, self);
    Tensor result = attach(node, pointwise(op, {&self}, self.dtype()));
    if (node)
        node->save(0, result);
    return result;
}

} // namespace

Tensor silu(Tensor input)
{
    return savingInput("aten.silu.default", keptBackward<kSiluBackward>, std::move(input));
}

Tensor gelu(Tensor input)
{
    return savingInput("aten.gelu.default", keptBackward<kGeluBackward>, std::move(input));
}

Tensor relu(Tensor input)
{
    return savingResult("aten.relu.default", keptBackward<kThresholdBackward>, std::move(input));
}

Tensor hardsigmoid(Tensor input)
{
    return savingInput(
        "aten.hardsigmoid.default", keptBackward<kHardsigmoidBackward>, std::move(input));
}

Tensor tanh(Tensor input)
{
    return savingResult("aten.tanh.default", keptBackward<kTanhBackward>, std::move(input));
}

Tensor sigmoid(Tensor input)
{
    return savingResult("aten.sigmoid.default", keptBackward<kSigmoidBackward>, std::move(input));
}

Tensor geluNew(const Tensor& input)
{
    const Tensor half = mulScalar(input);
    Tensor inner = mulScalar(powScalar(input));
    inner = add(input, std::move(inner));
    inner = mulScalar(std::move(inner));
    inner = tanh(std::move(inner));
    inner = addScalar(std::move(inner));
    return mul(half, std::move(inner));
}

Tensor geluFast(const Tensor& input)
{
    const Tensor half = mulScalar(input);
    Tensor scaled = mulScalar(input);
    Tensor inner = mulScalar(input);
    inner = mul(std::move(inner), input);
    inner = addScalar(std::move(inner));
    inner = mul(std::move(scaled), std::move(inner));
    inner = tanh(std::move(inner));
    inner = addScalar(std::move(inner));
    return mul(half, std::move(inner));
}

Tensor activate(Activation activation, Tensor input)
{
    switch (activation) {
    case Activation::Gelu:
    case Activation::GeluTanh:
        return gelu(std::move(input));
    case Activation::GeluNew:
        return geluNew(input);
    case Activation::GeluFast:
        return geluFast(input);
    case Activation::Relu:
        return relu(std::move(input));
    case Activation::Silu:
        return silu(std::move(input));
    case Activation::Tanh:
        return tanh(std::move(input));
    case Activation::Sigmoid:
        return sigmoid(std::move(input));
    case Activation::QuickGelu: {
        Tensor gate = sigmoid(mulScalar(input));
        return mul(input, std::move(gate));
    }
    }
    return input;
}

} // namespace headroom::engine
