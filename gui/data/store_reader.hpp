// Reads a store of a study (tables: sim/study/README.md) into SweepData, in pieces: the first points are shown while the rest is read.
#pragma once

#include "gui/data/sweep_data.hpp"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <memory>

namespace archipelago::gui {

struct StoreReading { std::shared_ptr<const SweepData> data; QString problem; };   // one of the two

// `partly` gets what is there so far, a few times; its answer false stops the reading.
StoreReading read_store(const QString& file, const std::function<bool(std::shared_ptr<const SweepData>, double share)>& partly = {});

// All seeds of one point as a result file has them; null and a problem where there is none.
struct PointReading { std::shared_ptr<const nlohmann::json> document; QString problem; };
PointReading read_point(const QString& file, const QString& study, std::int64_t number);

} // namespace archipelago::gui
