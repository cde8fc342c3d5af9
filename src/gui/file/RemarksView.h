// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/FileText.h"

#include <QTextBrowser>

#include <vector>

namespace headroom::gui {

/// What is odd about a model file, the worst first, with what each kind means for the figures.
class RemarksView : public QTextBrowser {
    Q_OBJECT

public:
    explicit RemarksView(QWidget* parent = nullptr);

    void setRemarks(std::vector<app::FileRemark> remarks);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void write();
    /// As high as its text: what is around it scrolls.
    void fitHeight();

    std::vector<app::FileRemark> m_remarks;
};

} // namespace headroom::gui
