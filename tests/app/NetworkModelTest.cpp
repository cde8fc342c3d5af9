// SPDX-License-Identifier: GPL-3.0-or-later
// Edits of a list of layers, and the table that shows it.
#include "app/NetworkModel.h"

#include "app/LayerList.h"
#include "app/ModelSwitch.h"
#include "headroom/formats/Json.h"
#include "support/QtPrinters.h"

#include <gtest/gtest.h>

namespace headroom::app {
namespace {

Value parsed(const char* text)
{
    const Result<JsonDocument> document = parseJson(text);
    EXPECT_TRUE(document);
    return document ? document->value : Value();
}

/// The types in their order, those of a residual in brackets: "linear [relu] flatten".
std::string types(const Value& layers)
{
    std::string text;
    for (const Value& layer : *layers.asList()) {
        text += (text.empty() ? "" : " ") + *layer.find("type")->asString();
        if (const Value* inside = layer.find("layers"))
            text += '[' + types(*inside) + ']';
    }
    return text;
}

const char* const kNetwork = R"([{"type": "linear", "inputs": 8, "outputs": 4},
    {"type": "residual", "repeat": 2, "layers": [{"type": "activation"}, {"type": "dropout"}]},
    {"type": "flatten"}])";

TEST(LayerList, addsBehindInsideAndAtTheEnd)
{
    const LayerEdit behind = withLayerAdded(parsed(kNetwork), "/0", newLayer("gru"));
    EXPECT_EQ(types(behind.layers), "linear gru residual[activation dropout] flatten");
    EXPECT_EQ(behind.place, "/1");
    const LayerEdit nested = withLayerAdded(parsed(kNetwork), "/1/layers/0", newLayer("pool"));
    EXPECT_EQ(types(nested.layers), "linear residual[activation pool dropout] flatten");
    EXPECT_EQ(nested.place, "/1/layers/1");
    const LayerEdit inside = withLayerInside(parsed(kNetwork), "/1", newLayer("linear"));
    EXPECT_EQ(types(inside.layers), "linear residual[activation dropout linear] flatten");
    EXPECT_EQ(inside.place, "/1/layers/2");
    const LayerEdit last = withLayerAdded(parsed("[]"), "", newLayer("input"));
    EXPECT_EQ(types(last.layers), "input");
    EXPECT_EQ(last.place, "/0");
    EXPECT_EQ(
        *layerAt(inside.layers, inside.place)->find("outputs"), Value::number(std::uint64_t{64}));
}

TEST(LayerList, removesAndSelectsWhatIsNear)
{
    EXPECT_EQ(withoutLayer(parsed(kNetwork), "/2").place, "/1");
    const LayerEdit first = withoutLayer(parsed(kNetwork), "/0");
    EXPECT_EQ(types(first.layers), "residual[activation dropout] flatten");
    EXPECT_EQ(first.place, "/0");
    LayerEdit inner = withoutLayer(parsed(kNetwork), "/1/layers/1");
    EXPECT_EQ(inner.place, "/1/layers/0");
    inner = withoutLayer(std::move(inner.layers), inner.place);
    EXPECT_EQ(types(inner.layers), "linear residual[] flatten");
    EXPECT_EQ(inner.place, "/1");
    EXPECT_EQ(types(withoutLayer(parsed(kNetwork), "/9").layers), types(parsed(kNetwork)));
}

TEST(LayerList, movesWithinItsListAndDuplicates)
{
    EXPECT_FALSE(withLayerMoved(parsed(kNetwork), "/0", -1));
    EXPECT_FALSE(withLayerMoved(parsed(kNetwork), "/1/layers/1", 1));
    const auto down = withLayerMoved(parsed(kNetwork), "/0", 1);
    ASSERT_TRUE(down);
    EXPECT_EQ(types(down->layers), "residual[activation dropout] linear flatten");
    EXPECT_EQ(down->place, "/1");
    const LayerEdit twice = withLayerTwice(parsed(kNetwork), "/1");
    EXPECT_EQ(types(twice.layers),
        "linear residual[activation dropout] residual[activation dropout] flatten");
    EXPECT_EQ(twice.place, "/2");
}

TEST(LayerList, setsAndTakesAwayKeys)
{
    LayerEdit edit = withLayerKey(parsed(kNetwork), "/0", "bias", Value(false));
    EXPECT_EQ(*layerAt(edit.layers, "/0")->find("bias"), Value(false));
    edit = withLayerKey(std::move(edit.layers), "/0", "inputs", Value());
    EXPECT_EQ(layerAt(edit.layers, "/0")->find("inputs"), nullptr);
    EXPECT_EQ(layerAt(edit.layers, "/7"), nullptr);
    EXPECT_EQ(layerAt(edit.layers, "/x"), nullptr);
}

TEST(LayerList, everyTypeCanBeAdded)
{
    for (const architectures::LayerType& type : architectures::layerTypes()) {
        const Value layer = newLayer(type.name);
        EXPECT_EQ(*layer.find("type"), Value(type.name));
        for (const architectures::LayerKey& key : type.keys) {
            if (key.required) {
                EXPECT_NE(layer.find(key.name), nullptr) << type.name << ' ' << key.name;
            }
        }
    }
}

Scenario scenarioOf(const char* layers)
{
    Scenario scenario;
    scenario.workload.batchSize = 2;
    scenario.model = LayersModel{parsed(layers)};
    return scenario;
}

TEST(NetworkModel, showsShapesSettingsAndTheFirstProblem)
{
    NetworkModel model;
    model.setScenario(scenarioOf(R"([{"type": "linear", "inputs": 8, "outputs": 4, "bias": false,
        "repeat": 1}, {"type": "residual", "repeat": 2, "layers": [{"type": "activation"}]},
        {"type": "linear", "inputs": 5, "outputs": 3}, {"type": "flatten"}])"));
    ASSERT_EQ(model.rowCount(), 5);
    const auto text = [&](int row, int column) {
        return model.index(row, column).data().toString().toStdString();
    };
    EXPECT_EQ(text(0, NetworkModel::Settings), "Inputs 8, Outputs 4, no Bias");
    EXPECT_EQ(text(0, NetworkModel::Output), "[2, 4]");
    EXPECT_EQ(text(0, NetworkModel::Parameters), "32");
    EXPECT_EQ(text(1, NetworkModel::Settings), "× 2");
    EXPECT_EQ(text(2, NetworkModel::Number), "2.1");
    EXPECT_EQ(text(2, NetworkModel::Layer), "    Activation");
    EXPECT_EQ(text(3, NetworkModel::Output), "⚠ layer 3: 4 features in, 5 expected");
    EXPECT_EQ(text(4, NetworkModel::Output), "–");
    EXPECT_EQ(model.firstProblem(), 3);
    EXPECT_EQ(model.place(2), "/1/layers/0");
    EXPECT_EQ(model.rowOf("/2"), 3);
    model.setScenario(Scenario());
    EXPECT_EQ(model.rowCount(), 0);
}

TEST(NetworkModel, whatAnOwnNetworkStartsWithRuns)
{
    NetworkModel model;
    const Scenario scenario = withOwnNetwork(Scenario(), firstLayers());
    model.setScenario(scenario);
    EXPECT_EQ(model.firstProblem(), -1);
    EXPECT_FALSE(readsSequences(scenario));
    EXPECT_TRUE(readsImages(scenarioOf(R"([{"type": "conv2d", "inputs": 3, "outputs": 4}])")));
}

} // namespace
} // namespace headroom::app
