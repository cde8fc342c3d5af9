// SPDX-License-Identifier: GPL-3.0-or-later
// Every classification model of torchvision against the real one: names and sizes of its parameters
// (data/vision_members.jsonl, made by validation/vision_members.py), figures of steps to the byte
// and every birth and death in order (data/vision.jsonl, made by validation/family_records.py).

#include "architectures/Digest.h"
#include "architectures/Records.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

namespace headroom::architectures {
namespace {

std::vector<nlohmann::ordered_json> visionLines(const std::string& path)
{
    std::vector<nlohmann::ordered_json> lines;
    std::ifstream input(path);
    for (std::string line; std::getline(input, line);)
        lines.push_back(nlohmann::ordered_json::parse(line));
    return lines;
}

TEST(Vision, ParametersAreTorchvisions)
{
    const auto lines =
        visionLines(HEADROOM_SOURCE_DIR "/tests/architectures/data/vision_members.jsonl");
    ASSERT_FALSE(lines.empty());
    std::set<std::string> seen;
    for (const auto& line : lines) {
        const ImageModel model = imageModelOf(line);
        seen.insert(model.id);
        const Result<std::vector<NamedSize>> names = visionParameterNames(model);
        ASSERT_TRUE(names) << model.id << ": " << toString(names.error());
        std::uint64_t count = 0;
        Digest digest;
        for (const NamedSize& parameter : *names) {
            count += static_cast<std::uint64_t>(engine::elements(parameter.sizes));
            for (char c : parameter.name + " " + engine::toString(parameter.sizes) + "\n")
                digest.byte(static_cast<std::uint8_t>(c));
        }
        EXPECT_EQ(count, line["parameters"].get<std::uint64_t>()) << model.id;
        EXPECT_EQ(digest.value, std::stoull(line["names"].get<std::string>(), nullptr, 16))
            << model.id;
        if (model.classes == 1000) {
            EXPECT_EQ(visionParameters(model.id), count) << model.id;
        }
    }
    const std::vector<std::string_view> known = knownVisionModels();
    EXPECT_EQ(seen.size(), known.size());
    for (std::string_view id : known)
        EXPECT_TRUE(seen.contains(std::string(id))) << id;
}

TEST(Vision, EveryBirthAndDeathIsPyTorchs)
{
    const auto lines = visionLines(HEADROOM_SOURCE_DIR "/tests/architectures/data/vision.jsonl");
    ASSERT_FALSE(lines.empty());
    for (const auto& record : lines) {
        const auto& scenario = record["scenario"];
        StepOptions options = optionsOf(scenario);
        const ImageModel model = imageModelOf(scenario["model"]["vision"]);
        options.everyTensor = true;
        const Result<StepLedger> result = runVisionStep(model, options);
        ASSERT_TRUE(result) << record["id"] << ": " << toString(result.error());
        expectFigures(record, *result, "in full");
        expectEvents(record, *result->ledger);
    }
}

/// The records to develop against, where they lie beside the checkout.
TEST(Vision, MeasuredRecordsAreExact)
{
    std::size_t count = 0;
    for (const auto& record :
        visionLines(HEADROOM_SOURCE_DIR "/../shared/measured/calibration.jsonl")) {
        const auto& scenario = record["scenario"];
        if (!scenario["model"].contains("vision"))
            continue;
        const Result<StepLedger> result =
            runVisionStep(imageModelOf(scenario["model"]["vision"]), optionsOf(scenario));
        ASSERT_TRUE(result) << record["id"] << ": " << toString(result.error());
        expectFigures(record, *result, "as measured");
        ++count;
    }
    if (count == 0)
        GTEST_SKIP() << "no measured records beside the checkout";
}

std::string errorOf(const ImageModel& model, const StepOptions& options = {})
{
    const Result<StepLedger> result = runVisionStep(model, options);
    return result ? "" : toString(result.error());
}

TEST(Vision, ErrorsNameTheField)
{
    const auto starts = [](const std::string& text, const char* with) {
        return text.starts_with(with) ? std::string(with) : text;
    };
    EXPECT_EQ(starts(errorOf({"resnet5"}), "model.vision.id: expected a classification model"),
        "model.vision.id: expected a classification model");
    EXPECT_NE(errorOf({"resnet5"}).find("resnet50"), std::string::npos);
    EXPECT_EQ(starts(errorOf({""}), "model.vision.id: "), "model.vision.id: ");
    EXPECT_EQ(
        starts(errorOf({"resnet18", 224, 0}), "model.vision.classes: "), "model.vision.classes: ");
    EXPECT_EQ(starts(errorOf({"resnet18", 224, 10, -1}), "model.vision.channels: "),
        "model.vision.channels: ");
    EXPECT_FALSE(errorOf({"resnet18", 0}).empty());
    // What the real ones refuse: nothing left to pool, a kernel larger than its input, one value a
    // channel, patches and windows that do not fit.
    for (const ImageModel& model : {ImageModel{"vgg11", 16}, ImageModel{"alexnet", 40},
             ImageModel{"inception_v3", 60}, ImageModel{"resnet50", 32}, ImageModel{"vit_b_16", 70},
             ImageModel{"maxvit_t", 225}, ImageModel{"swin_t", 3}})
        EXPECT_EQ(starts(errorOf(model), "model.vision.image_size: "), "model.vision.image_size: ")
            << model.id;
    StepOptions options;
    options.checkpointing = Checkpointing::Full;
    EXPECT_EQ(starts(errorOf({"resnet18"}, options), "memory_savers.activation_checkpointing: "),
        "memory_savers.activation_checkpointing: ");
    options = {};
    options.head = "causal-lm";
    EXPECT_EQ(starts(errorOf({"resnet18"}, options), "workload.head: "), "workload.head: ");
}

/// The smallest size of images, of a few, that a model takes in training with two of them.
std::int64_t smallSizeFor(std::string_view id)
{
    if (id.starts_with("maxvit") || id == "vit_h_14")
        return 224;
    return id == "inception_v3" ? 96 : 64;
}

StepLedger runOf(const ImageModel& model, const StepOptions& options)
{
    Result<StepLedger> result = runVisionStep(model, options);
    EXPECT_TRUE(result) << model.id << ": " << (result ? "" : toString(result.error()));
    return result ? std::move(*result) : StepLedger{};
}

/// What must hold for every member, whatever the figures.
TEST(Vision, LawsHoldForEveryMember)
{
    for (std::string_view id : knownVisionModels()) {
        const ImageModel model{std::string(id), smallSizeFor(id), 10};
        StepOptions options;
        options.batchSize = 2;
        const StepLedger base = runOf(model, options);
        EXPECT_EQ(base.gradients, base.parameters) << id;
        EXPECT_EQ(base.peak, std::max({base.peakForward, base.peakBackward, base.peakStep})) << id;
        LayerRow sum;
        for (const LayerRow& row : base.layers) {
            sum.parameters += row.parameters;
            sum.weights += row.weights;
            sum.activations += row.activations;
        }
        EXPECT_EQ(sum.parameters, base.parametersTotal) << id;
        EXPECT_EQ(sum.weights, base.parameters) << id;
        EXPECT_EQ(sum.activations, base.activations) << id;
        std::uint64_t roles = 0;
        for (std::uint64_t bytes : base.peakByRole)
            roles += bytes;
        EXPECT_EQ(roles, base.peak) << id;

        StepOptions larger = options;
        larger.batchSize = 3;
        EXPECT_GT(runOf(model, larger).activations, base.activations) << id;
        ImageModel wider = model;
        wider.imageSize *= 2;
        const StepLedger bigger = runOf(wider, options);
        EXPECT_GT(bigger.activations, base.activations) << id;
        EXPECT_GE(bigger.peak, base.peak) << id;
        StepOptions inference = options;
        inference.training = false;
        const StepLedger quiet = runOf(model, inference);
        EXPECT_EQ(quiet.parameters, base.parameters) << id;
        EXPECT_EQ(quiet.buffers, base.buffers) << id;
        EXPECT_EQ(quiet.activations, 0U) << id;
        EXPECT_LT(quiet.peak, base.peak) << id;
    }
}

} // namespace
} // namespace headroom::architectures
