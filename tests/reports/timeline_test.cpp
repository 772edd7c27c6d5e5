#include "reports/timeline.hpp"
#include "tests/reports/golden.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <map>
#include <sstream>

using namespace archipelago;
using nlohmann::json;

namespace {

json parsed(const std::ostringstream& out) { return json::parse(out.str()); }

std::vector<json> of_phase(const json& trace, const std::string& phase) {
  std::vector<json> events;
  for (const json& event : trace.at("traceEvents"))
    if (event.at("ph") == phase) events.push_back(event);
  return events;
}

bool tracks_are_disjoint(const json& trace) {
  std::map<std::pair<int, int>, std::vector<std::pair<double, double>>> tracks;
  for (const json& slice : of_phase(trace, "X"))
    tracks[{slice.at("pid"), slice.at("tid")}].emplace_back(slice.at("ts"),
                                                            slice.at("ts").get<double>() + slice.at("dur").get<double>());
  for (auto& [track, slices] : tracks) {
    std::sort(slices.begin(), slices.end());
    for (std::size_t i = 1; i < slices.size(); ++i)
      if (slices[i].first < slices[i - 1].second - 1e-3) return false;
  }
  return true;
}

}   // namespace

TEST_CASE("a small run is written whole") {
  std::ostringstream out;
  TimelineWriter writer(out, {{"west \"1\"", "east"}, {"wan"}, Seconds(10)});
  writer.learner_span(0, TimeClass::compute, Seconds(0), Seconds(3));
  writer.learner_span(0, TimeClass::compute, Seconds(3), Seconds(6));
  writer.learner_span(0, TimeClass::quorum_wait, Seconds(6), Seconds(7));
  writer.learner_span(1, TimeClass::compute, Seconds(0), Seconds(7));
  writer.round_span(0, 0, 2, Seconds(3), Seconds(5));
  writer.round_span(1, 1, 2, Seconds(4), Seconds(6));
  writer.mark("slice_lost", 1, Seconds(7), "");
  writer.mark("outage", -1, Seconds(8), "wan");
  writer.link_span(0, true, 1.25e9, Seconds(0), Seconds(10));
  writer.finish();
  const auto check = against_golden("timeline.json", out.str().substr(0, out.str().find("\"ph\":\"C\"")));
  INFO(check.difference);
  CHECK(check.equal);
  const json trace = parsed(out);
  CHECK(of_phase(trace, "X").size() == 5);   // two touching compute slices of one learner are one
  CHECK(tracks_are_disjoint(trace));
  CHECK(trace.at("otherData").at("note").get<std::string>().starts_with("every slice"));
  for (const json& counter : of_phase(trace, "C"))
    if (counter.at("ts") < 9.9e6) CHECK(counter.at("args").at("Gbps").get<double>() == Approx(1.0));
}

TEST_CASE("a long run stays under its cap, without gaps, and says what was cut") {
  std::ostringstream out;
  TimelineSetup setup{{"a", "b", "c"}, {"wan"}, Seconds(100'000)};
  setup.most_events = 4000;
  TimelineWriter writer(out, setup);
  for (int step = 0; step < 50'000; ++step) {
    const Seconds start(2.0 * step);
    for (std::size_t learner = 0; learner < 3; ++learner) {
      writer.learner_span(learner, TimeClass::compute, start, start + Seconds(1.5));
      writer.learner_span(learner, TimeClass::exposed_communication, start + Seconds(1.5), start + Seconds(2));
    }
    writer.round_span(step, step % 24, 3, start, start + Seconds(step == 777 ? 100 : 1.5));
    writer.mark("slice_lost", 0, start, "");
    writer.link_span(0, false, 1e6, start, start + Seconds(1));
  }
  writer.finish();
  const json trace = parsed(out);
  CHECK(trace.at("traceEvents").size() <= setup.most_events + 100);   // names of processes and tracks come on top
  CHECK(trace.at("traceEvents").size() > setup.most_events / 4);
  CHECK(trace.at("otherData").at("note").get<std::string>().starts_with("thinned"));

  double covered = 0, longest_round = 0;
  for (const json& slice : of_phase(trace, "X")) {
    if (slice.at("pid") == 1 && slice.at("tid") == 1) covered += slice.at("dur").get<double>();
    if (slice.at("pid") == 2) longest_round = std::max(longest_round, slice.at("dur").get<double>());
  }
  CHECK(covered == Approx(100'000e6));
  CHECK(longest_round == Approx(100e6));
  for (const json& slice : of_phase(trace, "X"))
    if (slice.at("pid") == 1 && slice.contains("args")) {
      CHECK(slice.at("name") == "compute");
      CHECK(slice.at("args").at("compute").get<double>() == Approx(0.75).margin(0.02));
      CHECK(slice.at("args").at("shortest_s") == 0.5);
    }
}

TEST_CASE("names from outside cannot break the JSON") {
  std::ostringstream out;
  TimelineWriter writer(out, {{"quote\" back\\ bad\xFF"}, {}, Seconds(1)});
  writer.mark("outage", -1, Seconds(0.5), "line\nbreak");
  writer.finish();
  CHECK(parsed(out).at("traceEvents").size() > 4);
}

TEST_CASE("a run without any event is a valid trace") {
  std::ostringstream out;
  TimelineWriter writer(out, {{}, {}, Seconds(0)});
  writer.finish();
  CHECK(parsed(out).contains("otherData"));
}
