#include "gui/data/run_result.hpp"

#include "gui/base/text.hpp"
#include "reports/figures.hpp"
#include "reports/summary_tables.hpp"

#include <nlohmann/json.hpp>

#include <QFile>

#include <algorithm>

namespace archipelago::gui {

using nlohmann::json;

namespace {

constexpr qint64 most_bytes = 512 << 20;

std::string text_in(const json& document, const char* group, const char* key) {
  const auto found = document.find(group);
  return found != document.end() && found->is_object() ? text_at(*found, key) : std::string();
}

} // namespace

QString RunResult::name() const { return to_qt(text_in(*document, "scenario", "name")); }
std::string RunResult::scenario_hash() const { return text_in(*document, "scenario", "hash"); }
std::optional<FigureReading> RunResult::figure(std::string_view key) const { return reading_at(*document, key); }

QString RunResult::headline() const {
  QStringList parts{name(), to_qt(text_in(*document, "scenario", "protocol")), to_qt(text_in(*document, "engine", "fidelity"))};
  const auto seeds = document->find("seeds");
  if (seeds != document->end() && seeds->is_array()) parts << (seeds->size() == 1 ? QStringLiteral("1 seed") : QStringLiteral("%1 seeds").arg(seeds->size()));
  parts.removeAll(QString());
  return parts.join(QStringLiteral(" · "));
}

int RunResult::failed_seeds() const {
  const auto failed = document->find("failed");
  return failed != document->end() && failed->is_array() ? static_cast<int>(failed->size()) : 0;
}

ResultReading read_result(const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) return {nullptr, QStringLiteral("Cannot open %1: %2.").arg(path, file.errorString())};
  if (file.size() > most_bytes) return {nullptr, QStringLiteral("%1 is too large for a result.").arg(path)};
  const QByteArray bytes = file.readAll();
  auto document = std::make_shared<json>(json::parse(bytes.constBegin(), bytes.constEnd(), nullptr, false));
  if (!document->is_object()) return {nullptr, QStringLiteral("%1 is no JSON: it is cut off or damaged.").arg(path)};
  const std::string format = text_at(*document, "format");
  if (!format.starts_with("archipelago-result/")) return {nullptr, QStringLiteral("%1 is no result of a run (archipelago run FILE --out R.json writes one).").arg(path)};
  if (format != "archipelago-result/1") return {nullptr, QStringLiteral("%1 is of a newer version (%2). Use the dashboard of the program that wrote it.").arg(path, to_qt(format))};
  return {std::make_shared<RunResult>(RunResult{std::move(document), path}), {}};
}

std::shared_ptr<const RunResult> as_result(std::shared_ptr<const json> document) { return std::make_shared<RunResult>(RunResult{std::move(document), {}}); }

std::vector<ShownFigure> scalar_figures(const json& document) {
  std::vector<ShownFigure> shown;
  for (const Figure* figure : all_figures()) {
    if (figure->unit.empty() || figure->key.find("[]") != std::string_view::npos || figure->key == "cost.ledger") continue;
    const std::string key(figure->key);
    auto reading = reading_at(document, key);
    std::string needs = reading ? std::string() : needs_of(document, key);
    if (!reading && needs.empty()) continue;   // has no meaning for this run
    shown.push_back({key, std::string(figure->unit), to_qt(figure->title), reading, to_qt(needs)});
  }
  return shown;
}

double accelerator_hours(const json& document) {
  double seconds = 0;
  if (const auto learners = document.find("learners"); learners != document.end() && learners->is_array())
    for (const json& learner : *learners) {
      const auto count = reading_at(learner, "accelerators"), held = reading_at(learner, "allocated_s");
      if (count && held) seconds += count->value * held->value;
    }
  return seconds / 3600;
}

std::vector<ClassPart> waterfall(const json& document) {
  const double hours = accelerator_hours(document);
  std::vector<ClassPart> parts;
  for (const ClassShare& share : shares_by_size(document)) parts.push_back({share.what, share.share.value, share.share.interval, share.share.value * hours});
  std::stable_partition(parts.begin(), parts.end(), [](const ClassPart& part) { return part.what == TimeClass::compute; });
  return parts;
}

} // namespace archipelago::gui
