// SPDX-License-Identifier: GPL-3.0-or-later
// Own networks against the torch.nn.Sequential that they describe: every figure of a step to the
// byte, and every birth and death in order (data/own.jsonl, made by validation/own_networks.py and
// validation/family_records.py); and what is said of a list that is none.

#include "headroom/architectures/OwnNetwork.h"

#include "architectures/Digest.h"
#include "architectures/Records.h"
#include "headroom/engine/operators/Recurrent.h"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <functional>
#include <set>

namespace headroom::architectures {
namespace {

std::vector<nlohmann::ordered_json> ownLines()
{
    std::vector<nlohmann::ordered_json> lines;
    std::ifstream input(HEADROOM_SOURCE_DIR "/tests/architectures/data/own.jsonl");
    for (std::string line; std::getline(input, line);)
        lines.push_back(nlohmann::ordered_json::parse(line));
    return lines;
}

Value layersOf(const std::string& text) { return valueOf(nlohmann::ordered_json::parse(text)); }

/// "/model/layers/1/inputs: layer 2: ...", or the peak.
std::string said(const std::string& layers, const StepOptions& options = {})
{
    const Result<StepLedger> result = runOwnStep(layersOf(layers), options);
    if (!result)
        return result.error().where + ": " + result.error().message.english();
    return std::to_string(result->peak);
}

TEST(OwnNetwork, EveryBirthAndDeathIsPyTorchs)
{
    const auto lines = ownLines();
    ASSERT_FALSE(lines.empty());
    for (const auto& record : lines) {
        StepOptions options = optionsOf(record["scenario"]);
        const Value layers = valueOf(record["scenario"]["model"]["layers"]);
        for (const bool every : {true, false}) {
            options.everyTensor = every;
            const Result<StepLedger> result = runOwnStep(layers, options);
            ASSERT_TRUE(result) << record["id"] << ": " << toString(result.error());
            expectFigures(record, *result, every ? "in full" : "counted");
            if (every)
                expectEvents(record, *result->ledger);
        }
    }
}

TEST(OwnNetwork, EveryTypeHasARecord)
{
    std::set<std::string> seen;
    const std::function<void(const nlohmann::ordered_json&)> look = [&](const auto& layers) {
        for (const auto& layer : layers) {
            seen.insert(layer["type"]);
            for (const char* inside : {"layers", "shortcut"}) {
                if (layer.contains(inside) && layer[inside].is_array())
                    look(layer[inside]);
            }
        }
    };
    for (const auto& record : ownLines())
        look(record["scenario"]["model"]["layers"]);
    for (const LayerType& type : layerTypes())
        EXPECT_TRUE(seen.contains(std::string(type.name))) << type.name;
}

TEST(OwnNetwork, CountingRepeatsEqualsRunningThem)
{
    const Value layers = layersOf(R"([{"type": "embedding", "rows": 90, "outputs": 24},
        {"type": "lstm", "outputs": 24, "repeat": 6},
        {"type": "residual", "repeat": 9, "layers": [{"type": "layer_norm"},
            {"type": "linear", "outputs": 50}, {"type": "activation", "repeat": 2},
            {"type": "linear", "outputs": 24}]},
        {"type": "linear", "outputs": 7}])");
    StepOptions options;
    options.batchSize = 3;
    options.sequenceLength = 11;
    for (const Checkpointing way :
        {Checkpointing::None, Checkpointing::Selective, Checkpointing::Full}) {
        options.checkpointing = way;
        options.everyTensor = false;
        const Result<StepLedger> counted = runOwnStep(layers, options);
        options.everyTensor = true;
        const Result<StepLedger> full = runOwnStep(layers, options);
        ASSERT_TRUE(counted && full);
        EXPECT_EQ(counted->parametersTotal, full->parametersTotal);
        EXPECT_EQ(counted->activations, full->activations);
        EXPECT_EQ(counted->peakForward, full->peakForward);
        EXPECT_EQ(counted->peakBackward, full->peakBackward);
        EXPECT_EQ(counted->peakStep, full->peakStep);
        EXPECT_EQ(counted->layers.size(), full->layers.size());
    }
}

TEST(OwnNetwork, SaysWhichLayerDoesNotFit)
{
    EXPECT_EQ(said(R"([{"type": "linear", "inputs": 4, "outputs": 512}, {"type": "activation"},
        {"type": "dropout"}, {"type": "linear", "inputs": 1024, "outputs": 2}])"),
        "/model/layers/3/inputs: layer 4: 512 features in, 1,024 expected");
    EXPECT_EQ(said(R"([{"type": "conv2d", "inputs": 3, "outputs": 8},
        {"type": "conv2d", "inputs": 4, "outputs": 8}])"),
        "/model/layers/1/inputs: layer 2: 8 channels in, 4 expected");
    EXPECT_EQ(said(R"([{"type": "conv2d", "inputs": 3, "outputs": 8},
        {"type": "linear", "outputs": 8}])"),
        "/model/layers/1: layer 2: [1, 8, 222, 222] comes in, [batch, features], [batch, length, "
        "features] expected");
    EXPECT_EQ(said(R"([{"type": "embedding", "rows": 10, "outputs": 6},
        {"type": "attention", "heads": 4}])"),
        "/model/layers/1/heads: layer 2: expected a divisor of 6, found 4");
    EXPECT_EQ(said(R"([{"type": "linear", "inputs": 8, "outputs": 8},
        {"type": "residual", "layers": [{"type": "linear", "outputs": 9}]}])"),
        "/model/layers/1: layer 2: [1, 9] comes out of its layers and [1, 8] out of the shortcut: "
        "the two can't be added");
    EXPECT_EQ(said(R"([{"type": "linear", "inputs": 8, "outputs": 8}, {"type": "residual",
        "layers": [{"type": "linear", "outputs": 8}, {"type": "linear", "inputs": 7, "outputs": 8}]}])"),
        "/model/layers/1/layers/1/inputs: layer 2.2: 8 features in, 7 expected");
    EXPECT_EQ(said(R"([{"type": "input", "sizes": [3, 4, 4]}, {"type": "pool", "kernel": 5}])"),
        "/model/layers/1: layer 2: max_pool2d: expected an input of which a window of 5 x 5 leaves "
        "a pixel, found [1, 3, 4, 4]");
    EXPECT_EQ(said(R"([{"type": "activation"}])"),
        "/model/layers/0: layer 1: the first layer must say what it reads; put {\"type\": "
        "\"input\", \"sizes\": [3, 32, 32]} before it");
    EXPECT_EQ(said(R"([{"type": "conv2d", "inputs": 3, "outputs": 8}])"),
        "/model/layers/0: layer 1: [1, 8, 222, 222] goes out; the loss takes [batch, classes] or "
        "[batch, length, classes]");
    EXPECT_EQ(said(R"([{"type": "linear", "inputs": 4, "outputs": 4}, {"type": "activation",
        "function": "tanh"}, {"type": "activation", "in_place": true}])"),
        "/model/layers/2/in_place: layer 3: expected relu or silu right after a linear layer of "
        "[batch, features], conv2d, batch_norm or a pool of windows: elsewhere backward needs what "
        "would be written over");
}

