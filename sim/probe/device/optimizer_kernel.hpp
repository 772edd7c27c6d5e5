// One optimizer step over all parameters, 28 bytes of traffic each (models/hardware/memory_kernel_model.hpp).
#pragma once

#include "sim/probe/device/vectors.hpp"
#include "sim/probe/references.hpp"

namespace archipelago {

// AdamW with decoupled decay: gradients in bf16, parameters and moments in 32 bits, and the parameters once more in bf16.
ARCHIPELAGO_KERNEL adamw(const FourHalves* gradients, FourFloats* parameters, FourFloats* first, FourFloats* second, FourHalves* weights,
                         std::int64_t vectors, AdamConstants constants) {
  for (auto i = first_element(); i < vectors; i += grid_stride()) {
    const FourHalves g = gradients[i];
    FourFloats p = parameters[i], m = first[i], v = second[i];
    FourHalves w;
    for (int e = 0; e < 4; ++e) {
      const float gradient = bf16_to_float(g.at[e]);
      m.at[e] = constants.beta1 * m.at[e] + (1 - constants.beta1) * gradient;
      v.at[e] = constants.beta2 * v.at[e] + (1 - constants.beta2) * gradient * gradient;
      const float step = m.at[e] / constants.correction1 / (sqrtf(v.at[e] / constants.correction2) + constants.epsilon);
      p.at[e] -= constants.rate * (step + constants.decay * p.at[e]);
      w.at[e] = float_to_bf16(p.at[e]);
    }
    parameters[i] = p;
    first[i] = m;
    second[i] = v;
    weights[i] = w;
  }
}

} // namespace archipelago
