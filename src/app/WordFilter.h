// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>
#include <QStringList>

namespace headroom::app {

/// The rows of a table that have every word of a search, in any order.
class WordFilter : public QSortFilterProxyModel {
    Q_OBJECT

public:
    /// `searchRole` of a row's first column gives all that is searched.
    WordFilter(int sortRole, int searchRole, QObject* parent = nullptr);
    void search(const QString& text);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    int m_searchRole;
    QStringList m_words;
};

} // namespace headroom::app
