// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QString>

#include <vector>

namespace headroom::gui {

/// One thing to choose: the words on screen and the value they stand for.
struct Choice {
    QString label;
    QString value;
    bool startsGroup = false; ///< a line above it in the list
};

/// A combo box of (label, value) pairs, asked for values alone. It gives way in a narrow form (long
/// labels are elided, whole in the list and the tool tip) and leaves the wheel to the form unless
/// it has the focus.
class ChoiceBox : public QComboBox {
    Q_OBJECT

public:
    explicit ChoiceBox(QWidget* parent = nullptr);

    void setChoices(const std::vector<Choice>& choices);
    /// New words for the same values.
    void setLabel(const QString& value, const QString& label);
    [[nodiscard]] QString value() const;
    /// No signal; a value that is no choice shows none.
    void setValue(const QString& value);
    [[nodiscard]] QStringList values() const;

    void showPopup() override;

Q_SIGNALS:
    /// The user chose.
    void chosen();
    /// The list opens: what is chosen from it is an edit of its own.
    void opened();

protected:
    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
};

} // namespace headroom::gui
