// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Ledger.h"
#include "headroom/engine/SmallList.h"
#include "headroom/engine/Tensor.h"

#include <cstdint>
#include <memory>

namespace headroom::engine {

class CheckpointFrame;

using Gradients = SmallList<Tensor, 3>;

/// What a node does in backward: from the gradients of its outputs those of its inputs, as far as
/// they are needed. The incoming ones and what the node saved die when it returns.
using BackwardFunction = void (*)(Node& node, const Gradients& incoming, Gradients& outgoing);

/// A counted pointer to a node.
class NodeRef {
public:
    NodeRef() = default;
    explicit NodeRef(Node* node);
    NodeRef(const NodeRef& other)
        : NodeRef(other.m_node)
    {
    }
    NodeRef(NodeRef&& other) noexcept
        : m_node(std::exchange(other.m_node, nullptr))
    {
    }
    NodeRef& operator=(NodeRef other) & noexcept
    {
        std::swap(m_node, other.m_node);
        return *this;
    }
    ~NodeRef();
    [[nodiscard]] explicit operator bool() const { return m_node != nullptr; }
    Node* operator->() const { return m_node; }
    Node& operator*() const { return *m_node; }
    [[nodiscard]] Node* get() const { return m_node; }

private:
    Node* m_node = nullptr;
};

/// To whom an input's gradient goes: the node that made the input, or the one that keeps a
/// parameter's gradient.
struct Edge {
    NodeRef node;
    std::uint32_t input = 0; ///< which output of that node
};

/// A tensor that a node keeps, or its place in the frame of a checkpointed region.
struct SavedTensor {
    Tensor tensor;
    std::shared_ptr<CheckpointFrame> frame;
    std::size_t index = 0;
};

/// What a gradient of an output must look like (torch/csrc/autograd/input_metadata.h).
struct OutputShape {
    Dims sizes;
    Dtype dtype = Dtype::Fp32;
};

/// What an operator wants back in backward. Tensors cost bytes; sizes, dtypes and numbers are
/// values.
struct Saved {
    SmallList<SavedTensor, 2> tensors;
    Dims sizes; ///< of the first input, mostly
    Dims otherSizes;
    std::int64_t axis = 0;
    std::int64_t start = 0;
    std::int64_t length = 0;
    Dtype dtype = Dtype::Fp32;
    Dtype otherDtype = Dtype::Fp32;
    bool flag = false;
    bool otherFlag = false;
};

struct Leaf;

/// One operator that autograd recorded.
struct Node {
    Node();
    ~Node();
    Node(const Node&) = delete;
    Node& operator=(const Node&) = delete;

    const char* name = "";
    BackwardFunction backward = nullptr;
    std::uint64_t sequence = 0; ///< the engine runs the youngest ready node first
    std::uint32_t owners = 0;
    ModuleId module = 0;
    std::int32_t layer = kNoLayer;
    /// A torch.autograd.Function: what came in is gone before its results are looked at.
    bool python = false;
    Engine* engine = nullptr;
    Leaf* leaf = nullptr; ///< AccumulateGrad's
    std::unique_ptr<Leaf> own; ///< the same, of a leaf that is no parameter
    SmallList<Edge, 3> next;
    SmallList<OutputShape, 1> outputs;
    Saved saved;

    // Of the pass that runs now.
    std::uint32_t dependencies = 0;
    std::uint32_t pass = 0;
    Gradients gradients;

    /// Whether the gradient of that input goes anywhere.
    [[nodiscard]] bool needs(std::size_t input) const
    {
        return static_cast<bool>(next[input].node);
    }
    /// Keeps a tensor for backward (SavedVariable): in `slot`, known to no tape.
    void save(std::size_t slot, const Tensor& tensor);
    /// What was kept; empty where nothing was.
    [[nodiscard]] const Tensor& kept(std::size_t slot) const { return saved.tensors[slot].tensor; }
};

/// A parameter: a tensor that has no node, and whose gradient stays.
struct Leaf {
    Tensor gradient;
    Tensor casted; ///< autocast's copy, while its cache lives
    NodeRef accumulate; ///< empty: frozen
    Tensor variable; ///< of a leaf that is no parameter: as its node keeps it
    std::int32_t layer = kNoLayer;
};

/// A new node with the edges of its inputs, or none where nothing needs a gradient: grad mode is
/// off, or no input has one.
[[nodiscard]] NodeRef record(
    Engine& engine, const char* name, BackwardFunction backward, const Tensor& a);
[[nodiscard]] NodeRef record(
    Engine& engine, const char* name, BackwardFunction backward, const Tensor& a, const Tensor& b);
[[nodiscard]] NodeRef record(Engine& engine, const char* name, BackwardFunction backward,
    const Tensor& a, const Tensor& b, const Tensor& c);
[[nodiscard]] NodeRef record(Engine& engine, const char* name, BackwardFunction backward,
    const Tensor* inputs, std::size_t count);

/// Makes `result` the node's next output. Returns it.
Tensor attach(const NodeRef& node, Tensor result);

/// A parameter's leaf; `trains`: with a node that keeps its gradient.
void makeLeaf(const Tensor& parameter, Leaf& leaf, bool trains);

/// tensor.requires_grad = True for a tensor that is no parameter. It and its gradient live as long
/// as the loss, by Engine::looseLeaves.
void requireGradient(const Tensor& tensor);
/// tensor.requires_grad_(): makes a leaf of what nothing recorded; its gradient lives as long as
/// the graph. Itself where it has a node, or where grad mode is off.
Tensor requireGrad(Tensor tensor);

/// loss.backward(): torch/csrc/autograd/engine.cpp. `loss` stays alive with its owner.
void backward(const Tensor& loss);

void destroyNode(Node* node);

inline NodeRef::NodeRef(Node* node)
    : m_node(node)
{
    if (m_node)
        ++m_node->owners;
}
inline NodeRef::~NodeRef()
{
    if (m_node && --m_node->owners == 0)
        destroyNode(m_node);
}

} // namespace headroom::engine
