// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "architectures/Setup.h"
#include "architectures/blocks/KvCache.h"
#include "headroom/architectures/Config.h"
#include "headroom/base/Result.h"
#include "headroom/engine/Module.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace headroom::architectures {

enum class Head {
    CausalLm,
    None, ///< the model without a head; training: the loss is the mean of its output
};

/// A model that has been built: its parameters exist.
class Network {
public:
    Network() = default;
    Network(const Network&) = delete;
    Network& operator=(const Network&) = delete;
    virtual ~Network() = default;

    /// A training step's forward, to the loss.
    [[nodiscard]] virtual Tensor loss(const Tensor& ids, const Tensor& labels) = 0;
    /// Inference: logits of the last position, or the last hidden state where there is no head.
    [[nodiscard]] virtual Tensor infer(const Tensor& ids, KvCache* cache) = 0;
};

/// A model as its config describes it, before it is built.
class Blueprint {
public:
    Blueprint() = default;
    Blueprint(const Blueprint&) = delete;
    Blueprint& operator=(const Blueprint&) = delete;
    virtual ~Blueprint() = default;

    /// What each repeated block is: blocks of the same number run the same operators on the same
    /// shapes.
    [[nodiscard]] virtual std::vector<int> layerKinds() const = 0;
    /// The window of each block's attention in its cache; 0: all positions.
    [[nodiscard]] virtual std::vector<std::int64_t> windows() const = 0;
    /// The longest sequence, 0 where nothing limits it; `hard`: the model itself fails beyond it
    /// (learned positions).
    struct Longest {
        std::int64_t positions = 0;
        bool hard = false;
    };
    [[nodiscard]] virtual Longest longest() const = 0;
    /// The name of the list of repeated blocks: "model.layers".
    [[nodiscard]] virtual std::string layersPath() const = 0;
    /// Parameters that one token does not use (experts that it is not sent to), a layer.
    [[nodiscard]] virtual std::uint64_t idleParameters() const { return 0; }

    /// The model with its first `layers` blocks alone.
    [[nodiscard]] virtual std::unique_ptr<Network> build(
        engine::Module& root, const Setup& setup, std::int64_t layers) const = 0;
};

/// One entry of the table of families.
struct Family {
    std::vector<std::string_view> types; ///< model_type in config.json
    std::vector<Head> heads;
    Result<std::unique_ptr<Blueprint>> (*read)(const Config& config, Head head);
    /// The projections of its attention, as adapters name them; empty: q_proj, k_proj, v_proj,
    /// o_proj.
    std::vector<std::string_view> attention{};
};

} // namespace headroom::architectures
