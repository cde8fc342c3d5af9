// SPDX-License-Identifier: GPL-3.0-or-later
// What a layer of an own network may be: the one place that says its keys, their defaults and their
// words. The reader, the window's table and `headroom fields` read it.
#include "headroom/architectures/OwnNetwork.h"

#include <algorithm>
#include <array>

namespace headroom::architectures {

namespace {

using enum LayerKeyType;

constexpr auto kFunctions =
    std::to_array<std::string_view>({"relu", "gelu", "silu", "tanh", "sigmoid"});
constexpr auto kWays = std::to_array<std::string_view>({"max", "average", "adaptive", "mean"});
constexpr auto kGives = std::to_array<std::string_view>({"sequence", "last"});

constexpr LayerKey kRepeat = {"repeat", Count, 1, "1", false, {}, HEADROOM_TEXT("layers", "Repeat"),
    HEADROOM_TEXT("layers", "How often the layer follows itself.")};
constexpr LayerKey kInputs = {"inputs", Count, 1, "", false, {}, HEADROOM_TEXT("layers", "Inputs"),
    HEADROOM_TEXT("layers",
        "Features or channels that it is given. Empty: as they come; the first layer must say "
        "it.")};
constexpr LayerKey kOutputs = {"outputs", Count, 1, "", true, {},
    HEADROOM_TEXT("layers", "Outputs"),
    HEADROOM_TEXT("layers", "Features or channels that it gives.")};
constexpr LayerKey kBias = {"bias", Flag, 0, "true", false, {}, HEADROOM_TEXT("layers", "Bias"),
    HEADROOM_TEXT("layers", "Whether it adds a learned number to each output.")};

constexpr auto kInputKeys = std::to_array<LayerKey>({
    {"sizes", Sizes, 1, "", true, {}, HEADROOM_TEXT("layers", "Sizes"),
        HEADROOM_TEXT("layers",
            "The sizes of one sample: [784], [length, features] or [channels, height, width].")},
});
constexpr auto kLinearKeys = std::to_array<LayerKey>({kInputs, kOutputs, kBias, kRepeat});
constexpr auto kConvKeys = std::to_array<LayerKey>({
    kInputs,
    kOutputs,
    {"kernel", Count, 1, "3", false, {}, HEADROOM_TEXT("layers", "Kernel"),
        HEADROOM_TEXT("layers", "Rows and columns of its window.")},
    {"stride", Count, 1, "1", false, {}, HEADROOM_TEXT("layers", "Stride"),
        HEADROOM_TEXT("layers", "Steps between two windows.")},
    {"padding", Count, 0, "0", false, {}, HEADROOM_TEXT("layers", "Padding"),
        HEADROOM_TEXT("layers", "Zeros added on each side.")},
    {"dilation", Count, 1, "1", false, {}, HEADROOM_TEXT("layers", "Dilation"),
        HEADROOM_TEXT("layers", "Steps between two places of a window.")},
    {"groups", Count, 1, "1", false, {}, HEADROOM_TEXT("layers", "Groups"),
        HEADROOM_TEXT("layers", "Parts of the channels that do not see each other.")},
    kBias,
    kRepeat,
});
constexpr auto kNormKeys = std::to_array<LayerKey>({kInputs, kRepeat});
constexpr auto kAttentionKeys = std::to_array<LayerKey>({
    kInputs,
    {"heads", Count, 1, "", true, {}, HEADROOM_TEXT("layers", "Heads"),
        HEADROOM_TEXT("layers", "Parts of the features that attend for themselves.")},
    kRepeat,
});
constexpr auto kRecurrentKeys = std::to_array<LayerKey>({
    kInputs,
    {"outputs", Count, 1, "", true, {}, HEADROOM_TEXT("layers", "Outputs"),
        HEADROOM_TEXT("layers", "Its hidden size, of each direction.")},
    {"layers", Count, 1, "1", false, {}, HEADROOM_TEXT("layers", "Layers"),
        HEADROOM_TEXT("layers", "Recurrent layers stacked in one call of cuDNN.")},
    {"bidirectional", Flag, 0, "false", false, {}, HEADROOM_TEXT("layers", "Bidirectional"),
        HEADROOM_TEXT("layers", "Whether it reads the sequence from both ends.")},
    {"gives", Choice, 0, "sequence", false, kGives, HEADROOM_TEXT("layers", "Gives"),
        HEADROOM_TEXT("layers", "The output of each position, or of the last one alone.")},
    kRepeat,
});
constexpr auto kEmbeddingKeys = std::to_array<LayerKey>({
    {"rows", Count, 1, "", true, {}, HEADROOM_TEXT("layers", "Rows"),
        HEADROOM_TEXT("layers", "How many tokens it knows.")},
    kOutputs,
});
constexpr auto kActivationKeys = std::to_array<LayerKey>({
    {"function", Choice, 0, "relu", false, kFunctions, HEADROOM_TEXT("layers", "Function"),
        HEADROOM_TEXT("layers", "What it computes of each number.")},
    {"in_place", Flag, 0, "false", false, {}, HEADROOM_TEXT("layers", "In place"),
        HEADROOM_TEXT("layers",
            "Whether the result takes the place of what came in (relu and silu, right after "
            "linear, "
            "conv2d, batch_norm or pool).")},
    kRepeat,
});
constexpr auto kDropoutKeys = std::to_array<LayerKey>({
    {"probability", Share, 0, "0.5", false, {}, HEADROOM_TEXT("layers", "Probability"),
        HEADROOM_TEXT("layers", "The share of numbers that training sets to zero.")},
    kRepeat,
});
constexpr auto kPoolKeys = std::to_array<LayerKey>({
    {"way", Choice, 0, "max", false, kWays, HEADROOM_TEXT("layers", "Way"),
        HEADROOM_TEXT("layers",
            "max and average of windows, adaptive average to a size, or the mean over the "
            "positions "
            "of a sequence.")},
    {"kernel", Count, 1, "2", false, {}, HEADROOM_TEXT("layers", "Kernel"),
        HEADROOM_TEXT("layers", "Rows and columns of its window.")},
    {"stride", Count, 1, "", false, {}, HEADROOM_TEXT("layers", "Stride"),
        HEADROOM_TEXT("layers", "Steps between two windows. Empty: as large as the window.")},
    {"padding", Count, 0, "0", false, {}, HEADROOM_TEXT("layers", "Padding"),
        HEADROOM_TEXT("layers", "Zeros added on each side.")},
    {"outputs", Count, 1, "1", false, {}, HEADROOM_TEXT("layers", "Outputs"),
        HEADROOM_TEXT("layers", "Rows and columns that an adaptive pool gives.")},
    kRepeat,
});
constexpr auto kFlattenKeys = std::to_array<LayerKey>({kRepeat});
constexpr auto kResidualKeys = std::to_array<LayerKey>({
    {"layers", Layers, 0, "", true, {}, HEADROOM_TEXT("layers", "Layers"),
        HEADROOM_TEXT("layers", "What is added to what came in.")},
    {"shortcut", Layers, 0, "", false, {}, HEADROOM_TEXT("layers", "Shortcut"),
        HEADROOM_TEXT(
            "layers", "What is done to what came in before it is added. Empty: nothing.")},
    kRepeat,
});

constexpr auto kTypes = std::to_array<LayerType>({
    {"input", HEADROOM_TEXT("layers", "Input"),
        HEADROOM_TEXT("layers",
            "What the network reads, where the first layer does not settle it. Comes first, or not "
            "at all."),
        kInputKeys},
    {"linear", HEADROOM_TEXT("layers", "Linear"),
        HEADROOM_TEXT("layers", "torch.nn.Linear, on the last dimension."), kLinearKeys},
    {"conv2d", HEADROOM_TEXT("layers", "Convolution"),
        HEADROOM_TEXT("layers", "torch.nn.Conv2d of images."), kConvKeys},
    {"batch_norm", HEADROOM_TEXT("layers", "Batch norm"),
        HEADROOM_TEXT("layers", "torch.nn.BatchNorm1d of features, BatchNorm2d of images."),
        kNormKeys},
    {"layer_norm", HEADROOM_TEXT("layers", "Layer norm"),
        HEADROOM_TEXT("layers", "torch.nn.LayerNorm over the features."), kNormKeys},
    {"attention", HEADROOM_TEXT("layers", "Attention"),
        HEADROOM_TEXT(
            "layers", "torch.nn.MultiheadAttention of a sequence with itself, without a mask."),
        kAttentionKeys},
    {"lstm", HEADROOM_TEXT("layers", "LSTM"),
        HEADROOM_TEXT("layers", "torch.nn.LSTM, run by cuDNN."), kRecurrentKeys},
    {"gru", HEADROOM_TEXT("layers", "GRU"), HEADROOM_TEXT("layers", "torch.nn.GRU, run by cuDNN."),
        kRecurrentKeys},
    {"embedding", HEADROOM_TEXT("layers", "Embedding"),
        HEADROOM_TEXT("layers", "torch.nn.Embedding of tokens. It comes first."), kEmbeddingKeys},
    {"activation", HEADROOM_TEXT("layers", "Activation"),
        HEADROOM_TEXT("layers", "A function of each number."), kActivationKeys},
    {"dropout", HEADROOM_TEXT("layers", "Dropout"), HEADROOM_TEXT("layers", "torch.nn.Dropout."),
        kDropoutKeys},
    {"pool", HEADROOM_TEXT("layers", "Pooling"),
        HEADROOM_TEXT("layers", "Fewer places of an image, or one of a sequence."), kPoolKeys},
    {"flatten", HEADROOM_TEXT("layers", "Flatten"),
        HEADROOM_TEXT("layers", "torch.nn.Flatten: all but the batch becomes features."),
        kFlattenKeys},
    {"residual", HEADROOM_TEXT("layers", "Residual"),
        HEADROOM_TEXT("layers", "Layers of its own, whose result is added to what came in."),
        kResidualKeys},
});

} // namespace

std::span<const LayerType> layerTypes() { return kTypes; }

const LayerType* findLayerType(std::string_view name)
{
    const auto found = std::find_if(
        kTypes.begin(), kTypes.end(), [&](const LayerType& type) { return type.name == name; });
    return found == kTypes.end() ? nullptr : &*found;
}

const LayerKey& repeatKey() { return kRepeat; }

} // namespace headroom::architectures
