// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/operators/Softmax.h"

#include "headroom/engine/Engine.h"
#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/Pointwise.h"

namespace headroom::engine {

namespace {

void softmaxBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    outgoing[0] = node.engine->make(
        "aten._softmax_backward_data.default", incoming[0].sizes(), node.saved.dtype);
}

void logSoftmaxBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    outgoing[0] = node.engine->make(
        "aten._log_softmax_backward_data.default", incoming[0].sizes(), node.saved.dtype);
}

Tensor run(const char* op, BackwardFunction backward, const Tensor& self, Dtype dtype)
{
    const NodeRef node = record(self.engine(), op, backward, self);
    if (node)
        node->saved.dtype = self.dtype();
    Tensor result = attach(node, self.engine().make(op, self.sizes(), dtype));
    if (node)
        node->save(0, result);
    return result;
}

} // namespace

Tensor softmax(Tensor input, std::optional<Dtype> dtype)
{
    const Tensor given = std::move(input);
    Tensor self = given;
    if (!dtype && self.engine().autocast.enabled && isHalf(self.dtype()))
        dtype = Dtype::Fp32;
    const Dtype wanted = dtype.value_or(self.dtype());
    if (!(self.dtype() == Dtype::Fp16 && wanted == Dtype::Fp32))
        self = toDtype(std::move(self), wanted);
    return run("aten._softmax.default", softmaxBackward, self, wanted);
}

Tensor safeSoftmax(Tensor input)
{
    const Tensor self = std::move(input);
    constexpr const char* kOp = "aten._safe_softmax.default";
    Tensor result = run(kOp, softmaxBackward, self, self.dtype());
    self.engine().temporary(kOp,
        roundedToBlock(tensorBytes(self.sizes(), self.dtype()))
            + roundedToBlock(tensorBytes(self.sizes(), Dtype::Bool)));
    return result;
}

Tensor logSoftmax(Tensor input)
{
    const Tensor self = std::move(input);
    return run("aten._log_softmax.default", logSoftmaxBackward, self, self.dtype());
}

} // namespace headroom::engine
