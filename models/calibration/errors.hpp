// Errors of predictions against measurements, and their summary as a residual.
#pragma once

#include "models/hardware/residual.hpp"
#include "models/units.hpp"

#include <string>
#include <vector>

namespace archipelago {

struct Predicted {
  Seconds predicted, measured;
  double size = 0;                            // what the errors are shown against: FLOP or bytes

  double ratio() const { return predicted / measured; }
};

double mean_absolute_error(const std::vector<Predicted>& rows);   // mean |predicted / measured - 1|; 0 when empty

// Fewer than ten rows do not make a band: it is then at least as wide as that of `otherwise`. Of an empty list the residual
// is `otherwise` itself.
Residual residual_of(const std::vector<Predicted>& rows, const std::string& basis, const Residual& otherwise = {});

} // namespace archipelago
