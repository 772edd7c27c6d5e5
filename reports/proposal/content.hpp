// A proposal as content: sections of text, tables and charts in which every number knows the place that it comes from.
//
// A place is "result:/goodput/mean" or "baseline:/cost/total_usd": the file and a JSON pointer into it. A number worked out of several
// (a difference, a product) names all of them and says how.
#pragma once

#include "reports/bar_chart.hpp"

#include <string>
#include <variant>
#include <vector>

namespace archipelago {

struct Span {
  std::string text;
  std::vector<std::string> sources = {};   // empty: words
  std::string how = {};                    // of a number that is not simply read: "difference of paired seeds"
  bool strong = false;
};
using Text = std::vector<Span>;

struct Paragraph { Text text; };
struct Box { std::string title; std::vector<Text> lines; };
struct Bullets { std::vector<Text> items; };
struct ProposalTable {
  std::string id, title;
  std::vector<std::string> columns;
  std::vector<std::vector<Text>> rows;
  std::vector<bool> numeric = {};          // by column
};

using Block = std::variant<Paragraph, Box, Bullets, ProposalTable, BarChart>;

struct Section { std::string id, title; std::vector<Block> blocks; };

struct Proposal {
  std::string title, subtitle;
  std::vector<Section> sections;
};

std::string plain(const Text& text);

}   // namespace archipelago
