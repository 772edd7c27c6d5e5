// Defaults of protocol keys that differ between protocols, and which protocols use which key.
#pragma once

#include "models/protocol/rules.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace archipelago {

struct Fallback {
  std::string value, source;
};

std::optional<Fallback> protocol_fallback(ProtocolName name, std::string_view key);

std::vector<std::string> protocol_names();
std::optional<ProtocolName> protocol_by_name(std::string_view name);

} // namespace archipelago
