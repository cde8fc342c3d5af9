// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Guide.h"
#include "gui/guide/GuideBook.h"

#include <QUrl>
#include <QWidget>

#include <memory>
#include <vector>

namespace Ui {
class GuideTab;
}

namespace headroom::gui {

/// The guide: chapters on the left, the open one on the right, a search in all of them. Nothing is
/// read before it is shown.
class GuideTab : public QWidget {
    Q_OBJECT

public:
    explicit GuideTab(QWidget* parent = nullptr);
    ~GuideTab() override;

    /// At "03-formulas#activations", a chapter alone, or the start of the guide; what does not
    /// exist opens the start.
    void open(const QString& place);
    [[nodiscard]] app::GuidePlace place() const { return m_place; }

    void goBack();
    void goForward();

Q_SIGNALS:
    /// A link asks for a built-in preset.
    void presetRequested(const QString& id);

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Visit {
        app::GuidePlace place;
        int scroll = -1; ///< where it was left; -1: at the place
    };

    void setUpSearch();
    void load();
    void sizeChapters();
    void visit(const app::GuidePlace& place);
    void showPlace(const app::GuidePlace& place);
    void showAt(int visit);
    void showPage(const QString& chapter);
    void followLink(const QUrl& link);
    void search(const QString& words);
    void goToHit(int hit);
    void step(int direction);
    void markHits();
    void updateButtons();

    std::unique_ptr<::Ui::GuideTab> m_ui;
    GuideBook m_book;
    app::GuidePlace m_place;
    std::vector<Visit> m_visits;
    int m_current = -1;
    std::vector<GuideHit> m_hits;
    int m_hit = -1;
    bool m_loaded = false;
};

} // namespace headroom::gui
