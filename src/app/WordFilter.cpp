// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/WordFilter.h"

#include <algorithm>

namespace headroom::app {

WordFilter::WordFilter(int sortRole, int searchRole, QObject* parent)
    : QSortFilterProxyModel(parent)
    , m_searchRole(searchRole)
{
    setSortRole(sortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
}

void WordFilter::search(const QString& text)
{
    m_words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

bool WordFilter::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    const QString all = sourceModel()->index(row, 0, parent).data(m_searchRole).toString();
    return std::all_of(m_words.begin(), m_words.end(),
        [&](const QString& word) { return all.contains(word, Qt::CaseInsensitive); });
}

} // namespace headroom::app
