// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/form/FieldRow.h"

#include "gui/form/Caption.h"
#include "gui/form/FormColours.h"
#include "gui/form/NumberEdit.h"
#include "gui/form/ResetButton.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QVBoxLayout>

#include <memory>

namespace headroom::gui {
namespace {

constexpr int kGap = 6;

/// The whole of a message that its line cannot hold, over the rows below while its field has the
/// focus: the rows stay where they are.
QLabel* makeBubble(QWidget* parent)
{
    auto* bubble = new QLabel(parent);
    bubble->setWordWrap(true);
    bubble->setTextFormat(Qt::PlainText);
    bubble->setAutoFillBackground(true);
    bubble->setFrameShape(QFrame::Box);
    bubble->setMargin(3);
    bubble->setAttribute(Qt::WA_TransparentForMouseEvents);
    bubble->hide();
    return bubble;
}

} // namespace

FieldRow::FieldRow(
    QWidget* editor, const Texts& texts, int lines, const QString& name, QWidget* parent)
    : QWidget(parent)
    , m_texts(texts)
    , m_editor(editor)
    , m_label(new QLabel(texts.label, parent))
    , m_labelText(texts.label)
    , m_line(new QHBoxLayout)
    , m_resetButton(new ResetButton(this))
    , m_caption(new Caption(lines, this))
    , m_reset(new QAction(this))
    , m_reserved(lines > 0)
{
    setObjectName(name + QStringLiteral("Row"));
    m_label->setObjectName(name + QStringLiteral("Label"));
    m_label->setBuddy(editor);
    m_label->setToolTip(texts.help);
    m_label->installEventFilter(this);
    m_label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_caption->setObjectName(name + QStringLiteral("Caption"));
    m_resetButton->setObjectName(name + QStringLiteral("ResetButton"));
    m_reset->setObjectName(name + QStringLiteral("ResetAction"));

    editor->setParent(this);
    editor->setToolTip(texts.help);
    editor->setAccessibleName(texts.label);
    editor->setAccessibleDescription(texts.help);
    editor->setContextMenuPolicy(Qt::CustomContextMenu);
    editor->installEventFilter(this);

    m_line->setSpacing(kGap);
    m_line->addWidget(editor, 1);
    if (!texts.unit.isEmpty()) {
        m_unit = new QLabel(texts.unit, this);
        m_unit->setObjectName(name + QStringLiteral("Unit"));
        m_line->addWidget(m_unit);
        editor->setAccessibleName(
            tr("%1, in %2", "a field and its unit").arg(texts.label, texts.unit));
    }
    m_line->addWidget(m_resetButton);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(1);
    column->addLayout(m_line);
    column->addWidget(m_caption);

    m_reset->setEnabled(false);
    m_resetButton->hide();
    connect(m_reset, &QAction::triggered, this, &FieldRow::resetRequested);
    connect(m_resetButton, &QToolButton::clicked, m_reset, &QAction::trigger);
    connect(editor, &QWidget::customContextMenuRequested, this, &FieldRow::showContextMenu);
    setDefault({}, false);
    updateCaption();
    updateLabelWidth();
    changeEvent(std::make_unique<QEvent>(QEvent::PaletteChange).get());
}

QList<QWidget*> FieldRow::tabStops() const
{
    QList<QWidget*> stops;
    for (int i = 0; i < m_line->count(); ++i) {
        QWidget* widget = m_line->itemAt(i)->widget();
        if (widget != nullptr && widget->focusPolicy() != Qt::NoFocus)
            stops.append(widget);
    }
    return stops;
}

void FieldRow::addBeside(QWidget* widget)
{
    m_beside = widget;
    m_line->insertWidget(m_line->indexOf(m_resetButton), widget);
}

int FieldRow::unitWidth() const
{
    const int unit = m_unit != nullptr ? m_unit->sizeHint().width() : 0;
    return m_beside != nullptr ? unit + kGap + m_beside->sizeHint().width() : unit;
}

void FieldRow::setUnitWidth(int width)
{
    if (m_unit != nullptr)
        m_unit->setMinimumWidth(
            m_beside != nullptr ? width - kGap - m_beside->sizeHint().width() : width);
}

void FieldRow::setLabelText(const QString& text)
{
    if (text == m_labelText)
        return;
    m_labelText = text;
    updateLabelWidth();
}

void FieldRow::setNote(const QString& text, const QString& more)
{
    m_note = text;
    m_caption->setDetail(more);
    updateCaption();
}

void FieldRow::setUnderstood(const QString& text)
{
    m_understood = text;
    updateCaption();
}

void FieldRow::setProblem(const QString& text)
{
    if (text == m_problem)
        return;
    m_problem = text;
    if (auto* number = qobject_cast<NumberEdit*>(m_editor))
        number->setMarked(!text.isEmpty());
    // Screen readers read what is wrong with the field, and what it means.
    m_editor->setAccessibleDescription(
        text.isEmpty() ? m_texts.help : text + QLatin1Char('\n') + m_texts.help);
    updateCaption();
}

void FieldRow::setOffer(const QString& text)
{
    if (text == m_offer)
        return;
    m_offer = text;
    if (m_offerButton == nullptr) {
        m_offerButton = new LinkButton(this);
        m_offerButton->setObjectName(m_caption->objectName().replace(
            QStringLiteral("Caption"), QStringLiteral("OfferButton")));
        layout()->addWidget(m_offerButton);
        QWidget::setTabOrder(m_editor, m_offerButton);
        connect(m_offerButton, &QAbstractButton::clicked, this, [this] {
            m_editor->setFocus();
            Q_EMIT offerAccepted();
        });
    }
    m_offerButton->setText(text);
    m_offerButton->setAccessibleName(text);
    updateCaption();
}

void FieldRow::setDefault(const QString& text, bool differs)
{
    const QString words =
        text.isEmpty() ? tr("Reset to Default") : tr("Reset to Default (%1)").arg(text);
    if (words != m_reset->text()) {
        m_reset->setText(words);
        m_resetButton->setToolTip(words);
        m_resetButton->setAccessibleName(
            tr("%1: %2", "a field, and what its button does").arg(m_texts.label, words));
    }
    if (differs == m_reset->isEnabled())
        return;
    m_reset->setEnabled(differs);
    if (!differs && m_resetButton->hasFocus())
        m_editor->setFocus();
    m_resetButton->setVisible(differs);
}

void FieldRow::showContextMenu(const QPoint& position)
{
    std::unique_ptr<QMenu> menu;
    if (auto* spin = qobject_cast<QAbstractSpinBox*>(m_editor))
        menu.reset(spin->findChild<QLineEdit*>()->createStandardContextMenu());
    else
        menu = std::make_unique<QMenu>();
    menu->addSeparator();
    menu->addAction(m_reset);
    menu->exec(m_editor->mapToGlobal(position));
}

void FieldRow::updateCaption()
{
    const bool problem = !m_problem.isEmpty();
    const bool offer = !problem && !m_offer.isEmpty();
    const QString& note = m_understood.isEmpty() ? m_note : m_understood;
    m_caption->say(
        problem ? m_problem : note, problem ? Caption::Kind::Problem : Caption::Kind::Note);
    m_caption->setVisible(!offer && (m_reserved || !m_caption->text().isEmpty()));
    if (m_offerButton != nullptr)
        m_offerButton->setVisible(offer);
    updateBubble();
}

void FieldRow::updateBubble()
{
    const bool needed = m_editor->hasFocus() && !m_problem.isEmpty() && m_caption->isElided();
    if (!needed) {
        if (m_bubble != nullptr)
            m_bubble->hide();
        return;
    }
    QWidget* form = parentWidget();
    if (m_bubble == nullptr)
        m_bubble = makeBubble(form);
    QPalette palette = this->palette();
    palette.setColor(QPalette::WindowText, errorColour(palette));
    m_bubble->setPalette(palette);
    m_bubble->setFont(smallFont(font()));
    m_bubble->setText(m_problem);
    const int left = qMin(m_label->isVisible() ? m_label->geometry().left() : x(), x());
    const int width = x() + this->width() - left;
    const int height = m_bubble->heightForWidth(width);
    int top = y() + m_caption->y();
    if (top + height > form->height())
        top = qMax(0, y() - height);
    m_bubble->setGeometry(left, top, width, height);
    m_bubble->raise();
    m_bubble->show();
}

void FieldRow::updateLabelWidth()
{
    // A long label takes two lines rather than the editor's room. It is broken here: a label that
    // wraps by itself makes the form's layout ask for heights by width, and with hidden rows that
    // puts visible ones on top of each other (Qt 6.4).
    constexpr int kCharacters = 19;
    const QFontMetrics metrics(m_label->font(), m_label);
    const int limit = metrics.averageCharWidth() * kCharacters;
    QStringList lines;
    const QStringList words = m_labelText.split(u' ');
    for (const QString& word : words) {
        const QString longer = lines.isEmpty() ? word : QString(lines.back() + u' ' + word);
        if (lines.isEmpty() || metrics.size(Qt::TextShowMnemonic, longer).width() > limit)
            lines += word;
        else
            lines.back() = longer;
    }
    m_label->setText(lines.join(u'\n'));
    // As high as the editor, so that they stand on one line whatever is under it.
    m_label->setFixedHeight(qMax(m_label->sizeHint().height(), m_editor->sizeHint().height()));
}

bool FieldRow::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_editor
        && (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut))
        QMetaObject::invokeMethod(this, &FieldRow::updateBubble, Qt::QueuedConnection);
    // The label is the form's child, and hears of a new font by itself.
    if (watched == m_label && event->type() == QEvent::FontChange)
        updateLabelWidth();
    return QWidget::eventFilter(watched, event);
}

void FieldRow::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateLabelWidth();
    if (event->type() == QEvent::PaletteChange && m_unit != nullptr) {
        QPalette muted = palette();
        muted.setColor(QPalette::WindowText, mutedColour(palette()));
        if (m_unit->palette() != muted)
            m_unit->setPalette(muted);
    }
}

} // namespace headroom::gui
