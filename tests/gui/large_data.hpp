// Data of the sizes that a dashboard must bear: a long timeline, a large store, a child that floods.
#pragma once

#include "gui/data/timeline.hpp"

#include <QString>
#include <QTemporaryDir>

#include <memory>

namespace archipelago::gui::test {

std::shared_ptr<Timeline> long_timeline(std::size_t events);
void large_store(const QString& file, int points);
QString flood(const QTemporaryDir& folder);    // a child's script: 512,000 records as fast as it can

} // namespace archipelago::gui::test
