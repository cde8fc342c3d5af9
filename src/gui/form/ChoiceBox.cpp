// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/form/ChoiceBox.h"

#include <QAbstractItemView>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QStyleOptionComboBox>
#include <QStylePainter>
#include <QWheelEvent>

namespace headroom::gui {

ChoiceBox::ChoiceBox(QWidget* parent)
    : QComboBox(parent)
{
    constexpr int kCharacters = 8;
    constexpr int kRows = 16;
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(kCharacters);
    setMaxVisibleItems(kRows);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QComboBox::activated, this, &ChoiceBox::chosen);
}

void ChoiceBox::setChoices(const std::vector<Choice>& choices)
{
    const QSignalBlocker blocker(this);
    clear();
    for (const Choice& choice : choices) {
        if (choice.startsGroup)
            insertSeparator(count());
        addItem(choice.label, choice.value);
    }
}

void ChoiceBox::setLabel(const QString& value, const QString& label)
{
    const int index = findData(value);
    if (index >= 0 && itemText(index) != label)
        setItemText(index, label);
}

QString ChoiceBox::value() const { return currentData().toString(); }

void ChoiceBox::setValue(const QString& value)
{
    const QSignalBlocker blocker(this);
    setCurrentIndex(findData(value));
}

QStringList ChoiceBox::values() const
{
    QStringList all;
    for (int i = 0; i < count(); ++i) {
        if (itemData(i).isValid()
            && itemData(i, Qt::AccessibleDescriptionRole).toString() != QStringLiteral("separator"))
            all.append(itemData(i).toString());
    }
    return all;
}

void ChoiceBox::showPopup()
{
    Q_EMIT opened();
    // The list may be wider than the box: its words are never cut.
    view()->setMinimumWidth(
        view()->sizeHintForColumn(0) + view()->verticalScrollBar()->sizeHint().width());
    QComboBox::showPopup();
}

void ChoiceBox::paintEvent(QPaintEvent* /*event*/)
{
    QStylePainter painter(this);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    const QRect field =
        style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
    constexpr int kMargin = 4;
    option.currentText =
        option.fontMetrics.elidedText(option.currentText, Qt::ElideMiddle, field.width() - kMargin);
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}

void ChoiceBox::wheelEvent(QWheelEvent* event)
{
    if (hasFocus())
        QComboBox::wheelEvent(event);
    else
        event->ignore();
}

} // namespace headroom::gui
