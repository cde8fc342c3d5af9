# SPDX-License-Identifier: GPL-3.0-or-later
# The layers of the program, lowest first. A layer may use those before it; headroom_layer() refuses the rest, and the
# test `layers` (cmake/CheckLayers.cmake) reads the #include lines.

set(HEADROOM_LAYERS base engine architectures core formats app gui)
# Layers that know no Qt and do no input or output.
set(HEADROOM_PURE_LAYERS base engine architectures core)

# headroom_run_options(TARGET LAYER): readers and reports take long to compile and little to run.
function(headroom_run_options target layer)
    if(NOT layer STREQUAL "formats")
        target_compile_options(${target} PRIVATE ${HEADROOM_RUN_OPTIONS})
    endif()
endfunction()

# headroom_layer(NAME SOURCES ... USES lower layers ... LIBRARIES public libraries ... PRIVATE_LIBRARIES ...)
function(headroom_layer name)
    cmake_parse_arguments(ARG "" "" "SOURCES;USES;LIBRARIES;PRIVATE_LIBRARIES" ${ARGN})
    list(FIND HEADROOM_LAYERS ${name} level)
    foreach(lower IN LISTS ARG_USES)
        list(FIND HEADROOM_LAYERS ${lower} lowerLevel)
        if(lowerLevel LESS 0 OR NOT lowerLevel LESS level)
            message(FATAL_ERROR "layer ${name} may not use ${lower}: layers point one way (cmake/Layers.cmake)")
        endif()
    endforeach()
    # clang-tidy looks for its settings beside what is compiled, which for joined files is in the build folder.
    if(EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/.clang-tidy")
        configure_file(.clang-tidy "${CMAKE_CURRENT_BINARY_DIR}/.clang-tidy" COPYONLY)
    endif()
    add_library(headroom_${name} STATIC ${ARG_SOURCES})
    add_library(headroom::${name} ALIAS headroom_${name})
    target_include_directories(headroom_${name}
        PUBLIC "${PROJECT_SOURCE_DIR}/include" "${PROJECT_BINARY_DIR}/include" "${PROJECT_SOURCE_DIR}/src")
    list(TRANSFORM ARG_USES PREPEND headroom::)
    target_link_libraries(headroom_${name}
        PUBLIC ${ARG_USES} ${ARG_LIBRARIES}
        PRIVATE headroom_options ${ARG_PRIVATE_LIBRARIES})
    headroom_run_options(headroom_${name} ${name})
    headroom_precompile(headroom_${name} ${name})
endfunction()
