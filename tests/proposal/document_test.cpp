// The document as a whole: every number is traced, the sums hold, the page is one a browser and a reader can use.
#include "models/result.hpp"
#include "reports/proposal/html.hpp"
#include "reports/proposal/markdown.hpp"
#include "reports/proposal/proposal.hpp"
#include "tests/proposal/results.hpp"
#include "tests/reports/golden.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <regex>
#include <set>

using namespace archipelago;
using nlohmann::json;

namespace {

struct Case {
  json result, baseline;
  Proposal proposal() const {
    Evidence evidence{Source("result", result), {}};
    if (!baseline.is_null()) evidence.baseline = Source("baseline", baseline);
    return write_proposal(evidence);
  }
  const json* at(const std::string& source) const {
    const auto colon = source.find(':');
    const json& document = source.substr(0, colon) == "baseline" ? baseline : result;
    const json::json_pointer pointer(source.substr(colon + 1));
    return document.contains(pointer) ? &document.at(pointer) : nullptr;
  }
};

Case with_baseline() { return {sample_document({.price = 2.0, .invested = true}), sample_document({.goodput = 0.8, .token_efficiency = 1})}; }

template <class Visit> void each_span(const Proposal& proposal, Visit visit) {
  const auto text = [&](const Text& one) { for (const Span& span : one) visit(span); };
  for (const Section& section : proposal.sections)
    for (const Block& block : section.blocks) {
      if (const auto* paragraph = std::get_if<Paragraph>(&block)) text(paragraph->text);
      if (const auto* box = std::get_if<Box>(&block)) std::for_each(box->lines.begin(), box->lines.end(), text);
      if (const auto* bullets = std::get_if<Bullets>(&block)) std::for_each(bullets->items.begin(), bullets->items.end(), text);
      if (const auto* table = std::get_if<ProposalTable>(&block))
        for (const auto& row : table->rows) std::for_each(row.begin(), row.end(), text);
    }
}

const ProposalTable& table_of(const Proposal& proposal, const std::string& id) {
  for (const Section& section : proposal.sections)
    for (const Block& block : section.blocks)
      if (const auto* table = std::get_if<ProposalTable>(&block); table && table->id == id) return *table;
  FAIL("no table " << id);
  throw 0;
}

double number_in(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), ','), text.end());   // of thousands
  return std::stod(text);
}

bool has_digit(const std::string& text) { return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }); }

} // namespace

TEST_CASE("every number's place exists, on both sides") {
  const Case both = with_baseline();
  std::size_t walked = 0;
  each_span(both.proposal(), [&](const Span& span) {
    for (const std::string& source : span.sources) {
      INFO(span.text << " from " << source);
      const json* leaf = both.at(source);
      REQUIRE(leaf != nullptr);
      CHECK_FALSE(leaf->is_null());
      ++walked;
    }
    // What combines several places says how.
    if (span.sources.size() > 1) CHECK(!span.how.empty());
  });
  CHECK(walked > 200);
}

TEST_CASE("every number in a column of numbers has a place") {
  const Proposal proposal = with_baseline().proposal();
  for (const Section& section : proposal.sections)
    for (const Block& block : section.blocks) {
      const auto* table = std::get_if<ProposalTable>(&block);
      if (!table) continue;
      for (const auto& row : table->rows)
        for (std::size_t c = 0; c < row.size() && c < table->numeric.size(); ++c) {
          if (!table->numeric[c] || !has_digit(plain(row[c]))) continue;
          INFO(table->id << ": " << plain(row[c]));
          CHECK(std::any_of(row[c].begin(), row[c].end(), [](const Span& span) { return !span.sources.empty(); }));
        }
    }
}

TEST_CASE("a number that is simply read shows what stands there") {
  const Case both = with_baseline();
  each_span(both.proposal(), [&](const Span& span) {
    if (span.sources.size() != 1 || !span.how.empty()) return;
    const json* leaf = both.at(span.sources[0]);
    REQUIRE(leaf);
    if (!leaf->is_number() || !has_digit(span.text)) return;
    std::string digits = span.text.substr(span.text.find_first_of("-0123456789"));
    digits.erase(std::remove(digits.begin(), digits.end(), ','), digits.end());   // of thousands
    const double shown = std::stod(digits);
    const double is = leaf->get<double>();
    INFO(span.text << " from " << span.sources[0] << " = " << is);
    if (is == 0 || span.text[0] == '<') return;
    // Up to a unit's factor, the digits agree to the last one shown.
    bool agrees = false;
    for (const double factor : {1.0, 100.0, 1e-3, 1e-6, 1e-9, 1e-12, 1e3, 1e6, 1 / 60.0, 1 / 3600.0, 1 / 86400.0, 1 / 31557600.0})
      agrees = agrees || std::fabs(shown / (is * factor) - 1) < 0.006 || std::fabs(shown - is * factor) < 0.0051;
    CHECK(agrees);
  });
}

TEST_CASE("the waterfall ends at what is effective, and its steps add up to the paid hours") {
  const Case both = with_baseline();
  for (const BarChart& chart : charts_of(both.proposal())) {
    if (chart.kind != BarKind::waterfall) continue;
    double level = 0;
    for (std::size_t c = 0; c < chart.categories.size(); ++c) {
      if (!chart.totals[c]) { level += chart.series[0].values[c]; continue; }
      if (c > 0) CHECK(chart.series[0].values[c] == Approx(level).epsilon(1e-9));
      level = chart.series[0].values[c];
    }
    const double paid = chart.series[0].values[0];
    CHECK(paid == Approx(3 * 64 * 864000.0 / 3600));
  }
}

