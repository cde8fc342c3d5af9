// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/Checkpoint.h"
#include "headroom/engine/Engine.h"
#include "headroom/engine/Mode.h"
#include "headroom/engine/Tape.h"
#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Reductions.h"

#include <algorithm>
#include <vector>

namespace headroom::engine {

namespace {

/// One pass of torch/csrc/autograd/engine.cpp: the youngest node whose gradients are complete runs
/// first.
class Pass {
public:
    explicit Pass(Engine& engine)
        : m_engine(engine)
    {
        ++engine.pass;
    }

    void run(const Tensor& loss)
    {
        Node* root = loss.body()->node;
        countDependencies(root);
        const Tensor seed = m_engine.make("aten.ones_like.default", loss.sizes(), loss.dtype());
        Tensor given = seed;
        give(*root, loss.body()->output, given);
        push(root);
        while (!m_ready.empty()) {
            std::pop_heap(m_ready.begin(), m_ready.end(), older);
            const NodeRef node = std::move(m_ready.back());
            m_ready.pop_back();
            evaluate(*node);
        }
    }

private:
    void push(Node* node)
    {
        m_ready.emplace_back(node);
        std::push_heap(m_ready.begin(), m_ready.end(), older);
    }

    static bool older(const NodeRef& a, const NodeRef& b) { return a->sequence < b->sequence; }

    void countDependencies(Node* root)
    {
        std::vector<Node*> open{root};
        visit(*root);
        while (!open.empty()) {
            Node* node = open.back();
            open.pop_back();
            for (std::size_t i = 0; i < node->next.size(); ++i) {
                Node* next = node->next[i].node.get();
                if (!next)
                    continue;
                if (visit(*next))
                    open.push_back(next);
                ++next->dependencies;
            }
        }
    }

    bool visit(Node& node) const
    {
        if (node.pass == m_engine.pass)
            return false;
        node.pass = m_engine.pass;
        node.dependencies = 0;
        node.gradients.resize(node.outputs.size());
        return true;
    }

    /// InputBuffer::add: the first gradient moves in; of a later one it makes a sum, and leaves it
    /// to its owner. A sum is a new tensor, as measure.py's tensors (a subclass) are not added in
    /// place.
    static void give(Node& node, std::uint32_t output, Tensor& gradient)
    {
        Tensor& place = node.gradients[output];
        if (place) {
            const Tensor old = std::move(place);
            place = add(old, gradient);
        } else {
            place = std::move(gradient);
        }
    }

    void evaluate(Node& node)
    {
        m_engine.ledger.enterLayer(node.layer);
        const InModule where(m_engine, node.module);
        Gradients outgoing = call(node);
        for (std::size_t i = 0; i < node.saved.tensors.size(); ++i)
            node.saved.tensors[i] = {};
        for (std::size_t i = 0; i < outgoing.size(); ++i) {
            const Edge& edge = node.next[i];
            if (!edge.node)
                continue;
            Node& next = *edge.node;
            if (outgoing[i])
                give(next, edge.input, outgoing[i]);
            if (--next.dependencies == 0)
                push(&next);
        }
    }

    Gradients call(Node& node)
    {
        for (std::size_t i = 0; i < node.saved.tensors.size(); ++i) {
            SavedTensor& saved = node.saved.tensors[i];
            if (saved.frame)
                saved.tensor = saved.frame->unpack(m_engine, saved.index);
        }
        Gradients incoming = std::move(node.gradients);
        node.gradients = {};
        Gradients outgoing;
        outgoing.resize(node.next.size());
        bool any = false;
        for (std::size_t i = 0; i < incoming.size(); ++i)
            any = any || incoming[i];
        if (!any)
            return outgoing;
        node.backward(node, incoming, outgoing);
        if (node.python)
            incoming.clear();
        // What was recomputed lived in variables of the function; what was saved lives until the
        // node is done.
        for (std::size_t i = 0; i < node.saved.tensors.size(); ++i) {
            if (node.saved.tensors[i].frame)
                node.saved.tensors[i].tensor.reset();
        }
        for (std::size_t i = 0; i < outgoing.size(); ++i)
            validate(node.next[i], outgoing[i]);
        return outgoing;
    }

    /// engine.cpp, validate_outputs: a gradient takes the shape and the dtype of what it is the
    /// gradient of.
    static void validate(const Edge& edge, Tensor& gradient)
    {
        if (!edge.node || !gradient)
            return;
        const OutputShape& wanted = edge.node->outputs[edge.input];
        if (!(gradient.sizes() == wanted.sizes))
            gradient = sumTo(std::move(gradient), wanted.sizes);
        if (gradient.dtype() != wanted.dtype)
            gradient = toDtype(std::move(gradient), wanted.dtype);
    }

    Engine& m_engine;
    std::vector<NodeRef> m_ready;
};

} // namespace

void backward(const Tensor& loss)
{
    Engine& engine = loss.engine();
    const GradMode none(engine, false);
    const std::int32_t layer = engine.ledger.layer();
    if (loss.body()->node)
        Pass(engine).run(loss);
    engine.ledger.enterLayer(layer);
}

} // namespace headroom::engine
