// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/results/SwatchDelegate.h"

namespace headroom::gui {

/// Draws the rows of app::CompareModel: headings and the total bold, and a swatch before each kind
/// of memory.
class CompareDelegate : public SwatchDelegate {
    Q_OBJECT

public:
    explicit CompareDelegate(QAbstractItemView* view);

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

} // namespace headroom::gui
