// `report`: the proposal from results, as one page, Markdown, CSV and PDF. Charts and PDF are made by programs of their own.
#include "models/random.hpp"
#include "reports/bar_chart.hpp"
#include "reports/proposal/html.hpp"
#include "reports/proposal/markdown.hpp"
#include "reports/proposal/proposal.hpp"
#include "sim/cli/child_program.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/exit_code.hpp"
#include "sim/cli/input_file.hpp"
#include "sim/cli/proposal/about_today.hpp"
#include "sim/cli/proposal/studies.hpp"
#include "sim/cli/result_input.hpp"
#include "sim/cli/version.hpp"
#include "sim/files/output_file.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>

namespace archipelago {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

json read_result(const std::string& file) {
  json document = read_result_file(file);
  if (document["seeds"].empty()) throw CommandError(ExitCode::usage, fmt::format("{} has no seed that finished: there is nothing to report", file));
  if (!document.contains("per_seed") || !document["scenario"].contains("document"))
    throw CommandError(ExitCode::usage, fmt::format("{} does not hold its seeds and its scenario: an older release wrote it; run the scenario again", file));
  return document;
}

// The baseline that was asked for, or that the scenario names (beside the result).
std::optional<std::string> baseline_of(const ReportArguments& arguments, const json& result) {
  if (arguments.baseline) return arguments.baseline;
  const json::json_pointer at("/scenario/document/costs/baseline");
  if (!result.contains(at)) return std::nullopt;
  return (fs::path(arguments.result).parent_path() / result.at(at).get<std::string>()).string();
}

bool wants(const ReportArguments& arguments, const char* format) {
  return std::find(arguments.formats.begin(), arguments.formats.end(), format) != arguments.formats.end();
}

std::map<std::string, std::string> draw(const std::vector<BarChart>& charts, const fs::path& out) {
  std::map<std::string, std::string> pictures;
  const auto renderer = program_beside("archipelago-charts");
  if (!renderer) {
    fmt::print(stderr, "archipelago: charts are left out: archipelago-charts is not here (from packages: apt-get install archipelago-dashboard; in a clone, ./archipelago report builds it)\n");
    return pictures;
  }
  json list = json::array();
  for (const BarChart& chart : charts) list.push_back(to_json(chart));
  const fs::path folder = out / "charts";
  fs::create_directories(folder);
  const std::string data = (folder / "charts.json").string();
  write_file(data, list.dump(2) + "\n");
  if (const auto fault = run_program({*renderer, data, folder.string()}, 60)) throw CommandError(ExitCode::not_possible, "archipelago-charts " + *fault);
  for (const BarChart& chart : charts) pictures[chart.id] = read_file((folder / (chart.id + ".svg")).string());
  return pictures;
}

void write_pdf(const fs::path& page, const fs::path& pdf) {
  const auto weasyprint = program_in_path("weasyprint");
  if (!weasyprint) throw CommandError(ExitCode::not_possible, "a PDF needs WeasyPrint: apt-get install --no-install-recommends weasyprint fonts-dejavu-core (the page itself was written)");
  const std::string part = fmt::format("{}.part", pdf.string());   // a page that was cut short must not look like one
  const auto fault = run_program({*weasyprint, "--quiet", page.string(), part}, 120);
  if (!fault && std::rename(part.c_str(), pdf.c_str()) == 0) return;
  std::remove(part.c_str());
  throw CommandError(ExitCode::not_possible, fault ? "weasyprint " + *fault : fmt::format("cannot write {}", pdf.string()));
}

std::string sum_of(json runs) {
  runs.erase("sum");
  return fmt::format("{:016x}", entity_key(runs.dump()));
}

void keep_runs(const std::string& file, json runs) {
  runs["sum"] = sum_of(runs);
  write_file(file, runs.dump() + "\n");
}

// Nothing, where there are none or somebody else had a hand in them: they are played again.
json kept_runs(const std::string& file) {
  std::error_code none;
  if (!fs::exists(file, none)) return {};
  json runs = json::parse(read_file(file), nullptr, false);
  if (runs.is_object() && runs.contains("sum") && runs.at("sum") == sum_of(runs)) {
    runs.erase("sum");
    return runs;
  }
  fmt::print(stderr, "archipelago: {} is not as it was written; its runs are played again\n", file);
  return {};
}

// Further runs are kept in the folder as they are finished: a second report, also after an interruption, finds them there. A quick one plays none.
json studies_in(const fs::path& out, const json& result, const json& baseline, const ReportArguments& arguments) {
  const std::string file = (out / "runs.json").string();
  const json before = kept_runs(file);
  const std::string key = fmt::format("{} {} {} {}", program_version, result.at("scenario").at("hash").dump(), baseline.is_null() ? "" : baseline.at("scenario").at("hash").dump(),
                                      result.at("seeds").dump());
  if (before.is_object() && before.value("key", "") == key && (before.value("whole", false) || (arguments.quick && before.contains("figure")))) return before;
  if (arguments.quick) return {};
  const auto keep = [&](const json& runs) {
    json so_far = before.is_object() ? before : json{{"format", "archipelago-proposal-runs/1"}};
    so_far["whole"] = false;
    so_far["runs"].update(runs);
    keep_runs(file, std::move(so_far));
  };
  json studies = play_studies(result, baseline, before.is_object() ? before : json::object(), {arguments.jobs, arguments.quiet, arguments.within_s, keep});
  studies["key"] = key;
  const std::string over = "the time for further runs";
  studies["whole"] = std::none_of(studies.at("left_out").begin(), studies.at("left_out").end(), [&](const json& one) { return one.at("reason").get<std::string>().starts_with(over); });
  keep_runs(file, studies);
  return studies;
}

} // namespace

