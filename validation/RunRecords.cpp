// SPDX-License-Identifier: GPL-3.0-or-later
// For whoever works on the engine: runs the scenarios of records on it and prints where a figure
// differs from the measured one.
//   headroom_run_records [--trace DIR] [--replay] [--only TEXT] records.jsonl...
#include "architectures/Records.h"

#include <chrono>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <vector>

using namespace headroom;
using namespace headroom::architectures;

namespace {

struct Field {
    const char* name;
    std::uint64_t StepLedger::*value;
};

constexpr Field kFields[] = {{"parameter_count", &StepLedger::parametersTotal},
    {"trainable_count", &StepLedger::parametersTrainable}, {"parameters", &StepLedger::parameters},
    {"buffers", &StepLedger::buffers}, {"gradients", &StepLedger::gradients},
    {"optimizer_state", &StepLedger::optimizerState}, {"activations", &StepLedger::activations},
    {"kv_cache", &StepLedger::kvCache}, {"peak_forward", &StepLedger::peakForward},
    {"peak_backward", &StepLedger::peakBackward}, {"peak_step", &StepLedger::peakStep},
    {"peak", &StepLedger::peak}};

struct Tally {
    int records = 0;
    int exact = 0;
    std::map<std::string, int> off;
};

} // namespace

int main(int argc, char** argv)
{
    std::string traces;
    std::string only;
    bool replay = false;
    std::vector<std::string> files;
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        if (argument == "--trace" && i + 1 < argc)
            traces = argv[++i];
        else if (argument == "--only" && i + 1 < argc)
            only = argv[++i];
        else if (argument == "--replay")
            replay = true;
        else
            files.push_back(argument);
    }
    std::map<std::string, Tally> tallies;
    int failed = 0;
    for (const std::string& file : files) {
        std::ifstream input(file);
        for (std::string line; std::getline(input, line);) {
            const auto record = nlohmann::ordered_json::parse(line);
            const std::string id = record["id"];
            const auto& scenario = record["scenario"];
            const auto& model = scenario["model"];
            const bool vision = model.contains("vision");
            if (id.find(only) == std::string::npos || !(vision || model.contains("transformers")))
                continue;
            StepOptions options = optionsOf(scenario);
            const auto& described = vision ? model["vision"] : model["transformers"];
            const std::string type =
                described.value(vision ? "id" : "model_type", std::string("unknown"));
            options.everyTensor = !replay;
            const auto start = std::chrono::steady_clock::now();
            const Result<StepLedger> result = vision
                ? runVisionStep(imageModelOf(described), options)
                : runStep(valueOf(described), options);
            const auto elapsed = std::chrono::steady_clock::now() - start;
            if (!result) {
                std::cout << id << ": " << toString(result.error()) << "\n";
                ++failed;
                continue;
            }
            Tally& tally = tallies[type];
            ++tally.records;
            if (!traces.empty() && result->ledger)
                std::ofstream(traces + "/" + id + ".trace") << traceText(*result->ledger);
            std::string differences;
            if (record.contains("measured")) {
                for (const Field& field : kFields) {
                    if (!record["measured"].contains(field.name))
                        continue;
                    const auto measured = record["measured"][field.name].get<std::uint64_t>();
                    const std::uint64_t ours = (*result).*(field.value);
                    if (ours == measured)
                        continue;
                    ++tally.off[field.name];
                    differences += std::string("  ") + field.name + " " + std::to_string(ours)
                        + " for " + std::to_string(measured) + " ("
                        + std::to_string(static_cast<std::int64_t>(ours - measured)) + ")\n";
                }
            }
            if (differences.empty())
                ++tally.exact;
            else
                std::cout << id << "\n" << differences;
            if (!only.empty())
                std::cout << id << ": "
                          << std::chrono::duration<double, std::milli>(elapsed).count() << " ms\n";
        }
    }
    for (const auto& [type, tally] : tallies) {
        std::cout << type << ": " << tally.exact << " of " << tally.records << " exact";
        for (const auto& [field, count] : tally.off)
            std::cout << ", " << field << " off in " << count;
        std::cout << "\n";
    }
    std::cout << failed << " failed\n";
    return 0;
}
