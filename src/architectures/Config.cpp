// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/architectures/Config.h"

#include "headroom/base/Decimal.h"
#include "headroom/base/Wide.h"

#include <algorithm>
#include <array>
#include <optional>

namespace headroom::architectures {

struct Config::State {
    std::optional<Error> error;
    std::set<std::string, std::less<>> asked;
    std::shared_ptr<State> parent; ///< of an object within another: where its errors go
};

namespace {

/// Keys of every config.json that change no shape.
constexpr auto kHarmless = std::to_array<std::string_view>({"architectures", "model_type",
    "_name_or_path", "transformers_version", "torch_dtype", "dtype", "bos_token_id", "eos_token_id",
    "pad_token_id", "unk_token_id", "sep_token_id", "cls_token_id", "decoder_start_token_id",
    "initializer_range", "use_cache", "rms_norm_eps", "layer_norm_eps", "layer_norm_epsilon",
    "rope_theta", "rotary_emb_base", "pretraining_tp", "task_specific_params", "summary_activation",
    "summary_first_dropout", "summary_proj_to_labels", "summary_type", "summary_use_proj",
    "label2id", "id2label", "num_labels", "gradient_checkpointing", "n_ctx", "prefix", "auto_map",
    "_remove_final_layer_norm", "_attn_implementation", "attn_implementation", "return_dict",
    "output_attentions", "output_hidden_states", "router_aux_loss_coef", "router_jitter_noise",
    "problem_type", "finetuning_task", "quantization_config"});

} // namespace

Config::Config(const Value& value, std::string path)
    : m_value(&value)
    , m_path(std::move(path))
    , m_state(std::make_shared<State>())
{
}

std::string Config::pathOf(std::string_view key) const
{
    return m_path.empty() ? std::string(key) : m_path + "." + std::string(key);
}

const Value* Config::find(std::string_view key) const
{
    m_state->asked.emplace(key);
    const Value* value = m_value->find(key);
    return value && !value->isNull() ? value : nullptr;
}

bool Config::has(std::string_view key) const { return find(key) != nullptr; }

void Config::note(Error error) const
{
    State* root = m_state.get();
    while (root->parent)
        root = root->parent.get();
    if (!root->error)
        root->error = std::move(error);
}

void Config::reject(std::string_view key, Text message) const
{
    note(Error{ErrorCode::OutOfRange, pathOf(key), std::move(message), {}, {}, 0});
}

const Error* Config::error() const { return m_state->error ? &*m_state->error : nullptr; }

std::int64_t Config::asInteger(std::string_view key, const Value& value, std::int64_t least) const
{
    const Value::Number* number = value.asNumber();
    const Decimal::Parsed parsed = number ? Decimal::parse(number->text) : Decimal::Parsed{};
    if (!number
        || (!parsed.value && parsed.error != Decimal::ParseError::Negative
            && parsed.error != Decimal::ParseError::TooLarge)
        || (parsed.value && !parsed.value->isWhole())) {
        note(Error{ErrorCode::WrongType, pathOf(key),
            Text(HEADROOM_TEXT("architectures", "expected a whole number, found {0}"),
                describe(value)),
            {}, {}, 0});
        return least;
    }
    const bool small = !parsed.value && parsed.error == Decimal::ParseError::Negative;
    const std::uint64_t whole = parsed.value ? parsed.value->digits() : 0;
    if (small || whole < static_cast<std::uint64_t>(least) || !parsed.value
        || whole > static_cast<std::uint64_t>(kLargest)) {
        note(Error{ErrorCode::OutOfRange, pathOf(key),
            Text(HEADROOM_TEXT(
                     "architectures", "expected a whole number from {0} to {1}, found {2}"),
                static_cast<std::uint64_t>(least), static_cast<std::uint64_t>(kLargest),
                number->text),
            {}, {}, 0});
        return least;
    }
    return static_cast<std::int64_t>(whole);
}

std::int64_t Config::integer(std::string_view key, std::int64_t least) const
{
    if (const Value* value = find(key))
        return asInteger(key, *value, least);
    note(Error{ErrorCode::Missing, pathOf(key),
        Text(HEADROOM_TEXT("architectures", "expected a whole number, found nothing")), {}, {}, 0});
    return least;
}

std::int64_t Config::integerOr(
    std::string_view key, std::int64_t fallback, std::int64_t least) const
{
    const Value* value = find(key);
    return value ? asInteger(key, *value, least) : fallback;
}

std::int64_t Config::integerOr(
    std::initializer_list<std::string_view> keys, std::int64_t fallback, std::int64_t least) const
{
    std::optional<std::int64_t> found;
    for (std::string_view key : keys) {
        const Value* value = find(key);
        if (value && !found)
            found = asInteger(key, *value, least);
    }
    return found.value_or(fallback);
}

std::array<std::int64_t, 2> Config::pairOr(std::string_view key, std::int64_t fallback) const
{
    const Value* value = find(key);
    const Value::List* list = value ? value->asList() : nullptr;
    if (!list) {
        const std::int64_t both = integerOr(key, fallback);
        return {both, both};
    }
    if (list->size() != 2) {
        reject(key,
            Text(HEADROOM_TEXT("architectures", "expected a number or a list of two, found {0}"),
                std::uint64_t{list->size()}));
        return {fallback, fallback};
    }
    return {asInteger(key, (*list)[0], 1), asInteger(key, (*list)[1], 1)};
}

std::int64_t Config::optionalInteger(std::string_view key, std::int64_t least) const
{
    const Value* value = find(key);
    return value ? asInteger(key, *value, least) : 0;
}

bool Config::isNull(std::string_view key) const
{
    m_state->asked.emplace(key);
    const Value* value = m_value->find(key);
    return value && value->isNull();
}

std::int64_t Config::integerOrNull(
    std::string_view key, std::int64_t fallback, std::int64_t least) const
{
    return isNull(key) ? 0 : integerOr(key, fallback, least);
}

bool Config::flagOr(std::string_view key, bool fallback) const
{
    const Value* value = find(key);
    if (!value)
        return fallback;
    if (const bool* flag = value->asBool())
        return *flag;
    note(Error{ErrorCode::WrongType, pathOf(key),
        Text(HEADROOM_TEXT("architectures", "expected true or false, found {0}"), describe(*value)),
        {}, {}, 0});
    return fallback;
}

bool Config::dropsOr(std::string_view key, bool fallback) const
{
    const Value* value = find(key);
    if (!value)
        return fallback;
    const Value::Number* number = value->asNumber();
    const Decimal::Parsed parsed = number ? Decimal::parse(number->text) : Decimal::Parsed{};
    if (!parsed.value || parsed.value->digits() > parsed.value->denominator()) {
        // A number below what nine places hold is still a dropout.
        if (number && parsed.error == Decimal::ParseError::TooManyPlaces)
            return true;
        note(Error{ErrorCode::WrongType, pathOf(key),
            Text(HEADROOM_TEXT("architectures", "expected a number from 0 to 1, found {0}"),
                describe(*value)),
            {}, {}, 0});
        return fallback;
    }
    return !parsed.value->isZero() && parsed.value->digits() != parsed.value->denominator();
}

bool Config::isNumberOtherThan(std::string_view key, std::string_view number) const
{
    const Value* value = find(key);
    if (!value || !value->asNumber())
        return false;
    const Decimal::Parsed found = Decimal::parse(value->asNumber()->text);
    const Decimal::Parsed wanted = Decimal::parse(number);
    return !found.value || !wanted.value || !(*found.value == *wanted.value);
}

std::int64_t Config::partOf(std::int64_t whole, std::initializer_list<std::string_view> inside,
    std::initializer_list<std::string_view> keys, std::string_view fallback) const
{
    const Value own = Value::number(std::string(fallback));
    const Value* factor = nullptr;
    std::string_view name;
    for (std::string_view key : keys) {
        for (std::string_view object : inside) {
            const Value* holder = find(object);
            const Value* found = holder ? holder->find(key) : nullptr;
            if (!factor && found && !found->isNull()) {
                factor = found;
                name = key;
            }
        }
        const Value* found = find(key);
        if (!factor && found) {
            factor = found;
            name = key;
        }
    }
    if (!factor)
        factor = &own;
    const Value::Number* number = factor->asNumber();
    const Decimal::Parsed parsed = number ? Decimal::parse(number->text) : Decimal::Parsed{};
    if (!parsed.value || parsed.value->isZero()
        || parsed.value->digits() > parsed.value->denominator()) {
        reject(name,
            Text(HEADROOM_TEXT("architectures", "expected a number from 0 to 1, found {0}"),
                describe(*factor)));
        return whole;
    }
    const Wide product = Wide{static_cast<std::uint64_t>(whole)} * parsed.value->digits();
    const auto part = static_cast<std::int64_t>(product / parsed.value->denominator());
    if (part < 1)
        reject(name,
            Text(HEADROOM_TEXT(
                     "architectures", "expected a part of at least one dimension, found {0}"),
                describe(*factor)));
    return part < 1 ? 1 : part;
}

std::string Config::textOr(std::string_view key, std::string_view fallback) const
{
    const Value* value = find(key);
    if (!value)
        return std::string(fallback);
    if (const std::string* text = value->asString())
        return *text;
    note(Error{ErrorCode::WrongType, pathOf(key),
        Text(HEADROOM_TEXT("architectures", "expected text, found {0}"), describe(*value)), {}, {},
        0});
    return std::string(fallback);
}

std::vector<std::string> Config::texts(std::string_view key) const
{
    std::vector<std::string> result;
    const Value* value = find(key);
    if (!value)
        return result;
    const Value::List* list = value->asList();
    bool sound = list != nullptr;
    for (std::size_t i = 0; sound && i < list->size(); ++i) {
        const std::string* text = (*list)[i].asString();
        sound = text != nullptr;
        if (sound)
            result.push_back(*text);
    }
    if (!sound)
        note(Error{ErrorCode::WrongType, pathOf(key),
            Text(HEADROOM_TEXT("architectures", "expected a list of texts, found {0}"),
                describe(*value)),
            {}, {}, 0});
    return result;
}

std::int64_t Config::lengthOf(std::string_view key) const
{
    const Value* value = find(key);
    if (!value)
        return 0;
    if (const Value::Object* object = value->asObject())
        return static_cast<std::int64_t>(object->size());
    note(Error{ErrorCode::WrongType, pathOf(key),
        Text(HEADROOM_TEXT("architectures", "expected an object, found {0}"), describe(*value)), {},
        {}, 0});
    return 0;
}

Config Config::child(std::string_view key) const
{
    static const Value kEmpty{Value::Object{}};
    const Value* value = find(key);
    if (value && !value->asObject())
        note(Error{ErrorCode::WrongType, pathOf(key),
            Text(HEADROOM_TEXT("architectures", "expected an object, found {0}"), describe(*value)),
            {}, {}, 0});
    Config config(value && value->asObject() ? *value : kEmpty, pathOf(key));
    config.m_state->parent = m_state;
    return config;
}

void Config::mustDivide(std::string_view divisorKey, std::int64_t divisor, std::string_view key,
    std::int64_t value) const
{
    if (divisor > 0 && value % divisor == 0)
        return;
    reject(divisorKey,
        Text(HEADROOM_TEXT("architectures", "expected a divisor of {0} ({1}), found {2}"), key,
            static_cast<std::uint64_t>(value), static_cast<std::uint64_t>(divisor)));
}

std::vector<std::string> Config::unused() const
{
    std::vector<std::string> names;
    const Value::Object* object = m_value->asObject();
    if (!object)
        return names;
    for (const Value::Member& member : *object) {
        const bool known = m_state->asked.contains(member.first)
            || std::find(kHarmless.begin(), kHarmless.end(), member.first) != kHarmless.end()
            || member.second.isNull();
        if (!known)
            names.push_back(pathOf(member.first));
    }
    return names;
}

} // namespace headroom::architectures
