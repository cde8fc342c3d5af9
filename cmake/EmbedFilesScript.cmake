# SPDX-License-Identifier: GPL-3.0-or-later
# See EmbedFiles.cmake. String literals are cut below the 65,536 characters that every compiler must take.
string(REPLACE "|" ";" FILES "${FILES}")
set(entries "")
foreach(file IN LISTS FILES)
    get_filename_component(name "${file}" NAME)
    file(READ "${file}" text)
    string(LENGTH "${text}" length)
    set(literals "")
    set(offset 0)
    while(offset LESS length)
        string(SUBSTRING "${text}" ${offset} 8000 part)
        string(APPEND literals "\n        R\"~~(${part})~~\"")
        math(EXPR offset "${offset} + 8000")
    endwhile()
    if(NOT literals)
        set(literals "\"\"")
    endif()
    string(APPEND entries "    EmbeddedFile{\"${name}\",${literals}},\n")
endforeach()
file(WRITE "${OUTPUT}" "// Made by cmake/EmbedFilesScript.cmake.
#include \"headroom/base/EmbeddedFile.h\"

#include <array>
#include <span>

namespace headroom {

std::span<const EmbeddedFile> ${FUNCTION}();

std::span<const EmbeddedFile> ${FUNCTION}()
{
    static constexpr auto kFiles = std::to_array<EmbeddedFile>({
${entries}    });
    return kFiles;
}

} // namespace headroom
")
