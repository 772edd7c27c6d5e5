// Any bytes as measurements that a user states: each form of the flags, and a file of them.
#include "sim/calibrate/stated_measurements.hpp"
#include "tests/fuzz/scratch_input.hpp"

#include <cstdlib>

using namespace archipelago;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const ScratchInput scratch;
  const std::string text(text_of(data, size));
  StatedMeasurements out;
  if (text.starts_with('{')) read_stated_file(scratch.write("stated.json", text).string(), out);
  else for (auto* const read : {read_product, read_all_reduce, read_step}) read(text, out);
  if (out.empty() && out.problems.empty()) std::abort();
  for (const GemmMeasurement& product : out.products)
    if (!(product.time.value > 0)) std::abort();
  for (const CollectiveMeasurement& reduce : out.all_reduces)
    if (!(reduce.time.value > 0) || !(reduce.size.value > 0)) std::abort();
  for (const StatedStep& step : out.steps)
    if (!(step.time.value > 0) || step.accelerators < 1) std::abort();
  return 0;
}
