#include "reports/proposal/html.hpp"

#include "reports/proposal/style.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <numeric>

namespace archipelago {

namespace {

constexpr std::size_t long_word = 16;   // letters, beyond which it may break

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
    case '&': out += "&amp;"; break;
    case '<': out += "&lt;"; break;
    case '>': out += "&gt;"; break;
    case '"': out += "&quot;"; break;
    default: out += c;
    }
  }
  return out;
}

// Paths and names of many parts may break after a dot, a stroke or a slash; a table would be too wide for a page otherwise.
std::string breakable(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    for (std::size_t i = 0; i < word.size(); ++i) {
      out += escaped(word.substr(i, 1));
      if (word.size() > long_word && i + 1 < word.size() && (word[i] == '.' || word[i] == '_' || word[i] == '/' || word[i] == '-') && std::isalpha(static_cast<unsigned char>(word[i + 1]))) out += "<wbr>";
    }
    if (end < text.size()) out += ' ';
    at = end + 1;
  }
  return out;
}

std::string html_of(const Span& span) {
  std::string text = breakable(span.text);
  if (!span.sources.empty()) {
    std::string places;
    for (const std::string& source : span.sources) places += (places.empty() ? "" : " ") + source;
    text = fmt::format("<data value=\"{}\" data-source=\"{}\"{}>{}</data>", escaped(span.text), escaped(places), span.how.empty() ? "" : fmt::format(" title=\"{}\"", escaped(span.how)), text);
  }
  return span.strong ? "<strong>" + text + "</strong>" : text;
}

std::string html_of(const Text& text) {
  std::string out;
  for (const Span& span : text) out += html_of(span);
  return out;
}

// The drawing itself: an SVG file's declaration has no place in a page.
std::string drawing(const std::string& svg) {
  const auto begin = svg.find("<svg");
  return begin == std::string::npos ? std::string() : svg.substr(begin);
}

// Columns of words share the width by how much they say: left to itself a page may starve one of them beside another's long word.
std::string widths_of(const ProposalTable& table) {
  constexpr double of_a_word = 0.35;   // of the longest word, so that it fits in whole
  if (table.columns.size() < 4 || std::count(table.numeric.begin(), table.numeric.end(), true) > 0) return {};
  std::vector<double> weights;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    std::size_t letters = 0, longest = 0;
    for (const auto& row : table.rows) {
      if (c >= row.size()) continue;
      const std::string text = plain(row[c]);
      letters += text.size();
      for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        longest = std::max(longest, std::min(end - at, long_word));
        at = end + 1;
      }
    }
    weights.push_back(std::max(std::sqrt(static_cast<double>(letters) / static_cast<double>(std::max<std::size_t>(table.rows.size(), 1))), of_a_word * static_cast<double>(longest)));
  }
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::string out = "<colgroup>";
  for (const double weight : weights) out += fmt::format("<col style=\"width: {:.0f}%\">", sum > 0 ? 100 * weight / sum : 0);
  return out + "</colgroup>";
}

struct HtmlWriter {
  const std::map<std::string, std::string>& pictures;
  std::string out;

  void operator()(const Paragraph& paragraph) { out += "<p>" + html_of(paragraph.text) + "</p>\n"; }
  void operator()(const Box& box) {
    out += fmt::format("<div class=\"box\"><h3>{}</h3>\n", escaped(box.title));
    for (const Text& line : box.lines) out += "<p>" + html_of(line) + "</p>\n";
    out += "</div>\n";
  }
  void operator()(const Bullets& bullets) {
    out += "<ul>\n";
    for (const Text& item : bullets.items) out += "<li>" + html_of(item) + "</li>\n";
    out += "</ul>\n";
  }
  void operator()(const ProposalTable& table) {
    const auto side = [&](std::size_t column) { return column < table.numeric.size() && table.numeric[column] ? " class=\"number\"" : ""; };
    const std::string widths = widths_of(table);
    out += fmt::format("<div class=\"table\"><table id=\"table-{}\"{}><caption>{}</caption>{}\n<thead><tr>", table.id, widths.empty() ? "" : " class=\"words\"", escaped(table.title), widths);
    for (std::size_t c = 0; c < table.columns.size(); ++c) out += fmt::format("<th scope=\"col\"{}>{}</th>", side(c), table.columns[c].empty() ? "<span class=\"hidden\">what</span>" : escaped(table.columns[c]));
    out += "</tr></thead>\n<tbody>\n";
    for (const auto& row : table.rows) {
      out += "<tr>";
      for (std::size_t c = 0; c < row.size(); ++c)
        out += c == 0 ? fmt::format("<th scope=\"row\">{}</th>", html_of(row[c])) : fmt::format("<td{} data-label=\"{}\">{}</td>", side(c), escaped(table.columns[c]), html_of(row[c]));
      out += "</tr>\n";
    }
    out += "</tbody></table></div>\n";
  }
  void operator()(const BarChart& chart) {
    const auto picture = pictures.find(chart.id);
    if (picture == pictures.end()) return;
    out += fmt::format("<figure role=\"img\" aria-label=\"{}: {}\"><figcaption>{}</figcaption>{}</figure>\n", escaped(chart.title), escaped(chart.description), escaped(chart.title), drawing(picture->second));
  }
};

}   // namespace

std::string html_page(const Proposal& proposal, const std::map<std::string, std::string>& pictures) {
  std::string contents;
  for (const Section& section : proposal.sections) contents += fmt::format("<li><a href=\"#{}\">{}</a></li>", section.id, escaped(section.title));
  HtmlWriter writer{pictures, {}};
  for (const Section& section : proposal.sections) {
    writer.out += fmt::format("<section id=\"{}\">\n<h2>{}</h2>\n", section.id, escaped(section.title));
    for (const Block& block : section.blocks) std::visit(writer, block);
    writer.out += "</section>\n";
  }
  return fmt::format("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                     "<title>{0}</title>\n<style>{1}</style>\n</head>\n<body>\n<header><h1>{0}</h1><p class=\"subtitle\">{2}</p></header>\n"
                     "<nav aria-label=\"Contents\"><ol>{3}</ol></nav>\n<main>\n{4}</main>\n"
                     "<footer><p>Written by Archipelago from simulated runs. Hover over a number to see how it was worked out; its source is in the page.</p></footer>\n</body>\n</html>\n",
                     escaped(proposal.title), page_style, escaped(proposal.subtitle), contents, writer.out);
}

}   // namespace archipelago
