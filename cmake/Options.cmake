# SPDX-License-Identifier: GPL-3.0-or-later
# What every target of the project shares: the language level, the warnings, the sanitizers.

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Type of build" FORCE)
endif()

find_program(HEADROOM_CCACHE ccache)
if(HEADROOM_CCACHE)
    # Precompiled headers carry time stamps: without this ccache would never hit on what uses them.
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND};-E;env;CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime;${HEADROOM_CCACHE}")
endif()
find_program(HEADROOM_MOLD mold)

add_library(headroom_options INTERFACE)
target_compile_features(headroom_options INTERFACE cxx_std_20)
target_compile_options(headroom_options INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wold-style-cast
    -Wnon-virtual-dtor -Woverloaded-virtual
    # Where files are joined, a name of one file's own shadows nothing in the next: the preset `dev` watches for that.
    $<$<NOT:$<BOOL:${CMAKE_UNITY_BUILD}>>:-Wshadow>
    $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond -Wlogical-op>
    # What g++ 12's optimizer guesses about std::string's copies is wrong (GCC bugs 105651, 105329), and more so with
    # precompiled headers. The sanitizers watch the same at run time.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread
        -Wno-maybe-uninitialized>
    $<$<BOOL:${HEADROOM_WARNINGS_AS_ERRORS}>:-Werror>
    # Say so where a precompiled header cannot be used.
    $<$<CXX_COMPILER_ID:GNU>:-Winvalid-pch>)
if(HEADROOM_MOLD AND CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
    target_link_options(headroom_options INTERFACE -fuse-ld=mold)
endif()
if(HEADROOM_SANITIZE)
    target_compile_options(headroom_options INTERFACE
        -fsanitize=address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_compile_definitions(headroom_options INTERFACE _GLIBCXX_ASSERTIONS)
    target_link_options(headroom_options INTERFACE -fsanitize=address,undefined)
endif()
if(HEADROOM_BUILD_FUZZERS)
    set(fuzz_flags -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all)
    target_compile_options(headroom_options INTERFACE ${fuzz_flags})
    target_link_options(headroom_options INTERFACE -fsanitize=address,undefined)
endif()
if(HEADROOM_COVERAGE)
    target_compile_options(headroom_options INTERFACE --coverage -fprofile-abs-path)
    target_link_options(headroom_options INTERFACE --coverage)
endif()

set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
