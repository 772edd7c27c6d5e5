#include "models/workload/step/pipeline.hpp"

#include <cmath>

namespace archipelago {

double bubble_share(const PipelineShape& shape) { return (shape.stages - 1) / (shape.virtual_stages * shape.micro_batches); }

PipelineTime pipeline_time(const PipelineShape& shape, Seconds busiest, Seconds average, Seconds message, double hidden) {
  if (shape.stages <= 1) return {busiest * shape.micro_batches, {}, {}};
  const double crossings = 2 * shape.virtual_stages * (shape.micro_batches * (1 - hidden)) + 2 * (shape.stages - 1);
  return {busiest * shape.micro_batches, average * ((shape.stages - 1) / shape.virtual_stages), message * crossings};
}

StageLayers stage_layers(double layers, double stages) { return {std::ceil(layers / stages), std::floor(layers / stages)}; }

} // namespace archipelago
