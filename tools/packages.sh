# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by run.sh and test.sh: what Headroom needs of Debian 12, Ubuntu 24.04 and later, and how it gets there.
# shellcheck shell=bash

build_packages=(
    g++ cmake ninja-build
    qt6-base-dev libqt6opengl6-dev qt6-charts-dev qt6-svg-dev
    qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools # lrelease, for the translations
    libcli11-dev nlohmann-json3-dev libexpected-dev libfmt-dev
    libminizip-dev pkg-config # archives of PyTorch and NumPy
    fonts-dejavu-core # a bare machine has no font at all
)
# Qt finds an X server with what qt6-base-dev brings; where there is only Wayland it needs one plugin more.
if [[ -n ${WAYLAND_DISPLAY:-} && -z ${DISPLAY:-} ]]; then
    build_packages+=(qt6-wayland)
fi
test_packages=(
    libgtest-dev libbenchmark-dev
    ccache mold                        # quicker builds
    xvfb xauth x11-utils               # the smoke test of the real window
    dpkg-dev file                      # cpack
    desktop-file-utils appstream shared-mime-info man-db # they check what the packages install
)

# install_missing PACKAGE...: asks apt for the packages that are not there, and for nothing where all are.
install_missing() {
    if ! command -v dpkg-query >/dev/null; then
        echo "There is no dpkg here, so nothing was installed. Headroom needs what these Debian packages hold: $*" >&2
        return 0
    fi
    local -a missing=()
    # What a package provides counts too: names move from one package to another between releases.
    mapfile -t missing < <(printf '%s\n' "$@" | grep -vxFf <(
        dpkg-query -W -f '${db:Status-Status},${Package},${Provides}\n' |
            sed -n 's/^installed,//p' | tr ',' '\n' | sed 's/^ *//; s/[ :(].*//; /^$/d'
    ))
    ((${#missing[@]})) || return 0

    echo "Installing: ${missing[*]}" >&2
    local -a as_root=()
    if ((EUID != 0)); then
        if ! command -v sudo >/dev/null; then
            echo "These packages are missing, and without root or sudo they cannot be installed. As root, run:" >&2
            echo "    apt-get install ${missing[*]}" >&2
            return 1
        fi
        as_root=(sudo)
    fi
    local -a apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q
        -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0)
    # Lists that cannot be refreshed may still name what is missing.
    "${apt[@]}" update >&2 || echo "apt-get update failed; trying with the lists that are here" >&2
    if ! "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >&2; then
        echo "apt-get could not install: ${missing[*]}" >&2
        return 1
    fi
}
