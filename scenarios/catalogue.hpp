// Catalogues: what can be named in a scenario instead of spelt out. Data files, each entry with source and date.
//
// An entry has the keys of the format that it stands for (an accelerator those of learners[].accelerator, ...), so it is
// read and checked like a scenario, and {"base": name, ...} changes any of them. Networks hold regions and WANs, generators
// laws of traces (scenarios/generators); compatibility is what frameworks, accelerator software and clouds have of DiLoCo, for proposals.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace archipelago {

struct CatalogueEntry {
  std::string name, summary, source, date;
};

class Catalogues {
public:
  explicit Catalogues(const std::filesystem::path& folder);
  ~Catalogues();
  Catalogues(Catalogues&&) noexcept;

  static std::vector<std::string> kinds();   // accelerators, models, networks, failures, prices, generators, compatibility

  std::vector<CatalogueEntry> list(const std::string& kind) const;
  const nlohmann::json* show(const std::string& kind, const std::string& name) const;   // null if there is none
  std::vector<std::string> names(const std::string& kind) const;
  const std::string& fault() const { return fault_; }   // why the files cannot be read; empty if they can

private:
  std::map<std::string, std::unique_ptr<nlohmann::json>> entries_;   // by kind: object from name to entry
  std::string fault_;
};

} // namespace archipelago
