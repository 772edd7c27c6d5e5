#include "models/text/lines.hpp"

#include <cstring>

namespace archipelago {

namespace {
constexpr std::size_t longest = std::size_t(1) << 26;   // bytes

std::string_view without_mark(std::string_view line) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  return line.starts_with(byte_order_mark) ? line.substr(byte_order_mark.size()) : line;
}
} // namespace

bool Lines::next(std::string_view& line) {
  for (;;) {
    const char* const begin = buffer_.data() + position_;
    if (const void* newline = std::memchr(begin, '\n', filled_ - position_)) {
      const auto length = static_cast<std::size_t>(static_cast<const char*>(newline) - begin);
      line = std::string_view(begin, length > 0 && begin[length - 1] == '\r' ? length - 1 : length);
      position_ += length + 1;
      break;
    }
    if (refill()) continue;
    if (too_long_) return false;
    line = std::string_view(buffer_.data() + position_, filled_ - position_);
    ended_in_line_ = !line.empty();
    position_ = filled_;
    if (!ended_in_line_) return false;
    break;
  }
  if (number_++ == 0) line = without_mark(line);
  return true;
}

bool Lines::refill() {
  std::memmove(buffer_.data(), buffer_.data() + position_, filled_ - position_);
  filled_ -= position_;
  position_ = 0;
  if (filled_ == buffer_.size()) {
    too_long_ = filled_ >= longest;
    if (too_long_) return false;
    buffer_.resize(2 * buffer_.size());
  }
  const std::size_t added = source_.read(buffer_.data() + filled_, buffer_.size() - filled_);
  filled_ += added;
  bytes_ += added;
  return added > 0;
}

} // namespace archipelago
