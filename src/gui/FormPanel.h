// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace headroom::app {
class Session;
}

namespace headroom::gui {

/// The left side: every field of the scenario that applies, and the buttons Reset and Calculate Memory.
class FormPanel : public QWidget {
    Q_OBJECT

public:
    explicit FormPanel(app::Session& session, QWidget* parent = nullptr);
    ~FormPanel() override;

    /// Takes over what stands half-typed in the field that has the focus.
    void commitEdit();
    /// Moves the focus to the first field with an error; false where there is none.
    bool focusFirstError();

Q_SIGNALS:
    /// Calculate Memory, or Return in a field: the edit was committed; the focus should move to the results.
    void calculateRequested();
};

} // namespace headroom::gui
