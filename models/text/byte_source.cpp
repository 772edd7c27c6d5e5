#include "models/text/byte_source.hpp"

namespace archipelago {

std::size_t StreamSource::read(char* into, std::size_t most) {
  stream_.read(into, static_cast<std::streamsize>(most));
  return static_cast<std::size_t>(stream_.gcount());
}

} // namespace archipelago
