// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QLabel>

namespace headroom::gui {

/// The font of small print beside a font.
[[nodiscard]] QFont smallFont(const QFont& font);

/// Small print under a field. It has its room whether or not there is a text, so that nothing
/// jumps; what does not fit is elided in the middle, whole in the tool tip.
class Caption : public QLabel {
    Q_OBJECT

public:
    explicit Caption(int lines, QWidget* parent = nullptr);

    enum class Kind { Note, Problem };
    void say(const QString& text, Kind kind);
    /// More than there is room for; in the tool tip of notes.
    void setDetail(const QString& detail);
    [[nodiscard]] Kind kind() const { return m_kind; }
    /// Whether some of the text is left out on screen.
    [[nodiscard]] bool isElided() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] QStringList broken() const;
    void updateToolTip();

    int m_lines;
    Kind m_kind = Kind::Note;
    QString m_detail;
};

/// Small print that does something, as a link looks.
class LinkButton : public QAbstractButton {
    Q_OBJECT

public:
    explicit LinkButton(QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
};

} // namespace headroom::gui
