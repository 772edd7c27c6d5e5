// Bytes of a file, a piece at a time: from a stream here, from compressed files elsewhere.
#pragma once

#include <cstddef>
#include <istream>

namespace archipelago {

class ByteSource {
public:
  virtual ~ByteSource() = default;
  virtual std::size_t read(char* into, std::size_t most) = 0;   // 0: nothing is left
};

class StreamSource : public ByteSource {
public:
  explicit StreamSource(std::istream& stream) : stream_(stream) {}
  std::size_t read(char* into, std::size_t most) override;

private:
  std::istream& stream_;
};

} // namespace archipelago
