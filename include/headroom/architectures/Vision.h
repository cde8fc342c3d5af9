// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/architectures/Step.h"
#include "headroom/base/Result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace headroom::architectures {

/// A classification model of torchvision 0.29, built for images of a size.
struct ImageModel {
    std::string id; ///< "resnet50"
    std::int64_t imageSize = 224;
    std::int64_t classes = 1000;
    std::int64_t channels = 3;
};

/// Runs one step of it on shapes: model(images), in training cross_entropy(model(images), labels).
/// Errors name model.vision.id or model.vision.image_size, or a field of the scenario.
[[nodiscard]] Result<StepLedger> runVisionStep(const ImageModel& model, StepOptions options);

/// The ids that runVisionStep knows, family by family.
[[nodiscard]] std::vector<std::string_view> knownVisionModels();

/// The parameters of one of them as torchvision offers it: 1000 classes, 3 channels; 0 for others.
[[nodiscard]] std::uint64_t visionParameters(std::string_view id);

/// A parameter of a model: its full name and its size.
struct NamedSize {
    std::string name;
    engine::Dims sizes;
};

/// Every parameter in the order of nn.Module.named_parameters.
[[nodiscard]] Result<std::vector<NamedSize>> visionParameterNames(const ImageModel& model);

} // namespace headroom::architectures