TEST(OwnNetwork, SaysWhatIsWrongWithAKey)
{
    EXPECT_EQ(said("[]"), "model.layers: expected a list of at least one layer, found none");
    EXPECT_EQ(said("[3]"),
        "/model/layers/0: layer 1: expected an object such as {\"type\": \"flatten\"}, found 3");
    EXPECT_EQ(said(R"([{"type": "liner"}])"),
        "/model/layers/0/type: layer 1: expected one of input, linear, conv2d, batch_norm, "
        "layer_norm, attention, lstm, gru, embedding, activation, dropout, pool, flatten, "
        "residual; "
        "found \"liner\"");
    EXPECT_EQ(said(R"([{"type": "linear", "inputs": 4}])"),
        "/model/layers/0/outputs: expected a whole number, found nothing");
    EXPECT_EQ(said(R"([{"type": "linear", "inputs": 4, "outputs": -1}])"),
        "/model/layers/0/outputs: expected a whole number from 1 to 2,147,483,648, found -1");
    EXPECT_EQ(said(R"([{"type": "linear", "outputs": 4}])"),
        "/model/layers/0/inputs: layer 1: the first layer must say how many inputs it has");
    EXPECT_EQ(said(R"([{"type": "input", "sizes": []}])"),
        "/model/layers/0/sizes: layer 1: expected a list of one to three sizes, found a list");
    EXPECT_EQ(said(R"([{"type": "embedding", "rows": 9, "outputs": 4}, {"type": "lstm",
        "outputs": 4, "gives": "all"}])"),
        "/model/layers/1/gives: layer 2: expected one of sequence, last; found \"all\"");
    EXPECT_EQ(said(R"([{"type": "linear", "inputs": 4, "outputs": 4}, {"type": "residual",
        "layers": []}])"),
        "/model/layers/1/layers: layer 2: expected a list of at least one layer, found a list");
    const Result<StepLedger> odd = runOwnStep(
        layersOf(R"([{"type": "linear", "inputs": 4, "outputs": 4, "biass": false}])"), {});
    ASSERT_TRUE(odd);
    ASSERT_EQ(odd->warnings.size(), 1U);
    EXPECT_EQ(odd->warnings[0].english(), "layer 1: not used: biass. Did you mean bias?");
}

