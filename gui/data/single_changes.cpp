#include "gui/data/single_changes.hpp"

#include "gui/base/text.hpp"
#include "scenarios/fields/field.hpp"
#include "scenarios/format/quantity.hpp"

#include <nlohmann/json.hpp>

#include <QObject>

#include <algorithm>
#include <cmath>

namespace archipelago::gui {

using nlohmann::json;

namespace {

constexpr std::size_t most_links = 6;

QString text_of(UnitKind kind, double value) { return kind == UnitKind::bandwidth ? rate_setting(value) : to_qt(rounded_text({kind, value})); }

class Proposals {
public:
  Proposals(const World& world, const json& effective) : world_(world), effective_(effective) {}

  std::vector<SingleChange> all() {
    links();
    protocol();
    failures();
    learners();
    return std::move(changes_);
  }

private:
  bool used(const std::string& key) const {
    for (const Field& field : field_table())
      if (field.path == key) return (field.protocols & only(world_.protocol.name)) != 0;
    return false;
  }
  void add(const QString& words, const QString& key, const QString& value) { changes_.push_back({words, {key + "=" + value}}); }

  void links() {
    std::vector<const Link*> by_bandwidth;
    for (const Link& link : world_.network.links) by_bandwidth.push_back(&link);
    std::stable_sort(by_bandwidth.begin(), by_bandwidth.end(), [](const Link* a, const Link* b) { return a->bandwidth.value < b->bandwidth.value; });
    if (by_bandwidth.size() > most_links) by_bandwidth.resize(most_links);
    for (const Link* link : by_bandwidth) {
      const QString now = text_of(UnitKind::bandwidth, link->bandwidth.value), twice = text_of(UnitKind::bandwidth, 2 * link->bandwidth.value);
      add(QObject::tr("%1: %2 → %3").arg(to_qt(link->name), now, twice), "network.links." + to_qt(link->name) + ".bandwidth", twice);
    }
  }

  void count(const char* key, const QString& name, double now, double then) {
    if (!used(key) || then == now || then < 1) return;
    add(QObject::tr("%1: %2 → %3").arg(name).arg(now, 0, 'f', 0).arg(then, 0, 'f', 0), key, QString::number(then, 'f', 0));
  }

  void protocol() {
    const ProtocolRules& rules = world_.protocol;
    const double interval = static_cast<double>(rules.sync_interval);
    count("protocol.sync_interval", QObject::tr("sync interval H"), interval, 2 * interval);
    count("protocol.bits", QObject::tr("bits per value"), static_cast<double>(rules.bits), static_cast<double>(rules.bits) / 2);
    count("protocol.overlap", QObject::tr("overlap τ"), static_cast<double>(rules.overlap), static_cast<double>(rules.overlap) + 1);
    count("protocol.quorum", QObject::tr("quorum K"), static_cast<double>(rules.quorum), std::max(1.0, std::floor(static_cast<double>(rules.quorum) / 2)));
    count("protocol.fragments", QObject::tr("fragments P"), static_cast<double>(rules.fragments), 2 * static_cast<double>(rules.fragments) <= interval ? 2 * static_cast<double>(rules.fragments) : 0);
  }

  void measure(const char* pointer, const char* key, const QString& name, double factor) {
    const json::json_pointer at(pointer);
    if (!effective_.contains(at) || !effective_.at(at).is_string()) return;
    const auto read = parse_measure(effective_.at(at).get_ref<const std::string&>(), {UnitKind::time});
    if (!read.measure || read.measure->value <= 0) return;
    const QString then = text_of(UnitKind::time, factor * read.measure->value);
    add(QObject::tr("%1: %2 → %3").arg(name, text_of(UnitKind::time, read.measure->value), then), key, then);
  }

  void failures() {
    measure("/failures/mtbi", "failures.mtbi", QObject::tr("time between interruptions"), 2);
    measure("/failures/return_delay/median", "failures.return_delay.median", QObject::tr("median return delay"), 0.5);
    measure("/failures/downscale", "failures.downscale", QObject::tr("downscale pause"), 0.5);
    measure("/failures/restart", "failures.restart", QObject::tr("restart"), 0.5);
    measure("/checkpoints/interval", "checkpoints.interval", QObject::tr("checkpoint interval"), 0.5);
  }

  void learners() {
    const auto list = effective_.find("learners");
    if (list == effective_.end() || !list->is_array() || list->size() > most_links) return;
    for (std::size_t i = 0; i < list->size(); ++i) {
      const json& learner = (*list)[i];
      if (!learner.is_object()) continue;
      const QString name = to_qt(learner.value("name", std::to_string(i)));
      const double now = learner.value("count", 1.0);
      add(QObject::tr("learners at %1: %2 → %3").arg(name).arg(now, 0, 'f', 0).arg(now + 1, 0, 'f', 0), QStringLiteral("learners.%1.count").arg(i), QString::number(now + 1, 'f', 0));
    }
  }

  const World& world_;
  const json& effective_;
  std::vector<SingleChange> changes_;
};

} // namespace

std::vector<SingleChange> single_changes(const World& world, const json& effective) { return Proposals(world, effective).all(); }

} // namespace archipelago::gui
