#include "sim/trace/spares.hpp"

#include "models/failures/drawn.hpp"
#include "models/statistics/quantile.hpp"
#include "reports/quantity_text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace archipelago {

Seconds settling_time(const Generator& generator, std::uint32_t nodes) {
  std::vector<double> lengths;
  for (std::uint64_t seed = 0; seed < 32 && lengths.size() < 2000; ++seed)
    for (const NodeOutage& outage : drawn_outages(generator, nodes, "", Seconds(seconds_per_year), seed).outages) lengths.push_back(outage.end - outage.start);
  return Seconds(lengths.empty() ? 0 : std::min(seconds_per_year, 2 * quantile(std::move(lengths), 0.99)));
}

SpareReport spare_report(const Generator& generator, const SpareQuestion& question) {
  const Seconds settling = settling_time(generator, question.nodes);
  std::vector<DownHistory> together, apart;
  for (std::uint64_t seed = question.first_seed; seed < question.first_seed + question.seeds; ++seed) {
    const OutageTrace trace = drawn_outages(generator, question.nodes, "", settling + question.horizon, seed);
    together.push_back(down_history(trace, 1, settling));
    if (question.pools > 1) apart.push_back(down_history(trace, question.pools, settling));
  }
  return {generator.name,
          fmt::format("{} histories of {} drawn from it, seeds {} to {}, after {} in which a fleet that begins whole settles", question.seeds, quantity_text(question.horizon.value, "s"),
                      question.first_seed, question.first_seed + question.seeds - 1, quantity_text(settling.value, "s")),
          question, settling, SpareStudy(question.nodes, std::move(together)), SpareStudy(question.nodes / question.pools, std::move(apart)), std::nullopt};
}

namespace {

using nlohmann::ordered_json;

ordered_json study_object(const SpareStudy& study, const std::vector<double>& shares) {
  ordered_json answers = ordered_json::array();
  for (const double share : shares) {
    const SpareAnswer answer = study.answer(share);
    ordered_json entry{{"share", share}, {"spares", answer.spares}};
    entry["ci90"] = answer.interval ? ordered_json{answer.interval->low, answer.interval->high} : ordered_json(nullptr);
    entry.update({{"outages_that_wait", answer.waiting}, {"memoryless", answer.memoryless}, {"memoryless_covers", answer.memoryless_covers}});
    answers.push_back(std::move(entry));
  }
  ordered_json curve = ordered_json::array();
  for (std::uint32_t spares = 0; spares <= study.most_down(); ++spares) {
    const Interval range = study.coverage_of_histories(spares);
    curve.push_back({{"spares", spares}, {"share", study.coverage(spares)}, {"p10", range.low}, {"p90", range.high}, {"memoryless", study.memoryless_coverage(spares)}});
  }
  return {{"nodes", study.nodes()}, {"histories", study.histories()}, {"mean_down", study.mean_down()}, {"answers", answers}, {"curve", curve}};
}

} // namespace

ordered_json spares_document(const SpareReport& report) {
  ordered_json document{{"format", "archipelago-spares/1"}, {"law", report.name}, {"nodes", report.question.nodes}, {"learners", report.question.pools},
                {"horizon_s", report.question.horizon.value}, {"settling_s", report.settling.value}, {"first_seed", report.question.first_seed}, {"seeds", report.question.seeds},
                {"shared", study_object(report.together, report.question.shares)}};
  if (report.question.pools > 1) document["own"] = study_object(report.apart, report.question.shares);
  if (report.as_observed) document["observed"] = study_object(*report.as_observed, report.question.shares);
  return document;
}

} // namespace archipelago
