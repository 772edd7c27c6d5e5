// Any bytes as a model's config.json.
#include "scenarios/named_model.hpp"
#include "tests/fuzz/scratch_input.hpp"

#include <cstdlib>

using namespace archipelago;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const ScratchInput scratch;
  static const Catalogues catalogues(ARCHIPELAGO_SCENARIOS "/catalogues");
  const NamedModel named = named_model(scratch.write("config.json", text_of(data, size)).string(), catalogues);
  if (named.model.has_value() != named.problems.empty()) std::abort();
  if (named.model && !(named.model->parameters > 0)) std::abort();
  return 0;
}
