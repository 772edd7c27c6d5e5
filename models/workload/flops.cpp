#include "models/workload/flops.hpp"

#include "models/workload/transformer.hpp"

namespace archipelago {

Flops training_flops_per_token(const Model& model, double sequence_length) {
  const double active = model.active_parameters > 0 ? model.active_parameters : model.parameters;
  double work = 6 * active;
  if (model.shape) {
    const double width = static_cast<double>(attention_width(*model.shape));
    work += 12 * static_cast<double>(model.shape->layers) * width * sequence_length / 2;
  }
  return Flops(work);
}

} // namespace archipelago
