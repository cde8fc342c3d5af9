// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/form/AccessKeys.h"

#include <QKeySequence>

#include <algorithm>
#include <vector>

namespace headroom::gui {
namespace {

struct Candidate {
    int place;
    QChar letter; ///< in lower case
};

/// The places of a text that may carry the key, the first letters of its words first; a letter
/// once.
std::vector<Candidate> candidates(const QString& text)
{
    std::vector<Candidate> result;
    const auto collect = [&](bool starts) {
        for (int i = 0; i < text.size(); ++i) {
            if (!text[i].isLetterOrNumber()
                || starts != (i == 0 || !text[i - 1].isLetterOrNumber()))
                continue;
            const QChar letter = text[i].toLower();
            const bool there = std::any_of(result.begin(), result.end(),
                [letter](const Candidate& candidate) { return candidate.letter == letter; });
            if (!there)
                result.push_back({i, letter});
        }
    };
    collect(true);
    collect(false);
    return result;
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
    Matching(const std::vector<std::vector<Candidate>>& candidates, const QHash<QChar, int>& taken)
        : m_candidates(candidates)
        , m_taken(taken)
        , m_places(candidates.size(), -1)
    {
        for (std::size_t i = 0; i < m_candidates.size(); ++i) {
            QString asked;
            place(i, asked);
        }
    }
    [[nodiscard]] const std::vector<int>& places() const { return m_places; }

private:
    bool place(std::size_t text, QString& asked)
    {
        // A free letter first, so that nobody moves without need.
        for (const bool free : {true, false}) {
            for (const Candidate& candidate : m_candidates[text]) {
                const QChar letter = candidate.letter;
                if (m_owners.contains(letter) == free || asked.contains(letter)
                    || m_taken.contains(letter))
                    continue;
                asked.append(letter);
                if (free || place(m_owners.value(letter), asked)) {
                    m_owners.insert(letter, text);
                    m_places[text] = candidate.place;
                    return true;
                }
            }
        }
        return false;
    }

    const std::vector<std::vector<Candidate>>& m_candidates;
    const QHash<QChar, int>& m_taken;
    std::vector<int> m_places;
    QHash<QChar, std::size_t> m_owners;
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
    std::vector<std::vector<Candidate>> all;
    all.reserve(std::size_t(texts.size()));
    for (const QString& text : texts)
        all.push_back(candidates(text));
    std::vector<int> places = Matching(all, m_uses).places();
    const auto take = [&](std::size_t text) {
        ++m_uses[texts[qsizetype(text)][places[text]].toLower()];
    };
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (places[i] >= 0)
            take(i);
    }
    QStringList result;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (places[i] < 0) {
            const auto least = std::min_element(
                all[i].begin(), all[i].end(), [&](const Candidate& a, const Candidate& b) {
                    return m_uses.value(a.letter) < m_uses.value(b.letter);
                });
            if (least != all[i].end()) {
                places[i] = least->place;
                take(i);
            }
        }
        result.append(marked(texts[qsizetype(i)], places[i]));
    }
    return result;
}

} // namespace headroom::gui
