// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace headroom::gui {

/// The small arrow that turns back, beside a field that is not at its default. It keeps its room
/// while hidden.
class ResetButton : public QToolButton {
    Q_OBJECT

public:
    explicit ResetButton(QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace headroom::gui