TEST(OwnNetwork, RefusesWhatIsTooLargeAtOnce)
{
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(said(R"([{"type": "linear", "inputs": 64, "outputs": 64, "repeat": 1000000}])"),
        "/model/layers/0/repeat: layer 1: expected at most 100,000 layers up to here, found more");
    EXPECT_EQ(said(R"([{"type": "linear", "inputs": 64, "outputs": 1099511627776}])"),
        "/model/layers/0/outputs: expected a whole number from 1 to 2,147,483,648, found "
        "1099511627776");
    EXPECT_EQ(said(R"([{"type": "linear", "inputs": 2147483648, "outputs": 2147483648}])"),
        "/model/layers/0: layer 1: the bytes of a tensor [2147483648, 2147483648] passes 64 bits");
    EXPECT_EQ(said(R"([{"type": "linear", "inputs": 1073741824, "outputs": 1073741824,
        "repeat": 100000}])"),
        "model.layers: the bytes alive at once passes 64 bits");
    EXPECT_EQ(said(R"([{"type": "input", "sizes": [2147483648, 2147483648, 4]},
        {"type": "flatten"}])"),
        "/model/layers/0: layer 1: the number of elements of a tensor [1, 2147483648, 2147483648, "
        "4] passes 64 bits");
    EXPECT_EQ(said(R"([{"type": "lstm", "inputs": 2147483648, "outputs": 2147483648}])"),
        "/model/layers/0: layer 1: the number of elements of a tensor [8589934592, 2147483648] "
        "passes 64 bits");
    std::string rows = R"({"type": "linear", "inputs": 8, "outputs": 8})";
    for (int i = 0; i < kMostRun; ++i)
        rows += R"(, {"type": "activation"})";
    EXPECT_EQ(said("[" + rows + "]"),
        "model.layers: expected at most 4,096 layers that run one by one, found 4,097. `repeat` "
        "runs a layer as often as it says");
    EXPECT_EQ(said(R"([{"type": "linear", "inputs": 8, "outputs": 8}, {"type": "residual",
        "layers": [{"type": "activation", "repeat": 5000}]}])"),
        "/model/layers/1/layers/0/repeat: layer 2.1: expected at most 4,096 layers up to here that "
        "run one by one, found more");
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

TEST(OwnNetwork, ShapesStandBesideEachRow)
{
    StepOptions options;
    options.batchSize = 2;
    options.imageSize = 8;
    const std::vector<OwnRow> rows =
        ownRows(layersOf(R"([{"type": "conv2d", "inputs": 3, "outputs": 4, "padding": 1},
        {"type": "residual", "repeat": 3, "layers": [{"type": "conv2d", "outputs": 4, "padding": 1}],
            "shortcut": [{"type": "batch_norm"}]},
        {"type": "flatten"}, {"type": "linear", "inputs": 9, "outputs": 2}, {"type": "activation"}])"),
            options);
    ASSERT_EQ(rows.size(), 7U);
    EXPECT_EQ(engine::toString(rows[0].output), "[2, 4, 8, 8]");
    EXPECT_EQ(rows[0].parameters, 112U);
    EXPECT_EQ(rows[1].number, "2");
    EXPECT_EQ(rows[1].parameters, 3U * (148U + 8U));
    EXPECT_EQ(rows[2].number, "2.1");
    EXPECT_EQ(rows[3].number, "2.s1");
    EXPECT_EQ(rows[3].depth, 1);
    EXPECT_EQ(engine::toString(rows[4].output), "[2, 256]");
    ASSERT_TRUE(rows[5].error);
    EXPECT_EQ(rows[5].error->message.english(), "layer 4: 256 features in, 9 expected");
    EXPECT_FALSE(rows[6].error);
    EXPECT_EQ(rows[6].output.rank(), 0U);
}

