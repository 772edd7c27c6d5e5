#include "models/workload/flops.hpp"

#include "models/workload/transformer.hpp"

namespace archipelago {

Flops training_flops_per_token(const Model& model, double sequence_length) {
  const double active = model.active_parameters > 0 ? model.active_parameters : model.parameters;
  double work = 6 * active;
  if (model.shape) {
    // Scores need the whole width of a head, values only the part without a position: half of the products each.
    const TransformerShape& shape = *model.shape;
    const double width = static_cast<double>(attention_width(shape)) + 0.5 * static_cast<double>(shape.heads * shape.rotary_head_size);
    work += 12 * static_cast<double>(shape.layers + shape.prediction_layers) * width * sequence_length / 2;
  }
  return Flops(work);
}

} // namespace archipelago
