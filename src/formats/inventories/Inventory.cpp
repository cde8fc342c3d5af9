// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/inventories/Inventory.h"

#include "formats/files/FileFormat.h"
#include "formats/files/Malformed.h"
#include "formats/files/Tree.h"

#include <algorithm>
#include <array>

namespace headroom::inventories {

void Inventory::add(std::string_view name, std::initializer_list<std::int64_t> shape, Part part)
{
    Entry entry;
    entry.name = m_prefix + std::string(name);
    for (const std::int64_t size : shape)
        entry.shape.push_back(static_cast<std::uint64_t>(std::max<std::int64_t>(size, 0)));
    entry.elements = files::elementsOf(entry.shape, entry.name);
    entry.part = part;
    m_total = files::sum(m_total, entry.elements, entry.name);
    if (part == Part::Embedding)
        m_embedded += entry.elements;
    m_entries.push_back(std::move(entry));
}

void Inventory::linear(
    std::string_view name, std::int64_t in, std::int64_t out, bool bias, Part part)
{
    const std::string stem(name);
    add(stem + ".weight", {out, in}, part);
    if (bias)
        add(stem + ".bias", {out});
}

void Inventory::norm(std::string_view name, std::int64_t size, bool bias)
{
    const std::string stem(name);
    add(stem + ".weight", {size});
    if (bias)
        add(stem + ".bias", {size});
}

void Inventory::embedding(std::string_view name, std::int64_t rows, std::int64_t columns)
{
    add(std::string(name) + ".weight", {rows, columns}, Part::Embedding);
}

void Inventory::convolution(std::string_view name, std::int64_t in, std::int64_t out,
    std::initializer_list<std::int64_t> kernel, bool bias, std::int64_t groups)
{
    const std::string stem(name);
    std::int64_t area = 1;
    for (const std::int64_t size : kernel)
        area = static_cast<std::int64_t>(files::multiply(
            static_cast<std::uint64_t>(area), static_cast<std::uint64_t>(size), m_prefix + stem));
    add(stem + ".weight", {out, in / std::max<std::int64_t>(groups, 1), area});
    if (bias)
        add(stem + ".bias", {out});
}

void Inventory::experts(
    std::string_view name, std::initializer_list<std::int64_t> shape, std::int64_t perToken)
{
    add(name, shape, Part::Expert);
    const Entry& entry = m_entries.back();
    const std::uint64_t count = entry.shape.front();
    const auto used = static_cast<std::uint64_t>(std::max<std::int64_t>(perToken, 0));
    if (count > 0 && used < count)
        m_idle += entry.elements / count * (count - used);
}

std::int64_t layerCount(
    const Config& config, std::initializer_list<std::string_view> keys, std::int64_t fallback)
{
    constexpr std::int64_t kMostLayers = 10'000;
    const std::int64_t layers = config.integerOr(keys, fallback, 0);
    if (layers <= kMostLayers)
        return layers;
    for (const std::string_view key : keys) {
        if (config.has(key)) {
            config.reject(key,
                Text(HEADROOM_TEXT("formats", "expected at most {0} layers, found {1}"),
                    static_cast<std::uint64_t>(kMostLayers), static_cast<std::uint64_t>(layers)));
            break;
        }
    }
    return 1;
}

bool isTied(const Config& config, bool fallback)
{
    return config.flagOr("tie_word_embeddings", fallback);
}

void addHead(const Request& request, Inventory& inventory, std::int64_t hidden,
    std::int64_t vocabulary, bool tiedByDefault, bool bias)
{
    switch (request.task) {
    case Task::ByFamily:
    case Task::Language:
    case Task::Pretraining:
    case Task::Other:
        if (!isTied(request.config, tiedByDefault))
            inventory.linear("lm_head", hidden, vocabulary, bias, Part::Head);
        else if (bias)
            inventory.add("lm_head.bias", {vocabulary});
        break;
    case Task::SequenceClassification:
        inventory.linear("score", hidden, request.labels, false, Part::Head);
        break;
    case Task::TokenClassification:
        inventory.linear("score", hidden, request.labels, true, Part::Head);
        break;
    case Task::QuestionAnswering:
        inventory.linear("qa_outputs", hidden, 2, true, Part::Head);
        break;
    case Task::ImageClassification:
    case Task::None:
        break;
    }
}

namespace {

std::array<std::span<const Family>, 11> familyTables()
{
    return {decoderFamilies(), mixtureFamilies(), latentFamilies(), classicFamilies(),
        recurrentFamilies(), encoderFamilies(), sequenceFamilies(), imageFamilies(),
        audioFamilies(), multimodalFamilies(), gemma4Families()};
}

} // namespace

std::vector<std::string_view> familyTypes()
{
    std::vector<std::string_view> types;
    for (const std::span<const Family> table : familyTables()) {
        for (const Family& family : table)
            types.push_back(family.type);
    }
    return types;
}

const Family* findFamily(std::string_view type)
{
    for (const std::span<const Family> table : familyTables()) {
        for (const Family& family : table) {
            if (family.type == type)
                return &family;
        }
    }
    return nullptr;
}

void listPart(const Request& request, std::string_view fallbackType, Inventory& inventory)
{
    const std::string type = request.config.textOr("model_type", fallbackType);
    const Family* family = findFamily(type);
    if (family == nullptr)
        family = findFamily(fallbackType);
    if (family == nullptr) {
        request.config.reject("model_type",
            Text(HEADROOM_TEXT("formats", "expected a model that is known, found {0}"),
                quoteText(type)));
        return;
    }
    family->list(request, inventory);
}

Request Request::part(std::string_view key) const
{
    return {files::objectAt(tree, key), config.child(key), task, architecture, labels};
}

std::vector<std::int64_t> integers(
    const Request& request, std::string_view key, std::vector<std::int64_t> fallback)
{
    const Value* value = request.tree.find(key);
    if (value == nullptr || value->isNull())
        return fallback;
    const Value::List* list = value->asList();
    std::vector<std::int64_t> result;
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
        const std::optional<std::uint64_t> whole = files::wholeOf(&(*list)[i]);
        if (!whole || *whole > static_cast<std::uint64_t>(Config::kLargest))
            break;
        result.push_back(static_cast<std::int64_t>(*whole));
    }
    if (list == nullptr || result.size() != list->size() || result.empty()) {
        request.config.reject(key,
            Text(HEADROOM_TEXT("formats", "expected a list of whole numbers, found {0}"),
                describe(*value)));
        return fallback;
    }
    return result;
}

