#include "sim/cli/result_input.hpp"

#include "reports/result_check.hpp"
#include "sim/cli/exit_code.hpp"
#include "sim/cli/input_file.hpp"

#include <fmt/format.h>

namespace archipelago {

nlohmann::json read_result_file(const std::string& file) {
  CheckedResult result = checked_result(read_file(file));
  if (result.faults.empty()) return std::move(result.document);
  std::string all;
  for (const std::string& fault : result.faults) all += fmt::format("{}{}: {}", all.empty() ? "" : "\n", file, fault);
  throw CommandError(ExitCode::usage, all);
}

} // namespace archipelago
