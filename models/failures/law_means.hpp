// Means of extremes: of the first and of the last of n independent draws from a law.
//
//   first: integral over u in (0,1) of x with 1 - (1 - F(x))^n = u       last: integral of F^-1(u^(1/n))
//
// Closed forms where there are some (exponential, Weibull, constant), else quadrature in log-odds of u, which keeps both
// tails: within 1e-4 for the laws of law.hpp with shapes from 0.3 up. n need not be whole (a mean number of draws).
#pragma once

#include "models/failures/law.hpp"

namespace archipelago {

Seconds mean_of_first(const Law& law, double n);
Seconds mean_of_last(const Law& law, double n);

} // namespace archipelago
