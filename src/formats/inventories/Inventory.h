// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/architectures/Config.h"

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// The parameter tensors of a model, from its config.json alone: no forward pass, and so for many
// more families than the engine runs. The counts are those of transformers 5.

namespace headroom::inventories {

using architectures::Config;

enum class Part : std::uint8_t {
    Linear, ///< what quantization methods replace
    Expert, ///< of a mixture: the first dimension counts them
    Embedding,
    Head, ///< the output projection
    Other, ///< norms, biases, convolutions and the like
};

struct Entry {
    std::string name;
    std::vector<std::uint64_t> shape;
    std::uint64_t elements = 0;
    Part part = Part::Other;
};

/// Takes the tensors one after the other. Sizes whose product passes 64 bits are Malformed.
class Inventory {
public:
    /// A part of the name that what follows stands under, while the object lives.
    class Scope {
    public:
        Scope(Inventory& inventory, const std::string& name)
            : m_inventory(&inventory)
            , m_length(inventory.m_prefix.size())
        {
            inventory.m_prefix += name + ".";
        }
        Scope(const Scope&) = delete;
        Scope& operator=(const Scope&) = delete;
        ~Scope() { m_inventory->m_prefix.resize(m_length); }

    private:
        Inventory* m_inventory;
        std::size_t m_length;
    };
    [[nodiscard]] Scope under(const std::string& name) { return {*this, name}; }

    void add(
        std::string_view name, std::initializer_list<std::int64_t> shape, Part part = Part::Other);
    /// name.weight [out, in] and name.bias [out].
    void linear(std::string_view name, std::int64_t in, std::int64_t out, bool bias,
        Part part = Part::Linear);
    /// name.weight [size] and name.bias [size].
    void norm(std::string_view name, std::int64_t size, bool bias);
    void embedding(std::string_view name, std::int64_t rows, std::int64_t columns);
    void convolution(std::string_view name, std::int64_t in, std::int64_t out,
        std::initializer_list<std::int64_t> kernel, bool bias, std::int64_t groups = 1);
    /// [count, …] of which a token uses some.
    void experts(
        std::string_view name, std::initializer_list<std::int64_t> shape, std::int64_t perToken);

    [[nodiscard]] const std::vector<Entry>& entries() const { return m_entries; }
    [[nodiscard]] std::uint64_t total() const { return m_total; }
    [[nodiscard]] std::uint64_t active() const { return m_total - m_idle; }
    [[nodiscard]] std::uint64_t embedded() const { return m_embedded; }

    /// What was assumed where the config says nothing.
    std::vector<Text> assumptions;

private:
    std::string m_prefix;
    std::vector<Entry> m_entries;
    std::uint64_t m_total = 0;
    std::uint64_t m_idle = 0; ///< of experts that a token does not use
    std::uint64_t m_embedded = 0;
};

/// What stands on the model, by the class that "architectures" names.
enum class Task : std::uint8_t {
    ByFamily, ///< not said
    None, ///< …Model
    Language, ///< …ForCausalLM, …LMHeadModel, …ForMaskedLM, …ForConditionalGeneration
    Pretraining, ///< …ForPreTraining
    SequenceClassification,
    TokenClassification,
    QuestionAnswering,
    ImageClassification,
    Other,
};

struct Request {
    const Value& tree; ///< what `config` reads
    Config config;
    Task task = Task::ByFamily;
    std::string_view architecture;
    std::int64_t labels = 2;

