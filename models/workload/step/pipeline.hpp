// Time of a pipeline of stages over the micro-batches of a step.
//
//   T = m b + (p - 1) / v a + m v (messages not hidden),   m micro-batches, p stages, v virtual stages per accelerator
//
// b is the forward and backward time of a micro-batch on the busiest stage, a on the average one. With equal stages the
// bubble is (p - 1) / (v m) of the ideal time: 1F1B for v = 1, interleaved for v > 1 (Megatron-LM, arXiv 2104.04473,
// section 2.2). Valid for m >= p; with fewer micro-batches the same formula holds for a fill and drain.
#pragma once

#include "models/units.hpp"

namespace archipelago {

struct PipelineShape { double stages = 1, virtual_stages = 1, micro_batches = 1; };

struct PipelineTime {
  Seconds work, bubble, messages;
  Seconds total() const { return work + bubble + messages; }
};

double bubble_share(const PipelineShape& shape);   // of the ideal time, equal stages
// `message` over one boundary in one direction; hidden: the share of messages that runs beside other work.
PipelineTime pipeline_time(const PipelineShape& shape, Seconds busiest, Seconds average, Seconds message, double hidden);

// Layers on the busiest stage, and whether they share it with the logits. Layers are dealt evenly; where they do not divide,
// the last stage, which also has the logits, is one of the shorter ones.
struct StageLayers { double busiest = 0, last = 0; };
StageLayers stage_layers(double layers, double stages);

} // namespace archipelago
