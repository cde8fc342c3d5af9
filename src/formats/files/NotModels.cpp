// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/FileFormat.h"
#include "formats/files/Malformed.h"

#include <algorithm>
#include <array>

// Files that stand where a model should be, and formats that are known by name only: said in words.

namespace headroom::files {
namespace {

struct Lookalike {
    std::string_view start; ///< of the file
    std::size_t offset;
    const char* message;
};

constexpr auto kLookalikes = std::to_array<Lookalike>({
    {"version https://git-lfs", 0,
        HEADROOM_TEXT("formats",
            "expected a model; found a git-lfs pointer: the file itself was not downloaded (`git "
            "lfs "
            "pull` does that)")},
    {"lmgg", 0,
        HEADROOM_TEXT("formats",
            "expected GGUF; found the older format GGML (magic \"lmgg\"), which whisper.cpp still "
            "uses and this program does not read")},
    {"fmgg", 0,
        HEADROOM_TEXT("formats",
            "expected GGUF; found the older format GGMF (magic \"fmgg\"); llama.cpp's converters "
            "make "
            "GGUF of it")},
    {"tjgg", 0,
        HEADROOM_TEXT("formats",
            "expected GGUF; found the older format GGJT (magic \"tjgg\"); llama.cpp's converters "
            "make "
            "GGUF of it")},
    {"algg", 0,
        HEADROOM_TEXT("formats", "expected GGUF; found a LoRA adapter of the older format GGLA")},
    {"FUGG", 0,
        HEADROOM_TEXT(
            "formats", "expected GGUF; found its magic byte-swapped, which no version has")},
    {"ORTM", 4,
        HEADROOM_TEXT("formats",
            "expected ONNX; found ONNX Runtime's own format (.ort), which this program does not "
            "read")},
    {"<!DOCTYPE", 0,
        HEADROOM_TEXT(
            "formats", "expected a model; found a web page, as a download without access gives")},
    {"<html", 0,
        HEADROOM_TEXT(
            "formats", "expected a model; found a web page, as a download without access gives")},
    {"\x1f\x8b", 0,
        HEADROOM_TEXT(
            "formats", "expected a model; found a file packed with gzip: unpack it first")},
});

const Lookalike* lookalikeOf(std::string_view head)
{
    const auto found =
        std::find_if(kLookalikes.begin(), kLookalikes.end(), [&](const Lookalike& entry) {
            return head.size() >= entry.offset
                && head.substr(entry.offset).starts_with(entry.start);
        });
    return found != kLookalikes.end() ? &*found : nullptr;
}

/// A symbolic link that was checked out as a text file holds a path and nothing else.
bool isLinkText(const Input& input)
{
    constexpr std::size_t kLongestPath = 512;
    if (input.source.size() > kLongestPath || input.head.find('/') == input.head.npos)
        return false;
    const bool plain = std::all_of(input.head.begin(), input.head.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte > 0x20 && byte != 0x7F && c != '{' && c != '"' && c != '<';
    });
    return plain && (input.head.starts_with("../") || input.head.starts_with("/"));
}

bool isTextProto(const Input& input)
{
    return input.head.starts_with("ir_version:") || input.name.ends_with(".textproto")
        || input.name.ends_with(".pbtxt") || input.name.ends_with(".onnxtxt");
}

bool isNotModels(const Input& input)
{
    return lookalikeOf(input.head) != nullptr || isLinkText(input) || isTextProto(input);
}

ModelFile readNotModels(const Input& input)
{
    if (const Lookalike* entry = lookalikeOf(input.head))
        malformed(atByte(0), entry->message);
    if (isLinkText(input))
        malformed(atByte(0),
            HEADROOM_TEXT("formats",
                "expected a model; found the text of a symbolic link, which leads to {0}"),
            quoteText(input.head));
    malformed(atByte(0),
        HEADROOM_TEXT("formats",
            "expected ONNX in its binary form; found protobuf's text form (`protoc --encode` makes "
            "the binary of it)"));
}

} // namespace

FileFormat notModelsFormat();
FileFormat notModelsFormat() { return {"", "", "", "", isNotModels, readNotModels}; }

} // namespace headroom::files
