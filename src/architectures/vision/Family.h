// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "architectures/vision/Layers.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace headroom::architectures::vision {

/// What a classification model depends on besides its id.
struct ImageShape {
    std::int64_t imageSize = 224;
    std::int64_t classes = 1000;
    std::int64_t channels = 3;
};

/// One entry of a family's table.
struct Member {
    std::string_view id; ///< torchvision's name
    /// Throws Impossible, naming model.vision.image_size, for images that the real model's
    /// constructor refuses.
    std::function<std::unique_ptr<Layer>(Module& root, const ImageShape& shape)> build;
};

/// The models of one file of torchvision/models.
struct Family {
    std::vector<Member> members;
    /// Names of the modules whose children are the blocks that a table of layers shows.
    std::vector<std::string> blockLists = {};
};

template <typename Model, typename Options> Member member(std::string_view id, Options options)
{
    return {id, [options](Module& root, const ImageShape& shape) {
                return std::make_unique<Model>(root, options, shape);
            }};
}

/// Every family, in the order of src/architectures/CMakeLists.txt, from which this table is
/// generated.
[[nodiscard]] std::span<const Family> families();

} // namespace headroom::architectures::vision
