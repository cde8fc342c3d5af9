// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Text.h"

#include <QStringList>
#include <QTextBrowser>

#include <vector>

namespace headroom::gui {

/// The warnings and assumptions of an estimate: as high as its text, up to a part of its parent,
/// then it scrolls.
class NotesView : public QTextBrowser {
    Q_OBJECT

public:
    explicit NotesView(QWidget* parent = nullptr);

    void setNotes(const std::vector<Text>& warnings, const std::vector<Text>& assumptions);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitHeight();
    void showNotes();

    QStringList m_warnings;
    QStringList m_assumptions;
};

} // namespace headroom::gui
