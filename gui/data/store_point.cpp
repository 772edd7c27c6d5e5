// One point of a store with all of its seeds.
#include "gui/base/text.hpp"
#include "gui/data/store_connection.hpp"
#include "gui/data/store_reader.hpp"
#include "reports/result_json.hpp"

#include <nlohmann/json.hpp>

namespace archipelago::gui {

using nlohmann::json;

PointReading read_point(const QString& file, const QString& study, std::int64_t number) {
  try {
    StoreConnection store(file);
    StoreQuery point(store, "SELECT s.id, s.version, s.json FROM point p JOIN scenario s ON s.id = p.scenario WHERE p.study = ? AND p.number = ?");
    point.bind(1, study.toStdString()).bind(2, number);
    if (!point.step()) return {nullptr, QStringLiteral("Point %1 is not in %2 any more.").arg(number).arg(file)};
    const json scenario = json::parse(point.text(2), nullptr, false);
    RunInfo info;
    info.scenario_name = (study + QStringLiteral(", point %1").arg(number)).toStdString();
    info.scenario_hash = point.text(0);
    info.scenario_file = file.toStdString();
    info.protocol = text_at(scenario, "protocol.name");
    info.engine_version = point.text(1);
    info.document = point.text(2);              // a proposal plays its variations
    std::vector<Result> results;
    StoreQuery runs(store, "SELECT seed, status, reason, result, wall_s FROM run WHERE scenario = ? ORDER BY seed");
    runs.bind(1, info.scenario_hash);
    while (runs.step()) {
      if (runs.text(1) != "done") info.failed.push_back({static_cast<std::uint64_t>(runs.integer(0)), runs.text(2)});
      else {
        json result = json::parse(runs.text(3));
        result["engine"]["wall_s"] = runs.real(4);   // stands apart in a store
        results.push_back(result_from_json(result));
      }
    }
    if (results.empty()) return {nullptr, QStringLiteral("No run of point %1 has finished%2").arg(number).arg(info.failed.empty() ? QStringLiteral(" yet.") : ": " + to_qt(info.failed.front().reason))};
    return {std::make_shared<const json>(result_document(info, results)), {}};
  } catch (const StoreProblem& problem) {
    return {nullptr, problem.text};
  } catch (const std::exception& error) {
    return {nullptr, QStringLiteral("Point %1 of %2 cannot be read: %3").arg(number).arg(file, QString::fromUtf8(error.what()))};
  }
}

} // namespace archipelago::gui
