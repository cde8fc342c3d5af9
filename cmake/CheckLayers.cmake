# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DSOURCE_DIR=... -P CheckLayers.cmake: fails where a layer includes a header of a layer above it, or a pure layer
# reaches for Qt or for files.
cmake_minimum_required(VERSION 3.25)
list(APPEND CMAKE_MODULE_PATH "${CMAKE_CURRENT_LIST_DIR}")
function(add_library)
endfunction()
include(Layers)

set(problems "")
foreach(layer IN LISTS HEADROOM_LAYERS)
    list(FIND HEADROOM_LAYERS ${layer} level)
    file(GLOB_RECURSE files
        "${SOURCE_DIR}/src/${layer}/*.cpp" "${SOURCE_DIR}/src/${layer}/*.h"
        "${SOURCE_DIR}/include/headroom/${layer}/*.h")
    foreach(file IN LISTS files)
        file(STRINGS "${file}" includes REGEX "^ *# *include")
        foreach(line IN LISTS includes)
            foreach(upper IN LISTS HEADROOM_LAYERS)
                list(FIND HEADROOM_LAYERS ${upper} upperLevel)
                if(upperLevel GREATER level AND line MATCHES "\"(headroom/)?${upper}/")
                    string(APPEND problems "  ${file}: ${line}\n")
                endif()
            endforeach()
            if(layer IN_LIST HEADROOM_PURE_LAYERS
                AND line MATCHES "<(Q[A-Z][A-Za-z/]*|fstream|iostream|filesystem|cstdio|nlohmann/.*|CLI/.*)>")
                string(APPEND problems "  ${file}: ${line}\n")
            endif()
        endforeach()
    endforeach()
endforeach()
if(problems)
    message(FATAL_ERROR "layers point one way:\n${problems}")
endif()
