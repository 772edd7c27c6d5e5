// How well a generator stands for the trace that it was fitted to: the same figures of both, over many seeds.
//
// The figure of the generator is the median over the seeds, which are not those that the fit used; the p10 and p90 of single histories say
// how much one trace of this length varies anyway. A seed may take several histories together (judge_outages.hpp, judge_spot.hpp).
#pragma once

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace archipelago {

struct FitFigure { std::string name, unit; double value = 0; double tolerance = 0; };   // tolerance 0: shown, not asked for

struct GoodnessRow {
  std::string name, unit;
  double observed = 0, median = 0;
  double p10 = 0, single = 0, p90 = 0;        // of single histories; single is their median
  double memoryless = 0;                      // median of the generator without clusters, lemons, bursts and tails
  double tolerance = 0;
  std::uint32_t histories = 1;                // of each seed, taken together for `median` and `memoryless`
  double error() const { return observed != 0 ? median / observed - 1 : 0; }
  bool met() const { return tolerance == 0 || (error() <= tolerance && error() >= -tolerance); }
  bool memoryless_met() const { return tolerance == 0 || (memoryless <= observed * (1 + tolerance) && memoryless >= observed * (1 - tolerance)); }
};

// One run of a generator per seed, all with the same figures.
std::vector<GoodnessRow> compare_figures(const std::vector<FitFigure>& observed, const std::vector<std::vector<FitFigure>>& generated,
                                         const std::vector<std::vector<FitFigure>>& memoryless);

// The first rows become medians over seeds that take so many histories together.
void take_together(std::vector<GoodnessRow>& rows, std::uint32_t histories, const std::vector<double>& expected, const std::vector<double>& memoryless);

std::vector<double> medians_of(const std::vector<std::vector<double>>& runs);

// The knobs moved until the medians over the runs meet the targets: each times (target / median of its figure)^gain, again and again with the
// same seeds (method of simulated moments). Each knob must drive its own figure most.
struct FitKnob { double* value; std::size_t figure; double least, most, gain; };
template <class Run> void turn_knobs(const std::vector<FitKnob>& knobs, const std::vector<double>& targets, int rounds, std::uint64_t first_seed,
                                     std::uint64_t seeds, Run run) {
  for (int round = 0; round < rounds; ++round) {
    std::vector<std::vector<double>> runs;
    for (std::uint64_t seed = 0; seed < seeds; ++seed) runs.push_back(run(first_seed + seed));
    const std::vector<double> medians = medians_of(runs);
    for (std::size_t i = 0; i < knobs.size(); ++i) {
      const std::size_t figure = knobs[i].figure;
      if (!(targets[figure] > 0) || !(medians[figure] > 0)) continue;
      const double factor = std::pow(targets[figure] / medians[figure], knobs[i].gain);
      const double calm = factor < 0.5 ? 0.5 : factor > 2 ? 2 : factor;
      const double moved = *knobs[i].value * calm;
      *knobs[i].value = moved < knobs[i].least ? knobs[i].least : moved > knobs[i].most ? knobs[i].most : moved;
    }
  }
}

} // namespace archipelago
