#include "reports/proposal/bill_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace archipelago {

using nlohmann::json;

namespace {

constexpr std::size_t most_alike = 3;         // more lines than these of one kind are summed

// Lines of one kind: the first word of the item names it ("transfer west-wan from west").
std::string kind_of(const BillLine& line) {
  return fmt::format("{}|{}|{}|{}|{}|{}", line.item.substr(0, line.item.find(' ')), line.service, line.pricing, line.unit, line.unit_price, line.provider);
}

BillLine read_line(const Source& source, const json& entry, std::size_t i) {
  const std::string at = fmt::format("cost.ledger.{}.", i);
  const auto number = [&](const char* key) { return source.reading(at + key).value_or(FigureReading{}).value; };
  return {text_at(entry, "item"), text_at(entry, "service_category"), text_at(entry, "pricing_category"), text_at(entry, "unit"), text_at(entry, "provider"),
          text_at(entry, "price_date"), text_at(entry, "price_grade"), number("quantity"), number("unit_price_usd"), number("amount_usd"), 0, {i}};
}

void share_cents(std::vector<BillLine>& lines, double total) {
  long long left = std::llround(100 * total);
  std::vector<BillLine*> by_remainder;
  for (BillLine& line : lines) {
    line.cents = static_cast<long long>(std::floor(100 * line.amount));
    left -= line.cents;
    by_remainder.push_back(&line);
  }
  const auto remainder = [](const BillLine* line) { return 100 * line->amount - static_cast<double>(line->cents); };
  std::stable_sort(by_remainder.begin(), by_remainder.end(), [&](const BillLine* a, const BillLine* b) { return remainder(a) > remainder(b); });
  for (std::size_t i = 0; left > 0 && i < by_remainder.size(); ++i, --left) ++by_remainder[i]->cents;
}

}   // namespace

Span BillLine::number(const Source& source, std::string text, const char* key) const {
  Span span{std::move(text)};
  for (const std::size_t entry : entries) span.sources.push_back(source.place(fmt::format("cost.ledger.{}.{}", entry, key)));
  if (entries.size() > 1) span.how = fmt::format("sum of {} entries of the ledger", entries.size());
  return span;
}

std::vector<BillLine> bill_lines(const Source& source) {
  const json& ledger = source.document().at("cost").at("ledger");
  std::vector<BillLine> entries, lines;
  std::map<std::string, std::size_t> alike, first;
  for (std::size_t i = 0; ledger.is_array() && i < ledger.size(); ++i) ++alike[kind_of(entries.emplace_back(read_line(source, ledger[i], i)))];
  for (BillLine& entry : entries) {
    const std::string kind = kind_of(entry);
    const auto found = first.find(kind);
    if (alike[kind] <= most_alike || found == first.end()) {
      first.emplace(kind, lines.size());
      lines.push_back(std::move(entry));
      continue;
    }
    BillLine& line = lines[found->second];
    line.quantity += entry.quantity, line.amount += entry.amount;
    line.entries.push_back(entry.entries.front());
  }
  for (BillLine& line : lines)
    if (line.entries.size() > 1) line.item = fmt::format("{}, sum of {} (links and directions)", line.item.substr(0, line.item.find(' ')), line.entries.size());
  if (const auto total = source.reading("cost.total_usd")) share_cents(lines, total->value);
  return lines;
}

}   // namespace archipelago
