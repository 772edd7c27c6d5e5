// Any bytes as a result file: what the check lets through can be shown and explained.
#include "reports/explain_run.hpp"
#include "reports/result_check.hpp"
#include "reports/summary.hpp"
#include "reports/terminal.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace archipelago;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const CheckedResult result = checked_result(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!result.faults.empty()) return 0;
  const Terminal terminal{};
  if (summary_text(result.document, terminal).empty()) std::abort();
  explain_run(result.document, terminal);
  return 0;
}
