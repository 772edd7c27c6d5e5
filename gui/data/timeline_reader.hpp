// Reads what `run --timeline` writes: one trace event per line. Other traces of the same format are read as far as they fit.
#pragma once

#include "gui/data/timeline.hpp"

#include <functional>
#include <memory>

namespace archipelago::gui {

struct TimelineReading { std::shared_ptr<const Timeline> timeline; QString problem; };   // one of the two

// `progress` gets the share that is read; its answer false stops the reading.
TimelineReading read_timeline(const QString& file, const std::function<bool(double)>& progress = {});

} // namespace archipelago::gui
