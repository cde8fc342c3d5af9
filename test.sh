#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds with warnings as errors and runs every test; then the same tests once more under
# AddressSanitizer and UndefinedBehaviorSanitizer. The last line is "N passed, N failed", the sum of both.
set -uo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
cd "$root" || exit 1
# shellcheck source=tools/packages.sh
source tools/packages.sh

# Tests start no desktop's services and find no settings of the person who runs them.
export LC_ALL=C.UTF-8 LANGUAGE=
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS NO_COLOR

passed=0
failed=0

# The ending of every way out. A run that could not be made counts as one failure.
finish() {
    ((passed + failed)) || failed=1
    echo "$passed passed, $failed failed"
    ((failed == 0))
    exit
}

problem() {
    echo "FAILED: $1"
    failed=$((failed + 1))
}

# run_tests PRESET: configures, builds, runs, counts.
run_tests() {
    local preset=$1 build=build/$1 started=$SECONDS
    local results=$root/$build/tests.xml
    echo "== $preset: build"
    mkdir -p "$build"
    if ! cmake --preset "$preset" >"$build/configure.log" 2>&1; then
        cat "$build/configure.log"
        problem "the configuration of $preset"
        return
    fi
    if ! cmake --build --preset "$preset" >"$build/build.log" 2>&1; then
        # What ninja says of what went well is not asked for.
        grep -vE '^\[[0-9]+/[0-9]+\] ' "$build/build.log" | tail -n 200
        problem "the build of $preset"
        return
    fi
    echo "== $preset: built in $((SECONDS - started)) s; test"
    started=$SECONDS
    rm -f "$results"
    local home status=0
    home=$(mktemp -d)
    mkdir -m 700 "$home/run"
    HOME=$home XDG_RUNTIME_DIR=$home/run XDG_CONFIG_HOME=$home/.config XDG_DATA_HOME=$home/.local/share \
        XDG_CACHE_HOME=$home/.cache XDG_STATE_HOME=$home/.local/state \
        ctest --preset "$preset" --parallel "$(nproc)" --output-junit "$results" >"$build/tests.log" 2>&1 || status=$?
    rm -rf -- "$home"

    local tests=0 failures=0 skipped=0
    if [[ -f $results ]]; then
        tests=$(attribute tests "$results")
        failures=$(attribute failures "$results")
        skipped=$(($(attribute skipped "$results") + $(attribute disabled "$results")))
    fi
    if ((failures || status || tests == 0)); then
        print_failures "$build/tests.log"
    fi
    passed=$((passed + tests - failures - skipped))
    failed=$((failed + failures))
    if ((tests == 0)); then
        problem "$preset ran no test"
    elif ((status && !failures)); then
        problem "ctest of $preset ended with $status"
    fi
    echo "== $preset: $((tests - failures - skipped)) passed, $failures failed, $skipped skipped in $((SECONDS - started)) s"
}

# attribute NAME FILE: of ctest's <testsuite>.
attribute() {
    local value
    value=$(tr '\n\t' '  ' <"$2" | grep -o '<testsuite [^>]*' | sed -nE "s/.* $1=\"([0-9]+)\".*/\1/p")
    echo "${value:-0}"
}

# What failed, with its output, out of ctest's log.
print_failures() {
    grep -vE '^ *(Start +[0-9]+:|[0-9]+/[0-9]+ Test +#[0-9]+: .* Passed )' "$1" | tail -n 400
}

install_missing "${build_packages[@]}" "${test_packages[@]}" || {
    problem "the installation of packages"
    finish
}
run_tests test
run_tests asan
finish
