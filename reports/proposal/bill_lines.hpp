// The ledger of a result as a bill has it: entries that differ in nothing but the link they are for become one line, and the amounts in
// cents add up to the total in cents (largest remainders: the cents that rounding down leaves over go to the largest parts of a cent).
#pragma once

#include "reports/proposal/evidence.hpp"

#include <string>
#include <vector>

namespace archipelago {

struct BillLine {
  std::string item, service, pricing, unit, provider, date, grade;
  double quantity = 0, unit_price = 0, amount = 0;
  long long cents = 0;
  std::vector<std::size_t> entries;           // of the ledger

  Span number(const Source& source, std::string text, const char* key) const;   // with the places of what it sums
};

std::vector<BillLine> bill_lines(const Source& source);

}   // namespace archipelago
