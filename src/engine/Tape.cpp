// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/Tape.h"

#include "headroom/engine/Checkpoint.h"
#include "headroom/engine/Engine.h"
#include "headroom/engine/operators/Copies.h"

#include <algorithm>

namespace headroom::engine {

Node::Node() = default;
Node::~Node() = default;

namespace {

Edge edgeOf(const Tensor& tensor)
{
    const TensorBody* body = tensor.body();
    if (body && body->node)
        return {NodeRef(body->node), body->output};
    if (body && body->leaf && body->leaf->accumulate)
        return {body->leaf->accumulate, 0};
    return {};
}

/// torch/csrc/autograd/utils/grad_layout_contract.h.
bool laidOutAs(const Tensor& gradient, const Dims& strides)
{
    for (std::size_t i = 0; i < strides.rank(); ++i) {
        if (gradient.sizes()[i] != 1 && gradient.strides()[i] != strides[i])
            return false;
    }
    return true;
}

/// torch/csrc/autograd/functions/accumulate_grad.h. A gradient without another owner and laid out
/// as the parameter is taken over; else it's copied; a second one is added in place.
void accumulateGrad(Node& node, const Gradients& incoming, Gradients&)
{
    const Tensor& given = incoming[0];
    Leaf& leaf = *node.leaf;
    if (!given || leaf.gradient)
        return;
    leaf.gradient = given.body()->owners == 1 && laidOutAs(given, node.saved.otherSizes)
        ? given.detach()
        : given.engine().makeStrided(
            "aten.clone.default", node.saved.sizes, node.saved.otherSizes, given.dtype());
    leaf.gradient.setRole(Role::Gradient);
}

Node* takeNode(Engine& engine, const char* name, BackwardFunction backward)
{
    Node* node = engine.nodes.take();
    node->name = name;
    node->backward = backward;
    node->sequence = engine.sequence++;
    node->engine = &engine;
    node->module = engine.module;
    node->layer = engine.ledger.layer();
    node->leaf = nullptr;
    node->python = false;
    node->pass = 0;
    return node;
}

void bury(Engine& engine, Node* node)
{
    for (std::size_t i = 0; i < node->next.size(); ++i)
        node->next[i] = {};
    node->next.clear();
    node->outputs.clear();
    for (std::size_t i = 0; i < node->saved.tensors.size(); ++i) {
        SavedTensor& saved = node->saved.tensors[i];
        if (saved.frame)
            saved.frame->drop(saved.index);
        saved = {};
    }
    node->saved.tensors.clear();
    node->saved.sizes = {};
    node->saved.otherSizes = {};
    node->gradients.clear();
    if (node->own) {
        std::vector<Leaf*>& casted = engine.autocast.casted;
        casted.erase(std::remove(casted.begin(), casted.end(), node->own.get()), casted.end());
        node->own.reset();
    }
    engine.nodes.give(node);
}

} // namespace

void destroyNode(Node* node)
{
    Engine& engine = *node->engine;
    engine.dying.push_back(node);
    if (engine.burying)
        return;
    engine.burying = true;
    while (!engine.dying.empty()) {
        Node* next = engine.dying.back();
        engine.dying.pop_back();
        bury(engine, next);
    }
    engine.burying = false;
}

void Node::save(std::size_t slot, const Tensor& tensor)
{
    if (saved.tensors.size() <= slot)
        saved.tensors.resize(slot + 1);
    if (engine->checkpointing) {
        saved.tensors[slot] = engine->checkpointing->pack(tensor);
        return;
    }
    saved.tensors[slot].tensor = tensor.body()->node || tensor.leaf() ? tensor.detach() : tensor;
    const Storage* storage = tensor.storage();
    if (storage->number != Storage::kUntracked
        && engine->ledger.births()[storage->number].role == Role::Temporary)
        engine->ledger.setRole(storage->number, Role::Activation);
}

NodeRef record(Engine& engine, const char* name, BackwardFunction backward, const Tensor* inputs,
    std::size_t count)
{
    if (!engine.gradEnabled)
        return {};
    bool wanted = false;
    for (std::size_t i = 0; i < count; ++i)
        wanted = wanted || (inputs[i] && inputs[i].requiresGrad());
    if (!wanted)
        return {};
    Node* node = takeNode(engine, name, backward);
    for (std::size_t i = 0; i < count; ++i)
        node->next.push(edgeOf(inputs[i]));
    return NodeRef(node);
}

NodeRef record(Engine& engine, const char* name, BackwardFunction backward, const Tensor& a)
{
    if (!engine.gradEnabled || !a.requiresGrad())
        return {};
    Node* node = takeNode(engine, name, backward);
    node->next.push(edgeOf(a));
    return NodeRef(node);
}

NodeRef record(
    Engine& engine, const char* name, BackwardFunction backward, const Tensor& a, const Tensor& b)
{
    if (!engine.gradEnabled || (!(a && a.requiresGrad()) && !(b && b.requiresGrad())))
        return {};
    Node* node = takeNode(engine, name, backward);
    node->next.push(edgeOf(a));
    node->next.push(edgeOf(b));
    return NodeRef(node);
}

NodeRef record(Engine& engine, const char* name, BackwardFunction backward, const Tensor& a,
    const Tensor& b, const Tensor& c)
{
    if (!engine.gradEnabled
        || (!(a && a.requiresGrad()) && !(b && b.requiresGrad()) && !(c && c.requiresGrad())))
        return {};
    Node* node = takeNode(engine, name, backward);
    node->next.push(edgeOf(a));
    node->next.push(edgeOf(b));
    node->next.push(edgeOf(c));
    return NodeRef(node);
}

Tensor attach(const NodeRef& node, Tensor result)
{
    if (!node)
        return result;
    TensorBody* body = result.body();
    body->node = node.get();
    ++node->owners;
    body->output = static_cast<std::uint16_t>(node->outputs.size());
    node->outputs.push({body->sizes, body->dtype});
    return result;
}

namespace {

NodeRef accumulator(const TensorBody& body, Leaf& leaf)
{
    Node* node = takeNode(*body.engine, "AccumulateGrad", accumulateGrad);
    node->sequence = ~std::uint64_t{0};
    node->layer = leaf.layer;
    node->leaf = &leaf;
    node->outputs.push({body.sizes, body.dtype});
    node->saved.sizes = body.sizes;
    node->saved.otherSizes = body.strides; // the layout that a gradient must have
    return NodeRef(node);
}

} // namespace

void makeLeaf(const Tensor& parameter, Leaf& leaf, bool trains)
{
    TensorBody* body = parameter.body();
    body->leaf = &leaf;
    if (trains)
        leaf.accumulate = accumulator(*body, leaf);
}

Tensor requireGrad(Tensor tensor)
{
    TensorBody* body = tensor.body();
    if (body->node || body->leaf || !body->engine->gradEnabled)
        return tensor;
    auto own = std::make_unique<Leaf>();
    own->layer = body->engine->ledger.layer();
    own->variable = tensor.detach();
    const NodeRef node = accumulator(*body, *own);
    body->leaf = own.get();
    node->own = std::move(own);
    body->node = node.get();
    ++node->owners;
    return tensor;
}

void requireGradient(const Tensor& tensor)
{
    LooseLeaf& loose = tensor.engine().looseLeaves.emplace_back();
    loose.tensor = tensor;
    makeLeaf(tensor, loose.leaf, true);
}

} // namespace headroom::engine
