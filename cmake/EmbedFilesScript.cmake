# SPDX-License-Identifier: GPL-3.0-or-later
# See EmbedFiles.cmake. String literals are cut below the 65,536 characters that every compiler must take, at the end of
# a line where there is one, for a cut within a character of UTF-8 is none that a compiler must take.
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
        string(FIND "${part}" "\n" line_end REVERSE)
        math(EXPR next "${offset} + ${line_end} + 1")
        if(line_end LESS 0)
            math(EXPR next "${offset} + 8000")
        endif()
        math(EXPR part_length "${next} - ${offset}")
        string(SUBSTRING "${text}" ${offset} ${part_length} part)
        string(APPEND literals "\n        R\"~~(${part})~~\"")
        set(offset ${next})
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
