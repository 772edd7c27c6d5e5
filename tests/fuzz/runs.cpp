// Any bytes as the table of measured runs that `calibrate runs` fits to.
#include "sim/calibrate/runs/run_file.hpp"
#include "tests/fuzz/scratch_input.hpp"

#include <cmath>
#include <cstdlib>

using namespace archipelago;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const ScratchInput scratch;
  static const auto scenario = scratch.write("s.json", "{}");
  const RunFile file = read_run_file(scratch.write("runs.csv", text_of(data, size)));
  if (file.figures.empty() && file.problems.empty()) std::abort();
  for (const MeasuredFigure& figure : file.figures)
    if (!(figure.value > 0) || !std::isfinite(figure.value)) std::abort();
  return 0;
}
