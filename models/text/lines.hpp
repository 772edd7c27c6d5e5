// Text a line at a time, from bytes that come in pieces: lines of any length, ended by LF or CR LF, the last one by nothing.
// A byte-order mark at the very start is left out.
#pragma once

#include "models/text/byte_source.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace archipelago {

class Lines {
public:
  explicit Lines(ByteSource& source) : source_(source), buffer_(std::size_t(1) << 18) {}

  bool next(std::string_view& line);          // valid until the next call
  std::uint64_t number() const { return number_; }             // of the line given last, from 1
  bool ended_in_line() const { return ended_in_line_; }        // the source ended without a line end
  std::uint64_t bytes() const { return bytes_; }

private:
  bool refill();

  ByteSource& source_;
  std::vector<char> buffer_;
  std::size_t position_ = 0, filled_ = 0;
  std::uint64_t bytes_ = 0, number_ = 0;
  bool ended_in_line_ = false;
};

} // namespace archipelago
