// The page as a browser shows it and the PDF as a reader gets it; skipped, visibly, where chromium, WeasyPrint or poppler are not there.
#include "tests/cli/program.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <regex>

using namespace archipelago;

namespace {

bool there(const std::string& program) { return std::system(("command -v " + program + " >/dev/null 2>&1").c_str()) == 0; }

std::string output_of(const std::string& command) {
  std::string text;
  FILE* pipe = popen((command + " 2>/dev/null").c_str(), "r");
  REQUIRE(pipe);
  std::array<char, 4096> buffer;
  for (std::size_t n; (n = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) text.append(buffer.data(), n);
  pclose(pipe);
  return text;
}

void write_proposal(const ScratchFolder& scratch, const std::string& formats) {
  for (const auto& [out, price] : {std::pair{"a.json", "2 USD/h"}, {"b.json", "3 USD/h"}}) {
    const Ended ended = run_program({"run", four_regions, "--set", "simulation.horizon=200 steps", "--set", "simulation.replications=2", "--set", "simulation.fidelity=fast", "--set",
                                     std::string("costs={\"accelerator_hour\":{\"h100-sxm\":\"") + price + "\"}}", "--quiet", "--out", scratch / out});
    INFO(ended.err);
    REQUIRE(ended.code == 0);
  }
  const Ended ended = run_program({"report", scratch / "a.json", "--baseline", scratch / "b.json", "--questionnaire", SOURCE_ROOT "/scenarios/examples/questionnaires/today.json", "--format", formats, "--quiet",
                                   "--out", scratch / "proposal"});
  INFO(ended.err);
  REQUIRE(ended.code == 0);
}

} // namespace

TEST_CASE("the PDF has text to select, bookmarks and page numbers, and no word beyond its margins") {
  if (!there("weasyprint") || !there("pdftotext") || !there("pdfinfo")) {
    WARN("SKIPPED: weasyprint, pdftotext or pdfinfo are not here");
    return;
  }
  const ScratchFolder scratch;
  write_proposal(scratch, "pdf");
  const std::string pdf = scratch / "proposal/proposal.pdf";
  const std::string text = output_of("pdftotext -layout " + pdf + " -");
  for (const char* heading : {"Decision", "Today's infrastructure", "Risks", "Where it comes from"}) CHECK(contains(text, heading));
  CHECK(std::regex_search(text, std::regex("\\b1 / [0-9]+")));
  CHECK(contains(read_text(pdf), "/Outlines"));
  CHECK(contains(output_of("pdfinfo " + pdf), "A4"));
  const std::string boxes = output_of("pdftotext -bbox " + pdf + " -");
  constexpr double width = 595.3, margin = 15 / 25.4 * 72;
  const std::regex word("xMin=\"([0-9.]+)\"[^>]*xMax=\"([0-9.]+)\"[^>]*>([^<]*)<");
  std::size_t words = 0;
  for (std::sregex_iterator match(boxes.begin(), boxes.end(), word), end; match != end; ++match, ++words) {
    if (std::stod((*match)[2]) <= width - margin + 1 && std::stod((*match)[1]) >= margin - 1) continue;
    INFO((*match)[3] << " from " << (*match)[1] << " to " << (*match)[2]);
    CHECK(false);
  }
  CHECK(words > 2000);
}

TEST_CASE("the page fits a small and a wide window, asks for nothing from outside, and complains of nothing") {
  if (!there("chromium")) {
    WARN("SKIPPED: chromium is not here");
    return;
  }
  const ScratchFolder scratch;
  write_proposal(scratch, "html");
  std::string page = read_text(scratch / "proposal/proposal.html");
  // A script that only the copy has says what the browser made of it, in its title.
  const std::string script = "<script>const faults=[];addEventListener('error',e=>faults.push('error'),true);"
                             "addEventListener('load',()=>{const w=document.documentElement;"
                             "document.title='wide:'+(w.scrollWidth-w.clientWidth)+' asked:'+performance.getEntriesByType('resource').length+' faults:'+faults.length;});</script>";
  page.insert(page.find("</head>"), script);
  std::ofstream(scratch / "probe.html") << page;
  for (const char* size : {"390,1600", "1600,1200"}) {
    const std::string dom = output_of("chromium --headless --no-sandbox --disable-gpu --window-size=" + std::string(size) + " --virtual-time-budget=2000 --dump-dom file://" + (scratch / "probe.html"));
    INFO(size << ": " << dom.substr(0, 400));
    CHECK(contains(dom, "<title>wide:0 asked:0 faults:0</title>"));
  }
}

TEST_CASE("a bar in a drawn chart has its own whiskers") {
  const std::string program = PROGRAM, renderer = program.substr(0, program.rfind('/') + 1) + "archipelago-charts";
  if (!there(renderer)) {
    WARN("SKIPPED: the charts' program is not built here");
    return;
  }
  const ScratchFolder scratch;
  std::ofstream(scratch / "charts.json") << R"([{"id": "two", "title": "t", "description": "d", "unit": "USD", "kind": "bars", "categories": ["above", "below"], "columns": [], "texts": [], "totals": [],
    "mark": null, "series": [{"name": "s", "values": [100, 100], "intervals": [[99, 101], [60, 140]], "spans": []}]}])";
  REQUIRE(std::system((renderer + " " + scratch / "charts.json" + " " + scratch / "").c_str()) == 0);
  const std::string svg = read_text(scratch / "two.svg");
  const std::regex line("points=\"([0-9.]+),([0-9.]+) ([0-9.]+),([0-9.]+) \"");
  double longest = 0, shortest = 1e9, wide_at = 0, narrow_at = 0, axis = 1e9;
  for (std::sregex_iterator match(svg.begin(), svg.end(), line), end; match != end; ++match) axis = std::min(axis, std::stod((*match)[1]));
  for (std::sregex_iterator match(svg.begin(), svg.end(), line), end; match != end; ++match) {
    const double x = std::stod((*match)[1]), length = std::abs(std::stod((*match)[3]) - x), y = std::stod((*match)[2]);
    if (y != std::stod((*match)[4]) || x <= axis) continue;   // only what runs across, from a bar's end
    if (length > longest) longest = length, wide_at = y;
    if (length < shortest) shortest = length, narrow_at = y;
  }
  CHECK(longest > 20 * shortest);
  CHECK(wide_at > narrow_at);
}
