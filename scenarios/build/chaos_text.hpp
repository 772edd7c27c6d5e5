// One event of chaos as users write it, taken apart but not looked up:
//
//   kill=learner:west-1@2d           kill=slice:west-1/3@2d..50h          kill=site:west@5h..9h
//   kill=link:west-wan@5h..9h        kill=link:east/west@5h               slow=link:west-wan@5h..9h*0.2
//   kill=shard:west-1@2d..50h        kill=syncer:west@2d
//
// Several are separated by commas; one that names no verb has that of the one before it, the first kill.
#pragma once

#include "models/units.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace archipelago {

struct ChaosText {
  std::string text;                           // as written, with its verb
  std::size_t place = 0;                      // of the name, in characters from 1, for messages
  std::string kind, name;                     // "learner", "west-1"; no kind where there is a fault in it
  bool slow = false;
  Seconds at;
  std::optional<Seconds> until;
  double factor = 0;
};

struct ChaosFault { std::size_t place; std::string message, nearest; };

// Every event whose target can be read, so that its name is looked up though its dates are at fault.
std::vector<ChaosText> parse_chaos(std::string_view text, std::vector<ChaosFault>& faults);

} // namespace archipelago
