// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "architectures/Head.h"
#include "architectures/Setup.h"
#include "architectures/blocks/KvCache.h"
#include "headroom/architectures/Config.h"
#include "headroom/base/Result.h"
#include "headroom/engine/Module.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headroom::architectures {

/// What a network is run on. It holds what its head needs; the rest is empty.
struct Batch {
    Tensor inputIds; ///< int64 [batch, sequence length]
    Tensor pixelValues; ///< [batch, channels, size, size], in the dtype of the weights
    Tensor features; ///< what an own network reads: in the dtype of the weights, or int64
    Tensor decoderInputIds; ///< int64 [batch, target length]: an encoder-decoder's, in inference
    Tensor encoderOutput; ///< decoding: what the prefill's encoder gave, in place of inputIds
    Tensor labels; ///< int64 [batch, sequence length], [batch, target length] or [batch], by head
};

/// What inference gives: all that the original's output object keeps alive, but the cache.
struct Inferred {
    std::vector<Tensor> kept;
    Tensor encoderOutput; ///< an encoder-decoder's
};

/// A model that has been built: its parameters exist.
class Network {
public:
    Network() = default;
    Network(const Network&) = delete;
    Network& operator=(const Network&) = delete;
    virtual ~Network() = default;

    /// A training step's forward, to the loss.
    [[nodiscard]] virtual Tensor loss(const Batch& batch) = 0;
    /// Inference. `cache`: nullptr where the blueprint says that there is none.
    [[nodiscard]] virtual Inferred infer(const Batch& batch, KvCache* cache) = 0;
};

/// Blocks that repeat, in the order in which they run.
struct LayerList {
    std::string path; ///< the name of the list: "model.layers"
    /// What each block is: blocks of the same number run the same operators on the same shapes.
    std::vector<int> kinds;
};

/// How many blocks of each list are built. Blocks are numbered through all lists: those of the
/// second go on where the first ends (Module's `layer`).
using LayerCounts = std::vector<std::int64_t>;

/// A model as its config describes it, before it is built.
class Blueprint {
public:
    Blueprint() = default;
    Blueprint(const Blueprint&) = delete;
    Blueprint& operator=(const Blueprint&) = delete;
    virtual ~Blueprint() = default;

    /// What the model reads.
    struct Input {
        std::int64_t channels = 0; ///< of images; 0: it reads tokens
        /// Of an own network, with the batch: what it reads in place of the two.
        std::optional<engine::Dims> sizes{};
        bool tokens = false; ///< int64; else in the dtype of the weights
    };
    [[nodiscard]] virtual Input input() const { return {}; }

    /// Every list of repeated blocks; none where nothing repeats.
    [[nodiscard]] virtual std::vector<LayerList> layerLists() const = 0;

    /// What inference keeps of past positions.
    struct Cache {
        std::size_t list = 0; ///< the list whose blocks have it
        std::vector<std::int64_t> windows; ///< of each block's attention; 0: all positions. Empty:
                                           ///< there is no cache
        bool cross = false; ///< keys and values of the encoder's output too
    };
    [[nodiscard]] virtual Cache cache() const { return {}; }

    /// The longest sequence (of an encoder-decoder: each of its two), 0 where nothing limits it;
    /// `hard`: the model itself fails beyond it (learned positions).
    struct Longest {
        std::int64_t positions = 0;
        bool hard = false;
    };
    [[nodiscard]] virtual Longest longest() const { return {}; }
    /// Parameters that one token does not use (experts that it is not sent to).
    [[nodiscard]] virtual std::uint64_t idleParameters() const { return 0; }

    /// The model with the first blocks of each list alone.
    [[nodiscard]] virtual std::unique_ptr<Network> build(
        engine::Module& root, const Setup& setup, const LayerCounts& layers) const = 0;
};

/// One entry of the table of families.
struct Family {
    std::vector<std::string_view> types; ///< model_type in config.json
    std::vector<Head> heads; ///< the first is taken where neither scenario nor config names one
    Result<std::unique_ptr<Blueprint>> (*read)(const Config& config, Head head);
    /// The projections of its attention, as adapters name them; empty: q_proj, k_proj, v_proj,
    /// o_proj.
    std::vector<std::string_view> attention{};
};

} // namespace headroom::architectures
