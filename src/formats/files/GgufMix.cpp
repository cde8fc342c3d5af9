// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/GgufMix.h"

#include "formats/files/GgufTypes.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace headroom::files {
namespace {

struct MixKind {
    std::string_view name;
    std::string_view base; ///< the type of all that no rule names
};
constexpr auto kMixKinds = std::to_array<MixKind>({
    {"F32", "F32"},
    {"F16", "F16"},
    {"BF16", "BF16"},
    {"Q4_0", "Q4_0"},
    {"Q4_1", "Q4_1"},
    {"Q5_0", "Q5_0"},
    {"Q5_1", "Q5_1"},
    {"Q8_0", "Q8_0"},
    {"Q2_K", "Q2_K"},
    {"Q2_K_S", "Q2_K"},
    {"Q3_K_S", "Q3_K"},
    {"Q3_K_M", "Q3_K"},
    {"Q3_K_L", "Q3_K"},
    {"Q4_K_S", "Q4_K"},
    {"Q4_K_M", "Q4_K"},
    {"Q5_K_S", "Q5_K"},
    {"Q5_K_M", "Q5_K"},
    {"Q6_K", "Q6_K"},
    {"IQ1_S", "IQ1_S"},
    {"IQ1_M", "IQ1_M"},
    {"IQ2_XXS", "IQ2_XXS"},
    {"IQ2_XS", "IQ2_XS"},
    {"IQ2_S", "IQ2_XS"},
    {"IQ2_M", "IQ2_S"},
    {"IQ3_XXS", "IQ3_XXS"},
    {"IQ3_XS", "IQ3_S"},
    {"IQ3_S", "IQ3_S"},
    {"IQ3_M", "IQ3_S"},
    {"IQ4_NL", "IQ4_NL"},
    {"IQ4_XS", "IQ4_XS"},
    {"TQ1_0", "TQ1_0"},
    {"TQ2_0", "TQ2_0"},
    {"MXFP4_MOE", "MXFP4"},
});

/// Small weights that quantization would harm, and what computes by table.
constexpr auto kKeptParts = std::to_array<std::string_view>({"_norm.weight", "ffn_gate_inp.weight",
    "altup", "laurel", "per_layer_model_proj", "position_embd", "token_types.weight", "pos_embd",
    "ssm_conv1d", "shortconv.conv.weight", "time_mix_first.weight", "time_mix_w0.weight",
    "time_mix_w1.weight", "time_mix_w2.weight", "time_mix_v0.weight", "time_mix_v1.weight",
    "time_mix_v2.weight", "time_mix_a0.weight", "time_mix_a1.weight", "time_mix_a2.weight",
    "time_mix_g1.weight", "time_mix_g2.weight", "time_mix_decay_w1.weight",
    "time_mix_decay_w2.weight", "time_mix_lerp_fused.weight", "attn_rel_b.weight", "patch_embd"});

bool has(std::string_view name, std::string_view part) { return name.find(part) != name.npos; }

std::uint64_t layerOf(std::string_view name)
{
    constexpr std::string_view kBlock = "blk.";
    std::uint64_t layer = 0;
    if (name.starts_with(kBlock))
        std::from_chars(name.data() + kBlock.size(), name.data() + name.size(), layer);
    return layer;
}

/// For a row that is not whole blocks of the type.
std::string_view fallback(std::string_view type)
{
    if (type == "Q4_K")
        return "Q5_0";
    if (type == "Q5_K")
        return "Q5_1";
    if (type == "Q6_K")
        return "Q8_0";
    if (type == "Q2_K" || type == "Q3_K" || type.starts_with("TQ"))
        return "Q4_0";
    return type.starts_with("IQ") ? "IQ4_NL" : "F16";
}

bool divides(std::string_view type, std::uint64_t row)
{
    const GgufType* found = ggufTypeNamed(type);
    return found != nullptr && row % found->blockElements == 0;
}

} // namespace

std::span<const std::string_view> GgufMix::names()
{
    static constexpr auto kNames = [] {
        std::array<std::string_view, kMixKinds.size()> all{};
        for (std::size_t i = 0; i < all.size(); ++i)
            all[i] = kMixKinds[i].name;
        return all;
    }();
    return kNames;
}

