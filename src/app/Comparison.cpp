// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Comparison.h"

#include "app/Session.h"

#include <algorithm>
#include <utility>

namespace headroom::app {

Comparison::Comparison(QObject* parent)
    : QObject(parent)
{
}

Comparison::Entry Comparison::current(const Session& session)
{
    return {tr("Current scenario"), session.estimatedScenario(), *session.estimate()};
}

bool Comparison::add(const Session& session)
{
    if (!session.estimate() || session.isStale())
        return false;
    Entry entry = current(session);
    const auto isThere = [&](const auto& predicate) {
        return std::any_of(m_entries.begin(), m_entries.end(), predicate);
    };
    if (isThere([&](const Entry& other) { return other.scenario == entry.scenario; }))
        return false;
    const QString name =
        entry.scenario.name.empty() ? tr("Untitled") : QString::fromStdString(entry.scenario.name);
    entry.name = name;
    for (int number = 2; isThere([&](const Entry& other) { return other.name == entry.name; });
         ++number)
        entry.name = tr("%1 (%2)").arg(name).arg(number);
    if (m_entries.size() == kMost)
        m_entries.erase(m_entries.begin());
    m_entries.push_back(std::move(entry));
    Q_EMIT changed();
    return true;
}

void Comparison::remove(std::size_t entry)
{
    if (entry >= m_entries.size())
        return;
    m_entries.erase(m_entries.begin() + static_cast<std::ptrdiff_t>(entry));
    Q_EMIT changed();
}

} // namespace headroom::app
