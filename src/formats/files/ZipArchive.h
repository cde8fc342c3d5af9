// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/files/ByteSource.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace headroom::files {

/// A zip archive, 64-bit ones too: its list of members, and the bytes of those that are asked for.
class ZipArchive {
public:
    struct Member {
        std::string name;
        std::uint64_t size = 0; ///< unpacked
        std::uint64_t place = 0; ///< of the list's entry
        std::uint64_t number = 0;
    };

    /// Malformed where the list of members cannot be read.
    explicit ZipArchive(ByteSource& source);
    ~ZipArchive();
    ZipArchive(const ZipArchive&) = delete;
    ZipArchive& operator=(const ZipArchive&) = delete;

    [[nodiscard]] const std::vector<Member>& members() const { return m_members; }
    /// The first whose name is this, or ends with "/" and this; nullptr where there is none.
    [[nodiscard]] const Member* find(std::string_view name) const;
    /// At most `most` bytes of a member, unpacked; a member that is packed wrongly is Malformed.
    [[nodiscard]] std::string read(const Member& member, std::uint64_t most);
    /// Whether the list looks like that of an archive at all.
    [[nodiscard]] static bool isZip(std::string_view head);

private:
    struct State;
    std::unique_ptr<State> m_state;
    std::vector<Member> m_members;
};

} // namespace headroom::files
