// What the judges of both kinds of laws share: medians over seeds 1 … 30 that no fit has used, of many histories of a seed together and of one.
//
// A kind of law has figures_of(trace), whose first figures are expectations, and expectations_of(pool), which has those of many histories in the
// same order. `pooled(generator, seed)` makes the histories of one seed.
#pragma once

#include "models/failures/generators/goodness.hpp"
#include "models/failures/generators/seed_stream.hpp"

#include <utility>

namespace archipelago {

// Of one seed: expectations over its histories together, then the other figures of one of them.
template <class Generator, class Trace, class Pooled>
std::vector<double> figures_of_seed(const Generator& generate, const Trace& like, std::uint64_t seed, Pooled pooled) {
  std::vector<double> values = expectations_of(pooled(generate, seed));
  const std::vector<FitFigure> single = figures_of(generate({seed, like.nodes, like.horizon}));
  for (std::size_t i = values.size(); i < single.size(); ++i) values.push_back(single[i].value);
  return values;
}

template <class Generator, class Trace, class Pooled>
std::vector<GoodnessRow> judge_histories(const Generator& law, const Generator& memoryless, const Trace& trace, std::uint32_t histories, Pooled pooled) {
  const auto over_seeds = [&](const Generator& generate) {
    std::pair<std::vector<std::vector<FitFigure>>, std::vector<std::vector<double>>> runs;   // single histories, expectations
    for (std::uint64_t seed = 1; seed <= SeedStream::block; ++seed) {
      runs.first.push_back(figures_of(generate({seed, trace.nodes, trace.horizon})));
      runs.second.push_back(expectations_of(pooled(generate, seed)));
    }
    return runs;
  };
  const auto generated = over_seeds(law), plain = over_seeds(memoryless);
  std::vector<GoodnessRow> rows = compare_figures(figures_of(trace), generated.first, plain.first);
  take_together(rows, histories, medians_of(generated.second), medians_of(plain.second));
  return rows;
}

} // namespace archipelago
