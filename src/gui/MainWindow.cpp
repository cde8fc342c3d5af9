// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/MainWindow.h"

namespace headroom::gui {

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent)
{
}

} // namespace headroom::gui