ExitCode report_command(const ReportArguments& arguments) {
  const json result = read_result(arguments.result);
  const auto baseline_file = baseline_of(arguments, result);
  const json baseline = baseline_file ? read_result(*baseline_file) : json();
  Evidence evidence{Source("result", result), {}};
  if (baseline_file) evidence.baseline = Source("baseline", baseline);
  const fs::path out = arguments.out;
  std::error_code fault;
  fs::create_directories(out, fault);
  if (fault) throw CommandError(ExitCode::not_possible, fmt::format("cannot make the folder {}: {}", out.string(), fault.message()));
  const json studies = studies_in(out, result, baseline, arguments);
  if (!studies.is_null()) evidence.studies = &studies;
  const json audit = arguments.audit ? audit_for_proposal(*arguments.audit) : json();
  const json questionnaire = arguments.questionnaire ? questionnaire_for_proposal(*arguments.questionnaire) : json();
  const json compatibility = compatibility_for(result);
  evidence.compatibility = &compatibility;
  if (!audit.is_null()) evidence.audit = &audit;
  if (!questionnaire.is_null()) evidence.questionnaire = &questionnaire;
  const Proposal proposal = write_proposal(evidence);
  const auto written = [&](const fs::path& file) { fmt::print("{}\n", file.string()); };
  if (wants(arguments, "md")) write_file((out / "proposal.md").string(), markdown_page(proposal)), written(out / "proposal.md");
  if (wants(arguments, "csv"))
    for (const auto& [id, table] : csv_tables(proposal)) write_file((out / (id + ".csv")).string(), table), written(out / (id + ".csv"));
  json inputs = {{"result", result}, {"compatibility", compatibility}};
  if (!audit.is_null()) inputs["audit"] = audit;
  if (!questionnaire.is_null()) inputs["questionnaire"] = questionnaire;
  if (baseline_file) inputs["baseline"] = baseline;
  if (!studies.is_null()) {
    inputs["runs"] = studies;
    write_file((out / "pilot.json").string(), studies.at("pilot").at("scenario").dump(2) + "\n"), written(out / "pilot.json");
  }
  write_file((out / "inputs.json").string(), inputs.dump(2) + "\n"), written(out / "inputs.json");
  if (wants(arguments, "html") || wants(arguments, "pdf")) {
    const fs::path page = out / "proposal.html";
    write_file(page.string(), html_page(proposal, draw(charts_of(proposal), out)));
    written(page);
    if (wants(arguments, "pdf")) write_pdf(page, out / "proposal.pdf"), written(out / "proposal.pdf");
  }
  return ExitCode::ok;
}

} // namespace archipelago
