#include "reports/figures.hpp"

namespace archipelago {

namespace {

constexpr std::string_view whole_model =
    "the model's layers, hidden_size, heads, ffn_size and vocabulary, training.sequence_length, and the accelerator's peak_bf16, memory, "
    "memory_bandwidth and interconnect";

constexpr Figure predicted_table[] = {
    {"learners[].predicted.step_time_s", "predicted step time", "s",
     "kernels of the busiest stage / efficiency, communication they do not hide, bubble, optimizer and host: the sum of the breakdown",
     "model, layout, accelerator, framework", whole_model},
    {"learners[].predicted.low", "predicted step time, low", "s", "10th percentile by the residuals of the kernels and of the efficiency",
     "what of the accelerator and framework was measured", whole_model},
    {"learners[].predicted.high", "predicted step time, high", "s", "90th percentile by the same", "what was measured", whole_model},
    {"learners[].predicted.memory_bytes", "predicted memory", "B",
     "weights, gradients, optimizer state, activations and the runtime's reserve on one accelerator of the fullest stage",
     "layout, sharding, recompute", whole_model},
    {"learners[].predicted.available_bytes", "memory", "B", "memory of one accelerator", "accelerator", ""},
    {"learners[].predicted.fits", "fits", "", "whether the memory is there", "layout, accelerator", whole_model},
    {"learners[].predicted.used", "used", "",
     "whether the run took its mean step time from the prediction; else it stands beside the one that was given or derived", "step_time", ""},
    {"learners[].predicted.why", "reason", "", "why this layout and what the next best costs; or why none fits", "layout", ""},
    {"learners[].predicted.efficiency", "efficiency", "share",
     "rate of the kernels inside whole steps / their rate alone: launch gaps, unfused small kernels, throttling, contention",
     "framework, accelerator", ""},
    {"learners[].predicted.efficiency_source", "source of the efficiency", "", "on what steps it was fitted, or from where it is carried over",
     "framework, accelerator, learners[].efficiency", ""},
    {"learners[].predicted.framework", "framework", "", "training software whose overlaps and host times count", "framework", ""},
    {"learners[].predicted.profile", "profile", "", "where the times of the kernels come from", "accelerator", ""},
    {"learners[].predicted.measured", "measured", "", "whether matrix products of this accelerator and precision were timed", "accelerator", ""},
    {"learners[].predicted.layout", "layout", "", "layout that the prediction is for, with the keys of the scenario", "layout", whole_model},
    {"learners[].predicted.layout.tensor", "tensor", "accelerators", "accelerators that share each matrix", "layout", ""},
    {"learners[].predicted.layout.pipeline", "pipeline", "stages", "stages that hold consecutive layers", "layout", ""},
    {"learners[].predicted.layout.virtual_stages", "virtual stages", "pieces", "pieces of a stage that take turns", "layout", ""},
    {"learners[].predicted.layout.context", "context", "accelerators", "accelerators that share each sequence", "layout", ""},
    {"learners[].predicted.layout.expert", "expert", "accelerators", "accelerators that share the experts", "layout", ""},
    {"learners[].predicted.layout.data", "data", "replicas", "replicas that share the learner's batch", "layout", ""},
    {"learners[].predicted.layout.micro_batch", "micro-batch", "sequences", "sequences in one pass of a replica", "layout", ""},
    {"learners[].predicted.layout.sharding", "sharding", "", "state that the data group splits", "layout", ""},
    {"learners[].predicted.layout.recompute", "recompute", "", "activations computed again in the backward pass", "layout", ""},
    {"learners[].predicted.breakdown.matrix_s", "matrix products", "s", "linear layers and logits, both passes", "model, precision", ""},
    {"learners[].predicted.breakdown.attention_s", "attention", "s", "fused attention, both passes", "sequence_length, attention", ""},
    {"learners[].predicted.breakdown.pointwise_s", "pointwise kernels", "s", "norms, activations, residuals, embedding, loss, sums of gradients",
     "memory bandwidth, recompute", ""},
    {"learners[].predicted.breakdown.launch_s", "waiting for the host", "s", "kernels that end before the host issues the next, and work between steps",
     "framework, micro_batch", ""},
    {"learners[].predicted.breakdown.optimizer_s", "optimizer", "s", "update of the parameters", "sharding, memory bandwidth", ""},
    {"learners[].predicted.breakdown.bubble_s", "pipeline bubble", "s", "stages that wait for the first and last micro-batches",
     "pipeline, virtual_stages, micro-batches of a step", ""},
    {"learners[].predicted.breakdown.tensor_s", "tensor communication", "s", "exposed: collectives of the tensor group", "tensor, interconnect", ""},
    {"learners[].predicted.breakdown.context_s", "context communication", "s", "exposed: keys and values of the other pieces", "context", ""},
    {"learners[].predicted.breakdown.expert_s", "expert exchange", "s", "exposed: tokens to their experts and back", "expert", ""},
    {"learners[].predicted.breakdown.pipeline_s", "pipeline messages", "s", "exposed: activations between stages", "pipeline", ""},
    {"learners[].predicted.breakdown.sharded_s", "gathering weights", "s", "exposed: weights and gradients that are split over the data group",
     "sharding, micro_batch", ""},
    {"learners[].predicted.breakdown.data_s", "gradient reduction", "s", "exposed: gradients over the data group, once a step", "data", ""},
};

}   // namespace

std::span<const Figure> predicted_figures() { return predicted_table; }

}   // namespace archipelago
