// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/PackedWeights.h"

#include "formats/files/FileFormat.h"
#include "formats/files/QuantizationConfig.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

namespace headroom::files {
namespace {

using Method = QuantizationConfig::Method;

/// Not parameters, though they are among the tensors: what modules keep as buffers.
bool isBuffer(std::string_view name, const FileTensor& tensor)
{
    constexpr auto kEndings = std::to_array<std::string_view>({"rotary_emb.inv_freq",
        ".masked_bias", ".position_ids", ".running_mean", ".running_var", ".num_batches_tracked",
        ".relative_position_index", ".relative_coords_table", ".e_score_correction_bias",
        ".attn.rotary_emb.cos_cached", ".attn.rotary_emb.sin_cached"});
    for (const std::string_view ending : kEndings) {
        if (name.ends_with(ending) || name == ending.substr(ending.starts_with('.') ? 1 : 0))
            return true;
    }
    // The causal mask of GPT-2 and GPT-NeoX.
    return (name.ends_with(".attn.bias") || name.ends_with(".attention.bias"))
        && tensor.shape.size() == 4;
}

/// The tensors by name.
class Names {
public:
    explicit Names(std::vector<FileTensor>& tensors)
        : m_tensors(&tensors)
    {
        m_index.reserve(tensors.size());
        for (std::size_t i = 0; i < tensors.size(); ++i)
            m_index.emplace(tensors[i].name, i);
    }
    [[nodiscard]] FileTensor* find(const std::string& name) const
    {
        const auto found = m_index.find(name);
        return found != m_index.end() ? &(*m_tensors)[found->second] : nullptr;
    }
    /// Marks as no parameter what is called `base` + one of the endings.
    template <std::size_t Count>
    void discard(const std::string& base, const std::array<std::string_view, Count>& endings) const
    {
        for (const std::string_view ending : endings) {
            if (FileTensor* tensor = find(base + std::string(ending)))
                tensor->parameters = 0;
        }
    }

private:
    std::vector<FileTensor>* m_tensors;
    std::unordered_map<std::string_view, std::size_t> m_index;
};

std::uint64_t lastOf(const FileTensor& tensor)
{
    return tensor.shape.empty() ? 1 : tensor.shape.back();
}

/// What the packed weights were found to be.
struct Found {
    std::string method;
    std::uint64_t bits = 0;
};

class Unpacker {
public:
    Unpacker(ModelFile& file, const Names& names, const QuantizationConfig& config)
        : m_names(&names)
        , m_config(&config)
        , m_file(&file)
    {
    }

    void unpack(FileTensor& tensor)
    {
        const std::string_view name = tensor.name;
        if (const auto base = without(name, ".qweight"))
            gptqOrAwq(tensor, *base);
        else if (const auto blocks = without(name, "_blocks"); blocks && tensor.dtype == "U8")
            mxfp4(tensor, *blocks);
        else if (const auto packed = without(name, ".weight_packed"))
            compressed(tensor, *packed);
        else if (const auto hqq = without(name, ".W_q"))
            hqqWeights(tensor, *hqq);
        else if (const auto weight = without(name, "weight");
                 weight && (weight->empty() || weight->back() == '.'))
            plainName(tensor, *weight);
    }

    [[nodiscard]] const std::optional<Found>& found() const { return m_found; }

private:
    static std::optional<std::string> without(std::string_view name, std::string_view ending)
    {
        if (!name.ends_with(ending))
            return std::nullopt;
        return std::string(name.substr(0, name.size() - ending.size()));
    }

    void note(const char* method, std::uint64_t bits)
    {
        if (!m_found)
            m_found = Found{method, bits};
    }

    /// `perWord` values in each stored element.
    static void setParameters(FileTensor& tensor, std::uint64_t values, std::uint64_t divisor = 1)
    {
        tensor.parameters = multiply(tensor.elements, values, tensor.name) / divisor;
    }

    void gptqOrAwq(FileTensor& tensor, const std::string& base)
    {
        const FileTensor* scales = m_names->find(base + ".scales");
        const FileTensor* zeros = m_names->find(base + ".qzeros");
        const bool isAwq = m_config->method == Method::Awq
            || (m_config->method == Method::None && scales != nullptr
                && m_names->find(base + ".g_idx") == nullptr && tensor.shape.size() == 2
                && lastOf(*scales) != lastOf(tensor) && lastOf(tensor) != 0
                && lastOf(*scales) % lastOf(tensor) == 0);
        std::uint64_t bits = m_config->bits;
        if (bits == 0 && zeros != nullptr && scales != nullptr && lastOf(*scales) != 0)
            bits = multiply(lastOf(*zeros), 32, zeros->name) / lastOf(*scales);
        if (bits == 0 || bits > 32)
            bits = 4;
        setParameters(tensor, 32, bits);
        note(isAwq ? "awq" : "gptq", bits);
        m_names->discard(base, std::to_array<std::string_view>({".qzeros", ".scales", ".g_idx"}));
    }

    void mxfp4(FileTensor& tensor, const std::string& base)
    {
        if (m_names->find(base + "_scales") == nullptr)
            return;
        setParameters(tensor, 2);
        note("mxfp4", 4);
        m_names->discard(base, std::to_array<std::string_view>({"_scales"}));
    }

    void compressed(FileTensor& tensor, const std::string& base)
    {
        const bool isFloat = tensor.dtype == "U8";
        std::uint64_t bits = isFloat || m_config->bits == 0 ? 4 : m_config->bits;
        setParameters(tensor, isFloat ? 2 : 32, isFloat ? 1 : std::min<std::uint64_t>(bits, 32));
        note(!isFloat                                                     ? "compressed-tensors"
                : m_names->find(base + ".weight_global_scale") != nullptr ? "nvfp4"
                                                                          : "mxfp4",
            bits);
        if (!isFloat && m_config->bits == 0)
            addProblem(*m_file, ProblemSeverity::Warning, tensor.name,
                Text(HEADROOM_TEXT("formats",
                    "how many bits a packed weight has stands in config.json, which is not here: 4 "
                    "are assumed")));
        discardStatistics(base);
    }