TEST(OwnNetwork, ReserveIsWhatCudnnPrinted)
{
    // pytorch/pytorch#2895: fp32, four layers of 320, 25,000 places.
    const engine::RecurrentOptions lstm{engine::Cell::Lstm, 320, 4, 1, true};
    const engine::RecurrentOptions gru{engine::Cell::Gru, 320, 4, 1, true};
    EXPECT_EQ(engine::reserveBytes(lstm, 25'000, Dtype::Fp32), 736'000'000U);
    EXPECT_EQ(engine::reserveBytes(gru, 25'000, Dtype::Fp32), 864'000'000U);
}

/// A network of that type of layer alone, with what must be given, on each input that it takes.
std::vector<Value> networksOf(const LayerType& type)
{
    const auto count = [](std::uint64_t number) { return Value::number(number); };
    Value layer(Value::Object{{"type", Value(type.name)}});
    for (const LayerKey& key : type.keys) {
        if (key.type == LayerKeyType::Layers && key.required)
            layer.member(key.name) = layersOf(R"([{"type": "activation"}])");
        else if (key.type == LayerKeyType::Sizes)
            layer.member(key.name) = Value(Value::List{count(16)});
        else if (key.required)
            layer.member(key.name) = count(key.name == "heads" ? 4 : 16);
        else if (key.name == repeatKey().name)
            layer.member(key.name) = count(5);
    }
    std::vector<Value> networks;
    for (const char* sizes : {"", "[16]", "[12, 16]", "[16, 40, 40]"}) {
        Value::List list;
        if (*sizes != 0)
            list.push_back(
                Value(Value::Object{{"type", Value("input")}, {"sizes", layersOf(sizes)}}));
        list.push_back(layer);
        if (type.name == "input")
            list.push_back(layersOf(R"([{"type": "linear", "outputs": 4}])").asList()->front());
        Value network(std::move(list));
        StepOptions options;
        options.head = "none";
        options.training = false;
        if (runOwnStep(network, options))
            networks.push_back(std::move(network));
    }
    return networks;
}

/// From the table of types, so that a new one is covered without a new test.
TEST(OwnNetwork, EveryTypeObeysTheLaws)
{
    for (const LayerType& type : layerTypes()) {
        const std::vector<Value> networks = networksOf(type);
        EXPECT_FALSE(networks.empty()) << type.name;
        for (const Value& network : networks) {
            for (const char* way : {"training", "inference", "full", "bf16"}) {
                const std::string_view name = way;
                StepOptions options;
                options.head = "none";
                options.batchSize = 3;
                options.sequenceLength = 9;
                options.imageSize = 40;
                options.training = name != "inference";
                options.checkpointing = name == "full" ? Checkpointing::Full : Checkpointing::None;
                options.weights = name == "bf16" ? Dtype::Bf16 : Dtype::Fp32;
                // Where nothing learns there is nothing to train.
                Value trained = network;
                if (options.training && type.name != "embedding")
                    trained.asList()->push_back(
                        layersOf(R"([{"type": "flatten"}])").asList()->front());
                if (options.training && type.name != "embedding")
                    trained.asList()->push_back(
                        layersOf(R"([{"type": "linear", "outputs": 2}])").asList()->front());
                const Result<StepLedger> counted = runOwnStep(trained, options);
                ASSERT_TRUE(counted)
                    << type.name << ' ' << way << ": " << toString(counted.error());
                options.everyTensor = true;
                const Result<StepLedger> full = runOwnStep(trained, options);
                ASSERT_TRUE(full) << type.name;
                EXPECT_EQ(counted->peak, full->peak) << type.name << ' ' << way;
                EXPECT_EQ(counted->activations, full->activations) << type.name << ' ' << way;
                EXPECT_EQ(full->ledger->live(), 0U) << type.name << ' ' << way;
                std::uint64_t parameters = 0;
                std::uint64_t weights = 0;
                std::uint64_t activations = 0;
                for (const LayerRow& row : counted->layers) {
                    parameters += row.parameters;
                    weights += row.weights;
                    activations += row.activations;
                }
                EXPECT_EQ(parameters, counted->parametersTotal) << type.name << ' ' << way;
                EXPECT_EQ(weights, counted->parameters) << type.name << ' ' << way;
                EXPECT_EQ(activations, counted->activations) << type.name << ' ' << way;
                std::uint64_t sum = 0;
                for (const AliveTensor& tensor : full->peakTensors)
                    sum += engine::roundedToBlock(tensor.bytes);
                EXPECT_EQ(sum, full->peak) << type.name << ' ' << way;
                options.batchSize = 6;
                const Result<StepLedger> larger = runOwnStep(trained, options);
                ASSERT_TRUE(larger);
                EXPECT_GE(larger->peak, full->peak) << type.name << ' ' << way;
            }
        }
    }
}

TEST(OwnNetwork, FrozenPartsKeepNoGradients)
{
    const Value layers = layersOf(R"([{"type": "embedding", "rows": 50, "outputs": 8},
        {"type": "gru", "outputs": 8, "gives": "last"}, {"type": "linear", "outputs": 2}])");
    StepOptions options;
    options.sequenceLength = 5;
    options.adaptation.frozen = {"0.*", "1.*"};
    const Result<StepLedger> result = runOwnStep(layers, options);
    ASSERT_TRUE(result) << toString(result.error());
    EXPECT_EQ(result->parametersTrainable, 18U);
    EXPECT_EQ(result->gradients, 72U);
}

} // namespace
} // namespace headroom::architectures
