// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace headroom::files {

/// What llama-quantize looks at of a model beside each tensor.
struct MixModel {
    std::string_view architecture;
    std::uint64_t layers = 0;
    std::uint64_t heads = 0;
    std::uint64_t kvHeads = 0;
    std::uint64_t experts = 0;
    bool hasOutput = false; ///< else the embedding is the output too
    std::uint64_t valueTensors = 0; ///< attn_v, or attn_qkv or attn_kv_b, of all layers
};

struct MixTensor {
    std::string_view name;
    std::span<const std::uint64_t> shape; ///< the row's length first
};

/// The types of a file that llama-quantize makes ("Q4_K_M"), tensor by tensor: a port of its rules
/// (llama.cpp/src/llama-quant.cpp, without an importance matrix). Tensors come by layer.
class GgufMix {
public:
    /// The kinds of file that there are.
    [[nodiscard]] static std::span<const std::string_view> names();

    /// `kind`: one of names().
    GgufMix(std::string_view kind, const MixModel& model);

    /// Whether the tensor is quantized at all; others stay as they are.
    [[nodiscard]] static bool isQuantized(const MixTensor& tensor);
    /// The type's name of the next tensor that is.
    [[nodiscard]] std::string_view next(const MixTensor& tensor);

private:
    [[nodiscard]] std::string_view wanted(const MixTensor& tensor);
    [[nodiscard]] std::string_view output() const;
    [[nodiscard]] std::string_view embedding() const;
    [[nodiscard]] std::string_view lowestBits(std::string_view name);
    [[nodiscard]] std::string_view values();
    [[nodiscard]] std::string_view down(std::uint64_t layer) const;
    [[nodiscard]] std::string_view attentionOutput() const;
    [[nodiscard]] bool is(std::initializer_list<std::string_view> kinds) const;
    [[nodiscard]] bool hasMoreBits(std::uint64_t layer, std::uint64_t layers) const;

    std::string_view m_kind;
    std::string_view m_base;
    MixModel m_model;
    bool m_shares = false; ///< four heads or more share a KV head
    std::uint64_t m_values = 0; ///< tensors of each kind that came
    std::uint64_t m_downs = 0;
    std::uint64_t m_gates = 0;
    std::uint64_t m_ups = 0;
};

} // namespace headroom::files
