// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/EnumTable.h"
#include "headroom/base/Result.h"
#include "headroom/base/Value.h"

#include <array>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace headroom::architectures {

/// A model's hyperparameters as its config.json has them. A getter says whether the key must be
/// there; its error names the key with its path, what was expected and what was found. null is as
/// good as absent. The keys that were asked for are remembered, so that the rest can be reported.
///
/// The getters note the first error and give a value that works; a family reads all its keys and
/// asks error() once.
class Config {
public:
    explicit Config(const Value& value, std::string path = {});

    /// A whole number from `least` up to kLargest.
    [[nodiscard]] std::int64_t integer(std::string_view key, std::int64_t least = 1) const;
    [[nodiscard]] std::int64_t integerOr(
        std::string_view key, std::int64_t fallback, std::int64_t least = 1) const;
    /// The first of these spellings that is there.
    [[nodiscard]] std::int64_t integerOr(std::initializer_list<std::string_view> keys,
        std::int64_t fallback, std::int64_t least = 1) const;
    /// A whole number, which stands for both, or a list of two.
    [[nodiscard]] std::array<std::int64_t, 2> pairOr(
        std::string_view key, std::int64_t fallback) const;
    /// 0 where it is absent.
    [[nodiscard]] std::int64_t optionalInteger(std::string_view key, std::int64_t least = 1) const;
    /// As integerOr, but a key that is null stays so: 0.
    [[nodiscard]] std::int64_t integerOrNull(
        std::string_view key, std::int64_t fallback, std::int64_t least = 1) const;
    /// Whether the key is there and null.
    [[nodiscard]] bool isNull(std::string_view key) const;
    [[nodiscard]] bool flagOr(std::string_view key, bool fallback) const;
    /// Whether a number is between 0 and 1, both excluded: a dropout that is made.
    [[nodiscard]] bool dropsOr(std::string_view key, bool fallback) const;
    [[nodiscard]] bool isNumberOtherThan(std::string_view key, std::string_view number) const;
    /// `whole` times a factor (`fallback` where it is absent), rounded down: the first of `keys`
    /// that is there, in this object or in one of its objects `inside`.
    [[nodiscard]] std::int64_t partOf(std::int64_t whole,
        std::initializer_list<std::string_view> inside,
        std::initializer_list<std::string_view> keys, std::string_view fallback) const;
    [[nodiscard]] std::string textOr(std::string_view key, std::string_view fallback) const;
    [[nodiscard]] std::vector<std::string> texts(std::string_view key) const;
    /// How many members the object of that key has; 0 where it is absent.
    [[nodiscard]] std::int64_t lengthOf(std::string_view key) const;
    [[nodiscard]] bool has(std::string_view key) const;
    /// The object of that key; an empty one where it is absent.
    [[nodiscard]] Config child(std::string_view key) const;
    template <typename Enum> [[nodiscard]] Enum choiceOr(std::string_view key, Enum fallback) const
    {
        const std::string text = textOr(key, toString(fallback));
        const Result<Enum> choice = enumFromString<Enum>(text, pathOf(key));
        if (choice)
            return *choice;
        note(choice.error());
        return fallback;
    }

    /// Notes an error of the family's own, at a key.
    void reject(std::string_view key, Text message) const;
    /// `divisor` must divide `value`.
    void mustDivide(std::string_view divisorKey, std::int64_t divisor, std::string_view key,
        std::int64_t value) const;

    [[nodiscard]] const Error* error() const;
    /// Keys of this object that nobody asked for, and that matter to shapes as far as one knows.
    [[nodiscard]] std::vector<std::string> unused() const;
    [[nodiscard]] std::string pathOf(std::string_view key) const;

    /// No hyperparameter is larger; 2^40 rows of a vocabulary are an error.
    static constexpr std::int64_t kLargest = std::int64_t{1} << 31;

private:
    struct State;
    [[nodiscard]] const Value* find(std::string_view key) const;
    [[nodiscard]] std::int64_t asInteger(
        std::string_view key, const Value& value, std::int64_t least) const;
    void note(Error error) const;

    const Value* m_value;
    std::string m_path;
    std::shared_ptr<State> m_state;
};

} // namespace headroom::architectures
