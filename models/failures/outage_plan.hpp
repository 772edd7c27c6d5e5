// When a site or a link is away, or carries less: by laws, as a trace has it, or as its operator plans it.
//
//   laws       up for a time drawn from `up`, away for one drawn from `away`, and so on (an alternating renewal process): the
//              share of time away tends to E[away] / (E[up] + E[away]). Draws are keyed by seed and name
//   trace      the outages of one place of a trace, overlapping ones merged, from `offset` on; it begins anew at its end
//   periodic   at first, first + every, first + 2 every, ..., each for `away`
// While a site is away its learners have no slices and its links carry nothing; a link carries `factor` of its bandwidth. Planned ones are
// announced: learners stop between two steps, so that none is lost. Seconds since the start of the run.
#pragma once

#include "models/failures/law.hpp"
#include "models/failures/traces/trace.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace archipelago {

struct OutagePlan {
  enum class Place { site, link };
  struct Laws { Law up, away; };
  struct Periodic { Seconds first, every, away; };
  struct Observed { std::shared_ptr<const OutageTrace> trace; std::string name; std::uint32_t place = 0; Seconds offset; };

  std::string name;                           // "site west", "link west-wan", "maintenance of site west"
  Place place = Place::site;
  std::size_t index = 0;                      // of World::sites or Network::links
  std::optional<Laws> laws;                   // exactly one of the three
  std::optional<Periodic> periodic;
  std::optional<Observed> observed;
  double factor = 0;                          // of a link's bandwidth that is left
  Seconds notice;                             // learners know so long before
  bool shards_too = false;                    // the site's pieces of the outer state are lost

  double share_away() const;                  // of the time, in the long run
};

// The outages of one plan, in order; each begins after the one before has ended.
class OutageDates {
public:
  OutageDates(const OutagePlan& plan, std::uint64_t seed);
  std::optional<std::pair<double, double>> next();   // [from, to) in seconds; nothing if none follows

private:
  const OutagePlan* plan_;
  std::uint64_t seed_, drawn_ = 0;
  double until_ = 0;                          // end of the one before
  std::vector<std::pair<double, double>> spans_;     // of a trace, in the run's time, first time round
  std::size_t at_ = 0;
  double round_ = 0;
};

} // namespace archipelago
