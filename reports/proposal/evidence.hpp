// The results that a proposal is written from, and numbers read out of them with their places.
#pragma once

#include "reports/proposal/content.hpp"
#include "reports/quantity_text.hpp"
#include "reports/reading.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace archipelago {

// One result under a short name ("result", "baseline"), or one of several in a file ("runs" with the root "/runs/mtbi-low").
class Source {
public:
  Source(std::string name, const nlohmann::json& document, std::string root = {}) : name_(std::move(name)), root_(std::move(root)), document_(&document) {}

  const nlohmann::json& document() const { return *document_; }
  const std::string& name() const { return name_; }
  std::string label() const;                                                      // the scenario's name; of a baseline it says so

  std::optional<FigureReading> reading(std::string_view key) const;               // "cost.total_usd"
  std::string place(std::string_view key) const;                                  // "result:/cost/total_usd/mean"
  std::string place_of(std::string_view pointer) const { return name_ + ":" + root_ + std::string(pointer); }
  std::string needs(std::string_view key) const;                                  // what an unknown figure needs

  // "1,234 USD (1,200 to 1,260)"; "(± <1)" where the interval is narrower than the digits shown; or "unknown" with what it needs.
  Text figure(std::string_view key) const;
  Text figure(std::string_view key, std::string_view unit) const;
  Span value(std::string_view key, std::string_view unit) const;                  // without the interval; "unknown" without a place

private:
  std::string name_, root_;
  const nlohmann::json* document_;
};

// What this result is more than the baseline: over the seeds that both have, seed by seed, or of two independent means if they share none.
enum class DifferenceOutcome { unknown, one_seed, no_difference, less, more };
struct Difference {
  DifferenceOutcome outcome = DifferenceOutcome::unknown;
  double mean = 0, low = 0, high = 0, relative = 0;
  std::size_t seeds = 0;
  bool paired = false;
  std::vector<std::string> sources;
};
Difference difference(const Source& result, const Source& baseline, std::string_view key);

// The difference in words; only one whose interval leaves zero out is called a saving or an extra.
Text difference_text(const Difference& difference, std::string_view unit, std::string_view less, std::string_view more);

// "-13,513 USD (-81,244 to 54,218)": how much more the first is, with its interval; for where zero is what one looks for.
Text signed_text(const Difference& difference, std::string_view unit);

struct Evidence {
  Source result;
  std::optional<Source> baseline;
  const nlohmann::json* studies = nullptr;    // further runs ("archipelago-proposal-runs/1"); null: none were made
  const nlohmann::json* compatibility = nullptr;   // {vendors, entries}: catalogue entries that concern the accelerators
  const nlohmann::json* audit = nullptr;           // of today's training ("archipelago-audit/1")
  const nlohmann::json* questionnaire = nullptr;   // about today's infrastructure ("archipelago-questionnaire/1"), as read, and what was not given

  std::optional<Source> run(const std::string& name) const;   // of the further runs
};

std::vector<Source> sides_of(const Evidence& evidence);   // the result and, where there is one, the baseline
std::string unit_of(std::string_view key);   // of a figure
std::string pointer_of(std::string_view key);                  // "/cost/total_usd"
std::string protocol_title(const std::string& name);           // "Decoupled DiLoCo"
Scale brief_scale(double value, std::string_view unit);        // "USD" of "USD per million tokens"
std::string brief_text(double value, std::string_view unit);

}   // namespace archipelago
