// A scenario as written: the file, the files it extends, and the overrides of the command line, joined into one value that
// still knows where each part was written.
//
// Joining: objects key by key, everything else is replaced, null takes an inherited key away; of several files that one
// extends, a later one is joined onto the earlier. Integral numbers count as
// equal however they are written (12e9 and 12000000000), so that the canonical text depends on meaning alone.
#pragma once

#include "scenarios/format/problem.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace archipelago {

class Document {
public:
  static Document from_file(const std::filesystem::path& file);
  static Document from_text(std::string_view text, const std::string& file_name);

  const std::string& file() const { return file_; }
  bool readable() const { return value.is_object(); }
  std::string canonical() const;

  // Where the value at `pointer` was written decides what a relative path in it is relative to.
  std::filesystem::path folder_of(const std::string& pointer) const;
  void note_override(std::string pointer, std::string flag) { overrides_.push_back({std::move(pointer), std::move(flag)}); }

  // The problems of reading, then these findings, in the order of their places.
  std::vector<Problem> placed(const Findings& findings) const;

  nlohmann::json value;

private:
  struct Layer {
    std::string file, text;
    nlohmann::json value;
  };   // from the remotest ancestor to the file itself
  struct Override {
    std::string pointer, flag;                // as on the command line: "--set a.b=v"
  };

  void load(const std::filesystem::path& file, std::vector<std::filesystem::path>& chain);
  void add_layer(std::string file, std::string text, std::vector<std::filesystem::path>& chain);
  bool follow_extends(const Layer& layer, std::vector<std::filesystem::path>& chain);
  bool follow(const Layer& layer, const std::string& pointer, const nlohmann::json& extended, std::vector<std::filesystem::path>& chain);
  void report(const Layer& layer, const Finding& finding);
  const Layer* layer_of(const std::string& pointer) const;

  std::string file_;
  std::vector<Layer> layers_;
  std::vector<Override> overrides_;
  std::vector<Problem> problems_;
};

} // namespace archipelago
