#include "reports/terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <sys/ioctl.h>
#include <unistd.h>

namespace archipelago {

namespace {

struct CodePoint {
  std::uint32_t value = 0;
  std::size_t bytes = 1;
};

// Invalid bytes count as one character each, so that nothing here can run past the end.
CodePoint decode(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  if (length == 1 || length > text.size()) return {lead, 1};
  std::uint32_t value = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xC0) != 0x80) return {lead, 1};
    value = (value << 6) | (next & 0x3FU);
  }
  constexpr std::uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};   // a longer form than needed could hide a control character
  return value < least[length] || value > 0x10FFFF ? CodePoint{lead, 1} : CodePoint{value, length};
}

// The ranges that matter for names; a full table of Unicode widths would be larger than all reports.
int columns(std::uint32_t c) {
  const auto within = [c](std::uint32_t low, std::uint32_t high) { return c >= low && c <= high; };
  if (within(0x300, 0x36F) || within(0x200B, 0x200F) || within(0xFE00, 0xFE0F)) return 0;
  if (within(0x1100, 0x115F) || within(0x2E80, 0xA4CF) || within(0xAC00, 0xD7A3) || within(0xF900, 0xFAFF) ||
      within(0xFE30, 0xFE6F) || within(0xFF00, 0xFF60) || within(0xFFE0, 0xFFE6) || within(0x1F300, 0x1FAFF) ||
      within(0x20000, 0x3FFFD))
    return 2;
  return 1;
}

int palette_index(Hue hue) {
  switch (hue) {
  case Hue::none:
    return -1;
  case Hue::green:
    return 36;
  case Hue::blue:
    return 25;
  case Hue::sky_blue:
    return 74;
  case Hue::orange:
    return 214;
  case Hue::yellow:
    return 227;
  case Hue::vermillion:
    return 166;
  case Hue::purple:
    return 175;
  case Hue::grey:
    return 245;
  }
  return -1;
}

}   // namespace

Terminal terminal_of(int file_descriptor) {
  Terminal terminal;
  terminal.is_tty = isatty(file_descriptor) == 1;
  const auto setting = [](const char* name) {
    const char* value = std::getenv(name);
    return std::string(value ? value : "");
  };
  terminal.no_color = !setting("NO_COLOR").empty();
  std::string locale = setting("LC_ALL");
  if (locale.empty()) locale = setting("LC_CTYPE");
  if (locale.empty()) locale = setting("LANG");
  std::transform(locale.begin(), locale.end(), locale.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  terminal.utf8 = locale.find("utf-8") != std::string::npos || locale.find("utf8") != std::string::npos;
  winsize size{};
  if (terminal.is_tty && ioctl(file_descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    terminal.width = std::max<int>(size.ws_col, 40);
  return terminal;
}

std::string painted(std::string_view text, Hue hue, const Terminal& terminal) {
  if (!terminal.colored() || hue == Hue::none) return std::string(text);
  return fmt::format("\x1b[38;5;{}m{}\x1b[0m", palette_index(hue), text);
}

std::string strong(std::string_view text, const Terminal& terminal) {
  return terminal.colored() ? fmt::format("\x1b[1m{}\x1b[0m", text) : std::string(text);
}

int display_width(std::string_view text) {
  int width = 0;
  while (!text.empty()) {
    if (text.starts_with("\x1b[")) {   // our own colours take no room
      const std::size_t end = text.find('m');
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
      continue;
    }
    const CodePoint next = decode(text);
    width += columns(next.value);
    text.remove_prefix(next.bytes);
  }
  return width;
}

std::string shortened(std::string_view text, int width, const Terminal& terminal) {
  if (display_width(text) <= width) return std::string(text);
  const std::string_view mark = terminal.utf8 ? "…" : "~";
  std::string kept;
  int used = 1;   // the mark
  while (!text.empty()) {
    const CodePoint next = decode(text);
    used += columns(next.value);
    if (used > width) break;
    kept += text.substr(0, next.bytes);
    text.remove_prefix(next.bytes);
  }
  return kept + std::string(mark);
}

std::string printable(std::string_view text, const Terminal& terminal) {
  std::string safe;
  while (!text.empty()) {
    const CodePoint next = decode(text);
    const bool control = next.value < 0x20 || (next.value >= 0x7F && next.value < 0xA0);
    const bool invalid = next.bytes == 1 && next.value >= 0x80;
    const bool foreign = !terminal.utf8 && next.value >= 0x80;
    if (control || invalid || foreign) safe += '?';
    else safe += text.substr(0, next.bytes);
    text.remove_prefix(next.bytes);
  }
  return safe;
}

std::string bar(double share, int width, const Terminal& terminal) {
  const double filled = std::clamp(std::isfinite(share) ? share : 0.0, 0.0, 1.0) * width;
  std::string drawn;
  if (filled == 0) return drawn;
  if (!terminal.utf8) return filled < 0.5 ? "." : std::string(static_cast<std::size_t>(std::lround(filled)), '#');
  const int eighths = std::max(1, static_cast<int>(std::lround(filled * 8)));
  for (int i = 0; i < eighths / 8; ++i) drawn += "█";
  constexpr std::string_view partial[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  return drawn + std::string(partial[eighths % 8]);
}

std::string wrapped(std::string_view text, int indent, const Terminal& terminal) {
  std::string lines;
  int used = 0;
  while (!text.empty()) {
    const std::size_t space = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, space);
    text.remove_prefix(std::min(space + 1, text.size()));
    if (word.empty()) continue;
    const int width = display_width(word);
    if (used > 0 && used + 1 + width > terminal.width) {
      lines += '\n' + std::string(static_cast<std::size_t>(indent), ' ');
      used = indent;
    } else if (used > 0) {
      lines += ' ';
      ++used;
    }
    lines += word;
    used += width;
  }
  return lines;
}

}   // namespace archipelago
