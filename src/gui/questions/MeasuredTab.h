// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Result.h"
#include "headroom/core/Measurement.h"

#include <QWidget>

#include <optional>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTreeView;

namespace headroom::app {
class MeasuredModel;
class Session;
} // namespace headroom::app

namespace headroom::gui {

class Dialogs;

/// What a real run took, pasted or out of a file, beside the estimate row by row. The context that
/// it shows can be kept as the scenario's.
class MeasuredTab : public QWidget {
    Q_OBJECT

public:
    explicit MeasuredTab(app::Session& session, QWidget* parent = nullptr);

    void setDialogs(Dialogs& dialogs) { m_dialogs = &dialogs; }
    /// The session has another result, or other units.
    void refresh();

Q_SIGNALS:
    void notice(const QString& text);

private:
    void makeTable();
    void readText();
    void openFile();
    void show(const Result<Measurement>& found);
    void keepContext();

    app::Session& m_session;
    Dialogs* m_dialogs = nullptr;
    QPlainTextEdit* m_text = nullptr;
    QPushButton* m_open = nullptr;
    QTreeView* m_table = nullptr;
    QLabel* m_notes = nullptr;
    QPushButton* m_keep = nullptr;
    app::MeasuredModel* m_model = nullptr;
    std::optional<Measurement> m_measurement;
    std::optional<std::uint64_t> m_contextMib;
};

} // namespace headroom::gui
