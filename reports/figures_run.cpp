#include "reports/figures.hpp"

namespace archipelago {

namespace {

constexpr Figure run_table[] = {
    {"horizon_s", "horizon", "s", "counted time: from the end of the warm-up to the end of the run",
     "simulation.horizon, simulation.warm_up", ""},
    {"tokens", "tokens", "tokens", "tokens of steps that were kept, summed over learners; a step on k of n slices counts k/n",
     "goodput, learners, training.tokens_per_step, horizon", ""},
    {"tokens_per_s", "token rate", "tokens/s", "tokens / horizon_s", "goodput, step time, learners", ""},
    {"time_to_target_s", "time to target", "s", "training.target_tokens / tokens_per_s", "tokens_per_s",
     "training.target_tokens"},
    {"steps", "inner steps", "steps", "inner steps that were kept, summed over learners", "goodput, step time, horizon", ""},
    {"outer_steps", "outer steps", "rounds", "merged rounds (one fragment each; blocking schemes: one whole model)",
     "protocol.sync_interval, protocol.fragments, steps", ""},
    {"goodput", "goodput", "share",
     "time_shares.compute: share of allocated accelerator time spent on useful steps; a step on fewer slices counts "
     "proportionally, what is missing is degraded. Spot capacity not held is not allocated; failed capacity is",
     "failures, learners, bandwidth, quorum and grace, checkpoints", ""},
    {"system_uptime", "system uptime", "share",
     "share of the horizon in which at least one learner is stepping; about 1 - (1 - g)^M for M independent learners "
     "that each step a share g of the time",
     "learners, failures", ""},
    {"compute_utilization", "compute utilization", "share", "compute / (compute + exposed_communication)",
     "bandwidth, protocol.bits, protocol.sync_interval, protocol.overlap", ""},
    {"mfu", "model FLOPs utilization", "share",
     "model FLOPs of the kept tokens / (dense bf16 peak of every accelerator x its allocated time); FLOPs per token = "
     "6 x active parameters + 6 x layers x hidden size x sequence length (the second term where the shape is known); "
     "recomputation is not counted",
     "step time, goodput", "model.parameters and an accelerator with a known peak rate"},

    {"time_shares.compute", "compute", "share", "useful steps, in proportion to the slices that took part", "everything below",
     ""},
    {"time_shares.exposed_communication", "exposed communication", "share",
     "a learner stands still while the fragment it awaits is on its way (PULL … BROADCAST)",
     "bandwidth, protocol.bits, protocol.sync_interval, protocol.overlap", ""},
    {"time_shares.data_wait", "data wait", "share", "a learner waits for input data", "data.loader_rate, data.storage_bandwidth",
     ""},
    {"time_shares.quorum_wait", "quorum wait", "share", "the awaited fragment still collects reports (QUORUM, GRACE)",
     "protocol.quorum, protocol.grace, unequal step times", ""},
    {"time_shares.straggler_wait", "straggler wait", "share", "waiting for the last member of a collective",
     "unequal step times, step_time.cv, number of members", ""},
    {"time_shares.checkpoint", "checkpoint", "share", "paused to write state", "checkpoints.interval, size, bandwidth, blocking",
     ""},
    {"time_shares.detect", "failure detection", "share", "a failure is there but not yet noticed",
     "failures.detection, failures.recovery.detection, failure rate", ""},
    {"time_shares.downscale", "downscale", "share", "reconfiguring to fewer slices", "failures.downscale, failure rate", ""},
    {"time_shares.upscale", "upscale", "share", "reconfiguring to more slices", "failures.upscale, failure rate", ""},
    {"time_shares.restart", "restart", "share", "loading and initialising after a failure; with failures.recovery the image and init", "failures.restart, failures.recovery.init, failure rate", ""},
    {"time_shares.recovery_transfer", "recovery transfer", "share", "receiving state from a peer, or waiting to; with failures.recovery also reading a checkpoint",
     "model size, bandwidth, failure rate", ""},
    {"time_shares.lost_work", "lost work", "share", "steps done and rolled back", "checkpoints.interval, failure rate", ""},
    {"time_shares.degraded", "degraded", "share", "slices missing while the others of the learner compute",
     "failures.return_delay, slice_size, failure rate", ""},
    {"time_shares.offline", "offline", "share", "no slice left, or waiting for failed ones; with failures.recovery the decision and the wait for a node",
     "failures.return_delay, failures.recovery, failure rate", ""},
};

}   // namespace

std::span<const Figure> run_figures() { return run_table; }

}   // namespace archipelago
