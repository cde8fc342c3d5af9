# SPDX-License-Identifier: GPL-3.0-or-later
# What most files of a layer include anyway, read once instead of for each file. A file still includes what it uses: the
# preset `tidy` builds without these.

set(HEADROOM_STANDARD_HEADERS
    <algorithm> <array> <cstdint> <map> <memory> <optional> <span> <string> <string_view> <utility> <variant> <vector>
    <tl/expected.hpp>)
set(HEADROOM_APP_HEADERS ${HEADROOM_STANDARD_HEADERS}
    <QAbstractItemModel> <QColor> <QLocale> <QObject> <QPalette> <QSettings> <QString> <QStringList> <QUndoStack>)
set(HEADROOM_GUI_HEADERS ${HEADROOM_APP_HEADERS}
    <QAction> <QApplication> <QComboBox> <QFormLayout> <QLabel> <QLineEdit> <QMainWindow> <QMenu> <QPainter> <QPushButton>
    <QTableView> <QTextBrowser> <QTreeView> <QVBoxLayout> <QWidget>)

# headroom_precompile(TARGET LAYER): a target of that layer, or its tests. The pure layers share one set, and so do
# the tests of layers without Qt; the compiler's flags of the others differ.
function(headroom_precompile target layer)
    if(layer STREQUAL "app")
        set(owner headroom_app)
        set(headers ${HEADROOM_APP_HEADERS})
    elseif(layer STREQUAL "gui")
        set(owner headroom_gui)
        set(headers ${HEADROOM_GUI_HEADERS})
    elseif(target MATCHES "^tests_")
        set(owner tests_base)
        set(headers ${HEADROOM_STANDARD_HEADERS} <gtest/gtest.h>)
    elseif(layer STREQUAL "formats")
        set(owner headroom_formats)
        set(headers ${HEADROOM_STANDARD_HEADERS})
    else()
        set(owner headroom_base)
        set(headers ${HEADROOM_STANDARD_HEADERS})
    endif()
    if(target STREQUAL owner)
        target_precompile_headers(${target} PRIVATE ${headers})
    else()
        target_precompile_headers(${target} REUSE_FROM ${owner})
    endif()
endfunction()
