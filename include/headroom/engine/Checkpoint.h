// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Engine.h"

#include <deque>
#include <functional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace headroom::engine {

enum class CheckpointPolicy {
    None,
    Selective, ///< the outputs of mm, addmm, bmm, baddbmm and of attention's kernels are kept
    Full,
};

/// What one checkpointed region leaves behind (torch/utils/checkpoint.py, _CheckpointFrame): its
/// input and how to run it again; after that the tensors that its nodes would have saved, each
/// until its node has run. Nodes own it.
class CheckpointFrame {
public:
    using Region = std::function<Tensor(Tensor)>;

    Tensor input;
    Region region; ///< what it captures lives as long as the frame, as the closure's arguments do
                   ///< in PyTorch
    bool selective = false;
    bool autocast = false;
    Dtype low = Dtype::Bf16;
    ModuleId module = 0;

    std::size_t places = 0; ///< saved tensors that the first run left out
    bool recomputed = false;
    std::vector<Tensor> tensors; ///< by place
    std::vector<bool> dropped; ///< places of nodes that were gone before the region ran again
    std::unordered_map<std::string_view, std::deque<Tensor>> kept; ///< by operator, in order

    /// The tensor of that place; the first call runs the region again.
    [[nodiscard]] Tensor unpack(Engine& engine, std::size_t place);
    /// The node of that place is gone: what it would keep is not made again for it.
    void drop(std::size_t place);

private:
    void recompute(Engine& engine);
};

/// The region at work, as the engine sees it.
class Checkpointing {
public:
    Checkpointing(std::shared_ptr<CheckpointFrame> frame, bool again)
        : m_frame(std::move(frame))
        , m_again(again)
    {
    }
    /// A node wants to keep `tensor`. The first run notes the place alone; the second keeps it in
    /// the frame, and stops once the last place is filled (early stop).
    [[nodiscard]] SavedTensor pack(const Tensor& tensor);
    /// Operators whose outputs a selective policy keeps ask here: an output of the first run, or
    /// none.
    [[nodiscard]] Tensor takeKept(const char* op);
    void keep(const char* op, const Tensor& output);
    [[nodiscard]] bool keeps() const { return m_frame->selective; }
    [[nodiscard]] bool again() const { return m_again; }

private:
    std::shared_ptr<CheckpointFrame> m_frame;
    bool m_again;
};

/// torch.utils.checkpoint.checkpoint(use_reentrant=False, preserve_rng_state=False) with early
/// stop: runs `region` on `input` without keeping what its nodes save; backward runs it again.
/// Without grad mode it just runs.
[[nodiscard]] Tensor checkpoint(
    CheckpointPolicy policy, CheckpointFrame::Region region, Tensor input);

/// The same of a region that gives more than one tensor.
[[nodiscard]] std::vector<Tensor> checkpointMany(
    CheckpointPolicy policy, std::function<std::vector<Tensor>(Tensor)> region, Tensor input);

/// As Engine::makeStrided for an operator that a selective policy keeps.
[[nodiscard]] Tensor makeKept(
    Engine& engine, const char* op, const Dims& sizes, const Dims& strides, Dtype dtype);

} // namespace headroom::engine
