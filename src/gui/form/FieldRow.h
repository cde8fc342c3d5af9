// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QList>
#include <QWidget>

class QAction;
class QHBoxLayout;

namespace headroom::gui {

class Caption;
class LinkButton;
class ResetButton;

/// One row of the form: the label (which the form lays out at the left), the editor with its unit
/// and its way back to the default, and small print underneath: what is wrong, else what was
/// understood, else a note.
class FieldRow : public QWidget {
    Q_OBJECT

public:
    struct Texts {
        QString label;
        QString help;
        QString unit; ///< empty: none
    };
    /// `lines` of small print have their room; 0: they get it when there is something to say.
    /// `name` starts the parts' object names.
    FieldRow(QWidget* editor, const Texts& texts, int lines, const QString& name, QWidget* parent);

    [[nodiscard]] QLabel* label() const { return m_label; }
    [[nodiscard]] QWidget* editor() const { return m_editor; }
    /// What the unit, and what stands beside it, take; and the room they get, for editors of one
    /// width.
    [[nodiscard]] int unitWidth() const;
    void setUnitWidth(int width);
    [[nodiscard]] QAction* resetAction() const { return m_reset; }
    [[nodiscard]] QString plainLabel() const { return m_texts.label; }
    [[nodiscard]] bool hasProblem() const { return !m_problem.isEmpty(); }

    /// What the Tab key visits, in its order.
    [[nodiscard]] QList<QWidget*> tabStops() const;
    /// Beside the editor.
    void addBeside(QWidget* widget);
    /// The label with its access key.
    void setLabelText(const QString& text);

    /// `more` is said in the note's tool tip.
    void setNote(const QString& text, const QString& more = {});
    void setUnderstood(const QString& text);
    void setProblem(const QString& text);
    /// A suggestion that a click takes; empty: none.
    void setOffer(const QString& text);
    /// Offers the default, as written here, while the value differs from it.
    void setDefault(const QString& text, bool differs);

Q_SIGNALS:
    void resetRequested();
    void offerAccepted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void showContextMenu(const QPoint& position);
    void updateCaption();
    void updateBubble();
    void updateLabelWidth();

    Texts m_texts;
    QWidget* m_editor;
    QLabel* m_label;
    QString m_labelText; ///< with its access key, on one line
    QLabel* m_unit = nullptr;
    QWidget* m_beside = nullptr;
    QHBoxLayout* m_line;
    ResetButton* m_resetButton;
    Caption* m_caption;
    LinkButton* m_offerButton = nullptr;
    QLabel* m_bubble = nullptr;
    QAction* m_reset;
    QString m_note;
    QString m_understood;
    QString m_problem;
    QString m_offer;
    bool m_reserved;
};

} // namespace headroom::gui
