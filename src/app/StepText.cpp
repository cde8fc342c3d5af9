// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/StepText.h"

#include "app/Breakdown.h"
#include "headroom/base/Dtype.h"

#include <QCoreApplication>
#include <QStringList>

namespace headroom::app {
namespace {

QString stepWords(const char* text) { return QCoreApplication::translate("StepText", text); }

} // namespace

QString phaseText(const std::string& phase)
{
    if (phase == "backward")
        return stepWords(QT_TRANSLATE_NOOP("StepText", "backward"));
    if (phase == "step")
        return stepWords(QT_TRANSLATE_NOOP("StepText", "optimizer step"));
    if (phase == "decode")
        return stepWords(QT_TRANSLATE_NOOP("StepText", "decoding"));
    return stepWords(QT_TRANSLATE_NOOP("StepText", "forward"));
}

QString shapeText(const std::vector<std::uint64_t>& shape)
{
    if (shape.empty())
        return stepWords(QT_TRANSLATE_NOOP("StepText", "scalar"));
    QStringList sizes;
    for (const std::uint64_t size : shape)
        sizes += countText(size);
    return sizes.join(QStringLiteral(" × "));
}

QString operatorText(const std::string& op)
{
    QString text = QString::fromStdString(op);
    if (text.startsWith(QLatin1String("aten.")))
        text.remove(0, 5);
    if (text.endsWith(QLatin1String(".default")))
        text.chop(8);
    return text;
}

QString moduleText(const std::string& module)
{
    return module.empty() ? stepWords(QT_TRANSLATE_NOOP("StepText", "the model itself"))
                          : QString::fromStdString(module);
}

QString placeText(const StepView& view, const StepEvent& event)
{
    return stepWords(QT_TRANSLATE_NOOP("StepText", "%1, event %2 of %3"))
        .arg(phaseText(event.phase), countText(event.moment.position - view.begin() + 1),
            countText(view.end() - view.begin()));
}

QString happeningText(const StepEvent& event, UnitSystem units)
{
    const QString size = sizeText(event.bytes, units);
    const QString what =
        event.tensor.empty() ? moduleText(event.module) : QString::fromStdString(event.tensor);
    const QString op = operatorText(event.op);
    switch (event.kind) {
    case StepEvent::Kind::Birth:
        return stepWords(QT_TRANSLATE_NOOP("StepText", "%1 taken by %2 at %3, %4 in %5"))
            .arg(size, op, what, shapeText(event.shape),
                QString::fromUtf8(toString(event.dtype).data(),
                    static_cast<qsizetype>(toString(event.dtype).size())));
    case StepEvent::Kind::Death:
        return stepWords(QT_TRANSLATE_NOOP("StepText", "%1 given back, made by %2 at %3"))
            .arg(size, op, what);
    case StepEvent::Kind::Temporary:
        break;
    }
    return stepWords(QT_TRANSLATE_NOOP("StepText", "%1 inside the kernel of %2 at %3"))
        .arg(size, op, what);
}

} // namespace headroom::app
