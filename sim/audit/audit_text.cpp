#include "sim/audit/audit_text.hpp"

#include "reports/quantity_text.hpp"
#include "reports/table.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace archipelago {

namespace {

std::string_view title_of(TimeUse use) {
  switch (use) {
  case TimeUse::compute: return "computing";
  case TimeUse::unmatched: return "kernels that match nothing";
  case TimeUse::communication: return "exposed communication";
  case TimeUse::checkpoint: return "writing checkpoints";
  case TimeUse::copy: return "copies between host and device";
  case TimeUse::data_loading: return "waiting for input data";
  case TimeUse::host: return "waiting for the host";
  case TimeUse::idle: return "idle, nothing recorded";
  case TimeUse::straggler_wait: return "waiting for slower ranks";
  }
  return {};
}

Hue hue_of(TimeUse use) {
  switch (use) {
  case TimeUse::compute: return Hue::green;
  case TimeUse::communication: return Hue::blue;
  case TimeUse::data_loading:
  case TimeUse::straggler_wait: return Hue::orange;
  case TimeUse::checkpoint: return Hue::purple;
  case TimeUse::copy: return Hue::sky_blue;
  case TimeUse::host: return Hue::vermillion;
  case TimeUse::unmatched:
  case TimeUse::idle: return Hue::grey;
  }
  return Hue::none;
}

std::string percent(double share) { return fmt::format("{:.1f} %", 100 * share); }

std::string heading(const AuditAnswer& answer, const Terminal& terminal) {
  std::uint64_t events = 0;
  for (const AuditedFile& file : answer.files) events += file.report.events;
  std::string device = answer.device_name.empty() ? "" : ", " + printable(answer.device_name, terminal);
  if (answer.accelerator) device += fmt::format(", {} {}", answer.accelerator_guessed ? "taken as" : "compared with", answer.accelerator->name);
  return fmt::format("{}: {} of {} ranks, {} events{}\n", answer.files.front().report.facts.format, answer.audit.ranks.size(), answer.world_size, events, device);
}

std::string share_table(const Audit& audit, const Terminal& terminal) {
  Table table;
  table.add_column("where the time went", {}, Align::left);
  table.add_column("share", "%");
  const Scale scale = scale_for(audit.steps.mean.value, "s");
  if (audit.steps.count > 0) table.add_column("of a step", scale.unit);
  table.add_column("", {}, Align::left);
  std::vector<TimeUse> uses;
  for (std::size_t use = 0; use < time_use_count; ++use) if (audit.shares[use] > 0) uses.push_back(static_cast<TimeUse>(use));
  const auto share = [&](TimeUse use) { return audit.shares[static_cast<std::size_t>(use)]; };
  std::stable_sort(uses.begin(), uses.end(), [&](TimeUse a, TimeUse b) { return share(a) > share(b); });
  const int width = std::clamp(terminal.width - 56, 10, 40);
  for (const TimeUse use : uses) {
    std::vector<std::string> cells{std::string(title_of(use)), number_text(100 * share(use), {1, 2, "%"})};
    if (audit.steps.count > 0) cells.push_back(number_text(share(use) * audit.steps.mean.value, scale));
    cells.push_back(painted(bar(share(use), width, terminal), hue_of(use), terminal));
    table.add_row(std::move(cells));
  }
  return table.render(terminal);
}

std::string step_text(const AuditedSteps& steps) {
  if (steps.count == 0) return {};
  const auto time = [](Seconds value) { return quantity_text(value.value, "s"); };
  return fmt::format("{} steps: mean {}, p50 {}, p90 {}, p99 {}, longest {}, cv {:.3f}\n", steps.count, time(steps.mean), time(steps.p50), time(steps.p90),
                     time(steps.p99), time(steps.longest), steps.cv);
}

std::string straggler_text(const Stragglers& stragglers) {
  if (stragglers.steps == 0) return {};
  return fmt::format("{} ranks over {} steps: unequal ranks cost {}; slowest is rank {}, {} above the median, in {} of the steps, most of it {}\n",
                     stragglers.ranks, stragglers.steps, percent(stragglers.cost), stragglers.slowest_rank, percent(stragglers.slowest_excess),
                     percent(stragglers.slowest_share), title_of(stragglers.slowest_because));
}

std::string problem_text(const AuditAnswer& answer, const Terminal& terminal) {
  std::string text;
  for (const AuditedFile& file : answer.files) {
    for (const ReadProblem& problem : file.report.problems)
      text += fmt::format("{}: {} {}: {}\n", file.path, file.report.by_line ? "line" : "byte", problem.place, printable(problem.what, terminal));
    if (file.report.problem_count > file.report.problems.size())
      text += fmt::format("{}: and {} more\n", file.path, file.report.problem_count - file.report.problems.size());
  }
  for (const std::string& note : answer.notes) text += note + "\n";
  return text;
}

} // namespace

std::string verdict_text(const Audit& audit) {
  const Bottleneck& found = audit.bottleneck;
  const std::string kernels = found.kernels ? fmt::format(", mostly {}", name_of(*found.kernels)) : std::string();
  if (found.use == TimeUse::compute)
    return fmt::format("bound by computing: {} of the time{}; nothing else costs {} or more", percent(found.share), kernels, percent(least_bottleneck));
  return fmt::format("bottleneck: {}, {} of the time{}; without it at most {:.2f} times as fast", title_of(found.use), percent(found.share), kernels, found.speed_up);
}

std::string audit_text(const AuditAnswer& answer, const Terminal& terminal) {
  const Audit& audit = answer.audit;
  std::string text = heading(answer, terminal) + strong(verdict_text(audit), terminal) + "\n\n" + share_table(audit, terminal);
  if (audit.overlapped > 0) text += fmt::format("{} of communication is hidden behind computing\n", percent(audit.overlapped));
  text += "\n" + kernel_text(answer, terminal) + "\n" + step_text(audit.steps) + straggler_text(audit.stragglers);
  return text + problem_text(answer, terminal);
}

} // namespace archipelago
