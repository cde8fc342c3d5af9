// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/LayerList.h"

#include "headroom/architectures/OwnNetwork.h"

#include <algorithm>
#include <charconv>

namespace headroom::app {
namespace {

using architectures::LayerKey;
using architectures::LayerKeyType;

constexpr std::string_view kResidual = "residual";

/// Splits "/3/layers/0" into "/3/layers" and 0.
struct Split {
    std::string list;
    std::size_t index = 0;
};

std::optional<Split> split(std::string_view place)
{
    const std::size_t slash = place.rfind('/');
    if (slash == place.npos)
        return std::nullopt;
    Split result{std::string(place.substr(0, slash)), 0};
    const std::string_view number = place.substr(slash + 1);
    const auto [end, error] =
        std::from_chars(number.data(), number.data() + number.size(), result.index);
    if (error != std::errc() || end != number.data() + number.size())
        return std::nullopt;
    return result;
}

/// What the pointer leads to; nullptr where it leads nowhere.
Value* find(Value& root, std::string_view pointer)
{
    Value* value = &root;
    while (!pointer.empty()) {
        pointer.remove_prefix(1);
        const std::size_t slash = std::min(pointer.find('/'), pointer.size());
        const std::string_view word = pointer.substr(0, slash);
        pointer.remove_prefix(slash);
        if (Value::List* list = value->asList()) {
            const std::optional<Split> at = split("/" + std::string(word));
            if (!at || at->index >= list->size())
                return nullptr;
            value = &(*list)[at->index];
        } else if (value->asObject() != nullptr && value->find(word) != nullptr) {
            value = &value->member(word);
        } else {
            return nullptr;
        }
    }
    return value;
}

struct Found {
    Value::List* list;
    std::size_t index;
    std::string prefix; ///< of the places in that list
    [[nodiscard]] std::string place(std::size_t at) const
    {
        return prefix + "/" + std::to_string(at);
    }
};

std::optional<Found> listOf(Value& layers, const std::string& place)
{
    const std::optional<Split> at = split(place);
    Value* holder = at ? find(layers, at->list) : nullptr;
    Value::List* list = holder != nullptr ? holder->asList() : nullptr;
    if (list == nullptr || at->index >= list->size())
        return std::nullopt;
    return Found{list, at->index, at->list};
}

auto at(Value::List& list, std::size_t index)
{
    return list.begin() + static_cast<std::ptrdiff_t>(index);
}

} // namespace

const Value* layerAt(const Value& layers, std::string_view place)
{
    // find() writes nothing where it looks a member up that is there.
    return place.empty() ? nullptr : find(const_cast<Value&>(layers), place); // NOLINT
}

LayerEdit withLayerKey(Value layers, const std::string& place, std::string_view key, Value value)
{
    Value* layer = place.empty() ? nullptr : find(layers, place);
    if (layer == nullptr || layer->asObject() == nullptr)
        return {std::move(layers), place};
    if (value.isNull())
        std::erase_if(
            *layer->asObject(), [&](const Value::Member& member) { return member.first == key; });
    else
        layer->member(key) = std::move(value);
    return {std::move(layers), place};
}

LayerEdit withLayerAdded(Value layers, const std::string& place, Value layer)
{
    std::optional<Found> found = listOf(layers, place);
    if (!found) {
        Value::List* list = layers.asList();
        if (list == nullptr)
            return {std::move(layers), {}};
        list->push_back(std::move(layer));
        std::string added = "/" + std::to_string(list->size() - 1);
        return {std::move(layers), std::move(added)};
    }
    found->list->insert(at(*found->list, found->index + 1), std::move(layer));
    std::string added = found->place(found->index + 1);
    return {std::move(layers), std::move(added)};
}

LayerEdit withLayerInside(Value layers, const std::string& place, Value layer)
{
    Value* residual = place.empty() ? nullptr : find(layers, place);
    if (residual == nullptr || residual->asObject() == nullptr)
        return {std::move(layers), place};
    Value& inside = residual->member("layers");
    if (inside.asList() == nullptr)
        inside = Value(Value::List());
    inside.asList()->push_back(std::move(layer));
    std::string added = place + "/layers/" + std::to_string(inside.asList()->size() - 1);
    return {std::move(layers), std::move(added)};
}

LayerEdit withoutLayer(Value layers, const std::string& place)
{
    std::optional<Found> found = listOf(layers, place);
    if (!found)
        return {std::move(layers), place};
    found->list->erase(at(*found->list, found->index));
    std::string next;
    if (!found->list->empty())
        next = found->place(std::min(found->index, found->list->size() - 1));
    else if (const std::size_t slash = found->prefix.rfind('/'); slash != std::string::npos)
        next = found->prefix.substr(0, slash); // the residual that it stood in
    return {std::move(layers), std::move(next)};
}

LayerEdit withLayerTwice(Value layers, const std::string& place)
{
    const Value* layer = layerAt(layers, place);
    if (layer == nullptr)
        return {std::move(layers), place};
    Value copy = *layer;
    return withLayerAdded(std::move(layers), place, std::move(copy));
}

std::optional<LayerEdit> withLayerMoved(Value layers, const std::string& place, int by)
{
    std::optional<Found> found = listOf(layers, place);
    if (!found || (by < 0 ? found->index == 0 : found->index + 1 == found->list->size()))
        return std::nullopt;
    const std::size_t other = by < 0 ? found->index - 1 : found->index + 1;
    std::swap((*found->list)[found->index], (*found->list)[other]);
    std::string moved = found->place(other);
    return LayerEdit{std::move(layers), std::move(moved)};
}

Value newLayer(std::string_view name)
{
    Value layer(Value::Object{{"type", Value(name)}});
    const architectures::LayerType* type = architectures::findLayerType(name);
    if (type == nullptr)
        return layer;
    for (const LayerKey& key : type->keys) {
        if (!key.required)
            continue;
        if (key.type == LayerKeyType::Count)
            layer.member(key.name) = Value::number(std::uint64_t{key.name == "outputs" ? 64U
                    : key.name == "rows"                                               ? 10'000U
                                                                                       : 1U});
        else if (key.type == LayerKeyType::Sizes)
            layer.member(key.name) = Value(Value::List{Value::number(std::uint64_t{784})});
        else if (key.type == LayerKeyType::Layers)
            layer.member(key.name) = Value(Value::List{newLayer("activation")});
    }
    return layer;
}

Value firstLayers()
{
    const auto linear = [](std::uint64_t outputs) {
        return Value(Value::Object{{"type", Value("linear")}, {"outputs", Value::number(outputs)}});
    };
    return Value(Value::List{newLayer("input"), linear(256), newLayer("activation"), linear(10)});
}

} // namespace headroom::app
