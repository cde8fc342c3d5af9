// SPDX-License-Identifier: GPL-3.0-or-later
#include "Cli.h"

#include "headroom/base/Dtype.h"
#include "headroom/core/Fields.h"
#include "headroom/core/MemoryModel.h"
#include "headroom/core/Optimizers.h"
#include "headroom/formats/Devices.h"
#include "headroom/formats/Json.h"
#include "headroom/formats/Models.h"
#include "headroom/formats/Presets.h"
#include "headroom/formats/ScenarioFile.h"
#include "support/TemporaryFolder.h"

#include <gtest/gtest.h>

namespace headroom {
namespace {

using tests::CliRun;
using tests::runCli;

Value parsed(const std::string& text)
{
    const Result<JsonDocument> document = parseJson(text);
    EXPECT_TRUE(document) << text;
    return document ? document->value : Value();
}

bool contains(const std::string& text, std::string_view part)
{
    return text.find(part) != text.npos;
}

TEST(CommandLine, computesTheWorkedExamples)
{
    const auto bytes = [](const char* preset, const char* key) {
        const CliRun run = runCli({"estimate", preset, "--format", "json"});
        EXPECT_EQ(run.code, 0) << run.err;
        EXPECT_EQ(run.err, "");
        return parsed(run.out).find("bytes")->find(key)->asNumber()->text;
    };
    EXPECT_EQ(bytes("example-1", "parameters"), "440000000");
    EXPECT_EQ(bytes("example-1", "optimizer_state"), "880000000");
    EXPECT_EQ(bytes("example-1", "gradients"), "440000000");
    EXPECT_EQ(bytes("example-1", "activations"), "303104000");
    EXPECT_EQ(bytes("example-2", "parameters"), "50000000");
    EXPECT_EQ(bytes("example-2", "optimizer_state"), "200000000");
    EXPECT_EQ(bytes("example-2", "gradients"), "50000000");
    EXPECT_EQ(bytes("example-2", "activations"), "128000");
    EXPECT_TRUE(contains(runCli({"estimate", "example-1"}).out, "1,967.53 MiB (1.92 GiB)"));
    EXPECT_TRUE(contains(runCli({"estimate", "example-2-refined"}).out, "1,310.10 MiB (1.28 GiB)"));
    EXPECT_TRUE(contains(
        runCli({"estimate", "example-1", "--units", "decimal"}).out, "2,063.10 MB (2.06 GB)"));
}

TEST(CommandLine, givesEveryPresetTheBytesOfTheCore)
{
    for (const Preset& preset : builtinPresets()) {
        const CliRun run = runCli({"estimate", std::string(preset.id), "--format", "json"});
        ASSERT_EQ(run.code, 0) << run.err;
        const Estimate estimate = *MemoryModel(&builtinCatalogue(), &builtinDevices())
                                       .estimate(*builtinPreset(preset.id));
        EXPECT_EQ(
            *parsed(run.out).find("bytes")->find("sum"), Value::number(estimate.bytes.sum->value));
    }
}

TEST(CommandLine, readsFilesStandardInputAndNames)
{
    const tests::TemporaryFolder folder;
    const std::string text = writeScenario(*builtinPreset("gpt2"));
    const std::string file = folder.file("gpt2.headroom.json").string();
    tests::writeFile(file, text);
    const std::string expected = runCli({"estimate", "gpt2"}).out;
    EXPECT_EQ(runCli({"estimate", file}).out, expected);
    EXPECT_EQ(runCli({"estimate", "-"}, text).out, expected);
    EXPECT_EQ(runCli({"estimate", "GPT-2 124M, AdamW, fp32"}).out, expected);
}

TEST(CommandLine, setsFieldsInTheirOrder)
{
    const auto run = [](std::vector<std::string> settings) {
        std::vector<std::string> arguments{"estimate", "example-1", "--format", "json"};
        for (const std::string& setting : settings) {
            arguments.emplace_back("--set");
            arguments.push_back(setting);
        }
        const CliRun result = runCli(arguments);
        EXPECT_EQ(result.code, 0) << result.err;
        return parsed(result.out).find("bytes")->find("sum")->asNumber()->text;
    };
    EXPECT_EQ(run({"workload.batch_size=64"}), "2366208000");
    EXPECT_EQ(run({"workload.batch_size=64", "workload.batch_size=32"}), "2063104000");
    EXPECT_EQ(run({"model.manual.parameters=7B"}), "112303104000");
    EXPECT_EQ(run({"model.manual.activations_per_token=null"}), "1760000000");
}

TEST(CommandLine, printsWarningsAsMessages)
{
    const CliRun run =
        runCli({"estimate", "example-1", "--set", "parallelism.data=8", "--format", "json"});
    EXPECT_EQ(run.code, 0);
    EXPECT_EQ(run.err,
        "headroom: warning: parallelism.data is not counted yet: it has no effect on this "
        "estimate.\n");
    EXPECT_EQ(parsed(run.out).find("warnings")->asList()->size(), 1U);
}

TEST(CommandLine, comparesWithTheDevice)
{
    const CliRun run = runCli(
        {"estimate", "example-1", "--set", "hardware.memory_bytes=1GiB", "--format", "json"});
    const Value tree = parsed(run.out);
    const Value& fit = tree.find("fits")->asList()->front();
    EXPECT_EQ(*fit.find("fits"), Value(false));
    EXPECT_EQ(fit.find("headroom")->asNumber()->text, "-989362176");
}

TEST(CommandLine, writesEachFormat)
{
    for (const char* format : {"text", "json", "csv", "markdown", "html", "latex"}) {
        const CliRun run = runCli({"estimate", "example-1", "--format", format});
        EXPECT_EQ(run.code, 0) << format;
        EXPECT_EQ(run.err, "") << format;
        EXPECT_TRUE(run.out.ends_with('\n')) << format;
    }
}

TEST(CommandLine, listsWhatItKnows)
{
    const auto list = [](const char* command) {
        const CliRun run = runCli({command, "--format", "json"});
        EXPECT_EQ(run.code, 0) << run.err;
        return *parsed(run.out).find(command)->asList();
    };
    EXPECT_EQ(list("presets").size(), builtinPresets().size());
    EXPECT_EQ(list("optimizers").size(), allOptimizers().size());
    EXPECT_EQ(list("dtypes").size(), allDtypes().size());
    const Value::List fields = list("fields");
    ASSERT_EQ(fields.size(), allFields().size());
    for (const Value& field : fields) {
        for (const char* key :
            {"key", "type", "choices", "default", "range", "unit", "label", "help", "mode"})
            EXPECT_NE(field.find(key), nullptr) << key;
        const Field& known = *findField(*field.find("key")->asString());
        EXPECT_EQ(*field.find("default"), defaultValue(known));
    }
    for (const char* command : {"presets", "optimizers", "dtypes", "fields"})
        tests::expectGolden(std::string("list-") + command + ".golden", runCli({command}).out);
}

/// As `headroom --help` lists them.
std::vector<std::string> commands()
{
    std::vector<std::string> result;
    std::istringstream help(runCli({"--help"}).out);
    bool inside = false;
    for (std::string line; std::getline(help, line);) {
        if (inside && line.starts_with("  "))
            result.push_back(line.substr(2, line.find(' ', 2) - 2));
        else
            inside = line == "Subcommands:";
    }
    EXPECT_GE(result.size(), 16U);
    return result;
}

TEST(CommandLine, helpsWithExamples)
{
    for (const std::string& command : commands()) {
        const CliRun run = runCli({command, "--help"});
        EXPECT_EQ(run.code, 0);
        EXPECT_EQ(run.err, "");
        EXPECT_TRUE(contains(run.out, "Usage: headroom " + command)) << run.out;
        EXPECT_TRUE(contains(run.out, "Examples:\n  headroom ")) << run.out;
    }
    EXPECT_TRUE(contains(runCli({"--help"}).out, "estimate"));
    EXPECT_TRUE(runCli({"--version"}).out.starts_with("headroom "));
}

TEST(CommandLine, everyExampleOfTheHelpRuns)
{
    // What the shell or another program has a part in is left out, and so are files.
    const auto needsMore = [](const std::string& line) {
        if (line.find_first_of("<|'\"") != line.npos)
            return true;
        for (const char* file :
            {".json", ".safetensors", ".gguf", ".onnx", ".pickle", ".pt", "models/"}) {
            if (contains(line, file))
                return true;
        }
        return false;
    };
    for (const std::string& command : commands()) {
        std::istringstream help(runCli({command, "--help"}).out);
        for (std::string line; std::getline(help, line);) {
            if (!line.starts_with("  headroom ") || needsMore(line))
                continue;
            line = line.substr(0, line.find("   ", 2));
            std::istringstream words(line);
            std::vector<std::string> arguments;
            for (std::string word; words >> word;)
                arguments.push_back(word);
            arguments.erase(arguments.begin());
            EXPECT_EQ(runCli(arguments).code, 0) << line;
        }
    }
}

TEST(CommandLine, coloursOnlyATerminal)
{
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    const cli::ExitCode code =
        cli::run({"estimate", "example-1", "--set", "hardware.memory_bytes=8GiB"},
            {in, out, err, true, true});
    EXPECT_EQ(code, cli::ExitCode::Done);
    EXPECT_TRUE(contains(out.str(), "\x1B[32mDevice memory 8.00 GiB: fits"));
    // The report on the terminal shows the warnings already.
    EXPECT_EQ(err.str(), "");
    EXPECT_FALSE(contains(runCli({"estimate", "example-1"}).out, "\x1B"));
}

TEST(CommandLine, reportsAnOutputThatCannotBeWritten)
{
    std::istringstream in;
    std::ostringstream err;
    std::ofstream full("/dev/full");
    EXPECT_EQ(cli::run({"estimate", "example-1"}, {in, full, err}), cli::ExitCode::Failed);
    EXPECT_EQ(err.str(), "headroom: standard output: No space left on device\n");
}

TEST(CommandLine, estimatesModelFilesAndSaysWhatItAssumesOfThem)
{
    const tests::TemporaryFolder folder;
    const std::string path = folder.file("config.json").string();
    const std::string shape = R"("hidden_size":64,"intermediate_size":128,"num_hidden_layers":2,)"
                              R"("num_attention_heads":4,"vocab_size":96,"dtype":"bfloat16")";
    tests::writeFile(path, R"({"model_type":"never_heard_of",)" + shape + "}");
    const CliRun guess = runCli({"estimate", path, "--format", "json"});
    EXPECT_EQ(guess.code, 0) << guess.err;
    EXPECT_TRUE(contains(guess.err, "the counts are those of a Llama of these sizes")) << guess.err;
    tests::writeFile(folder.file("gptq.json"),
        R"({"model_type":"llama",)" + shape
            + R"(,"quantization_config":{"quant_method":"gptq","bits":4,"group_size":128}})");
    const std::string quantized = folder.file("gptq.json").string();
    const CliRun stored = runCli({"estimate", quantized, "--format", "json"});
    EXPECT_EQ(stored.code, 0) << stored.err;
    const Value inspected = parsed(runCli({"inspect", quantized, "--format", "json"}).out);
    EXPECT_EQ(*parsed(stored.out).find("bytes")->find("parameters"), *inspected.find("bytes"));
    const CliRun trained = runCli({"estimate", quantized, "--set", "workload.mode=training"});
    EXPECT_EQ(trained.code, 1);
    EXPECT_TRUE(contains(trained.err, "gptq")) << trained.err;
    EXPECT_EQ(runCli({"inspect", path, "--as", "Q4_K_M"}).code, 1);
    EXPECT_EQ(runCli({"inspect", path, "--size", "batch"}).code, 2);
}

} // namespace
} // namespace headroom