GgufMix::GgufMix(std::string_view kind, const MixModel& model)
    : m_kind(kind)
    , m_model(model)
    , m_shares(model.kvHeads > 0 && model.heads / model.kvHeads >= 4)
{
    m_base = std::find_if(kMixKinds.begin(), kMixKinds.end(), [&](const MixKind& entry) {
        return entry.name == kind;
    })->base;
    m_model.experts = std::max<std::uint64_t>(model.experts, 1);
}

bool GgufMix::isQuantized(const MixTensor& tensor)
{
    return tensor.name.ends_with("weight") && tensor.shape.size() > 1
        && std::none_of(kKeptParts.begin(), kKeptParts.end(),
            [&](std::string_view part) { return has(tensor.name, part); });
}

bool GgufMix::is(std::initializer_list<std::string_view> kinds) const
{
    return std::find(kinds.begin(), kinds.end(), m_kind) != kinds.end();
}

bool GgufMix::hasMoreBits(std::uint64_t layer, std::uint64_t layers) const
{
    return layer < layers / 8 || layer >= 7 * layers / 8 || (layer - layers / 8) % 3 == 2;
}

std::string_view GgufMix::next(const MixTensor& tensor)
{
    const std::uint64_t row = tensor.shape.empty() ? 1 : tensor.shape.front();
    const std::string_view type = wanted(tensor);
    if (divides(type, row))
        return type;
    const std::string_view other = fallback(type);
    return divides(other, row) ? other : "F16";
}

std::string_view GgufMix::wanted(const MixTensor& tensor)
{
    const std::string_view name = tensor.name;
    if (is({"F32", "F16", "BF16"}))
        return m_base;
    if (name == "output.weight" || (!m_model.hasOutput && name == "token_embd.weight"))
        return divides(m_base, tensor.shape.front()) ? output() : "Q8_0";
    if (m_kind == "MXFP4_MOE")
        return tensor.shape.size() > 2 && tensor.shape[2] > 1 ? m_base : "Q8_0";
    if (name == "token_embd.weight" || name == "per_layer_token_embd.weight")
        return embedding();
    if (is({"IQ1_S", "IQ1_M", "IQ2_XXS", "IQ2_XS", "IQ2_S", "IQ2_M"}))
        return lowestBits(name);
    if (has(name, "attn_v.weight") || has(name, "attn_qkv.weight") || has(name, "attn_kv_b.weight"))
        return values();
    const bool isKey = has(name, "attn_k.weight");
    if (isKey && m_model.experts == 8)
        return "Q8_0";
    if (isKey || has(name, "attn_q.weight"))
        return m_kind == "IQ3_XS" ? "IQ3_XXS" : m_kind == "IQ3_XXS" ? "IQ2_S" : m_base;
    // With experts, tensors of a layer need not come in order: the name says the layer.
    const auto place = [&](std::uint64_t& count) {
        return m_model.experts > 1 ? layerOf(name) : count++;
    };
    if (has(name, "ffn_down"))
        return down(place(m_downs));
    if (has(name, "attn_output.weight"))
        return attentionOutput();
    if (has(name, "ffn_gate") || has(name, "ffn_up")) {
        const std::uint64_t layer = place(has(name, "ffn_gate") ? m_gates : m_ups);
        const bool isMiddle = layer >= m_model.layers / 8 && layer < 7 * m_model.layers / 8;
        return m_kind == "IQ3_XS" && isMiddle ? "IQ3_XXS" : m_base;
    }
    return m_base;
}

std::string_view GgufMix::output() const
{
    if (m_kind == "MXFP4_MOE" || m_model.architecture == "falcon" || m_base == "Q8_0")
        return "Q8_0";
    return is({"IQ1_S", "IQ1_M", "IQ2_XXS", "IQ2_XS", "IQ2_S", "IQ2_M", "IQ3_XXS"}) ? "Q5_K"
                                                                                    : "Q6_K";
}

std::string_view GgufMix::embedding() const
{
    if (is({"IQ1_S", "IQ1_M", "IQ2_XXS", "IQ2_XS"}))
        return "Q2_K";
    if (is({"IQ2_S", "IQ2_M", "IQ3_XXS"}))
        return "IQ3_S";
    return is({"TQ1_0", "TQ2_0"}) ? "Q4_K" : m_base;
}

