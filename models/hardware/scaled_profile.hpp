// The profile of a measured accelerator carried over to a variant of it: other clocks, memory or links, the same kernels.
//
// Rates go with the data sheet: matrix products and attention by the peak at their precision, memory kernels and the memory side
// of products by the memory bandwidth, collectives in a node by the interconnect; starts stay. Bands are widened by a quarter of
// each change, since kernels follow their peaks only in part. Meant for changes of up to a factor of two.
#pragma once

#include "models/hardware/accelerator.hpp"
#include "models/hardware/profile.hpp"

namespace archipelago {

// True where the data sheets say the same of what the times depend on.
bool performs_alike(const Accelerator& a, const Accelerator& b);

AcceleratorProfile scaled_profile(const AcceleratorProfile& measured, const Accelerator& on, const Accelerator& to);

} // namespace archipelago
