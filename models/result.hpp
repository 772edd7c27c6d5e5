// The account of one simulated run (one seed): what every report, chart and study reads.
//
// Times in seconds, sizes in bytes, shares as fractions of allocated accelerator time. A figure that cannot be
// computed is absent (std::nullopt) and named in `unknown` with what it needs. `reports/` writes it as JSON and
// aggregates several seeds into intervals.
#pragma once

#include "models/remarks.hpp"
#include "models/units.hpp"
#include "models/workload/step/forecast.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace archipelago {

// Where an accelerator-second went. Every allocated second is in exactly one class.
enum class TimeClass {
  compute,                 // useful steps, in proportion to the slices that took part
  exposed_communication,   // waiting for data that is on its way (pull ... broadcast)
  data_wait,               // waiting for input data
  quorum_wait,             // the awaited fragment is still collecting reports (quorum or grace)
  straggler_wait,          // waiting for the last member of a collective
  checkpoint,              // paused to write state
  detect,                  // a failure is there but not yet noticed
  downscale,               // reconfiguring to fewer slices
  upscale,                 // reconfiguring to more slices
  restart,                 // loading and initialising after a failure
  recovery_transfer,       // receiving state from a peer, or waiting to
  lost_work,               // steps done and rolled back
  degraded,                // slices missing while the others compute
  offline,                 // no slice left, or waiting for failed ones
};
inline constexpr std::size_t time_class_count = 14;
inline constexpr std::array<std::string_view, time_class_count> time_class_names{
    "compute", "exposed_communication", "data_wait", "quorum_wait", "straggler_wait", "checkpoint", "detect",
    "downscale", "upscale", "restart", "recovery_transfer", "lost_work", "degraded", "offline"};
using TimeShares = std::array<double, time_class_count>;   // sums to 1

struct LearnerResult {
  std::string name, site;
  std::int64_t accelerators = 0;
  double allocated_s = 0;                     // time the learner was held (spot capacity not held is not allocated)
  std::int64_t steps = 0;
  double tokens = 0;
  double goodput = 0;
  TimeShares time_shares{};
  std::int64_t failures = 0;                  // slices lost
  double step_time_mean_s = 0, step_time_p50_s = 0, step_time_p99_s = 0;   // compute part of a step
  std::shared_ptr<const StepForecast> predicted;   // null: cannot be predicted
  bool step_time_predicted = false;           // the run took its mean step time from there
};

struct SiteResult {
  std::string name;
  TimeShares time_shares{};
  std::optional<double> cost_usd = {};        // of its accelerators
  std::optional<double> energy_kwh = {}, carbon_kg = {};
};

struct LinkResult {                           // one direction of a link
  std::string name, from, to;
  double bytes = 0, mean_bps = 0, peak_bps = 0, utilization = 0;
  std::optional<double> background_bytes = {};   // of others' flows; absent where the scenario has none
};

struct BackgroundResult {                     // what others got on the same links
  std::string name, kind;                     // "flows" or "neighbour"
  double bytes = 0, mean_bps = 0;
  std::int64_t transfers = 0;                 // flows, or synchronizations of a neighbour, that ended
  std::optional<double> transfer_mean_s;
};

// How a site's training data came. A learner's time is allocated_s; its data wait is in time_shares.
struct DataResult {
  std::string name;                           // of the site
  double read_bytes = 0, taken_bytes = 0;     // by the loaders, and by the steps
  double asked_bytes_per_s = 0;               // that the steps would take if they never waited for data
  double given_bytes_per_s = 0;               // that they took
  double steady_share = 1;                    // of what is asked, what the data path gives in the steady state (closed form)
  double steady_step_s = 0;                   // the time per step that it allows its slowest learner
  std::optional<double> drained_s;            // while at least one learner waited for its batch
  std::optional<double> storage_utilization;  // of the store's bandwidth, where it has a limit
  std::optional<double> storage_impaired_s;   // while the store gave less than its bandwidth
  std::optional<double> workers_serving;      // share of the service's workers, where there is one
  std::optional<std::int64_t> workers_lost;
};

