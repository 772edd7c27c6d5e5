// What a proposal says of borders, software and today's infrastructure.
#include "models/result.hpp"
#include "reports/proposal/html.hpp"
#include "reports/proposal/markdown.hpp"
#include "reports/proposal/proposal.hpp"
#include "reports/proposal/risks.hpp"
#include "scenarios/questionnaire/questionnaire.hpp"
#include "tests/proposal/results.hpp"

#include <catch2/catch.hpp>

#include <cstdio>
#include <filesystem>
#include <fstream>

using namespace archipelago;
using nlohmann::json;

namespace {

// The sample's two sites in two zones.
json in_two_zones() {
  json document = sample_document({});
  json sites = json::array();
  const char* zones[] = {"eu", "us"};
  for (std::size_t s = 0; s < document["sites"].size(); ++s) sites.push_back({{"name", document["sites"][s]["name"]}, {"zone", zones[s % 2]}});
  document["scenario"]["document"]["sites"] = sites;
  return document;
}

const ProposalTable* table_in(const std::vector<Block>& blocks, const std::string& id) {
  for (const Block& block : blocks)
    if (const auto* table = std::get_if<ProposalTable>(&block); table && table->id == id) return table;
  return nullptr;
}

const ProposalTable* table_in(const Section& section, const std::string& id) { return table_in(section.blocks, id); }

QuestionnaireFile read_text(const std::string& text) {
  const auto file = std::filesystem::temp_directory_path() / "archipelago-questionnaire-test.json";
  std::ofstream(file) << text;
  QuestionnaireFile read = read_questionnaire(file);
  std::filesystem::remove(file);
  return read;
}

} // namespace

TEST_CASE("a border has the bytes of a day of the links that cross it, and the verdict of the rules") {
  json document = in_two_zones();
  const Source source("result", document);
  const auto borders = borders_of(source);
  REQUIRE(borders.size() == 1);
  double bytes = 0;
  for (const std::size_t link : borders[0].out) bytes += source.reading("links." + std::to_string(link) + ".bytes")->value;
  const std::string day = quantity_text(bytes / source.reading("horizon_s")->value * seconds_per_day, "B");
  const auto row = [&] { return table_in(border_blocks({source, {}}), "borders")->rows.at(0); };
  CHECK(plain(row()[1]) == (borders[0].at_most ? "at most " : "") + day);
  CHECK(plain(row()[3]).starts_with("none"));
  CHECK(plain(row()[5]).find("no rule given") != std::string::npos);
  document["scenario"]["document"]["compliance"] = {{"parameters_stay_in", {"us"}}};
  CHECK(plain(row()[5]).starts_with("against the rule"));
  document["scenario"]["document"]["compliance"] = {{"parameters_stay_in", {"elsewhere"}}};
  CHECK(plain(row()[5]) == "allowed by the rules given");
}

TEST_CASE("zones that are not given leave the borders unknown, and one zone has none") {
  json document = sample_document({});
  document["scenario"]["document"]["sites"] = json::array();
  const Source source("result", document);
  CHECK(table_in(border_blocks({source, {}}), "borders") == nullptr);
  json same = in_two_zones();
  for (json& site : same["scenario"]["document"]["sites"]) site["zone"] = "eu";
  CHECK(borders_of(Source("result", same)).empty());
}

TEST_CASE("what software has is shown with its source, date and grade, each with its place") {
  const json document = sample_document({});
  const json compatibility = {{"vendors", {"AMD"}}, {"entries", {{{"name", "rocm"}, {"summary", "ROCm"}, {"diloco", "partly"}, {"supports", "a"}, {"missing", "b"}, {"source", "documentation"}, {"date", "2026-04"}, {"grade", "C"}}}}};
  Evidence evidence{Source("result", document), {}};
  CHECK(compatibility_blocks(evidence).empty());
  evidence.compatibility = &compatibility;
  const auto blocks = compatibility_blocks(evidence);
  const ProposalTable* table = table_in(blocks, "compatibility");
  REQUIRE(table);
  CHECK(plain(table->rows[0].back()) == "documentation, 2026-04, grade C");
  CHECK(table->rows[0][1].front().sources == std::vector<std::string>{"compatibility:/entries/0/diloco"});
}

