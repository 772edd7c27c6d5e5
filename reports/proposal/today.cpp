// Where today's training loses time: measured (an audit of profiles), or as its people answered, beside what the baseline's simulation says.
//
// Of the answers: interruptions cost (detection + restart + half a checkpoint interval) each, checkpoints checkpoint_time / checkpoint_interval.
#include "reports/proposal/proposal.hpp"

#include "models/result.hpp"
#include "reports/quantity_text.hpp"
#include "scenarios/format/quantity.hpp"
#include "scenarios/questionnaire/questionnaire.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace archipelago {

using nlohmann::json;

namespace {

constexpr double seconds_per_week = 7 * seconds_per_day;

// Classes of a result that a loss of today is to be compared with.
struct LossKind { const char* words; std::vector<const char*> simulated; };
const LossKind interruptions{"Interruptions", {"detect", "restart", "recovery_transfer", "lost_work", "offline", "downscale", "upscale", "degraded"}};
const LossKind data{"Waiting for data", {"data_wait"}};
const LossKind communication{"Waiting for communication", {"exposed_communication", "quorum_wait"}};
const LossKind checkpoints{"Checkpoints", {"checkpoint"}};
const LossKind stragglers{"Waiting for the slowest", {"straggler_wait"}};
const LossKind host{"Waiting for the host, copies, idle", {}};
const LossKind unmatched{"Kernels of no known class", {}};

Text simulated(const Evidence& evidence, const LossKind& kind) {
  if (kind.simulated.empty()) return {{"in its step time"}};
  const Source& today = evidence.baseline ? *evidence.baseline : evidence.result;
  double sum = 0;
  std::vector<std::string> places;
  for (const char* one : kind.simulated) {
    const std::string key = std::string("time_shares.") + one;
    sum += today.reading(key).value_or(FigureReading{}).value;
    places.push_back(today.place(key));
  }
  return {{quantity_text(sum, "share"), places, "sum of the time classes"}};
}

struct Loss { const LossKind* kind; double share; std::vector<std::string> places; std::string how; };

void add_losses(const Evidence& evidence, std::vector<Loss> losses, std::string_view from, Section& section) {
  std::stable_sort(losses.begin(), losses.end(), [](const Loss& a, const Loss& b) { return a.share > b.share; });
  ProposalTable table{"today", fmt::format("Where today's training loses time, {}, and what its simulation says", from), {"loss", "share of time today", evidence.baseline ? "baseline, simulated" : "proposal, simulated"}, {}, {false, true, true}};
  for (const Loss& loss : losses) table.rows.push_back({{{loss.kind->words}}, {{quantity_text(loss.share, "share"), loss.places, loss.how}}, simulated(evidence, *loss.kind)});
  if (!losses.empty()) section.blocks.push_back(std::move(table));
}

void add_audit(const Evidence& evidence, Section& section) {
  const json& audit = *evidence.audit;
  std::vector<Loss> losses;
  const auto take = [&](const LossKind& kind, std::vector<const char*> uses) {
    Loss loss{&kind, 0, {}, uses.size() > 1 ? "sum of the audit's uses of time" : ""};
    for (const char* use : uses)
      if (audit.at("time_shares").contains(use)) loss.share += audit.at("time_shares").at(use).get<double>(), loss.places.push_back(fmt::format("audit:/time_shares/{}", use));
    if (!loss.places.empty() && loss.share > 0) losses.push_back(std::move(loss));
  };
  take(communication, {"exposed_communication"}), take(data, {"data_loading"}), take(checkpoints, {"checkpoint"}), take(stragglers, {"straggler_wait"}), take(host, {"host", "copy", "idle"}), take(unmatched, {"unmatched"});
  section.blocks.push_back(Paragraph{{{"Measured on "}, {std::to_string(audit.at("ranks").size()), {"audit:/ranks"}, "number of ranks"}, {" ranks of a job of "}, {audit.at("world_size").dump(), {"audit:/world_size"}},
                                      {" (archipelago audit of its profiles). A profile of some steps sees no interruptions."}}});
  add_losses(evidence, std::move(losses), "measured", section);
  const json& worst = audit.at("bottleneck");
  if (worst.at("share").get<double>() > 0)
    section.blocks.push_back(Paragraph{{{"What limits it: "}, {text_at(worst, "what"), {"audit:/bottleneck/what"}, {}, true}, {", "}, {quantity_text(worst.at("share").get<double>(), "share"), {"audit:/bottleneck/share"}}, {" of the time."}}});
  if (audit.at("step_time").is_object())
    section.blocks.push_back(Paragraph{{{"A step takes "}, {quantity_text(audit.at("step_time").at("mean_s").get<double>(), "s"), {"audit:/step_time/mean_s"}}, {" on average; half are below "}, {quantity_text(audit.at("step_time").at("p50_s").get<double>(), "s"), {"audit:/step_time/p50_s"}}, {"."}}});
}

// Answers of a questionnaire by path, in base units.
class Answers {
public:
  explicit Answers(const json& document) : document_(document) {}
  const json* at(const std::string& path) const {
    const json::json_pointer pointer(pointer_of(path));
    return document_.contains(pointer) ? &document_.at(pointer) : nullptr;
  }
  std::optional<double> number(const std::string& path) const {
    const json* value = at(path);
    if (!value) return std::nullopt;
    if (value->is_number()) return value->get<double>();
    if (!value->is_string()) return std::nullopt;
    const auto read = parse_measure(value->get<std::string>(), {UnitKind::time, UnitKind::size, UnitKind::bandwidth});
    return read.measure ? std::optional(read.measure->value) : std::nullopt;
  }
  static std::string place(const std::string& path) { return "questionnaire:" + pointer_of(path); }

private:
  const json& document_;
};

std::string printed(const json& value) { return value.is_string() ? value.get<std::string>() : value.is_boolean() ? value.get<bool>() ? "yes" : "no" : value.dump(); }

void add_answers(const Evidence& evidence, Section& section) {
  const Answers answers(*evidence.questionnaire);
  Text about{{"Answers to a questionnaire"}};
  for (const auto& [key, words] : {std::pair{"name", " about "}, {"answered_by", ", by the "}, {"date", ", as of "}})
    if (const json* value = answers.at(key)) about.push_back({words}), about.push_back({printed(*value), {Answers::place(key)}});
  about.push_back({"."});
  section.blocks.push_back(Paragraph{std::move(about)});
  std::vector<Loss> losses;
  for (const auto& [kind, path] : {std::pair{&communication, "network.exposed_share"}, {&data, "data.wait_share"}, {&host, "compute.host_share"}})
    if (const auto share = answers.number(path)) losses.push_back({kind, *share, {Answers::place(path)}, {}});
  const auto interval = answers.number("storage.checkpoint_interval"), pause = answers.number("storage.checkpoint_time");
  if (interval && pause && *interval > 0)
    losses.push_back({&checkpoints, *pause / (*interval + *pause), {Answers::place("storage.checkpoint_time"), Answers::place("storage.checkpoint_interval")}, "time of a checkpoint / (interval + time)"});
  const auto rate = answers.number("compute.interruptions_per_week"), detection = answers.number("compute.detection_time"), restart = answers.number("compute.restart_time");
  if (rate && detection && restart && interval)
    losses.push_back({&interruptions, std::min(1.0, *rate * (*detection + *restart + *interval / 2) / seconds_per_week),
                      {Answers::place("compute.interruptions_per_week"), Answers::place("compute.detection_time"), Answers::place("compute.restart_time"), Answers::place("storage.checkpoint_interval")},
                      "interruptions a week x (detection + restart + half a checkpoint interval) / one week"});
  add_losses(evidence, std::move(losses), "as its people answered", section);
  ProposalTable inventory{"inventory", "What is there, as answered", {"what", "answer"}, {}, {}};
  std::string missing;
  for (const Question& question : questions()) {
    if (question.path.starts_with("accelerators[]") || question.path.find('.') == std::string::npos) continue;
    if (const json* value = answers.at(question.path)) inventory.rows.push_back({{{question.path + ": " + question.help}}, {{printed(*value), {Answers::place(question.path)}}}});
    else missing += (missing.empty() ? "" : ", ") + question.path;
  }
  section.blocks.push_back(std::move(inventory));
  if (const json* list = answers.at("accelerators"); list && !list->empty()) {
    ProposalTable table{"accelerators", "Accelerators, as answered", {"accelerator", "how many", "site", "whose", "software"}, {}, {false, true}};
    for (std::size_t i = 0; i < list->size(); ++i) {
      std::vector<Text> cells;
      for (const char* key : {"name", "count", "site", "provider", "software"})
        cells.push_back((*list)[i].contains(key) ? Text{{printed((*list)[i].at(key)), {fmt::format("questionnaire:/accelerators/{}/{}", i, key)}}} : Text{{"not given"}});
      table.rows.push_back(std::move(cells));
    }
    section.blocks.push_back(std::move(table));
  } else {
    missing += (missing.empty() ? "" : ", ") + std::string("accelerators");
  }
  if (!missing.empty()) section.blocks.push_back(Paragraph{{{"Not given: " + missing + "."}}});
}

}   // namespace

Section today_section(const Evidence& evidence) {
  Section section{"today", "Today's infrastructure", {}};
  if (evidence.audit) add_audit(evidence, section);
  if (evidence.questionnaire) add_answers(evidence, section);
  if (!evidence.audit && !evidence.questionnaire)
    section.blocks.push_back(Paragraph{{{"Not given. report --audit takes what archipelago audit --json says of profiles of today's training; report --questionnaire takes answers "
                                         "(report --questionnaire-template prints a form). Until then the baseline is a simulation that nothing of yours has confirmed."}}});
  else if (evidence.baseline)
    section.blocks.push_back(Paragraph{{{"Where today's shares and the baseline's differ by more than a few points, mend the baseline scenario first: what is saved is reckoned against it."}}});
  return section;
}

}   // namespace archipelago
