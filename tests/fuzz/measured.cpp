// Any bytes as each table that a folder of measured data may hold for `validate --data`.
#include "sim/validate/measured_data.hpp"
#include "sim/validate/published_table.hpp"
#include "sim/validate/training/readers.hpp"
#include "tests/fuzz/scratch_input.hpp"

#include <cstdlib>

using namespace archipelago;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const ScratchInput scratch;
  const std::string_view bytes = text_of(data, size);
  try {
    const MeasuredData data_of_runs(scratch.write("runs.csv", bytes));
    for (const char* text : {"{a}", "{a-b} and {a/b}", "{median a}"}) data_of_runs.filled(text, "r");
  } catch (const TableError& error) {
    if (!*error.what()) std::abort();
  }
  for (const char* name : {"models", "e2e_mpt_fsdp__llm_foundry", "e2e_nvidia_megatron_bridge", "e2e_mlperf_training", "e2e_a100_multinode__vtrain", "e2e_tpu_maxtext", "e2e_nvidia_dgxc"})
    scratch.write(std::string(name) + ".csv", bytes);
  for (const MeasuredFile& file : read_training_tables(scratch.folder()))
    for (const MeasuredStep& step : file.steps)
      if (!(step.time.value > 0)) std::abort();
  return 0;
}
