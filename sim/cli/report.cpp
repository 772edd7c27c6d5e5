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
#include <memory>

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
  const std::unique_ptr<const std::string, void (*)(const std::string*)> leftover(&part, [](const std::string* file) { std::remove(file->c_str()); });
  const auto fault = run_program({*weasyprint, "--quiet", page.string(), part}, 120);
  if (!fault && std::rename(part.c_str(), pdf.c_str()) == 0) return;
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

// Further runs, which are kept in the folder as they are finished: another report, also after an interruption, finds them there.
class FurtherRuns {
public:
  FurtherRuns(const fs::path& out, const json& result, const json& baseline)
      : file_((out / "runs.json").string()), result_(result), baseline_(baseline), before_(kept_runs(file_)),
        key_(fmt::format("{} {} {} {}", program_version, result.at("scenario").at("hash").dump(), baseline.is_null() ? "" : baseline.at("scenario").at("hash").dump(), result.at("seeds").dump())) {}

  bool whole() const { return ours() && before_.value("whole", false); }
  json kept() const { return ours() && before_.contains("figure") ? before_ : json(); }   // null, where none are of these results

  json play(const ReportArguments& arguments) {
    const auto keep = [this](const json& runs) {
      json so_far = before_.is_object() ? before_ : json{{"format", "archipelago-proposal-runs/1"}};
      so_far["whole"] = false;
      so_far["runs"].update(runs);
      keep_runs(file_, std::move(so_far));
    };
    json studies = play_studies(result_, baseline_, before_.is_object() ? before_ : json::object(), {arguments.jobs, arguments.quiet, arguments.within_s, keep});
    studies["key"] = key_;
    const std::string over = "the time for further runs";
    studies["whole"] = std::none_of(studies.at("left_out").begin(), studies.at("left_out").end(), [&](const json& one) { return one.at("reason").get<std::string>().starts_with(over); });
    keep_runs(file_, studies);
    return studies;
  }

private:
  bool ours() const { return before_.is_object() && before_.value("key", "") == key_; }

  std::string file_;
  const json &result_, &baseline_;
  json before_;
  std::string key_;
};

// All formats that were asked for; the paths of what was written.
std::vector<fs::path> write_documents(const Evidence& evidence, const ReportArguments& arguments, const fs::path& out) {
  std::vector<fs::path> written;
  const auto write = [&](const std::string& name, const std::string& text) { write_file((out / name).string(), text), written.push_back(out / name); };
  const Proposal proposal = write_proposal(evidence);
  if (wants(arguments, "md")) write("proposal.md", markdown_page(proposal));
  if (wants(arguments, "csv"))
    for (const auto& [id, table] : csv_tables(proposal)) write(id + ".csv", table);
  json inputs = {{"result", evidence.result.document()}, {"compatibility", *evidence.compatibility}};
  if (evidence.audit) inputs["audit"] = *evidence.audit;
  if (evidence.questionnaire) inputs["questionnaire"] = *evidence.questionnaire;
  if (evidence.baseline) inputs["baseline"] = evidence.baseline->document();
  if (evidence.studies) {
    inputs["runs"] = *evidence.studies;
    write("pilot.json", evidence.studies->at("pilot").at("scenario").dump(2) + "\n");
  }
  write("inputs.json", inputs.dump(2) + "\n");
  if (wants(arguments, "html") || wants(arguments, "pdf")) {
    write("proposal.html", html_page(proposal, draw(charts_of(proposal), out)));
    if (wants(arguments, "pdf")) write_pdf(out / "proposal.html", out / "proposal.pdf"), written.push_back(out / "proposal.pdf");
  }
  return written;
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
  const json audit = arguments.audit ? audit_for_proposal(*arguments.audit) : json();
  const json questionnaire = arguments.questionnaire ? questionnaire_for_proposal(*arguments.questionnaire) : json();
  const json compatibility = compatibility_for(result);
  evidence.compatibility = &compatibility;
  if (!audit.is_null()) evidence.audit = &audit;
  if (!questionnaire.is_null()) evidence.questionnaire = &questionnaire;
  FurtherRuns further(out, result, baseline);
  json studies = further.kept();
  if (!studies.is_null()) evidence.studies = &studies;
  std::vector<fs::path> written = write_documents(evidence, arguments, out);
  if (!arguments.quick && !further.whole()) {
    // The document is there at once, and again when the further runs are in: whoever is in a hurry need not wait, and an interruption loses nothing.
    if (!arguments.quiet) fmt::print(stderr, "archipelago: {} has the document without further runs; they are played now, and it is written again (Ctrl-C leaves it as it is)\n", out.string());
    studies = further.play(arguments);
    evidence.studies = &studies;
    written = write_documents(evidence, arguments, out);
  }
  for (const fs::path& file : written) fmt::print("{}\n", file.string());
  return ExitCode::ok;
}

} // namespace archipelago