    void hqqWeights(FileTensor& tensor, const std::string& base)
    {
        const std::uint64_t bits = m_config->bits == 0 ? 4 : m_config->bits;
        // 3 bits: ten in a 32-bit word; 5 and 6 are stored as 8.
        if (tensor.dtype == "I32")
            setParameters(tensor, 10);
        else
            setParameters(tensor, bits >= 5 ? 1 : 8 / bits);
        note("hqq", bits);
        m_names->discard(base,
            std::to_array<std::string_view>({".scale", ".zero", ".nbits", ".group_size", ".shape",
                ".axis", ".channel_wise", ".optimize", ".packing", ".round_zero",
                ".unpack_view_dtype", ".view_as_float", ".compute_dtype", ".quant_scale",
                ".quant_zero", ".offload_meta", ".stores_quant_config", ".encoded_state_dict"}));
    }

    void plainName(FileTensor& tensor, const std::string& base)
    {
        const auto beside = [&](std::string_view ending) {
            return m_names->find(base + std::string(ending)) != nullptr;
        };
        if (tensor.dtype == "U8" && beside("weight.absmax")) {
            setParameters(tensor, 2);
            const bool isNf4 = beside("weight.quant_state.bitsandbytes__nf4");
            note(isNf4 ? (beside("weight.nested_absmax") ? "bitsandbytes nf4, double quantization"
                                                         : "bitsandbytes nf4")
                       : "bitsandbytes fp4",
                4);
            m_names->discard(base,
                std::to_array<std::string_view>(
                    {"weight.absmax", "weight.quant_map", "weight.nested_absmax",
                        "weight.nested_quant_map", "weight.quant_state.bitsandbytes__nf4",
                        "weight.quant_state.bitsandbytes__fp4"}));
        } else if (tensor.dtype == "I8" && beside("SCB")) {
            note("bitsandbytes", 8);
            m_names->discard(base, std::to_array<std::string_view>({"SCB", "weight_format"}));
        } else if (tensor.dtype == "U32" && beside("scales")) {
            mlx(tensor, base);
        } else if (tensor.dtype == "U8" && beside("weight_scale_2")) {
            setParameters(tensor, 2);
            note("nvfp4", 4);
            discardStatistics(base);
        } else if (tensor.dtype == "U8" && beside("weight_scale")) {
            setParameters(tensor, 2);
            note("mxfp4", 4);
            discardStatistics(base);
        } else if (tensor.dtype.starts_with("F8") || tensor.dtype == "I8") {
            if (beside("weight_scale_inv") || beside("weight_scale") || beside("scale_weight"))
                note(tensor.dtype == "I8" ? "int8" : "fp8", 8);
            discardStatistics(base);
        }
    }

    void mlx(FileTensor& tensor, const std::string& base)
    {
        const FileTensor* scales = m_names->find(base + "scales");
        const std::uint64_t groupSize = m_config->groupSize == 0 ? 64 : m_config->groupSize;
        std::uint64_t bits = m_config->bits;
        // Of each weight its own: mixed widths are usual.
        const std::uint64_t columns = multiply(lastOf(*scales), groupSize, scales->name);
        if (columns != 0) {
            const std::uint64_t found = multiply(lastOf(tensor), 32, tensor.name) / columns;
            if (found >= 2 && found <= 8)
                bits = found;
        }
        setParameters(tensor, 32, bits == 0 ? 4 : bits);
        note("mlx", bits == 0 ? 4 : bits);
        m_names->discard(base, std::to_array<std::string_view>({"scales", "biases"}));
    }

    void discardStatistics(const std::string& base) const
    {
        const std::string stem = base.empty() || base.back() == '.' ? base : base + ".";
        m_names->discard(stem,
            std::to_array<std::string_view>({"weight_scale", "weight_scale_inv", "weight_scale_2",
                "weight_global_scale", "weight_zero_point", "weight_shape", "weight_g_idx",
                "input_scale", "input_global_scale", "input_zero_point", "output_scale", "k_scale",
                "v_scale", "scale_weight", "scale_input"}));
    }

    const Names* m_names;
    const QuantizationConfig* m_config;
    ModelFile* m_file;
    std::optional<Found> m_found;
};

/// The last part of names that belong to packed weights: where none ends so, nothing is packed.
bool mayBePacked(const FileTensor& tensor)
{
    return tensor.dtype == "U8" || tensor.dtype == "I8" || tensor.dtype == "I32"
        || tensor.dtype == "U32" || tensor.dtype.starts_with("F8") || tensor.name.ends_with(".W_q");
}

} // namespace

void unpackWeights(ModelFile& file)
{
    const QuantizationConfig config = quantizationOf(file.quantizationConfig);
    bool packed = false;
    for (FileTensor& tensor : file.tensors) {
        tensor.parameters = isBuffer(tensor.name, tensor) ? 0 : tensor.elements;
        packed = packed || mayBePacked(tensor);
    }
    if (config.method != Method::None)
        file.quantization = config.describe();
    if (!packed)
        return;
    const Names names(file.tensors);
    Unpacker unpacker(file, names, config);
    for (FileTensor& tensor : file.tensors) {
        if (mayBePacked(tensor))
            unpacker.unpack(tensor);
    }
    if (!file.quantization && unpacker.found())
        file.quantization =
            unpacker.found()->method + ", " + std::to_string(unpacker.found()->bits) + " bit";
}

} // namespace headroom::files
