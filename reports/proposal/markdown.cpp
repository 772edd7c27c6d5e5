#include "reports/proposal/markdown.hpp"

#include <fmt/format.h>

namespace archipelago {

namespace {

std::string in_markdown(const Text& text) {
  std::string out;
  for (const Span& span : text) {
    std::string escaped;
    for (const char c : span.text) escaped += c == '|' || c == '*' || c == '<' ? std::string("\\") + c : std::string(1, c);
    out += span.strong && !escaped.empty() ? "**" + escaped + "**" : escaped;
  }
  return out;
}

struct MarkdownWriter {
  std::string out;

  void operator()(const Paragraph& paragraph) { out += in_markdown(paragraph.text) + "\n\n"; }
  void operator()(const Box& box) {
    out += "> **" + box.title + "**\n";
    for (const Text& line : box.lines) out += ">\n> " + in_markdown(line) + "\n";
    out += "\n";
  }
  void operator()(const Bullets& bullets) {
    for (const Text& item : bullets.items) out += "- " + in_markdown(item) + "\n";
    out += "\n";
  }
  void operator()(const ProposalTable& table) {
    out += "**" + in_markdown({{table.title}}) + "**\n\n|";
    for (const std::string& column : table.columns) out += " " + in_markdown({{column}}) + " |";
    out += "\n|";
    for (std::size_t c = 0; c < table.columns.size(); ++c) out += c < table.numeric.size() && table.numeric[c] ? "---:|" : "---|";
    out += "\n";
    for (const auto& row : table.rows) {
      out += "|";
      for (const Text& cell : row) out += " " + in_markdown(cell) + " |";
      out += "\n";
    }
    out += "\n";
  }
  void operator()(const BarChart&) {}   // its numbers are in the tables
};

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string places(const Text& text) {
  std::string joined;
  for (const Span& span : text)
    for (const std::string& source : span.sources) joined += (joined.empty() ? "" : " ") + source;
  return joined;
}

std::string csv_of(const ProposalTable& table) {
  std::string out;
  for (const std::string& column : table.columns) out += (out.empty() ? "" : ",") + csv_cell(column.empty() ? "what" : column);
  out += ",sources\r\n";
  for (const auto& row : table.rows) {
    std::string from;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      const Text cell = c < row.size() ? row[c] : Text{};
      out += (c == 0 ? "" : ",") + csv_cell(plain(cell));
      if (const std::string of_cell = places(cell); !of_cell.empty()) from += (from.empty() ? "" : " ") + of_cell;
    }
    out += "," + csv_cell(from) + "\r\n";
  }
  return out;
}

}   // namespace

std::string markdown_page(const Proposal& proposal) {
  MarkdownWriter writer{"# " + proposal.title + "\n\n" + proposal.subtitle + "\n\n"};
  for (const Section& section : proposal.sections) {
    writer.out += "## " + section.title + "\n\n";
    for (const Block& block : section.blocks) std::visit(writer, block);
  }
  return writer.out;
}

std::map<std::string, std::string> csv_tables(const Proposal& proposal) {
  std::map<std::string, std::string> tables;
  for (const Section& section : proposal.sections)
    for (const Block& block : section.blocks)
      if (const auto* table = std::get_if<ProposalTable>(&block)) tables[table->id] = csv_of(*table);
  return tables;
}

std::vector<BarChart> charts_of(const Proposal& proposal) {
  std::vector<BarChart> charts;
  for (const Section& section : proposal.sections)
    for (const Block& block : section.blocks)
      if (const auto* chart = std::get_if<BarChart>(&block)) charts.push_back(*chart);
  return charts;
}

}   // namespace archipelago
