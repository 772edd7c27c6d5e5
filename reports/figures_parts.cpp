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

    {"data[].name", "site of the data", "", "name of the site; an entry for each with learners, where the scenario has a data path", "", ""},
    {"data[].read_bytes", "bytes read", "B", "bytes that the loaders of the site handed to its buffers", "training.tokens_per_step, data.dataset", ""},
    {"data[].taken_bytes", "bytes taken", "B", "bytes of the batches that its steps took, those of lost steps included", "steps, failures", ""},
    {"data[].asked_bytes_per_s", "data asked for", "B/s", "bytes taken / time not spent waiting for data, summed over its learners",
     "step time, training.tokens_per_step, data.dataset", ""},
    {"data[].given_bytes_per_s", "data given", "B/s", "bytes taken / allocated time, summed over its learners; given / asked is 1 - data wait",
     "data.loader_rate, data.storage_bandwidth, data.service", ""},
    {"data[].steady_share", "steady share", "share", "of what its steps would take, what loaders, store and service give once all run (closed form)",
     "data.loader_rate, data.storage_bandwidth, data.service", ""},
    {"data[].steady_step_s", "steady step", "s", "time per step that this allows the slowest learner of the site", "data.loader_rate, data.storage_bandwidth, data.prefetch", ""},
    {"data[].drained_s", "time without a batch", "s", "time in which at least one learner of the site waited for its batch",
     "data.prefetch, data.cold_start, outages", ""},
    {"data[].storage_utilization", "store utilization", "share", "bytes read from the store / (its bandwidth x horizon_s)", "data.storage_bandwidth", ""},
    {"data[].storage_impaired_s", "store impaired", "s", "time in which the store gave less than its bandwidth", "data.outages, data.stalls", ""},
    {"data[].workers_serving", "workers serving", "share", "mean share of the service's workers that serve", "data.service, data.cold_start", ""},
    {"data[].workers_lost", "workers lost", "workers", "failures of the service's workers", "data.service", ""},

    {"spares[].name", "pool of spares", "", "whose nodes share it: a learner, a site, or run; there where failures.recovery is given", "failures.recovery.pool", ""},
    {"spares[].spares", "hot spares", "nodes", "nodes of one slice that stand by at the start; no learner's time_shares count them", "failures.recovery.spares", ""},
    {"spares[].accelerators", "accelerators of spares", "accelerators", "spares x slice_size: held beside the learners' accelerators", "failures.recovery.spares, slice_size", ""},
    {"spares[].idle_mean", "idle spares", "nodes", "mean over time of nodes that stand by, repaired ones and replaced ones among them",
     "spares, failure rate, failures.recovery.repair", ""},
    {"spares[].requests", "requests for a node", "slices", "lost slices that asked for a node, from the start of the run", "failure rate", ""},
    {"spares[].waited_share", "waits for want of a spare", "share", "of the requests that found no spare idle and had to wait", "spares, repair, queue", ""},
    {"spares[].nodes_down.mean", "places down", "nodes", "mean over time of places between the loss and a node at work", "failure rate, stages of failures.recovery", ""},
    {"spares[].nodes_down.p50", "median of places down", "nodes", "median over time of the same", "failure rate, stages of failures.recovery", ""},
    {"spares[].nodes_down.p95", "95th percentile of places down", "nodes", "95th percentile over time of the same", "failure rate, stages of failures.recovery", ""},
    {"spares[].nodes_down.p99", "99th percentile of places down", "nodes", "99th percentile over time of the same", "failure rate, stages of failures.recovery", ""},
    {"spares[].nodes_down.max", "most places down", "nodes", "largest of the same", "failure rate, stages of failures.recovery", ""},

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
