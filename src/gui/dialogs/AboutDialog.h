// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <memory>

namespace headroom::gui {

namespace Ui {
class AboutDialog;
}

/// What the program is, and what a bug report should say about where it runs.
class AboutDialog : public QDialog {
    Q_OBJECT

public:
    explicit AboutDialog(QWidget* parent = nullptr);
    ~AboutDialog() override;

    /// Version, Qt, platform, style, locale and scale, a line each.
    [[nodiscard]] static QString debugInfo(const QWidget* window);

private:
    std::unique_ptr<Ui::AboutDialog> m_ui;
};

} // namespace headroom::gui
