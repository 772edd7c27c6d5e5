// Any bytes as a line of a child: no record, or one whose result is told the same again.
#include "reports/result_json.hpp"
#include "sim/study/records.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace archipelago;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto record = parse_record(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!record || !record->result) return 0;
  const std::string line = make_record("result", 0, 0, Seconds(0), result_fields(*record->result));
  const auto again = parse_record(line);
  if (!again || !again->result || to_json(*again->result).dump() != to_json(*record->result).dump()) std::abort();
  return 0;
}
