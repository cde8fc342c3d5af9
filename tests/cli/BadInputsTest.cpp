// SPDX-License-Identifier: GPL-3.0-or-later
#include "Cli.h"

#include "support/TemporaryFolder.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <functional>

namespace headroom {
namespace {

using namespace std::string_literals;

/// A wrong input, and how it reaches the program.
struct BadInput {
    std::string description;
    std::vector<std::string> arguments;
    std::string input{};
};

BadInput file(std::string description, std::string text)
{
    return {std::move(description), {"estimate", "-"}, std::move(text)};
}
BadInput set(const std::string& assignment)
{
    return {"--set " + assignment, {"estimate", "example-1", "--set", assignment}};
}
BadInput usage(std::vector<std::string> arguments)
{
    std::string description = "headroom";
    for (const std::string& argument : arguments)
        description += " " + argument;
    return {description, std::move(arguments)};
}

/// A scenario with that model and those sections.
std::string scenario(const std::string& model, const std::string& sections = {})
{
    return "{\n  \"headroom\": 1,\n  \"model\": {" + model + "}"
        + (sections.empty() ? "" : ",\n  " + sections) + "\n}\n";
}
const std::string kManual = "\"manual\": {\"parameters\": 110000000}";

std::string repeated(const std::string& text, int count)
{
    std::string result;
    for (int i = 0; i < count; ++i)
        result += text;
    return result;
}

/// A config.json object of a small model, with those members more.
BadInput badConfig(std::string description, const std::string& type, const std::string& members)
{
    return file(std::move(description),
        scenario("\"transformers\": {\"model_type\": \"" + type + "\"" + members + "}"));
}

/// Hyperparameters that no model has: each error names the key.
std::vector<BadInput> wrongConfigs()
{
    return {
        badConfig("no layers", "llama", ", \"num_hidden_layers\": 0"),
        badConfig("layers below zero", "llama", ", \"num_hidden_layers\": -3"),
        badConfig("a million layers", "llama", ", \"num_hidden_layers\": 1000000"),
        badConfig("heads that do not divide", "llama", ", \"num_attention_heads\": 33"),
        badConfig("KV heads that do not divide", "llama", ", \"num_key_value_heads\": 5"),
        badConfig("no heads", "llama", ", \"num_attention_heads\": 0"),
        badConfig("no heads of GPT-2", "gpt2", ", \"n_head\": 0"),
        badConfig("an odd head dimension", "llama", ", \"head_dim\": 33"),
        badConfig("a vocabulary of 2^40", "llama", ", \"vocab_size\": 1099511627776"),
        badConfig("text for a number", "llama", ", \"hidden_size\": \"4096\""),
        badConfig("a list for a number", "llama", ", \"hidden_size\": [4096]"),
        badConfig("an object for a number", "gpt2", ", \"n_embd\": {}"),
        badConfig("a fraction for a number", "opt", ", \"ffn_dim\": 3072.5"),
        badConfig("a flag for a number", "gemma", ", \"head_dim\": true"),
        badConfig("text for a flag", "qwen2", ", \"tie_word_embeddings\": \"no\""),
        badConfig("a list for an object", "phi3", ", \"rope_scaling\": [1]"),
        badConfig("an activation that is none", "mistral", ", \"hidden_act\": \"swoosh\""),
        badConfig("a window of nothing", "mistral", ", \"sliding_window\": 0"),
        badConfig("no experts", "mixtral", ", \"num_local_experts\": 0"),
        badConfig("more chosen than there are", "mixtral", ", \"num_experts_per_tok\": 9"),
        badConfig("a share below zero", "gpt_neox", ", \"rotary_pct\": -0.25"),
        badConfig(
            "layer types for other layers", "gemma2", ", \"layer_types\": [\"full_attention\"]"),
        badConfig("products beyond 64 bits", "llama",
            ", \"hidden_size\": 2147483648, \"intermediate_size\": 2147483648"
            ", \"num_attention_heads\": 1073741824"),
        file("a sequence of 10^9 tokens",
            scenario("\"catalogue\": \"openai-community/gpt2\"",
                "\"workload\": {\"sequence_length\": 1000000000}")),
        file("beyond the learned positions",
            scenario("\"catalogue\": \"openai-community/gpt2\"",
                "\"workload\": {\"sequence_length\": 1025}")),
        file("a fused optimizer that there is not",
            scenario("\"catalogue\": \"openai-community/gpt2\"",
                "\"workload\": {\"sequence_length\": 512}, \"optimizer\": {\"id\": \"lion\", "
                "\"implementation\": \"fused\"}")),
    };
}

std::vector<BadInput> wrongTexts()
{
    const std::string good = scenario(kManual);
    return {
        file("empty file", ""),
        file("only spaces", " \n\t\n"),
        file("cut in the middle", good.substr(0, good.size() / 2)),
        file("cut before the last bracket", good.substr(0, good.size() - 2)),
        file("100,000 brackets", repeated("[", 100'000)),
        file("100,000 nested objects", repeated("{\"a\":", 100'000)),
        file("65 levels", scenario(kManual, "\"x\": " + repeated("[", 64) + repeated("]", 64))),
        file("not UTF-8", scenario(kManual, "\"name\": \"\xE9t\xE9\"")),
        file("UTF-16", "\xFF\xFE{\0}\0"s),
        file("binary", "GGUF\x03\0\0\0\x10"s),
        file("byte order mark", "\xEF\xBB\xBF" + good),
        file("trailing text", good + "{}"),
        file("a comment", "{\n  // a note\n  \"headroom\": 1\n}"),
        file("single quotes", "{'headroom': 1}"),
        file("comma before the end", "{\"headroom\": 1,}"),
        file("no comma", "{\"headroom\": 1\n \"name\": \"x\"}"),
        file("NaN in a file", scenario(kManual, "\"workload\": {\"batch_size\": NaN}")),
        file("1e400 in a file", scenario(kManual, "\"workload\": {\"batch_size\": 1e400}")),
        file("a key twice",
            scenario(kManual, "\"workload\": {\"batch_size\": 1,\n \"batch_size\": 2}")),
        file("a line break in a text", scenario(kManual, "\"name\": \"a\nb\"")),
    };
}

std::vector<BadInput> wrongScenarios()
{
    const auto batch = [](const std::string& what, const std::string& value) {
        return file(what + " as the batch size",
            scenario(kManual, "\"workload\": {\n    \"batch_size\": " + value + "}"));
    };
    return {
        file("a list", "[1, 2]"),
        file("a number", "12"),
        file("no version", "{\"model\": {" + kManual + "}}"),
        file("version as text", "{\"headroom\": \"1\", \"model\": {" + kManual + "}}"),
        file("version 0", "{\"headroom\": 0, \"model\": {" + kManual + "}}"),
        file("a newer version", "{\"headroom\": 99, \"model\": {" + kManual + "}}"),
        file("a newer version with a new word",
            "{\"headroom\": 2, \"model\": {" + kManual
                + "}, \"workload\": {\"mode\": \"distilling\"}}"),
        file("no model", "{\"headroom\": 1}"),
        file("an empty model", scenario("")),
        file("two models", scenario(kManual + ", \"file\": \"config.json\"")),
        file("a misspelt model", scenario("\"manaul\": {\"parameters\": 1}")),
        file("a model as a number", scenario("\"manual\": 7")),
        file("a section as a list", scenario(kManual, "\"workload\": [1]")),
        file("an own network without layers", scenario("\"layers\": []")),
        file("an own network with a layer of no kind",
            scenario("\"layers\": [{\"type\": \"liner\", \"outputs\": 2}]")),
        file("an own network that does not fit",
            scenario("\"layers\": [{\"type\": \"linear\", \"inputs\": 4, \"outputs\": 512},\n"
                     "{\"type\": \"linear\", \"inputs\": 1024, \"outputs\": 2}]")),
        file("an own network of too many layers",
            scenario("\"layers\": [{\"type\": \"linear\", \"inputs\": 4, \"outputs\": 4, "
                     "\"repeat\": 1000000}]")),
        file("an own network of too large a layer",
            scenario("\"layers\": [{\"type\": \"linear\", \"inputs\": 4, \"outputs\": "
                     "1099511627776}]")),
        file("no parameters", scenario("\"manual\": {}")),
        batch("text", "\"many\""),
        batch("null", "null"),
        batch("a fraction", "1.5"),
        batch("true", "true"),
        batch("an object", "{\"n\": 1}"),
        batch("a list", "[1]"),
        batch("a negative number", "-1"),
        batch("zero", "0"),
        batch("2^63", "9223372036854775808"),
        batch("2^64", "18446744073709551616"),
        batch("1e40", "1e40"),
        file("an unknown dtype", scenario(kManual, "\"precision\": {\"weights\": \"fp61\"}")),
        file("two kinds of activations",
            scenario("\"manual\": {\"parameters\": 1000000, \"activations_per_token\": 5, "
                     "\"activation_bytes\": 6}")),
        file("a factor without layers",
            scenario("\"manual\": {\"parameters\": 1000000, \"activation_factor\": 5}")),
        file("ten decimal places",
            scenario("\"manual\": {\"parameters\": 1000000, \"layers\": 2, \"hidden_size\": 3, "
                     "\"activation_factor\": 0.1234567891}")),
        file("more that trains than there is",
            scenario("\"manual\": {\"parameters\": 1000000, \"trainable_parameters\": 2000000}")),
        file("KV heads that divide nothing",
            scenario("\"manual\": {\"parameters\": 1000000, \"heads\": 12, \"kv_heads\": 5}")),
        file("a product that overflows",
            scenario("\"manual\": {\"parameters\": 9000000000000000000}")),
        file("activations that overflow",
            scenario("\"manual\": {\"parameters\": 1000000, \"activations_per_token\": 1000000000}",
                "\"workload\": {\"batch_size\": 9000000000, \"sequence_length\": 9000000000}")),
        file("a sum that overflows",
            scenario("\"manual\": {\"parameters\": 4000000000000000000}",
                "\"precision\": {\"weights\": \"int8\"}, \"optimizer\": {\"id\": \"amsgrad\"}")),
        file("a list of numbers for texts", scenario(kManual, "\"frozen\": [1, 2]")),
    };
}

std::vector<BadInput> wrongAssignments()
{
    return {
        set("workload.batch_size=0"),
        set("workload.batch_size=-1"),
        set("workload.batch_size=1.5"),
        set("workload.batch_size=many"),
        set("workload.batch_size="),
        set("workload.batch_size=null"),
        set("workload.batch_size=true"),
        set("workload.batch_size={}"),
        set("workload.batch_size=NaN"),
        set("workload.batch_size=1e40"),
        set("workload.batch_size=9223372036854775808"),
        set("workload.batch_size=18446744073709551616"),
        set("workload.batch_sise=4"),
        set("batch_size=4"),
        set("nonsense=4"),
        set("workload.mode=trainign"),
        set("precision.weights=fp61"),
        set("precision.weights=7"),
        set("optimizer.id=adamx"),
        set("optimizer.id=adafactor"),
        set("optimizer.id=custom"),
        set("memory_savers.activation_checkpointing=selective"),
        set("memory_savers.fused_loss=1"),
        set("adapter.dropout=1.5"),
        set("hardware.memory_bytes=0"),
        set("hardware.memory_bytes=24 GiG"),
        set("model.layers=[]"),
        set("name=\xFF"),
        set("workload.batch_size"),
        set("=4"),
    };
}

std::vector<BadInput> wrongCommandLines()
{
    return {
        usage({}),
        usage({"estimat", "example-1"}),
        usage({"train", "example-1"}),
        usage({"fit", "example-1", "--device", "nvidia-rtx-4091"}),
        usage({"advise", "example-1"}),
        usage({"serve", "openai-community/gpt2"}),
        usage({"serve", "gpt2", "--engine", "vlm", "--device", "nvidia-t4"}),
        usage({"serve", "example-1", "--device", "nvidia-t4"}),
        usage({"sweep", "example-1", "--over", "workload.batch_size=1:1000000000"}),
        usage({"compare", "example-1"}),
        set("hardware.device=rtx"),
        set("hardware.context_mib=1000000001"),
        usage({"estimate"}),
        usage({"estimate", "exampel-1"}),
        usage({"estimate", ""}),
        usage({"estimate", "missing.headroom.json"}),
        usage({"estimate", "folder/"}),
        usage({"estimate", "folder"}),
        usage({"estimate", "good.headroom.json/more"}),
        usage({"estimate", "example-1", "example-2"}),
        usage({"estimate", "example-1", "--format", "jsn"}),
        usage({"estimate", "example-1", "--units", "metric"}),
        usage({"estimate", "example-1", "--formt=json"}),
        usage({"estimate", "example-1", "--set"}),
        usage({"fields", "--format", "csv"}),
        usage({"--verson"}),
    };
}

/// What a golden file can hold: one line, bytes that are no text written out.
std::string oneLine(const std::string& text)
{
    std::string result;
    for (const char c : text) {
        if (c == '\n')
            result += " ⏎ ";
        else if (c == '\xFF')
            result += "<ff>";
        else
            result += c;
    }
    return result.ends_with(" ⏎ ") ? result.substr(0, result.size() - " ⏎ "s.size()) : result;
}

TEST(BadInputs, eachGetsItsMessage)
{
    const tests::TemporaryFolder folder;
    std::filesystem::create_directory(folder.file("folder"));
    tests::writeFile(folder.file("good.headroom.json"), scenario(kManual));
    const std::filesystem::path before = std::filesystem::current_path();
    std::filesystem::current_path(folder.path());
    std::string table = "# Wrong input -> [exit code] the message it gets. Checked by "
                        "tests/cli/BadInputsTest.cpp.\n";
    std::size_t count = 0;
    for (const auto& inputs :
        {wrongTexts(), wrongScenarios(), wrongConfigs(), wrongAssignments(), wrongCommandLines()}) {
        for (const BadInput& bad : inputs) {
            const tests::CliRun run = tests::runCli(bad.arguments, bad.input);
            EXPECT_TRUE(run.code == 1 || run.code == 2) << bad.description << run.out;
            EXPECT_EQ(run.out, "") << bad.description;
            EXPECT_TRUE(run.err.starts_with("headroom: ")) << bad.description << run.err;
            table += oneLine(bad.description) + " -> [" + std::to_string(run.code) + "] "
                + oneLine(run.err) + "\n";
            ++count;
        }
    }
    std::filesystem::current_path(before);
    EXPECT_GE(count, 70U);
    tests::expectGolden("bad-inputs.txt", table);
}

TEST(BadInputs, anUnreadableFileIsAnError)
{
    if (::geteuid() == 0)
        GTEST_SKIP() << "root reads everything";
    const tests::TemporaryFolder folder;
    const std::string path = folder.file("secret.headroom.json").string();
    tests::writeFile(path, scenario(kManual));
    ASSERT_EQ(::chmod(path.c_str(), 0), 0);
    const tests::CliRun run = tests::runCli({"estimate", path});
    EXPECT_EQ(run.code, 1);
    EXPECT_EQ(run.err, "headroom: " + path + ": permission denied\n");
}

} // namespace
} // namespace headroom