TEST_CASE("a questionnaire is reckoned into shares of time, and what was not given is listed") {
  const auto read = read_text(R"({"format": "archipelago-questionnaire/1", "answered_by": "platform team", "compute": {"interruptions_per_week": 10, "detection_time": "1 min", "restart_time": "9 min"},
    "storage": {"checkpoint_interval": "20 min", "checkpoint_time": "10 s"}, "network": {"exposed_share": 0.04}, "accelerators": [{"name": "h100-sxm", "count": 8}]})");
  REQUIRE(read.problems.empty());
  const json result = sample_document({}), baseline = sample_document({.goodput = 0.8});
  Evidence evidence{Source("result", result), Source("baseline", baseline)};
  evidence.questionnaire = &read.document;
  const Section section = today_section(evidence);
  const ProposalTable* today = table_in(section, "today");
  REQUIRE(today);
  REQUIRE(today->rows.size() == 3);
  CHECK(plain(today->rows[0][1]) == "4.00 %");
  CHECK(plain(today->rows[1][1]) == "1.98 %");           // 10 x (1 + 9 + 10) min a week
  CHECK(plain(today->rows[2][1]) == "0.83 %");           // 10 s of 1210 s
  for (const auto& row : today->rows)
    for (const std::string& source : row[1].front().sources) CHECK(read.document.contains(json::json_pointer(source.substr(source.find(':') + 1))));
  std::string text;
  for (const Block& block : section.blocks)
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) text += plain(paragraph->text);
  CHECK(text.find("Not given: compute.step_time") != std::string::npos);
  CHECK(text.find("storage.checkpoint_time") == std::string::npos);
  CHECK(plain(table_in(section, "accelerators")->rows[0][2]) == "not given");
}

TEST_CASE("a faulty questionnaire says where, what was expected and what was probably meant, all at once") {
  const auto read = read_text(R"({"format": "archipelago-questionnaire/1", "compute": {"restart_tme": "9 min"}, "data": {"wait_share": 3}, "network": {"round_trip_time": "5 GB"}})");
  REQUIRE(read.problems.size() == 3);
  CHECK(read.problems[0].pointer == "/compute/restart_tme");
  CHECK(read.problems[0].nearest == "restart_time");
  CHECK(read.problems[1].pointer == "/data/wait_share");
  CHECK(read.problems[2].message.find("time") != std::string::npos);
  CHECK(read.document.is_null());
}

TEST_CASE("an audit's uses of time stand beside the baseline's, with their places") {
  const json audit = {{"format", "archipelago-audit/1"}, {"ranks", {1, 2}}, {"world_size", 8}, {"time_shares", {{"compute", 0.8}, {"exposed_communication", 0.12}, {"data_loading", 0.05}, {"idle", 0.02}, {"host", 0.01}}},
                      {"bottleneck", {{"what", "exposed_communication"}, {"share", 0.12}}}, {"step_time", nullptr}};
  const json result = sample_document({});
  Evidence evidence{Source("result", result), {}};
  evidence.audit = &audit;
  const Section section = today_section(evidence);
  const ProposalTable* today = table_in(section, "today");
  REQUIRE(today);
  CHECK(plain(today->rows[0][1]) == "12.00 %");
  CHECK(today->rows[0][1].front().sources == std::vector<std::string>{"audit:/time_shares/exposed_communication"});
  CHECK(plain(today->rows[2][1]) == "3.00 %");
  CHECK(today->rows[2][1].front().sources.size() == 2);
}

TEST_CASE("spares are in the decision and in the capacity, of one seed and of several") {
  json document = sample_document({});
  const auto of_seeds = [](double value) { return json{{"mean", value}, {"ci90", {value, value}}, {"p10", value}, {"p50", value}, {"p90", value}, {"n", 4}}; };
  document["spares"] = {{{"name", "run"}, {"spares", of_seeds(16)}, {"idle_mean", of_seeds(15.5)}, {"waited_share", of_seeds(0)}, {"nodes_down", {{"p50", of_seeds(0)}, {"p95", of_seeds(1)}, {"p99", of_seeds(2)}}}}};
  CHECK(markdown_page(write_proposal({Source("result", document), {}})).find("16 nodes of hot spares") != std::string::npos);
  document["spares"][0]["spares"] = 8;
  CHECK(markdown_page(write_proposal({Source("result", document), {}})).find("8 nodes of hot spares") != std::string::npos);
  const Section capacity = capacity_section({Source("result", document), {}});
  CHECK(plain(table_in(capacity, "spares")->rows[0][4]).starts_with("1"));
}

TEST_CASE("long paths may break in the page, in print they would be wider than it") {
  Proposal proposal{"t", "", {{"s", "S", {Paragraph{{{"torch.distributed.optim.PostLocalSGDOptimizer and 12,345.678 stay"}}}}}}};
  const std::string page = html_page(proposal, {});
  CHECK(page.find("torch.<wbr>distributed.<wbr>optim.<wbr>PostLocalSGDOptimizer and 12,345.678 stay") != std::string::npos);
}
