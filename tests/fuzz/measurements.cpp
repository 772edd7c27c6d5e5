// Any bytes as measurements of an accelerator: published tables of kernels and collectives, and the probe's lines.
#include "sim/calibrate/measurement_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <sstream>

using namespace archipelago;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::istringstream stream(std::string(reinterpret_cast<const char*>(data), size));
  MeasurementFiles out;
  read_measurements(stream, "measurements", {"h100-sxm", {}, {}}, out);
  for (const ReadFile& file : out.files)
    if (file.used < 0 || file.other_device < 0 || file.not_described < 0) std::abort();
  for (const GemmMeasurement& product : out.measurements.gemm)
    if (!(product.time.value > 0)) std::abort();
  for (const CollectiveMeasurement& collective : out.measurements.collectives)
    if (!(collective.time.value > 0)) std::abort();
  return 0;
}