TEST_CASE("the bill adds up to its total to the cent") {
  const ProposalTable bill = table_of(with_baseline().proposal(), "bill-result");
  double sum = 0;
  for (std::size_t r = 0; r + 1 < bill.rows.size(); ++r) sum += number_in(plain(bill.rows[r].back()));
  CHECK(number_in(plain(bill.rows.back().back())) == Approx(sum).margin(1e-6));
}

TEST_CASE("a long list of transfers is one line of the bill, and still adds up to the cent") {
  Case both = with_baseline();
  json& ledger = both.result["cost"]["ledger"];
  const json first = ledger[0];
  double total = both.result["cost"]["total_usd"].is_object() ? both.result["cost"]["total_usd"]["mean"].get<double>() : both.result["cost"]["total_usd"].get<double>();
  for (int i = 0; i < 8; ++i) {
    json line = first;
    line["item"] = "transfer link-" + std::to_string(i) + " from a", line["unit"] = "GB", line["service_category"] = "Networking";
    line["unit_price_usd"] = 0.02, line["quantity"] = 107999.6, line["amount_usd"] = 2159.9920 + 0.0004 * i;
    total += line["amount_usd"].get<double>();
    ledger.push_back(line);
  }
  both.result["cost"]["total_usd"] = total;
  const ProposalTable bill = table_of(both.proposal(), "bill-result");
  REQUIRE(bill.rows.size() == 3);
  CHECK(bill.rows[1].back().front().sources.size() == 8);
  CHECK(number_in(plain(bill.rows[0].back())) + number_in(plain(bill.rows[1].back())) == Approx(number_in(plain(bill.rows[2].back()))).margin(1e-6));
}

TEST_CASE("a saving is one only when its interval leaves zero out") {
  const Case same{sample_document({.first_seed = 1}), sample_document({.first_seed = 201})};
  const std::string page = markdown_page(same.proposal());
  CHECK(page.find("no difference") != std::string::npos);
  CHECK(page.find(" saved (") == std::string::npos);
  CHECK(markdown_page(with_baseline().proposal()).find(" saved (") != std::string::npos);
}

TEST_CASE("the return is reckoned from the saving, and says what is missing otherwise") {
  CHECK(table_of(with_baseline().proposal(), "return").rows.size() == 3);
  const Case without{sample_document({.price = 2.0}), sample_document({})};
  CHECK(markdown_page(without.proposal()).find("costs.investment.once") != std::string::npos);
}

TEST_CASE("without a baseline nothing is called a saving") {
  const Case alone{sample_document({}), nullptr};
  const std::string page = markdown_page(alone.proposal());
  CHECK(page.find("no baseline was given") != std::string::npos);
  CHECK(page.find(" saved (") == std::string::npos);
}

TEST_CASE("the page stands alone, has its headings in order, and its tables have headers") {
  const Proposal proposal = with_baseline().proposal();
  std::map<std::string, std::string> pictures;
  for (const BarChart& chart : charts_of(proposal)) pictures[chart.id] = "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>";
  const std::string page = html_page(proposal, pictures);
  CHECK(page.starts_with("<!DOCTYPE html>"));
  for (const char* outside : {"<script", "<link", "src=", "@import", "url("}) CHECK(page.find(outside) == std::string::npos);
  CHECK(page.find("<?xml") == std::string::npos);
  int level = 0;
  const std::regex headings("<h([1-6])"), identifiers(" id=\"([^\"]+)\"");
  for (std::sregex_iterator heading(page.begin(), page.end(), headings), end; heading != end; ++heading) {
    const int next = std::stoi((*heading)[1]);
    CHECK(next <= level + 1);
    level = next;
  }
  const auto count = [&](const std::string& what) {
    std::size_t n = 0;
    for (auto at = page.find(what); at != std::string::npos; at = page.find(what, at + 1)) ++n;
    return n;
  };
  CHECK(count("<table") == count("<caption"));
  CHECK(count("<table") == count("<thead"));
  CHECK(count("<figure") == count("aria-label=\"") - 1);   // and the navigation's
  CHECK(count("<section") == 17);
  std::set<std::string> ids;
  for (std::sregex_iterator id(page.begin(), page.end(), identifiers), end; id != end; ++id) {
    INFO((*id)[1]);
    CHECK(ids.insert((*id)[1]).second);
  }
}

TEST_CASE("names from outside cannot break the page") {
  Case evil = with_baseline();
  evil.result["scenario"]["name"] = "<script>alert(1)</script> & \"x\"";
  const std::string page = html_page(evil.proposal(), {});
  CHECK(page.find("<script>") == std::string::npos);
  CHECK(page.find("&lt;script&gt;") != std::string::npos);
}

TEST_CASE("Markdown and CSV are as they were looked at") {
  const Proposal proposal = with_baseline().proposal();
  const GoldenCheck page = against_golden("proposal.md", markdown_page(proposal));
  INFO(page.difference);
  CHECK(page.equal);
  const GoldenCheck bill = against_golden("bill.csv", csv_tables(proposal).at("bill-result"));
  INFO(bill.difference);
  CHECK(bill.equal);
}
