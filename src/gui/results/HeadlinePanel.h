// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Breakdown.h"
#include "headroom/base/Result.h"
#include "headroom/core/Estimate.h"

#include <QWidget>

#include <memory>
#include <vector>

namespace Ui {
class HeadlinePanel;
}

namespace headroom::gui {

/// The answer, always in sight: the total in large figures, the bar against the device's memory,
/// the verdict in words.
class HeadlinePanel : public QWidget {
    Q_OBJECT

public:
    explicit HeadlinePanel(QWidget* parent = nullptr);
    ~HeadlinePanel() override;

    /// `problems`: why this is the result of an earlier scenario; none where it is the present
    /// one's.
    void setResult(const Estimate& estimate, const app::Breakdown& breakdown,
        const std::vector<Error>& problems);
    /// Before there was any result.
    void setNoResult(const std::vector<Error>& problems);

protected:
    void changeEvent(QEvent* event) override;

private:
    void applyFonts();
    void applyColours();
    void setProblems(const std::vector<Error>& problems);
    void setVerdict(const Estimate& estimate, UnitSystem units);

    enum class Verdict { None, Fits, DoesNotFit };

    std::unique_ptr<::Ui::HeadlinePanel> m_ui;
    Verdict m_verdict = Verdict::None;
    bool m_stale = false;
};

} // namespace headroom::gui