struct SyncerResult {
  std::int64_t rounds = 0;
  double contributors_mean = 0;
  std::vector<std::int64_t> contributors_histogram;   // [k] = rounds with k contributors
  double quorum_wait_s = 0;                   // mean time from a round's opening to its quorum
  double grace_s = 0;                         // mean grace used
  double sync_mean_s = 0, sync_p50_s = 0, sync_p99_s = 0, sync_max_s = 0;
  double staleness_mean_steps = 0, staleness_p99_steps = 0;
  std::vector<double> weight_share;           // per learner, mean share of the merge weight
};

// Nodes that stand by: accelerators that are held and do no useful work, apart from the learners' shares of time.
struct SparesResult {
  std::string pool;                           // whose nodes share them: a learner, a site, or "run"
  std::int64_t spares = 0, accelerators = 0;  // accelerators of all spares of the pool
  double idle_mean = 0;                       // spares that stood by, repaired nodes among them
  std::int64_t requests = 0;
  double waited_share = 0;                    // of the requests that found no spare idle
  double down_mean = 0;                       // places without a working node
  std::int64_t down_p50 = 0, down_p95 = 0, down_p99 = 0, down_max = 0;
};

// What happened to the run beside slices lost one by one: outages of places, slow spells, corruption, restores.
struct FaultResult {
  std::string name;                           // "site west", "slow spells", "restores"
  std::int64_t count = 0;                     // that began in the counted time
  double seconds = 0;                         // of each learner or place, summed; what is counted says the name
};

struct QualityResult {
  double token_efficiency = 1;                // tokens data parallel needs for the same loss / tokens spent
  double effective_tokens = 0;
  double loss = 0;                            // nats, at the end of the training
  double delta_vs_data_parallel = 0;          // nats
  bool valid = false;                         // within what losses were measured for
  std::optional<double> tokens_to_equal_loss, time_to_equal_loss_s;   // data parallel's loss at training.target_tokens
};

struct LedgerLine {
  std::string item, unit;
  double quantity = 0, unit_price_usd = 0, amount_usd = 0;
  std::string service_category = {}, pricing_category = {};          // words of FinOps FOCUS; empty: not stated
  std::string provider = {}, price_date = {}, price_grade = {};      // of a catalogue price
};

struct CostResult {
  double total_usd = 0;
  std::optional<double> per_million_tokens_usd;
  std::vector<LedgerLine> ledger;
  std::optional<double> per_million_effective_tokens_usd = {}, per_useful_accelerator_hour_usd = {};
  std::optional<double> to_target_usd = {}, to_equal_loss_usd = {};   // of a whole training at this rate
};

struct Result {
  std::uint64_t seed = 1;
  std::string fidelity;                       // "exact", "fast", "closed-form"
  std::uint64_t events = 0, activities = 0;   // events handled; compute activities + flows given to the engine
  double wall_s = 0;
  std::uint64_t fingerprint = 0;

  double horizon_s = 0;                       // counted time, after warm-up
  double tokens = 0, tokens_per_s = 0;
  std::optional<double> time_to_target_s;
  std::int64_t steps = 0, outer_steps = 0;
  double goodput = 0;
  double system_uptime = 0;
  double compute_utilization = 0;
  std::optional<double> mfu;
  TimeShares time_shares{};
  std::vector<LearnerResult> learners;
  std::vector<SiteResult> sites;
  std::vector<LinkResult> links;
  std::vector<DataResult> data;               // of each site with learners, where the scenario has a data path
  std::vector<LinkResult> backbones;          // the same of what links share; empty where they share nothing
  std::vector<BackgroundResult> background;   // empty where the scenario has none
  SyncerResult syncer;
  std::vector<SparesResult> spares;           // empty where failures.recovery is not given
  std::vector<FaultResult> faults;            // of the kinds that the scenario states
  std::optional<QualityResult> quality;
  std::optional<CostResult> cost;
  std::optional<double> energy_kwh, joule_per_token, carbon_kg;
  std::vector<Flag> flags;
  std::vector<Unknown> unknown;
};

} // namespace archipelago