std::string_view GgufMix::lowestBits(std::string_view name)
{
    const bool isSecond = is({"IQ2_S", "IQ2_M"});
    if (has(name, "attn_v.weight") || has(name, "attn_qkv.weight") || has(name, "attn_kv_b.weight"))
        return m_shares || m_model.experts >= 4 ? "Q4_K" : isSecond ? "IQ3_S" : "Q2_K";
    if (m_model.experts == 8 && has(name, "attn_k.weight"))
        return "Q4_K";
    if (has(name, "ffn_down"))
        return m_downs++ < m_model.layers / 8 ? (isSecond ? "IQ3_S" : "Q2_K") : m_base;
    if (has(name, "attn_output.weight")) {
        if (m_model.experts == 8)
            return "Q5_K";
        return isSecond ? "IQ3_S" : is({"IQ1_S", "IQ1_M"}) ? "IQ2_XXS" : m_base;
    }
    return m_base;
}

std::string_view GgufMix::values()
{
    const std::uint64_t place = m_values++;
    std::string_view type = m_base;
    if (m_kind == "Q2_K")
        type = m_shares ? "Q4_K" : "Q3_K";
    else if (m_kind == "IQ3_XXS")
        type = m_shares ? "Q4_K" : "IQ3_S";
    else if (m_kind == "IQ3_M" || (m_shares && is({"Q2_K_S", "IQ3_XS", "IQ3_S"})))
        type = "Q4_K";
    else if (m_kind == "Q3_K_M")
        type = place < 2 ? "Q5_K" : "Q4_K";
    else if (m_kind == "Q3_K_L" || (m_shares && is({"IQ4_NL", "IQ4_XS"})))
        type = "Q5_K";
    else if (is({"Q4_K_M", "Q5_K_M"}) && hasMoreBits(place, m_model.valueTensors))
        type = "Q6_K";
    else if (m_kind == "Q4_K_S" && place < 4)
        type = "Q5_K";
    // Eight heads share these weights in a model of 70B, so more bits cost little.
    const bool is70B = m_model.layers == 80
        && (m_model.architecture == "qwen2"
            || (m_model.architecture == "llama" && m_model.heads != m_model.kvHeads));
    if (is70B && (type == "Q3_K" || type == "Q4_K"))
        type = "Q5_K";
    return m_model.experts == 8 ? "Q8_0" : type;
}

std::string_view GgufMix::down(std::uint64_t layer) const
{
    const std::uint64_t layers = m_model.layers;
    const bool isFirst = layer < layers / 8;
    const bool isFalcon = m_model.architecture == "falcon";
    if (m_kind == "Q2_K")
        return "Q3_K";
    if (m_kind == "Q2_K_S")
        return isFirst ? "Q4_K" : m_base;
    if (m_kind == "IQ3_XXS")
        return isFirst ? "Q4_K" : "Q3_K";
    if (m_kind == "Q3_K_M")
        return layer < layers / 16                    ? "Q5_K"
            : !isFalcon || hasMoreBits(layer, layers) ? "Q4_K"
                                                      : "Q3_K";
    if (m_kind == "IQ3_M")
        return isFirst || (m_model.experts == 8 && hasMoreBits(layer, layers)) ? "Q4_K" : m_base;
    if (m_kind == "Q3_K_L")
        return isFalcon ? "Q4_K" : "Q5_K";
    if (m_kind == "Q4_K_M" && isFalcon)
        return layer < layers / 16 ? "Q6_K" : hasMoreBits(layer, layers) ? "Q5_K" : "Q4_K";
    if (is({"Q4_K_M", "Q5_K_M"}))
        return hasMoreBits(layer, layers) ? "Q6_K" : m_base;
    if (is({"IQ4_NL", "IQ4_XS"}) || (m_kind == "Q4_K_S" && !isFalcon))
        return isFirst ? "Q5_K" : m_base;
    return m_base;
}

std::string_view GgufMix::attentionOutput() const
{
    if (m_model.architecture == "falcon")
        return m_kind == "Q3_K_L" ? "Q4_K" : m_base;
    if (m_model.experts == 8)
        return is({"Q2_K", "IQ3_XS", "IQ3_XXS", "Q3_K_S", "Q3_K_M", "IQ4_NL", "Q4_K_S", "Q4_K_M",
                   "IQ3_S", "IQ3_M", "IQ4_XS"})
            ? "Q5_K"
            : m_base;
    if (m_kind == "Q2_K")
        return "Q3_K";
    if (m_kind == "IQ3_XXS")
        return "IQ3_S";
    if (is({"Q3_K_M", "IQ3_M"}))
        return "Q4_K";
    return m_kind == "Q3_K_L" ? "Q5_K" : m_base;
}

} // namespace headroom::files
