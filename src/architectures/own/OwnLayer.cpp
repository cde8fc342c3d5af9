// SPDX-License-Identifier: GPL-3.0-or-later
#include "architectures/own/OwnLayer.h"

#include "headroom/architectures/Config.h"
#include "headroom/base/NearestWord.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <string_view>

namespace headroom::architectures::own {

namespace {

constexpr int kMostDepth = 8;
constexpr std::size_t kMostSizes = 3;

using Numbers = std::int64_t OwnLayer::*;
using Flags = bool OwnLayer::*;
using Words = std::string OwnLayer::*;

template <typename Member> struct Named {
    std::string_view key;
    Member member;
};

constexpr auto kNumbers = std::to_array<Named<Numbers>>({
    {"repeat", &OwnLayer::repeat},
    {"inputs", &OwnLayer::inputs},
    {"outputs", &OwnLayer::outputs},
    {"kernel", &OwnLayer::kernel},
    {"stride", &OwnLayer::stride},
    {"padding", &OwnLayer::padding},
    {"dilation", &OwnLayer::dilation},
    {"groups", &OwnLayer::groups},
    {"heads", &OwnLayer::heads},
    {"rows", &OwnLayer::rows},
    {"layers", &OwnLayer::layers},
});
constexpr auto kFlags = std::to_array<Named<Flags>>({
    {"bias", &OwnLayer::bias},
    {"bidirectional", &OwnLayer::bidirectional},
    {"in_place", &OwnLayer::inPlace},
    {"probability", &OwnLayer::drops},
});
constexpr auto kWords = std::to_array<Named<Words>>({
    {"function", &OwnLayer::function},
    {"way", &OwnLayer::way},
    {"gives", &OwnLayer::gives},
});

template <typename Table> auto memberOf(const Table& table, std::string_view key)
{
    const auto found = std::find_if(
        table.begin(), table.end(), [&](const auto& entry) { return entry.key == key; });
    return found->member;
}

std::int64_t numberOf(std::string_view text)
{
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// Reads lists of layers, those inside of others too.
class Reader {
public:
    [[nodiscard]] std::vector<OwnLayer> list(
        const Value::List& values, const std::string& pointer, const std::string& number, int depth)
    {
        std::vector<OwnLayer> layers;
        m_count += values.size();
        if (m_count > static_cast<std::size_t>(kMostRun))
            return layers;
        layers.reserve(values.size());
        for (std::size_t i = 0; i < values.size(); ++i)
            layers.push_back(layer(values[i], pointer + "/" + std::to_string(i),
                number + std::to_string(i + 1), depth));
        return layers;
    }
    /// Of all lists; beyond kMostRun it has stopped reading.
    [[nodiscard]] std::size_t count() const { return m_count; }

private:
    [[nodiscard]] OwnLayer layer(
        const Value& value, std::string pointer, std::string number, int depth)
    {
        OwnLayer layer;
        layer.pointer = std::move(pointer);
        layer.number = std::move(number);
        layer.depth = depth;
        if (!value.asObject()) {
            layer.error = layer.wrong({},
                Text(HEADROOM_TEXT("architectures",
                         "layer {0}: expected an object such as {\"type\": \"flatten\"}, found "
                         "{1}"),
                    layer.number, describe(value)));
            return layer;
        }
        const Config config(value);
        layer.type = config.textOr("type", "");
        const LayerType* type = findLayerType(layer.type);
        if (!type) {
            unknownType(layer);
            return layer;
        }
        for (const LayerKey& key : type->keys)
            read(key, value, config, layer);
        if (const Error* error = config.error(); error && !layer.error) {
            layer.error = *error;
            layer.error->where = std::string(kLayersPointer) + layer.pointer + "/" + error->where;
        }
        warnUnknown(*type, config, layer);
        return layer;
    }

    static void unknownType(OwnLayer& layer)
    {
        std::vector<std::string_view> names;
        for (const LayerType& type : layerTypes())
            names.push_back(type.name);
        layer.error = layer.wrong("type",
            Text(HEADROOM_TEXT("architectures", "layer {0}: expected one of {1}; found {2}"),
                layer.number, joinWords(names), quoteText(layer.type)));
        layer.error->code = ErrorCode::UnknownName;
        layer.error->suggestion = nearestWord(layer.type, names);
    }

    static void warnUnknown(const LayerType& type, const Config& config, OwnLayer& layer)
    {
        std::vector<std::string_view> names;
        for (const LayerKey& key : type.keys)
            names.push_back(key.name);
        for (const std::string& key : config.unused()) {
            const std::string near = nearestWord(key, names);
            layer.warnings.push_back(near.empty()
                    ? Text(HEADROOM_TEXT("architectures", "layer {0}: not used: {1}"), layer.number,
                        key)
                    : Text(HEADROOM_TEXT(
                               "architectures", "layer {0}: not used: {1}. Did you mean {2}?"),
                        layer.number, key, near));
        }
    }

    void read(const LayerKey& key, const Value& value, const Config& config, OwnLayer& layer)
    {
        switch (key.type) {
        case LayerKeyType::Count:
            layer.*memberOf(kNumbers, key.name) = key.required
                ? config.integer(key.name, key.minimum)
                : config.integerOr(key.name, numberOf(key.fallback), key.minimum);
            break;
        case LayerKeyType::Flag:
            layer.*memberOf(kFlags, key.name) = config.flagOr(key.name, key.fallback == "true");
            break;
        case LayerKeyType::Share:
            layer.*memberOf(kFlags, key.name) = config.dropsOr(key.name, key.fallback != "0");
            break;
        case LayerKeyType::Choice:
            choose(key, config, layer);
            break;
        case LayerKeyType::Sizes:
            readSizes(key, value, config, layer);
            break;
        case LayerKeyType::Layers:
            readInside(key, value, config, layer);
            break;
        }
    }

    static void choose(const LayerKey& key, const Config& config, OwnLayer& layer)
    {
        const std::string word = config.textOr(key.name, key.fallback);
        layer.*memberOf(kWords, key.name) = word;
        if (config.error() || layer.error
            || std::find(key.choices.begin(), key.choices.end(), word) != key.choices.end())
            return;
        layer.error = layer.wrong(key.name,
            Text(HEADROOM_TEXT("architectures", "layer {0}: expected one of {1}; found {2}"),
                layer.number, joinWords(key.choices), quoteText(word)));
        layer.error->code = ErrorCode::UnknownName;
        layer.error->suggestion = nearestWord(word, key.choices);
    }

    static void readSizes(
        const LayerKey& key, const Value& value, const Config& config, OwnLayer& layer)
    {
        const Value* found = value.find(key.name);
        static_cast<void>(config.has(key.name));
        const Value::List* list = found ? found->asList() : nullptr;
        if (!list || list->empty() || list->size() > kMostSizes) {
            layer.error = layer.wrong(key.name,
                Text(HEADROOM_TEXT("architectures",
                         "layer {0}: expected a list of one to three sizes, found {1}"),
                    layer.number, found ? describe(*found) : "nothing"));
            return;
        }
        for (const Value& size : *list) {
            const Value holder(Value::Object{{"size", size}});
            const Config one(holder);
            layer.sizes.push_back(one.integer("size", key.minimum));
            if (const Error* error = one.error(); error && !layer.error) {
                layer.error = *error;
                layer.error->where =
                    std::string(kLayersPointer) + layer.pointer + "/" + std::string(key.name);
            }
        }
    }

    void readInside(const LayerKey& key, const Value& value, const Config& config, OwnLayer& layer)
    {
        const bool shortcut = key.name == "shortcut";
        const Value* found = value.find(key.name);
        const bool given = config.has(key.name);
        const Value::List* list = given ? found->asList() : nullptr;
        if ((given && !list) || (key.required && (!list || list->empty()))) {
            layer.error = layer.wrong(key.name,
                Text(HEADROOM_TEXT("architectures",
                         "layer {0}: expected a list of at least one layer, found {1}"),
                    layer.number, given ? describe(*found) : "nothing"));
            return;
        }
        if (!list)
            return;
        if (layer.depth >= kMostDepth) {
            layer.error = layer.wrong(key.name,
                Text(HEADROOM_TEXT("architectures",
                         "layer {0}: expected at most {1} residuals inside of each other"),
                    layer.number, static_cast<std::uint64_t>(kMostDepth)));
            return;
        }
        (shortcut ? layer.shortcut : layer.body) =
            this->list(*list, layer.pointer + "/" + std::string(key.name),
                layer.number + (shortcut ? ".s" : "."), layer.depth + 1);
    }

    std::size_t m_count = 0;
};

} // namespace

Error OwnLayer::wrong(std::string_view key, Text message) const
{
    std::string where = std::string(kLayersPointer) + pointer;
    if (!key.empty())
        where += "/" + std::string(key);
    return {ErrorCode::OutOfRange, std::move(where), std::move(message), {}, {}, 0};
}

Result<std::vector<OwnLayer>> readLayers(const Value& layers)
{
    const Value::List* list = layers.asList();
    if (!list || list->empty())
        return fail(list ? ErrorCode::Missing : ErrorCode::WrongType, std::string(kLayersKey),
            HEADROOM_TEXT("architectures", "expected a list of at least one layer, found {0}"),
            list ? std::string("none") : describe(layers));
    Reader reader;
    std::vector<OwnLayer> read = reader.list(*list, {}, {}, 0);
    if (reader.count() > static_cast<std::size_t>(kMostRun))
        return fail(ErrorCode::OutOfRange, std::string(kLayersKey),
            HEADROOM_TEXT("architectures",
                "expected at most {0} layers that run one by one, found {1}. `repeat` runs a layer "
                "as often as it says"),
            static_cast<std::uint64_t>(kMostRun), std::uint64_t{reader.count()});
    return read;
}

} // namespace headroom::architectures::own
