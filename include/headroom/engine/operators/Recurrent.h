// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Tensor.h"

#include <cstdint>
#include <vector>

namespace headroom::engine {

enum class Cell { Lstm, Gru };

struct RecurrentOptions {
    Cell cell = Cell::Lstm;
    std::int64_t hidden = 0;
    std::int64_t layers = 1;
    std::int64_t directions = 1;
    bool training = true;
};

/// Numbers that cuDNN keeps for backward of each place of a sequence, layer and direction, and of
/// the outputs between layers one more: 5 of an LSTM (four gates and the cell), 6 of a GRU. cuDNN's
/// source is closed; the rule gives both sizes that cuDNN printed in pytorch/pytorch#2895 (fp32,
/// four layers of 320, 25,000 places: 736,000,000 and 864,000,000 bytes).
[[nodiscard]] std::uint64_t reserveBytes(
    const RecurrentOptions& options, std::int64_t places, Dtype dtype);

/// The same with what backward can't do without, and with what MIOpen keeps, whose source is open
/// (src/rnn.cpp, GetReserveSize): 4 and 12 numbers of an LSTM, 3 and 8 of a GRU.
struct ReserveBand {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
};
[[nodiscard]] ReserveBand reserveBand(
    const RecurrentOptions& options, std::int64_t places, Dtype dtype);

/// aten::_cudnn_rnn of [batch, length, features], batch_first (aten/src/ATen/native/cudnn/RNN.cpp):
/// gives the output [batch, length, hidden x directions], laid out by time, the last hidden state
/// (and cell) of each layer, which nobody keeps, and in training the reserve. `states` [layers x
/// directions, batch, hidden]: hidden state, and of an LSTM the cell. Saves input, weights, states,
/// output and reserve. Backward: aten::_cudnn_rnn_backward, whose gradients of the weights lie in
/// one storage. Inputs are copied time first within the kernels. cuDNN's workspaces are no tensors.
[[nodiscard]] Tensor recurrent(const Tensor& input, const std::vector<Tensor>& states,
    const std::vector<Tensor>& weights, const RecurrentOptions& options);

} // namespace headroom::engine
