// What an investment brings: net present value, internal rate of return, payback.
//
//   NPV(r) = sum over years t of flow_t / (1 + r)^t, flow_0 at the start, the flow of a year at its end
//   IRR: the r > -1 with NPV(r) = 0, for flows that change sign once (Descartes: then there is one); bracketed and halved
//   payback: years until the sum of flows, not discounted, is no longer negative; even within a year
#pragma once

#include <optional>
#include <vector>

namespace archipelago {

double net_present_value(const std::vector<double>& flows, double rate);
std::optional<double> internal_rate_of_return(const std::vector<double>& flows);   // absent: no or several sign changes
std::optional<double> payback_years(const std::vector<double>& flows);             // absent: never

} // namespace archipelago
