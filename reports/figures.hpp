// Every figure of a result file: what it is called, its unit, its formula, what drives it and what it needs.
//
// One table feeds the terminal summary, `explain`, the README and the `unknown` entries, so a figure means the same
// everywhere. Keys as in reports/reading.hpp. `learners[].time_shares.x` and `sites[].time_shares.x` are the entry
// `time_shares.x` over one learner or site.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace archipelago {

struct Figure {
  std::string_view key;
  std::string_view title;
  std::string_view unit;   // "share", "s", "B", "bit/s", "tokens", "USD", …; empty for text
  std::string_view definition;
  std::string_view driven_by;
  std::string_view needs;   // what the scenario must give before it is known; empty when it always is
};

// A few tables by subject, joined by `all_figures`.
std::span<const Figure> run_figures();      // headline figures and time shares
std::span<const Figure> part_figures();     // learners, sites, links, syncer
std::span<const Figure> predicted_figures();   // a learner's predicted step
std::span<const Figure> worth_figures();       // quality, cost, energy, carbon
std::span<const Figure> record_figures();   // what was run: scenario, engine, flags

std::vector<const Figure*> all_figures();
const Figure* find_figure(std::string_view key);   // nullptr when there is none
std::string figure_title(const std::string& key);  // the key itself when there is none
std::string_view figure_unit(const std::string& key);   // empty when there is none

// Matches a full key, a group ("syncer.sync_s") or a last name ("sync_s"); all that match are explained.
// Absent when nothing matches: `nearest_figures` then has suggestions.
std::optional<std::string> explain(std::string_view key);
std::vector<std::string_view> nearest_figures(std::string_view key, std::size_t count = 3);

std::string figures_markdown();   // the table of reports/README.md

}   // namespace archipelago
