#include "reports/figures.hpp"

namespace archipelago {

namespace {

constexpr Figure figures[] = {
    {"learners[].name", "learner", "", "name in the scenario; count n gives name-1 … name-n", "", ""},
    {"learners[].site", "site of the learner", "", "name of its site", "", ""},
    {"learners[].accelerators", "accelerators", "accelerators", "accelerators at full size",
     "learners[].accelerators of the scenario", ""},
    {"learners[].allocated_s", "allocated time", "s", "time the learner's capacity was held", "learners[].available", ""},
    {"learners[].steps", "steps of the learner", "steps", "inner steps that were kept", "its step time, failures and waits", ""},
    {"learners[].tokens", "tokens of the learner", "tokens", "tokens of its kept steps", "its steps, training.tokens_per_step",
     ""},
    {"learners[].goodput", "goodput of the learner", "share", "its time_shares.compute", "its failures and waits", ""},
    {"learners[].failures", "slices lost", "slices", "slices that failed in the horizon", "failures, accelerators, slice_size",
     ""},
    {"learners[].step_time_s.mean", "mean step time", "s", "mean of the compute part of its steps", "step_time", ""},
    {"learners[].step_time_s.p50", "median step time", "s", "median of the compute part of its steps", "step_time", ""},
    {"learners[].step_time_s.p99", "99th percentile of step time", "s", "99th percentile of the compute part of its steps",
     "step_time law and cv", ""},

    {"sites[].name", "site", "", "name in the scenario", "", ""},
    {"sites[].cost_usd", "cost of the site", "USD",
     "accelerator-hours allocated at the site x their price; transfers are in the ledger only", "costs, accelerators",
     "costs.accelerator_hour"},

    {"links[].name", "link", "", "name in the scenario; one entry per direction", "", ""},
    {"links[].from", "from", "", "the end that sends", "", ""},
    {"links[].to", "to", "", "the end that receives", "", ""},
    {"links[].bytes", "bytes carried", "B", "bytes that crossed in this direction", "fragment bytes, rounds, contributors", ""},
    {"links[].mean_bps", "mean rate", "bit/s", "8 x bytes / horizon_s", "bytes carried", ""},
    {"links[].peak_bps", "peak rate", "bit/s",
     "highest sum of the mean rates so far of the flows in this direction, seen whenever one of them ends",
     "transfers at the same time", ""},
    {"links[].utilization", "link utilization", "share", "mean_bps / bandwidth of the direction", "bytes carried, bandwidth", ""},

    {"syncer.rounds", "rounds", "rounds", "rounds the syncer merged", "protocol.sync_interval, protocol.fragments", ""},
    {"syncer.contributors.mean", "mean contributors", "learners", "learners in a merge, mean over rounds",
     "protocol.quorum, protocol.grace, failures", ""},
    {"syncer.contributors.histogram", "contributors histogram", "rounds",
     "[k] = rounds with k contributors; several seeds: mean count", "protocol.quorum, protocol.grace, failures", ""},
    {"syncer.quorum_wait_s", "time to quorum", "s", "mean time from a round's opening to its quorum",
     "protocol.quorum, unequal step times", ""},
    {"syncer.grace_s", "grace used", "s", "mean time a round stays open after its quorum", "protocol.grace, overlap", ""},
    {"syncer.sync_s.mean", "synchronization time", "s",
     "launch (blocking schemes: last learner arrived) to merged fragment back, mean", "fragment bytes, bandwidth, latency", ""},
    {"syncer.sync_s.p50", "median synchronization time", "s", "median of launch to merged fragment back",
     "fragment bytes, bandwidth, latency", ""},
    {"syncer.sync_s.p99", "99th percentile of synchronization time", "s", "99th percentile of launch to merged fragment back",
     "rounds in flight together, outages", ""},
    {"syncer.sync_s.max", "longest synchronization", "s", "largest launch to merged fragment back",
     "rounds in flight together, outages", ""},
    {"syncer.staleness_steps.mean", "mean staleness", "steps",
     "inner steps a learner took between sending its parameters and getting the merge, mean",
     "protocol.overlap, sync_s, back_pressure", ""},
    {"syncer.staleness_steps.p99", "99th percentile of staleness", "steps", "99th percentile of the same",
     "protocol.overlap, sync_s, back_pressure", ""},
    {"syncer.weight_share[]", "weight share", "share", "mean share of each learner in the merge weight, in the order of learners",
     "tokens and steps per learner, protocol.merge", ""},
};

}   // namespace

std::span<const Figure> part_figures() { return figures; }

}   // namespace archipelago
