// A law with everything in it, for the tests.
#pragma once

#include "models/failures/generators/generate_outages.hpp"

namespace archipelago {

inline OutageLaw rich_law() {
  OutageLaw law;
  law.domain = 200;
  law.gap = Law{Law::Kind::weibull, Seconds(30'000), 0.8};
  law.seasons = {Seconds(10 * seconds_per_day), 30, 0.5};
  law.lemons = 1.0;
  law.burst = {0.1, 1.2, 0.8, 0.5, Seconds(60)};
  law.length = {0.02, 0.6, Law{Law::Kind::lognormal, Seconds(3600), 0.8}, Law{Law::Kind::lognormal, Seconds(40'000), 1.0}};
  law.shared_length = 0.5;
  law.causes = {{"a", 3}, {"b", 1}};
  return law;
}

inline const GeneratorRequest a_year{1, 200, Seconds(300 * seconds_per_day), "outages"};

} // namespace archipelago
