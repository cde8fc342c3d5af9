// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/architectures/Step.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace headroom::architectures {

/// FNV-1a, as validation/family_records.py has it.
struct Digest {
    std::size_t count = 0;
    std::uint64_t value = 0xCBF29CE484222325U;

    void byte(std::uint8_t b) { value = (value ^ b) * 0x100000001B3U; }
    void add(char sign, std::uint64_t size)
    {
        ++count;
        byte(static_cast<std::uint8_t>(sign));
        for (int i = 0; i < 8; ++i)
            byte(static_cast<std::uint8_t>(size >> (8 * i)));
    }
};

/// All events of a phase's stretches, deaths that follow one another sorted.
inline Digest digestOf(const engine::Ledger& ledger, engine::Phase phase)
{
    Digest digest;
    std::vector<std::uint64_t> deaths;
    const auto flush = [&] {
        std::sort(deaths.begin(), deaths.end());
        for (std::uint64_t size : deaths)
            digest.add('-', size);
        deaths.clear();
    };
    const auto& marks = ledger.phases();
    for (std::size_t i = 0; i < marks.size(); ++i) {
        if (marks[i].phase != phase)
            continue;
        const std::size_t end = i + 1 < marks.size() ? marks[i + 1].event : ledger.events().size();
        for (std::size_t k = marks[i].event; k < end; ++k) {
            const engine::Event& event = ledger.events()[k];
            if (event.kind == engine::EventKind::Death) {
                deaths.push_back(event.bytes);
                continue;
            }
            flush();
            digest.add(event.kind == engine::EventKind::Birth ? '+' : '~', event.bytes);
        }
    }
    flush();
    return digest;
}

struct RecordField {
    const char* name;
    std::uint64_t StepLedger::*value;
};

inline constexpr RecordField kRecordFields[] = {{"parameter_count", &StepLedger::parametersTotal},
    {"trainable_count", &StepLedger::parametersTrainable}, {"parameters", &StepLedger::parameters},
    {"buffers", &StepLedger::buffers}, {"gradients", &StepLedger::gradients},
    {"optimizer_state", &StepLedger::optimizerState}, {"activations", &StepLedger::activations},
    {"kv_cache", &StepLedger::kvCache}, {"peak_forward", &StepLedger::peakForward},
    {"peak_backward", &StepLedger::peakBackward}, {"peak_step", &StepLedger::peakStep},
    {"peak", &StepLedger::peak}};

/// The record's figures to the byte.
inline void expectFigures(
    const nlohmann::ordered_json& record, const StepLedger& result, const char* how)
{
    for (const RecordField& field : kRecordFields) {
        if (!record["measured"].contains(field.name))
            continue;
        EXPECT_EQ(result.*(field.value), record["measured"][field.name].get<std::uint64_t>())
            << record["id"] << ", " << field.name << ", " << how;
    }
}

/// Its births and deaths in order.
inline void expectEvents(const nlohmann::ordered_json& record, const engine::Ledger& ledger)
{
    for (const auto& [name, phase] : {std::pair{"forward", engine::Phase::Forward},
             std::pair{"backward", engine::Phase::Backward},
             std::pair{"optimizer", engine::Phase::Step}}) {
        if (!record["events"].contains(name))
            continue;
        const Digest digest = digestOf(ledger, phase);
        const auto& expected = record["events"][name];
        EXPECT_EQ(digest.count, expected[0].get<std::size_t>()) << record["id"] << ", " << name;
        EXPECT_EQ(digest.value, std::stoull(expected[1].get<std::string>(), nullptr, 16))
            << record["id"] << ", " << name;
    }
}

} // namespace headroom::architectures
