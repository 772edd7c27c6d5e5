// Any bytes as a profile of a training run: the Trace Event Format and comma-separated values, through to the account of the time.
#include "models/audit/audit.hpp"
#include "tests/audit/reading.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace archipelago;

namespace {

void account_for(const ReadText& read) {
  const Audit whole = audit(read.ranks, {});
  double shares = 0;
  for (const double share : whole.shares) {
    if (!(share >= 0) || share > 1 + 1e-9) std::abort();
    shares += share;
  }
  if (!whole.ranks.empty() && shares != 0 && std::abs(shares - 1) > 1e-6) std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (text.starts_with('{') || text.starts_with('[')) account_for(read_trace(text));
  else account_for(read_csv(text));
  return 0;
}
