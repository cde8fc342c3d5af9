# SPDX-License-Identifier: GPL-3.0-or-later
# Where each file goes when installed, and the two Debian packages that `cpack` makes: `headroom`, the command line, and
# `headroom-desktop`, the window. Each is whole without the other.
set(HEADROOM_APP_ID io.github.headroom.Headroom)

# headroom_install_documents(PACKAGE COMPONENT): what Debian wants of every package.
function(headroom_install_documents package component)
    install(FILES "${PROJECT_SOURCE_DIR}/resources/linux/copyright"
        DESTINATION "${CMAKE_INSTALL_DATAROOTDIR}/doc/${package}" COMPONENT ${component})
    set(changelog "${PROJECT_BINARY_DIR}/packaging/${package}/changelog.Debian")
    set(HEADROOM_PACKAGE "${package}")
    configure_file(resources/linux/changelog.Debian.in "${changelog}" @ONLY)
    headroom_install_gzipped("${changelog}" "${CMAKE_INSTALL_DATAROOTDIR}/doc/${package}" ${component})
    install(FILES "${PROJECT_SOURCE_DIR}/resources/linux/${package}.lintian-overrides"
        DESTINATION "${CMAKE_INSTALL_DATAROOTDIR}/lintian/overrides" RENAME ${package} COMPONENT ${component})
endfunction()

# headroom_install_gzipped(FILE FOLDER COMPONENT): packed when configured, since cpack builds nothing, and in the way that gives
# the same bytes every time.
find_program(HEADROOM_GZIP gzip REQUIRED)
function(headroom_install_gzipped file folder component)
    get_filename_component(name "${file}" NAME)
    set(packed "${PROJECT_BINARY_DIR}/packaging/${component}/${name}.gz")
    file(MAKE_DIRECTORY "${PROJECT_BINARY_DIR}/packaging/${component}")
    execute_process(COMMAND "${HEADROOM_GZIP}" -9nc "${file}" OUTPUT_FILE "${packed}" COMMAND_ERROR_IS_FATAL ANY)
    set_property(DIRECTORY "${PROJECT_SOURCE_DIR}" APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
    install(FILES "${packed}" DESTINATION "${folder}" COMPONENT ${component})
endfunction()

set(CPACK_COMPONENTS_ALL "")
if(TARGET headroom_cli)
    list(APPEND CPACK_COMPONENTS_ALL cli)
    install(TARGETS headroom_cli RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT cli)
    headroom_install_gzipped("${PROJECT_SOURCE_DIR}/resources/man/headroom.1" "${CMAKE_INSTALL_MANDIR}/man1" cli)
    install(FILES resources/completions/headroom
        DESTINATION "${CMAKE_INSTALL_DATAROOTDIR}/bash-completion/completions" COMPONENT cli)
    headroom_install_documents(headroom cli)
endif()
if(TARGET headroom_desktop)
    list(APPEND CPACK_COMPONENTS_ALL gui)
    install(TARGETS headroom_desktop RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT gui)
    headroom_install_gzipped(
        "${PROJECT_SOURCE_DIR}/resources/man/headroom-desktop.1" "${CMAKE_INSTALL_MANDIR}/man1" gui)
    install(FILES resources/linux/${HEADROOM_APP_ID}.desktop
        DESTINATION "${CMAKE_INSTALL_DATAROOTDIR}/applications" COMPONENT gui)
    install(FILES resources/linux/${HEADROOM_APP_ID}.metainfo.xml
        DESTINATION "${CMAKE_INSTALL_DATAROOTDIR}/metainfo" COMPONENT gui)
    install(FILES resources/linux/${HEADROOM_APP_ID}.xml
        DESTINATION "${CMAKE_INSTALL_DATAROOTDIR}/mime/packages" COMPONENT gui)
    install(FILES resources/icons/${HEADROOM_APP_ID}.svg
        DESTINATION "${CMAKE_INSTALL_DATAROOTDIR}/icons/hicolor/scalable/apps" COMPONENT gui)
    install(FILES resources/icons/${HEADROOM_APP_ID}-symbolic.svg
        DESTINATION "${CMAKE_INSTALL_DATAROOTDIR}/icons/hicolor/symbolic/apps" COMPONENT gui)
    headroom_install_documents(headroom-desktop gui)
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME headroom)
set(CPACK_PACKAGE_VENDOR "Headroom")
set(CPACK_PACKAGE_CONTACT "Headroom maintainers <headroom@users.noreply.github.com>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "memory needs of neural networks")
set(CPACK_RESOURCE_FILE_LICENSE "${PROJECT_SOURCE_DIR}/LICENSE")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)

set(CPACK_DEBIAN_CLI_PACKAGE_NAME headroom)
set(CPACK_DEBIAN_CLI_PACKAGE_SUGGESTS headroom-desktop)
set(CPACK_DEBIAN_CLI_DESCRIPTION "Headroom answers, before anything is bought or launched: how much memory
will this training, fine-tuning or inference take, where does it go, and
does it fit the device?

This package has the command line, which needs no display. Its output is
text, JSON, CSV, Markdown, HTML or LaTeX.")

set(CPACK_DEBIAN_GUI_PACKAGE_NAME headroom-desktop)
# The plugins that talk to X11, or draw without a display.
set(CPACK_DEBIAN_GUI_PACKAGE_DEPENDS qt6-qpa-plugins)
set(CPACK_DEBIAN_GUI_PACKAGE_RECOMMENDS qt6-wayland)
set(CPACK_DEBIAN_GUI_PACKAGE_SUGGESTS headroom)
set(CPACK_DEBIAN_GUI_DESCRIPTION "Headroom answers, before anything is bought or launched: how much memory
will this training, fine-tuning or inference take, where does it go, and
does it fit the device?

This package has the window: a form, a breakdown of the memory that follows
each edit, the formula of each number, charts, and a guide.")
include(CPack)
