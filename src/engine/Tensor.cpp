// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/Tensor.h"

#include "headroom/engine/Engine.h"

namespace headroom::engine {

bool Tensor::requiresGrad() const
{
    return m_body->node || (m_body->leaf && m_body->leaf->accumulate);
}

Tensor Tensor::alias(const Dims& sizes, const Dims& strides) const
{
    TensorBody* body = m_body->engine->bodies.take();
    body->owners = 1;
    body->output = 0;
    body->dtype = m_body->dtype;
    body->storage = m_body->storage;
    ++body->storage->owners;
    body->engine = m_body->engine;
    body->node = nullptr;
    body->leaf = nullptr;
    body->sizes = sizes;
    body->strides = strides;
    return adopt(body);
}

Tensor Tensor::detach() const { return alias(m_body->sizes, m_body->strides); }

void Tensor::setRole(Role role) const
{
    if (m_body->storage->number != Storage::kUntracked)
        m_body->engine->ledger.setRole(m_body->storage->number, role);
}

void destroyBody(TensorBody* body)
{
    Engine& engine = *body->engine;
    Storage* storage = std::exchange(body->storage, nullptr);
    Node* node = std::exchange(body->node, nullptr);
    engine.bodies.give(body);
    if (--storage->owners == 0) {
        if (storage->number != Storage::kUntracked)
            engine.ledger.death(storage->number);
        engine.storages.give(storage);
    }
    if (node && --node->owners == 0)
        destroyNode(node);
}

} // namespace headroom::engine
