// Text a line at a time, from bytes that come in pieces: lines of up to 64 MiB, ended by LF or CR LF, the last one by nothing. A longer
// one ends the reading, so that a compressed file of one endless line exhausts nothing.
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
  bool too_long() const { return too_long_; }                  // reading ended before the end, in a line beyond the limit
  std::uint64_t bytes() const { return bytes_; }

private:
  bool refill();

  ByteSource& source_;
  std::vector<char> buffer_;
  std::size_t position_ = 0, filled_ = 0;
  std::uint64_t bytes_ = 0, number_ = 0;
  bool ended_in_line_ = false, too_long_ = false;
};

} // namespace archipelago
