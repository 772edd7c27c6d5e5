#include "reports/quantity_text.hpp"
#include "reports/table.hpp"
#include "sim/audit/audit_text.hpp"

#include <fmt/format.h>

namespace archipelago {

namespace {

constexpr std::size_t most_classes = 10;
constexpr std::size_t most_unmatched = 3;

std::string rate_text(const KernelClassUse& use) {
  if (use.rate) return fmt::format("{:.1f} TFLOP/s", use.rate->value / 1e12);
  if (use.bandwidth) return fmt::format("{:.1f} GB/s", use.bandwidth->value / 1e9);
  return "unknown";
}

std::string unmatched_names(const Audit& audit, const Terminal& terminal) {
  std::string text;
  for (const RankAccount& rank : audit.ranks) {
    for (std::size_t i = 0; i < rank.longest_unmatched.size() && i < most_unmatched; ++i)
      text += fmt::format("  matches nothing: {}, {}\n", shortened(printable(rank.longest_unmatched[i].name, terminal), 60, terminal),
                          quantity_text(rank.longest_unmatched[i].time.value, "s"));
    if (!text.empty()) break;                 // ranks run the same kernels
  }
  return text;
}

} // namespace

std::string kernel_text(const AuditAnswer& answer, const Terminal& terminal) {
  const Audit& audit = answer.audit;
  if (audit.kernels.empty()) return "no kernels recorded\n";
  Table table;
  table.add_column("kernels", {}, Align::left);
  table.add_column("share", "%");
  table.add_column("count");
  table.give_way();
  table.add_column("achieved");
  table.add_column(answer.accelerator ? "of " + answer.accelerator->name : "of peak", "%");
  bool work_known = false;
  for (std::size_t i = 0; i < audit.kernels.size() && i < most_classes; ++i) {
    const KernelClassUse& use = audit.kernels[i];
    work_known = work_known || (use.rate && is_compute(use.activity));
    table.add_row({std::string(name_of(use.activity)), number_text(100 * use.share_of_device, {1, 2, "%"}), fmt::format("{}", use.total.count), rate_text(use),
                   use.of_peak ? number_text(100 * *use.of_peak, {1, 1, "%"}) : "unknown"});
  }
  std::string text = table.render(terminal) + unmatched_names(audit, terminal);
  if (!work_known) text += "matrix rates need the shapes: profile with record_shapes=True\n";
  if (!answer.accelerator) text += "shares of peak need --accelerator NAME (see: archipelago list accelerators)\n";
  return text;
}

} // namespace archipelago
