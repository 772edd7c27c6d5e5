#include "models/protocol/rules.hpp"

#include <array>

namespace archipelago {

std::string_view to_string(ProtocolName name) {
  constexpr std::array<std::string_view, 7> names{"decoupled-diloco",      "streaming-diloco", "diloco", "data-parallel",
                                                  "elastic-data-parallel", "async-local-sgd",  "hierarchical-local-sgd"};
  return names[static_cast<std::size_t>(name)];
}

} // namespace archipelago
