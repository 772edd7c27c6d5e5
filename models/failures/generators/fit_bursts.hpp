// What a trace says of its bursts: groups of starts within six minutes of each other.
#pragma once

#include "models/failures/generators/outage_law.hpp"

namespace archipelago {

// Share, simultaneity and spread as they are; sizes: the rounded lognormal with their share of pairs and their mean.
BurstLaw fit_bursts(const OutageTrace& trace);

// Within groups of several, how much of the variance of the normal scores of lengths their common part explains; every outage has a length.
double fit_shared_length(const OutageTrace& trace, const std::vector<double>& lengths);

std::vector<double> incident_gaps(const OutageTrace& trace);       // s between the starts of groups

} // namespace archipelago