    [[nodiscard]] bool hasLanguageHead() const
    {
        return task == Task::ByFamily || task == Task::Language || task == Task::Other;
    }
    /// The same for the object of that key; an empty one where it is absent.
    [[nodiscard]] Request part(std::string_view key) const;
    /// The same without a head.
    [[nodiscard]] Request bare() const { return {tree, config, Task::None, architecture, labels}; }
};

/// A family: the model_types that share a list of parameters.
struct Family {
    std::string_view type;
    void (*list)(const Request& request, Inventory& inventory);
};

/// Lists the parameters of a config.json object; none where its model_type is in no table. What is
/// wrong with a key is thrown as Malformed.
[[nodiscard]] std::optional<Inventory> inventoryOf(const Value& config);

// The tables, a file each.
[[nodiscard]] std::span<const Family> decoderFamilies();
[[nodiscard]] std::span<const Family> mixtureFamilies();
[[nodiscard]] std::span<const Family> latentFamilies();
[[nodiscard]] std::span<const Family> classicFamilies();
[[nodiscard]] std::span<const Family> recurrentFamilies();
[[nodiscard]] std::span<const Family> encoderFamilies();
[[nodiscard]] std::span<const Family> sequenceFamilies();
[[nodiscard]] std::span<const Family> imageFamilies();
[[nodiscard]] std::span<const Family> audioFamilies();
[[nodiscard]] std::span<const Family> multimodalFamilies();
[[nodiscard]] std::span<const Family> gemma4Families();

/// The family of a model_type; nullptr where there is none.
[[nodiscard]] const Family* findFamily(std::string_view type);
/// Every model_type that is in a table.
[[nodiscard]] std::vector<std::string_view> familyTypes();
/// Lists the parameters of a part that is a model of its own (text_config), without a head.
void listPart(const Request& request, std::string_view fallbackType, Inventory& inventory);

/// A number of layers, at most 10,000.
[[nodiscard]] std::int64_t layerCount(
    const Config& config, std::initializer_list<std::string_view> keys, std::int64_t fallback);
/// A list of whole numbers; `fallback` where it is absent.
[[nodiscard]] std::vector<std::int64_t> integers(
    const Request& request, std::string_view key, std::vector<std::int64_t> fallback);
[[nodiscard]] std::int64_t sumOf(const std::vector<std::int64_t>& numbers);
[[nodiscard]] bool isTied(const Config& config, bool fallback);
/// The output projection of a language model, tied or not; or the linear layer of a classification.
void addHead(const Request& request, Inventory& inventory, std::int64_t hidden,
    std::int64_t vocabulary, bool tiedByDefault, bool bias = false);

/// Says what distinguishes a decoder of Llama's kind.
struct DecoderStyle {
    std::int64_t vocabulary = 32000;
    std::int64_t hidden = 4096;
    std::int64_t inner = 11008;
    std::int64_t layers = 32;
    std::int64_t heads = 32;
    std::int64_t kvHeads = 0; ///< as heads
    std::int64_t headDimension = 0; ///< hidden / heads
    bool qkvBias = false;
    bool outputBias = false;
    bool mlpBias = false;
    bool gated = true; ///< gate, up and down; else up and down
    int layerNorms = 2;
    bool normHasWeight = true;
    bool normBias = false;
    enum class QueryNorm { None, OfHead, OfAll, OfEachHead } queryNorm = QueryNorm::None;
    bool tied = false;
    bool headBias = false;
};

/// Sizes that the parts of a decoder share, read from the config.
struct DecoderSizes {
    std::int64_t vocabulary;
    std::int64_t hidden;
    std::int64_t inner;
    std::int64_t layers;
    std::int64_t heads;
    std::int64_t kvHeads;
    std::int64_t headDimension;
};
[[nodiscard]] DecoderSizes decoderSizes(const Config& config, const DecoderStyle& style);

/// The tensors after attention in a layer.
using LayerPart = std::function<void(Inventory& inventory, std::int64_t layer)>;
/// Embedding, layers and final norm, and the head that the request asks for. `feedForward` and
/// `attention` stand for what is special.
void listDecoder(const Request& request, Inventory& inventory, const DecoderStyle& style,
    const LayerPart& feedForward = {}, const LayerPart& attention = {});
void listAttention(Inventory& inventory, const DecoderSizes& sizes, const DecoderStyle& style);
void listGatedMlp(Inventory& inventory, std::int64_t hidden, std::int64_t inner, bool bias = false);
/// The experts of a layer as transformers 5 packs them: gate and up in one, and down.
void listExperts(Inventory& inventory, std::int64_t count, std::int64_t perToken,
    std::int64_t hidden, std::int64_t inner);

} // namespace headroom::inventories
