// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

namespace headroom::gui {

/// Scrolls up and down only: it is never narrower than what it holds and its scroll bar need.
class FormScrollArea : public QScrollArea {
    Q_OBJECT

public:
    explicit FormScrollArea(QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] int widthFor(int content) const;
};

} // namespace headroom::gui
