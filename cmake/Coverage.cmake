# SPDX-License-Identifier: GPL-3.0-or-later
# The target `coverage` (preset `coverage`): runs the tests and prints the line coverage of the layers that compute.
find_program(HEADROOM_GCOVR gcovr)
if(NOT HEADROOM_GCOVR)
    message(FATAL_ERROR "HEADROOM_COVERAGE needs gcovr")
endif()
set(layers base core)
set(filters "")
foreach(layer IN LISTS layers)
    list(APPEND filters --filter "${PROJECT_SOURCE_DIR}/src/${layer}/"
        --filter "${PROJECT_SOURCE_DIR}/include/headroom/${layer}/")
endforeach()
add_custom_target(coverage
    COMMAND "${CMAKE_COMMAND}" --build "${PROJECT_BINARY_DIR}"
    COMMAND "${CMAKE_CTEST_COMMAND}" --output-on-failure
    COMMAND "${HEADROOM_GCOVR}" --root "${PROJECT_SOURCE_DIR}" ${filters} --exclude-throw-branches
        --fail-under-line 95 --print-summary "${PROJECT_BINARY_DIR}"
    WORKING_DIRECTORY "${PROJECT_BINARY_DIR}"
    USES_TERMINAL VERBATIM)
