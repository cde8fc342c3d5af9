// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "architectures/Network.h"
#include "architectures/blocks/CausalLm.h"
#include "headroom/engine/operators/Joining.h"

#include <utility>

namespace headroom::architectures {

/// What XForY.forward gives; without labels no loss.
struct HeadOutput {
    Tensor loss;
    Tensor logits;
};

/// What a bare model gives.
struct ModelOutput {
    Tensor lastHiddenState;
    Tensor poolerOutput; ///< empty: it has no pooler
};

/// A model with a head, without a cache: `loss = model(**batch).loss`, `out = model(**batch)`.
class HeadNetwork : public Network {
public:
    Tensor loss(const Batch& batch) override { return forward(batch).loss; }
    Inferred infer(const Batch& batch, KvCache*) override
    {
        return {engine::list(forward(batch).logits), {}};
    }

protected:
    [[nodiscard]] virtual HeadOutput forward(const Batch& batch) const = 0;
};

/// The bare model at the root: `loss = model(**batch).last_hidden_state.float().mean()`.
/// `Model(Module&, name, config, setup, layers, more...)` has forward(input ids or pixel values).
template <typename Config, typename Model> class BareNetwork : public Network {
public:
    template <typename... More>
    BareNetwork(engine::Module& root, const Config& config, const Setup& setup, std::int64_t layers,
        More... more)
        : m_config(config)
        , m_setup(setup)
        , m_model(root, "", m_config, m_setup, layers, more...)
    {
    }
    Tensor loss(const Batch& batch) override
    {
        Tensor hidden = m_model.forward(inputOf(batch)).lastHiddenState;
        return meanLoss(std::move(hidden));
    }
    Inferred infer(const Batch& batch, KvCache*) override
    {
        ModelOutput output = m_model.forward(inputOf(batch));
        Inferred result;
        result.kept.push_back(std::move(output.lastHiddenState));
        if (output.poolerOutput)
            result.kept.push_back(std::move(output.poolerOutput));
        return result;
    }

private:
    [[nodiscard]] static const Tensor& inputOf(const Batch& batch)
    {
        return batch.pixelValues ? batch.pixelValues : batch.inputIds;
    }

    Config m_config;
    Setup m_setup;
    Model m_model;
};

} // namespace headroom::architectures
