// The checked description of one training run: what a scenario file becomes, and all that the engines see.
//
// A World is complete and consistent: names are resolved to indices, defaults are filled in (each one listed in
// `assumptions`), units are SI. What only the user can know and did not say stays unknown (Known::unknown),
// never a made-up number.
#pragma once

#include "models/background/background.hpp"
#include "models/cost/prices.hpp"
#include "models/failures/chaos.hpp"
#include "models/failures/corruption.hpp"
#include "models/failures/drawn.hpp"
#include "models/failures/holding.hpp"
#include "models/failures/law.hpp"
#include "models/failures/observed.hpp"
#include "models/failures/outage_plan.hpp"
#include "models/failures/recovery.hpp"
#include "models/failures/slow_spells.hpp"
#include "models/hardware/accelerator.hpp"
#include "models/network/network.hpp"
#include "models/protocol/rules.hpp"
#include "models/remarks.hpp"
#include "models/storage/data_path.hpp"
#include "models/units.hpp"
#include "models/workload/model.hpp"
#include "models/workload/step/forecast.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace archipelago {

enum class Known { unknown, none, given };   // not said; said to be absent; said

struct Training {
  double tokens_per_step = 0;                 // of one learner at full size
  double sequence_length = 0;
  std::optional<double> target_tokens;
  std::string optimizer = "adamw";
};

enum class StepLaw { constant, normal, lognormal };

struct StepTime {
  Seconds mean;
  StepLaw law = StepLaw::constant;
  double cv = 0;                              // standard deviation / mean
  std::string source;                         // "given", or how it was derived (MFU and where that comes from, or a forecast)
  bool predicted = false;                     // the mean is that of the learner's forecast
};

struct Site {
  std::string name;
  std::string region;
  std::optional<Lan> lan;                     // each learner's own full-duplex link to the site's switch; absent = no limit
  std::optional<DollarsPerKilowattHour> power_price;
  std::optional<double> pue;
  std::optional<double> carbon;               // kgCO2e per kWh
  std::string zone;
};

struct Availability { Seconds from, to; };

struct Learner {
  std::string name;
  std::size_t site = 0;                       // index into World::sites
  Accelerator accelerator;
  std::int64_t accelerators = 1;
  std::int64_t slice_size = 1;                // accelerators lost together; divides accelerators
  StepTime step_time;
  std::shared_ptr<const StepForecast> predicted;   // null where the step cannot be predicted; equal learners share one
  std::vector<Availability> available;        // empty = always
  std::shared_ptr<const Holding> holding = nullptr;   // spot capacity: which slices are held when; null = all, while available
  std::string framework;
  std::optional<DollarsPerHour> price;        // per accelerator
  PriceCategory price_category = PriceCategory::given;   // of that price

  std::int64_t slices() const { return accelerators / slice_size; }
};

struct Failures {
  Law lifetime;                               // time between interruptions of one accelerator
  Law return_delay;                           // from failure until the slice is back
  Seconds downscale, upscale;                 // pause of the learner when slices go and when they come back
  Seconds detection;                          // before the downscale begins
  Seconds restart;                            // of a job that cannot shrink, or of a learner without a healthy peer
  std::optional<ObservedFailures> observed = std::nullopt;   // a trace to replay; the laws then only have its means, for closed forms
  std::optional<DrawnFailures> drawn = std::nullopt;         // likewise, a generator of such traces
  // Stage by stage, with losses on the wall clock; then return_delay is the repair. Absent: return_delay is the whole return.
  std::optional<Recovery> recovery = std::nullopt;
};

struct Checkpoints {
  enum class Rule { optimal, young };
  // In memory of other nodes of the learner: lost where the whole learner is.
  struct Memory { Seconds interval; std::optional<BytesPerSecond> bandwidth; };

  std::optional<Seconds> interval;            // useful work between two writes; absent: by the rule, once failures are known
  Bytes size;                                 // one learner's state
  std::optional<BytesPerSecond> bandwidth;    // of one learner to its storage; absent = ample
  bool blocking = false;
  Rule rule = Rule::optimal;
  std::optional<BytesPerSecond> storage_bandwidth = std::nullopt;   // of all learners of a site together
  Seconds snapshot = Seconds(0);              // pause before a write in the background
  std::optional<Memory> memory = std::nullopt;
};

struct Horizon {
  enum class Unit { time, steps, tokens };    // steps: of the slowest learner; tokens: of all learners
  Unit unit = Unit::time;
  double amount = 0;                          // seconds, steps or tokens
};

enum class Fidelity { exact, fast, closed_form };

struct Simulation {
  Horizon horizon;
  Horizon warm_up;                            // not counted in any figure
  std::vector<std::uint64_t> seeds{1};
  std::optional<double> half_width;           // of goodput, 90 %: replicate until reached
  Fidelity fidelity = Fidelity::exact;
};

// A default that was used: where it stands, what it is, why.
struct Assumption { std::string key, value, source; };

struct World {
  std::string name, file, hash;
  Model model;
  Training training;
  std::vector<Site> sites;
  std::vector<Learner> learners;              // count is already expanded
  Network network;
  std::vector<BackgroundFlows> background_flows;
  std::vector<Neighbour> neighbours;
  ProtocolRules protocol;
  Known failures_known = Known::unknown;
  std::optional<Failures> failures;
  Known checkpoints_known = Known::unknown;
  std::optional<Checkpoints> checkpoints;
  Known data_known = Known::unknown;
  std::optional<DataPath> data;
  std::optional<Costs> costs;                 // absent = unknown
  std::vector<ChaosEvent> chaos;              // losses ordered at dates, in the order given
  std::vector<OutagePlan> outages;            // of sites and links, drawn, observed or planned; beside Link::outages
  std::optional<SlowLaw> slow;
  std::optional<Corruption> corruption;
  Simulation simulation;
  std::vector<Assumption> assumptions;
  std::vector<Flag> flags;                    // of what was read; every result carries them
  std::vector<Unknown> unknown;
};

} // namespace archipelago
