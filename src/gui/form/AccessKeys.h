// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

namespace headroom::gui {

/// Hands out access keys (the underlined letters), each once as long as letters last; then the
/// least used again, between which the same key goes round.
class AccessKeys {
public:
    /// Counts the key of a text that has one ("&File").
    void take(const QString& text);
    /// The text with an '&' before its key: the first of a word sooner than the rest.
    [[nodiscard]] QString assign(const QString& text);

private:
    QHash<QChar, int> m_uses;
};

} // namespace headroom::gui