namespace {

struct TaskName {
    std::string_view ending;
    Task task;
};
constexpr auto kTaskNames = std::to_array<TaskName>({
    {"ForCausalLM", Task::Language},
    {"ForMaskedLM", Task::Language},
    {"LMHeadModel", Task::Language},
    {"ForConditionalGeneration", Task::Language},
    {"ForPreTraining", Task::Pretraining},
    {"ForSequenceClassification", Task::SequenceClassification},
    {"ForTokenClassification", Task::TokenClassification},
    {"ForQuestionAnswering", Task::QuestionAnswering},
    {"ForImageClassification", Task::ImageClassification},
    {"Model", Task::None},
});

Task taskOf(std::string_view architecture)
{
    for (const TaskName& entry : kTaskNames) {
        if (architecture.ends_with(entry.ending))
            return entry.task;
    }
    return architecture.empty() ? Task::ByFamily : Task::Other;
}

std::int64_t labelsOf(const Value& config)
{
    const Value* labels = config.find("id2label");
    if (labels != nullptr && labels->asObject() != nullptr)
        return static_cast<std::int64_t>(labels->asObject()->size());
    constexpr std::uint64_t kMostLabels = 10'000'000;
    const std::uint64_t count = files::wholeAt(config, "num_labels").value_or(2);
    return static_cast<std::int64_t>(std::min(count, kMostLabels));
}

} // namespace

std::optional<Inventory> inventoryOf(const Value& config)
{
    const Family* family = findFamily(files::textAt(config, "model_type"));
    if (family == nullptr)
        return std::nullopt;
    const Value* architectures = config.find("architectures");
    const Value::List* list = architectures != nullptr ? architectures->asList() : nullptr;
    const std::string architecture =
        list != nullptr && !list->empty() ? files::textOf(&list->front()) : std::string();
    const Config keys(config);
    Inventory inventory;
    std::optional<files::Malformed> overflow;
    try {
        family->list(
            {config, keys, taskOf(architecture), architecture, labelsOf(config)}, inventory);
    } catch (files::Malformed& problem) {
        // A key that is wrong explains a size that is too large.
        overflow = problem;
    }
    if (const Error* error = keys.error()) {
        Error found = *error;
        std::replace(found.where.begin(), found.where.end(), '.', '/');
        found.where.insert(0, 1, '/');
        throw files::Malformed(found);
    }
    if (overflow)
        throw *overflow;
    return inventory;
}

} // namespace headroom::inventories
