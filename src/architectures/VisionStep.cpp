// SPDX-License-Identifier: GPL-3.0-or-later
#include "architectures/Run.h"
#include "architectures/vision/Family.h"
#include "headroom/architectures/Vision.h"
#include "headroom/base/NearestWord.h"
#include "headroom/engine/Impossible.h"
#include "headroom/engine/operators/Loss.h"

namespace headroom::architectures {

using namespace engine;

namespace {

constexpr std::int64_t kMostChannels = std::int64_t{1} << 20;
constexpr std::int64_t kMostClasses = std::int64_t{1} << 30;

struct Found {
    const vision::Family* family = nullptr;
    const vision::Member* member = nullptr;
};

Found findMember(std::string_view id)
{
    for (const vision::Family& family : vision::families()) {
        for (const vision::Member& member : family.members) {
            if (member.id == id)
                return {&family, &member};
        }
    }
    return {};
}

vision::ImageShape shapeOf(const ImageModel& model)
{
    return {model.imageSize, model.classes, model.channels};
}

class VisionNetwork : public Network {
public:
    explicit VisionNetwork(std::unique_ptr<vision::Layer> model)
        : m_model(std::move(model))
    {
    }
    Tensor loss(const Batch& batch) override
    {
        return crossEntropy(m_model->forward(batch.pixelValues), batch.labels);
    }
    Inferred infer(const Batch& batch, KvCache*) override
    {
        Inferred result;
        result.kept.push_back(m_model->forward(batch.pixelValues));
        return result;
    }

private:
    std::unique_ptr<vision::Layer> m_model;
};

class VisionBlueprint : public Blueprint {
public:
    VisionBlueprint(const Found& found, const vision::ImageShape& shape)
        : m_found(found)
        , m_shape(shape)
    {
    }
    Input input() const override { return {m_shape.channels}; }
    /// Nothing repeats: every block runs, and has its own row in the table.
    std::vector<LayerList> layerLists() const override
    {
        std::vector<LayerList> lists;
        for (const std::string& path : m_found.family->blockLists)
            lists.push_back({path, {}});
        return lists;
    }
    std::unique_ptr<Network> build(Module& root, const Setup&, const LayerCounts&) const override
    {
        return std::make_unique<VisionNetwork>(m_found.member->build(root, m_shape));
    }

private:
    Found m_found;
    vision::ImageShape m_shape;
};

Result<Found> memberOf(const ImageModel& model)
{
    const Found found = findMember(model.id);
    if (!found.member) {
        auto failure = fail(model.id.empty() ? ErrorCode::Missing : ErrorCode::UnknownName,
            "model.vision.id",
            HEADROOM_TEXT("architectures",
                "expected a classification model of torchvision (`headroom models` lists them); "
                "found {0}"),
            describe(Value(model.id)));
        failure.value().suggestion = nearestWord(model.id, knownVisionModels());
        return failure;
    }
    const auto within = [](std::int64_t value, std::int64_t most) {
        return value >= 1 && value <= most;
    };
    constexpr const char* kRange =
        HEADROOM_TEXT("architectures", "expected a whole number from 1 to {0}, found {1}");
    if (!within(model.classes, kMostClasses))
        return fail(ErrorCode::OutOfRange, "model.vision.classes", kRange,
            static_cast<std::uint64_t>(kMostClasses), std::to_string(model.classes));
    if (!within(model.channels, kMostChannels))
        return fail(ErrorCode::OutOfRange, "model.vision.channels", kRange,
            static_cast<std::uint64_t>(kMostChannels), std::to_string(model.channels));
    return found;
}

/// What an operator refuses comes from the size of the images: of a batch of one image, perhaps.
Error explained(const Error& error, const ImageModel& model)
{
    if (error.code != ErrorCode::OutOfRange || error.where.find('.') != std::string::npos)
        return error;
    return {ErrorCode::OutOfRange, "model.vision.image_size",
        Text(HEADROOM_TEXT("architectures", "{0} does not take images of {1} x {1}: {2}: {3}"),
            model.id, static_cast<std::uint64_t>(model.imageSize), error.where,
            error.message.english()),
        {}, {}, 0};
}

} // namespace

Result<StepLedger> runVisionStep(const ImageModel& model, StepOptions options)
{
    const Result<Found> found = memberOf(model);
    if (!found)
        return tl::unexpected(found.error());
    if (options.checkpointing != Checkpointing::None)
        return fail(ErrorCode::Unsupported, "memory_savers.activation_checkpointing",
            HEADROOM_TEXT("architectures",
                "expected none: torchvision's classification models have no switch for it"));
    if (!options.head.empty() && options.head != toString(Head::ImageClassification))
        return fail(ErrorCode::Unsupported, "workload.head",
            HEADROOM_TEXT("architectures", "{0} has {1}; found {2}"), model.id,
            toString(Head::ImageClassification), options.head);
    options.imageSize = model.imageSize;
    const VisionBlueprint blueprint(*found, shapeOf(model));
    engine::Adaptation adaptation;
    adaptation.frozen = options.adaptation.frozen;
    Result<StepLedger> result =
        runBlueprint(blueprint, Head::ImageClassification, adaptation, options);
    if (!result)
        return tl::unexpected(explained(result.error(), model));
    return result;
}

std::vector<std::string_view> knownVisionModels()
{
    std::vector<std::string_view> ids;
    for (const vision::Family& family : vision::families()) {
        for (const vision::Member& member : family.members)
            ids.push_back(member.id);
    }
    return ids;
}

Result<std::vector<NamedSize>> visionParameterNames(const ImageModel& model)
{
    const Result<Found> found = memberOf(model);
    if (!found)
        return tl::unexpected(found.error());
    std::vector<NamedSize> names;
    try {
        Engine engine;
        Model built(engine, Dtype::Fp32, true);
        Module root(built);
        const auto network = found->member->build(root, shapeOf(model));
        for (const Parameter& parameter : built.parameters())
            names.push_back({parameter.name, parameter.tensor.sizes()});
    } catch (const Impossible& impossible) {
        return tl::unexpected(explained(impossible.error(), model));
    }
    return names;
}

std::uint64_t visionParameters(std::string_view id)
{
    ImageModel model;
    model.id = id;
    const Result<std::vector<NamedSize>> names = visionParameterNames(model);
    std::uint64_t count = 0;
    if (names) {
        for (const NamedSize& parameter : *names)
            count += static_cast<std::uint64_t>(elements(parameter.sizes));
    }
    return count;
}

} // namespace headroom::architectures
