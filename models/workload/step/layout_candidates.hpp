// Every layout that divides the model, the batch and the accelerators evenly.
#pragma once

#include "models/workload/step/layout_search.hpp"

#include <functional>

namespace archipelago {

// `fits` is asked for each candidate and says whether it fits: more recomputation is not tried once less of it does.
void for_each_layout(const StepQuestion& question, std::int64_t accelerators, const LayoutWish& wish,
                     const std::function<bool(const Layout&)>& fits);

} // namespace archipelago
