// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/architectures/Step.h"

#include <fmt/format.h>

#include <iterator>

namespace headroom::architectures {

using namespace engine;

namespace {

std::string_view torchName(Dtype dtype)
{
    switch (dtype) {
    case Dtype::Fp64:
        return "float64";
    case Dtype::Fp32:
        return "float32";
    case Dtype::Bf16:
        return "bfloat16";
    case Dtype::Fp16:
        return "float16";
    case Dtype::Int64:
        return "int64";
    case Dtype::Int32:
        return "int32";
    case Dtype::Bool:
        return "bool";
    default:
        return toString(dtype);
    }
}

std::string_view heading(Phase phase)
{
    switch (phase) {
    case Phase::Setup:
        return "== step 1: setup\n";
    case Phase::Forward:
        return "== step 2: forward\n";
    case Phase::Backward:
        return "== step 2: backward\n";
    case Phase::Step:
        return "== step 2: optimizer\n";
    }
    return "";
}

} // namespace

std::string traceText(const Ledger& ledger)
{
    std::string text;
    auto out = std::back_inserter(text);
    std::size_t nextPhase = 0;
    const auto& phases = ledger.phases();
    const auto& events = ledger.events();
    for (std::uint32_t i = 0; i < events.size(); ++i) {
        for (; nextPhase < phases.size() && phases[nextPhase].event == i; ++nextPhase)
            text += heading(phases[nextPhase].phase);
        const Event& event = events[i];
        if (event.kind == EventKind::Temporary) {
            fmt::format_to(out, "{:>16} {:>8} {:>14}  {} inside the kernel\n", grouped(event.live),
                "~", grouped(event.bytes), ledger.temporaryName(event));
            continue;
        }
        const Birth& birth = ledger.births()[event.storage];
        const std::string number =
            (event.kind == EventKind::Birth ? "+" : "-") + std::to_string(event.storage + 1);
        fmt::format_to(
            out, "{:>16} {:>8} {:>14} ", grouped(event.live), number, grouped(event.bytes));
        if (event.kind == EventKind::Birth)
            fmt::format_to(out, " {} {} {} {}", birth.op, engine::toString(birth.shape),
                torchName(birth.dtype), ledger.moduleName(birth.module));
        text += '\n';
    }
    for (; nextPhase < phases.size(); ++nextPhase)
        text += heading(phases[nextPhase].phase);
    return text;
}

} // namespace headroom::architectures
