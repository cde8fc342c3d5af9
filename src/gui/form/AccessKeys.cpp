// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/form/AccessKeys.h"

#include <QKeySequence>

namespace headroom::gui {

void AccessKeys::take(const QString& text)
{
    const QKeySequence key = QKeySequence::mnemonic(text);
    if (!key.isEmpty())
        ++m_uses[QChar(key[0].key()).toLower()];
}

QString AccessKeys::assign(const QString& text)
{
    constexpr int kNotFirst = 1; // weighs less than one use
    constexpr int kUse = 2;
    int best = -1;
    int bestCost = 0;
    for (int i = 0; i < text.size(); ++i) {
        if (!text[i].isLetterOrNumber())
            continue;
        const bool first = i == 0 || !text[i - 1].isLetterOrNumber();
        const int cost = kUse * m_uses.value(text[i].toLower()) + (first ? 0 : kNotFirst);
        if (best < 0 || cost < bestCost) {
            best = i;
            bestCost = cost;
        }
    }
    QString marked = text;
    if (best < 0)
        return marked.replace(u'&', QStringLiteral("&&"));
    ++m_uses[text[best].toLower()];
    QString before = text.left(best);
    QString after = text.mid(best);
    before.replace(u'&', QStringLiteral("&&"));
    after.replace(u'&', QStringLiteral("&&"));
    return before + u'&' + after;
}

} // namespace headroom::gui
