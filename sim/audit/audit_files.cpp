#include "sim/audit/audit_files.hpp"

#include "scenarios/catalogue_accelerator.hpp"
#include "scenarios/format/nearest.hpp"
#include "sim/audit/accelerator_guess.hpp"
#include "sim/audit/profile_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace archipelago {

namespace {

void choose_accelerator(const AuditRequest& request, AuditAnswer& answer) {
  const Catalogues catalogues(request.catalogues);
  if (request.accelerator) {
    answer.accelerator = catalogue_accelerator(catalogues, *request.accelerator);
    if (answer.accelerator) return;
    const std::string nearest = nearest_name(*request.accelerator, catalogues.names("accelerators"));
    throw AuditRefused(fmt::format("no accelerator \"{}\" in the catalogue{}", *request.accelerator, nearest.empty() ? "" : "; did you mean " + nearest + "?"));
  }
  const std::string guess = guess_accelerator(catalogues, answer.device_name);
  if (guess.empty()) return;
  answer.accelerator = catalogue_accelerator(catalogues, guess);
  answer.accelerator_guessed = true;
}

std::string first_problem(const std::vector<AuditedFile>& files) {
  for (const AuditedFile& file : files)
    for (const ReadProblem& problem : file.report.problems)
      return fmt::format("{}: {} {}: {}", file.path, file.report.by_line ? "line" : "byte", problem.place, problem.what);
  return "no file has an event that takes time";
}

// Two files that claim one rank are two ranks all the same; their order tells them apart.
void make_ranks_distinct(std::vector<RankAccount>& ranks, std::vector<std::string>& notes) {
  std::set<std::int64_t> seen;
  bool distinct = true;
  for (const RankAccount& rank : ranks) distinct = seen.insert(rank.rank).second && distinct;
  if (distinct) return;
  for (std::size_t i = 0; i < ranks.size(); ++i) ranks[i].rank = static_cast<std::int64_t>(i);
  notes.emplace_back("several files claim the same rank: ranks are numbered in the order of the files");
}

void add_notes(AuditAnswer& answer) {
  const std::vector<RankAccount>& ranks = answer.audit.ranks;
  const auto any = [&](auto test) { return std::any_of(ranks.begin(), ranks.end(), test); };
  if (any([](const RankAccount& rank) { return !rank.has_device; }))
    answer.notes.emplace_back("no accelerator events on some ranks: compute there is what host operators did");
  if (any([](const RankAccount& rank) { return rank.steps_from == StepSource::none; }))
    answer.notes.emplace_back("no steps found: mark them (profiler.step(), or an NVTX range \"step N\") to learn their distribution");
  else if (any([](const RankAccount& rank) { return rank.steps_from == StepSource::rhythm; }))
    answer.notes.emplace_back("steps are not marked in the file; they were found by the rhythm of the kernels");
  for (const KernelClassUse& use : answer.audit.kernels)
    if (use.of_peak && *use.of_peak > 1)
      answer.notes.push_back(fmt::format("{} kernels beat the peak of {}: is that the accelerator, and do the shapes belong to these kernels?",
                                         name_of(use.activity), answer.accelerator->name));
  Seconds resolution;
  for (const RankAccount& rank : ranks) resolution = std::max(resolution, rank.resolution);
  if (resolution.value > 0) answer.notes.push_back(fmt::format("so many events that gaps under {:.3g} us were taken as busy: idle time is at least what is shown", 1e6 * resolution.value));
  if (answer.world_size > static_cast<std::int64_t>(ranks.size()))
    answer.notes.push_back(fmt::format("{} of {} ranks are here: waiting for the others shows as communication", ranks.size(), answer.world_size));
}

} // namespace

AuditAnswer audit_files(const AuditRequest& request) {
  AuditAnswer answer;
  std::vector<RankAccount> ranks;
  for (const std::string& path : request.files) {
    std::string why;
    auto file = read_profile_file(path, static_cast<std::int64_t>(ranks.size()), why);
    if (!file) throw AuditRefused(fmt::format("cannot read {}: {}", path, why));
    if (answer.device_name.empty()) answer.device_name = file->report.facts.device_name;
    answer.world_size = std::max(answer.world_size, file->report.facts.world_size.value_or(0));
    std::move(file->ranks.begin(), file->ranks.end(), std::back_inserter(ranks));
    answer.files.push_back({path, std::move(file->report)});
  }
  choose_accelerator(request, answer);
  if (ranks.empty()) throw NothingToAudit("nothing to audit: " + first_problem(answer.files));
  make_ranks_distinct(ranks, answer.notes);
  answer.audit = audit(std::move(ranks), answer.accelerator);
  answer.world_size = std::max(answer.world_size, static_cast<std::int64_t>(answer.audit.ranks.size()));
  add_notes(answer);
  return answer;
}

} // namespace archipelago
