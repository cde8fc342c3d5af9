// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

namespace headroom::gui {

/// Hands out access keys (the underlined letters): as many texts as can be get one of their own;
/// the rest share the least used, between which the same key goes round.
class AccessKeys {
public:
    /// Counts the key of a text that has one ("&File").
    void take(const QString& text);
    /// The texts, each with an '&' before its key. Earlier texts get first letters of words sooner.
    [[nodiscard]] QStringList assign(const QStringList& texts);

private:
    QHash<QChar, int> m_uses;
};

} // namespace headroom::gui
