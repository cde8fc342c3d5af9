# SPDX-License-Identifier: GPL-3.0-or-later
# headroom_embed_files(TARGET NAMESPACE name FILES ...): compiles the files' texts into the target, as
# `std::span<const EmbeddedFile> headroom::<name>()` (base/EmbeddedFile.h), in the order given.
function(headroom_embed_files target)
    cmake_parse_arguments(ARG "" "FUNCTION" "FILES" ${ARGN})
    set(output "${CMAKE_CURRENT_BINARY_DIR}/${ARG_FUNCTION}.cpp")
    list(JOIN ARG_FILES "|" files)
    add_custom_command(OUTPUT "${output}"
        COMMAND "${CMAKE_COMMAND}" "-DOUTPUT=${output}" "-DFUNCTION=${ARG_FUNCTION}" "-DFILES=${files}"
            -P "${PROJECT_SOURCE_DIR}/cmake/EmbedFilesScript.cmake"
        DEPENDS ${ARG_FILES} "${PROJECT_SOURCE_DIR}/cmake/EmbedFilesScript.cmake"
        COMMENT "Embedding ${ARG_FUNCTION}"
        VERBATIM)
    target_sources(${target} PRIVATE "${output}")
endfunction()
