#include "reports/proposal/content.hpp"

namespace archipelago {

std::string plain(const Text& text) {
  std::string joined;
  for (const Span& span : text) joined += span.text;
  return joined;
}

}   // namespace archipelago
