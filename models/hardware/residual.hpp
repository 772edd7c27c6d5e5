// How far a fitted model is from its measurements, so that predictions carry a band.
//
//   mape = mean |predicted / measured - 1|;   low, high = 10th and 90th percentile of measured / predicted
//
// A prediction t stands for [low t, high t], an 80 % band. Figures are taken on a share of the measurements that was held
// back from the fit; where there was none the band is a statement about similar devices, and `basis` says so.
#pragma once

#include <cstdint>
#include <string>

namespace archipelago {

struct Residual {
  double mape = 0;
  double low = 1, high = 1;
  std::int64_t samples = 0;                   // held-back measurements; 0 = not measured on this device
  std::string basis;                          // "held-back 20 %, seed 1", "spec sheet x family efficiency"
};

} // namespace archipelago
