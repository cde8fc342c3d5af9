// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Result.h"
#include "headroom/base/Value.h"

#include <QAbstractSpinBox>
#include <QString>

#include <cstdint>
#include <optional>

namespace headroom::gui {

/// A field for one exact number, of any size: reads what people write while they type, writes it
/// neatly when they are done, steps with arrows, PageUp, PageDown and (with the focus) the wheel.
/// What kinds of numbers there are is the business of its sub-classes; QSpinBox and QDoubleSpinBox
/// hold 32 bits and floating point.
class NumberEdit : public QAbstractSpinBox {
    Q_OBJECT

public:
    explicit NumberEdit(QWidget* parent = nullptr);

    /// The last valid value: a number, or null where nothing is given.
    [[nodiscard]] const Value& value() const { return m_value; }
    /// Shows the value as written by the locale; no signal.
    void setValue(const Value& value);

    /// What is wrong with the text; none: value() is what it says.
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    /// The number that the text stands for, in full, while the text says it in another way: "=
    /// 110,000,000".
    [[nodiscard]] QString understood() const;

    /// Both ends are values. Counts are compared as they are, decimals by their whole part.
    void setRange(std::uint64_t minimum, std::uint64_t maximum);
    [[nodiscard]] std::uint64_t minimum() const { return m_minimum; }
    [[nodiscard]] std::uint64_t maximum() const { return m_maximum; }

    /// Empty is a value, null, and `word` says in the empty field what it means.
    void setNullable(bool nullable, const QString& word = {});
    [[nodiscard]] bool isNullable() const { return m_nullable; }
    /// The number that null stands for, where stepping starts.
    void setImplied(std::optional<std::uint64_t> number) { m_implied = number; }

    /// Marks the field for an error of its value that is known elsewhere.
    void setMarked(bool marked);

    /// Ends the edit: writes a valid text neatly and says committed().
    void commit();
    /// Back to the last valid value.
    void revert();
    /// Writes the value as the locale does.
    [[nodiscard]] virtual QString textOf(const Value& value) const = 0;

    void stepBy(int steps) override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The user changed the text: value() or error() is new.
    void edited();
    /// The user is done with this edit.
    void committed();

protected:
    /// A value as it is told to the user who typed it in another way.
    [[nodiscard]] virtual QString understoodText(const Value& value) const { return textOf(value); }
    /// The text's value; never called for an empty text.
    [[nodiscard]] virtual Result<Value> read(const QString& text) const = 0;
    enum class Step { Line, Page, Special };
    /// The value after one step in that direction.
    [[nodiscard]] virtual Value stepped(const Value& from, int direction, Step step) const = 0;
    [[nodiscard]] std::uint64_t implied() const { return m_implied.value_or(m_minimum); }

    [[nodiscard]] StepEnabled stepEnabled() const override;
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void interpret();
    void write(const Value& value);
    void step(int steps, Step kind);

    Value m_value;
    std::optional<Error> m_error;
    std::optional<std::uint64_t> m_implied;
    std::uint64_t m_minimum = 0;
    std::uint64_t m_maximum;
    int m_wheel = 0; ///< what is left of the wheel's turn, in eighths of a degree
    bool m_nullable = false;
    bool m_marked = false;
};

} // namespace headroom::gui
