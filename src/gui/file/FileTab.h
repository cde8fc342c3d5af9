// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QCheckBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QStackedWidget;
class QTreeView;

namespace headroom::app {
class Clipboard;
class FileTensorsModel;
class Session;
} // namespace headroom::app

namespace headroom::gui {

class ElidedLabel;
class RemarksView;
class TypeChart;

/// What the opened model file says: facts, problems, types and all tensors. It works only while it
/// is in sight.
class FileTab : public QWidget {
    Q_OBJECT

public:
    explicit FileTab(const app::Session& session, QWidget* parent = nullptr);

    /// Another file was opened, or the units are others.
    void refresh();
    /// Where copies go; it outlives the tab.
    void setClipboard(app::Clipboard& clipboard) { m_clipboard = &clipboard; }

Q_SIGNALS:
    /// From the page that stands here where no file is open.
    void openRequested();
    void readAgainRequested();
    void notice(const QString& text);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void build();
    QWidget* makeFilePage();
    QWidget* makeSummary();
    QWidget* makeTable();
    void showFacts();
    void showCount();
    void copy();

    const app::Session& m_session;
    app::Clipboard* m_clipboard;
    app::FileTensorsModel* m_tensors = nullptr;
    QStackedWidget* m_pages = nullptr; ///< none before the tab is first seen
    QLabel* m_name = nullptr;
    ElidedLabel* m_path = nullptr;
    QFormLayout* m_facts = nullptr;
    RemarksView* m_remarks = nullptr;
    QLabel* m_typesHeading = nullptr;
    TypeChart* m_types = nullptr;
    QLineEdit* m_filter = nullptr;
    QCheckBox* m_grouped = nullptr;
    QLabel* m_count = nullptr;
    QTreeView* m_table = nullptr;
    bool m_outdated = true;
};

} // namespace headroom::gui
