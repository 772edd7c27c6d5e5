// Texts compared with files kept under golden/. With ARCHIPELAGO_UPDATE_GOLDEN=1 in the environment the files are
// rewritten instead: read the difference before keeping it.
#pragma once

#include <string>

namespace archipelago {

struct GoldenCheck {
  bool equal = false;
  std::string difference;   // first line that differs, both ways
};

GoldenCheck against_golden(const std::string& file, const std::string& text);

// The part of a file between "<!-- name -->" and "<!-- end of name -->" lines.
GoldenCheck against_marked(const std::string& path, const std::string& name, const std::string& text);

std::string file_text(const std::string& path);

}   // namespace archipelago
