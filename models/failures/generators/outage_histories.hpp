// What a fleet amounts to over many histories like a trace: as many nodes, as long, each with lemons, seasons and bursts of its own.
//
// A trace is one draw of its fleet. Where the nodes of large bursts share their length, or one burst holds a good part of the events, a second
// draw would have quite another median length and rate, and neither it nor the median of 30 of them says much of the law. So what is expected
// is compared; for a figure x of a trace with N events, over the histories of one seed:
//   rate                    sum N / sum node-time                   share in bursts, unavailability likewise: sums over sums
//   lengths                 quantiles of all lengths together: where sum #(length <= x) / sum N is p. The trace's own share of lengths up to x
//                           is a ratio of the same kind, so it is the trace's quantile that they stand beside
//   CV and k of gaps, worst nodes, down at once, weekly dispersion
//                           mean of x over the histories. Such a figure depends on how long and how large the trace is: a week of seasons
//                           seems steadier than a year, of few events the worst nodes have more. The trace's is one draw of just that mean; a
//                           CV of all gaps together would add what rates differ between histories, of which one trace has nothing
// Ratios have a bias that goes with one over the number of histories. Validity: times up to the trace's length.
#pragma once

#include "models/failures/generators/generate_outages.hpp"

namespace archipelago {

struct PooledOutages {
  double node_s = 0, events = 0, in_bursts = 0, down_s = 0;
  double histories = 0;                       // with events; sums over them:
  double gap_cv = 0, gap_shape = 0, worst_5_percent = 0, worst_10_percent = 0, down_at_once = 0, dispersion = 0;
  std::vector<double> lengths;                // s, of all

  void add(const OutageTrace& trace);
  double rate_per_1000_node_days() const { return node_s > 0 ? 1000 * events / (node_s / seconds_per_day) : 0; }
  double share_in_bursts() const { return events > 0 ? in_bursts / events : 0; }
  double availability() const { return node_s > 0 ? 1 - down_s / node_s : 1; }
  double mean(double sum) const { return histories > 0 ? sum / histories : 0; }
};

// As many as hold that many incidents (groups of starts within six minutes) if each has the trace's own count. The events of one incident are
// no evidence of their own: they share their cause, and mostly their length.
std::uint32_t histories_like(const OutageTrace& trace, double incidents);

enum class OutageFigures { all, of_starts };  // the latter are quicker: no lengths, nothing that is down

PooledOutages pooled_histories(const OutageGenerator& generate, const OutageTrace& like, std::uint64_t seed, std::uint32_t histories, OutageFigures figures);
OutageTrace starts_of(OutageTrace trace);     // none has an end

double weekly_dispersion(const OutageTrace& trace);   // variance over mean of the counts of whole weeks: 1 if memoryless

} // namespace archipelago
