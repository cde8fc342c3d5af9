// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/form/AccessKeys.h"

#include <QKeySequence>
#include <QList>
#include <QSet>

#include <algorithm>

namespace headroom::gui {
namespace {

/// The places of a text that may carry the key, the first letters of its words first.
QList<int> candidates(const QString& text)
{
    QList<int> first;
    QList<int> others;
    for (int i = 0; i < text.size(); ++i) {
        if (!text[i].isLetterOrNumber())
            continue;
        const bool starts = i == 0 || !text[i - 1].isLetterOrNumber();
        (starts ? first : others).append(i);
    }
    return first + others;
}

QString marked(const QString& text, int place)
{
    QString before = place < 0 ? text : text.left(place);
    QString after = place < 0 ? QString() : text.mid(place);
    before.replace(u'&', QStringLiteral("&&"));
    after.replace(u'&', QStringLiteral("&&"));
    return place < 0 ? before : before + u'&' + after;
}

/// A key of its own for as many texts as can be: a text that finds none free asks the owners of its
/// letters to move on to another of theirs (a matching by augmenting paths).
class Matching {
public:
    Matching(const QStringList& texts, const QHash<QChar, int>& taken)
        : m_texts(texts)
        , m_taken(taken)
        , m_places(texts.size(), -1)
    {
        for (int i = 0; i < m_texts.size(); ++i) {
            QSet<QChar> asked;
            place(i, asked);
        }
    }
    [[nodiscard]] const QList<int>& places() const { return m_places; }

private:
    bool place(int text, QSet<QChar>& asked)
    {
        const QList<int> places = candidates(m_texts[text]);
        // A free letter first, so that nobody moves without need.
        for (const bool free : {true, false}) {
            for (const int at : places) {
                const QChar letter = m_texts[text][at].toLower();
                if (m_taken.contains(letter) || m_owners.contains(letter) == free
                    || asked.contains(letter))
                    continue;
                asked.insert(letter);
                if (free || place(m_owners.value(letter), asked)) {
                    m_owners.insert(letter, text);
                    m_places[text] = at;
                    return true;
                }
            }
        }
        return false;
    }

    const QStringList& m_texts;
    const QHash<QChar, int>& m_taken;
    QList<int> m_places;
    QHash<QChar, int> m_owners;
};

} // namespace

void AccessKeys::take(const QString& text)
{
    const QKeySequence key = QKeySequence::mnemonic(text);
    if (!key.isEmpty())
        ++m_uses[QChar(key[0].key()).toLower()];
}

QStringList AccessKeys::assign(const QStringList& texts)
{
    const Matching matching(texts, m_uses);
    QList<int> places = matching.places();
    for (int i = 0; i < texts.size(); ++i) {
        if (places[i] >= 0)
            ++m_uses[texts[i][places[i]].toLower()];
    }
    QStringList result;
    for (int i = 0; i < texts.size(); ++i) {
        if (places[i] < 0) {
            const QList<int> all = candidates(texts[i]);
            const auto uses = [&](int at) { return m_uses.value(texts[i][at].toLower()); };
            const auto least = std::min_element(
                all.begin(), all.end(), [&](int a, int b) { return uses(a) < uses(b); });
            if (least != all.end()) {
                places[i] = *least;
                ++m_uses[texts[i][places[i]].toLower()];
            }
        }
        result.append(marked(texts[i], places[i]));
    }
    return result;
}

} // namespace headroom::gui
