// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/files/GgufHeader.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace headroom::files {

/// The keys "{architecture}.…" of a GGUF file.
class GgufKeys {
public:
    explicit GgufKeys(const GgufHeader& header)
        : m_header(&header)
        , m_prefix(header.text("general.architecture") + ".")
    {
    }
    [[nodiscard]] std::optional<std::uint64_t> whole(const char* key) const
    {
        return m_header->whole(m_prefix + key);
    }
    [[nodiscard]] std::optional<std::vector<std::uint64_t>> perLayer(
        const char* key, std::uint64_t layers) const
    {
        return m_header->perLayer(m_prefix + key, layers);
    }
    [[nodiscard]] const GgufValue* find(const char* key) const
    {
        return m_header->find(m_prefix + key);
    }
    [[nodiscard]] std::string name(const char* key) const { return m_prefix + key; }
    [[nodiscard]] const GgufHeader& header() const { return *m_header; }

private:
    const GgufHeader* m_header;
    std::string m_prefix;
};

} // namespace headroom::files
