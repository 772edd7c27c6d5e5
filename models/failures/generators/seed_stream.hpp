// Random streams of generators: each seed draws independent uniforms, and the seeds of one block of 30 (1 … 30, 31 … 60, …) are a
// Latin hypercube (McKay, Beckman & Conover 1979): for every draw, each of them falls into another 30th of (0,1).
//
// One trace is distributed as if the draws were plain ones; means and medians over many seeds have far less noise than with
// unrelated seeds, and intervals that assume unrelated ones are on the safe side. A draw is a function of (seed, entity, purpose, index).
#pragma once

#include "models/random.hpp"

namespace archipelago {

class SeedStream {
public:
  static constexpr std::uint64_t block = 30;       // as many as fits are judged by: a part of a block would leave strata out

  SeedStream(std::uint64_t seed, std::uint64_t entity, Purpose purpose);
  double uniform(std::uint64_t index) const;   // in (0,1)
  double normal(std::uint64_t index) const;

private:
  std::uint64_t place_;                       // in the block
  RandomStream own_, shared_;
};

} // namespace archipelago
