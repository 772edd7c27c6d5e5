#include "gui/data/knobs.hpp"

#include "gui/base/text.hpp"
#include "scenarios/fields/field.hpp"

#include <nlohmann/json.hpp>

#include <QObject>

#include <algorithm>
#include <cmath>

namespace archipelago::gui {

using nlohmann::json;

namespace {

constexpr std::size_t most_of_a_kind = 5;
constexpr double reach = 10;                  // a slider goes from a tenth to ten times what holds now

// Items go by name where a name can stand in a key.
std::string item_key(const std::string& name, std::size_t index) { return name.empty() || name.find_first_of(".=") != std::string::npos ? std::to_string(index) : name; }

class Finder {
public:
  Finder(const World& world, const json& effective) : world_(world), effective_(effective) {}

  std::vector<Knob> all() {
    protocol();
    learners();
    links();
    failures();
    prices();
    return std::move(knobs_);
  }

private:
  static QString help_of(const std::string& path) {
    for (const Field& field : field_table())
      if (field.path == path) return to_qt(field.help);
    return {};
  }
  bool used(const std::string& path) const {
    for (const Field& field : field_table())
      if (field.path == path) return (field.protocols & only(world_.protocol.name)) != 0;
    return false;
  }
  Knob& add(const QString& name, const std::string& key, const std::string& path, double now, double least, double most) {
    return knobs_.emplace_back(Knob{name, help_of(path), key, std::nullopt, now, std::min(least, now), std::max(most, now), false, true, {}});
  }
  void count(const QString& name, const std::string& key, double now, double least, double most) {
    if (!used(key)) return;
    Knob& knob = add(name, key, key, now, least, most);
    knob.whole = true;
    knob.by_ratio = least > 0 && most / std::max(1.0, least) > 50;
  }
  void quantity(const QString& name, const std::string& key, const std::string& path, UnitKind unit, double now, double least, double most) {
    if (now > 0) add(name, key, path, now, least, most).unit = unit;
  }

  void protocol() {
    const ProtocolRules& rules = world_.protocol;
    count(QObject::tr("H  sync interval"), "protocol.sync_interval", rules.sync_interval, 1, 1000);
    count(QObject::tr("P  fragments"), "protocol.fragments", rules.fragments, 1, std::max(64.0, static_cast<double>(rules.fragments)));
    count(QObject::tr("τ  overlap"), "protocol.overlap", rules.overlap, 0, 16);
    count(QObject::tr("K  quorum"), "protocol.quorum", rules.quorum, 1, static_cast<double>(world_.learners.size()));
    if (used("protocol.bits")) {
      Knob& bits = add(QObject::tr("bits per value"), "protocol.bits", "protocol.bits", rules.bits, 1, 32);
      bits.allowed = {1, 2, 4, 8, 16, 32};
      bits.whole = true;
    }
  }

  void learners() {
    const auto list = effective_.find("learners");
    if (list == effective_.end() || !list->is_array()) return;
    for (std::size_t i = 0; i < std::min(list->size(), most_of_a_kind); ++i) {
      const json& learner = (*list)[i];
      if (!learner.is_object()) continue;
      Knob& knob = add(QObject::tr("M  learners %1").arg(to_qt(learner.value("name", std::to_string(i)))), "learners." + item_key(learner.value("name", ""), i) + ".count", "learners[].count", learner.value("count", 1.0), 1, 16);
      knob.whole = true;
      knob.by_ratio = false;
    }
  }

  void links() {
    std::vector<std::size_t> order(world_.network.links.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    const auto& all = world_.network.links;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return all[a].bandwidth.value < all[b].bandwidth.value; });
    order.resize(std::min(order.size(), most_of_a_kind));
    for (const std::size_t i : order) {
      const std::string key = "network.links." + item_key(all[i].name, i), path = "network.links[]";
      quantity(QObject::tr("bandwidth %1").arg(to_qt(all[i].name)), key + ".bandwidth", path + ".bandwidth", UnitKind::bandwidth, all[i].bandwidth.value, all[i].bandwidth.value / reach, all[i].bandwidth.value * reach);
    }
    for (const std::size_t i : order) {       // latencies after all bandwidths
      const json::json_pointer links("/network/links"), own = links / i / "one_way_latency";
      if (!effective_.contains(own)) continue;
      quantity(QObject::tr("latency %1").arg(to_qt(all[i].name)), "network.links." + item_key(all[i].name, i) + ".one_way_latency", "network.links[].one_way_latency", UnitKind::time, all[i].latency.value,
               all[i].latency.value / reach, std::max(0.2, all[i].latency.value * reach));
    }
  }

  void time_at(const QString& name, const char* pointer, const std::string& key, double below, double above) {
    const json::json_pointer at(pointer);
    if (!effective_.contains(at) || !effective_.at(at).is_string()) return;
    const auto read = parse_measure(effective_.at(at).get_ref<const std::string&>(), {UnitKind::time});
    if (read.measure) quantity(name, key, key, UnitKind::time, read.measure->value, read.measure->value / below, read.measure->value * above);
  }

  void failures() {
    time_at(QObject::tr("interruptions every"), "/failures/mtbi", "failures.mtbi", 100, reach);
    time_at(QObject::tr("median repair"), "/failures/return_delay/median", "failures.return_delay.median", reach, 50);
    time_at(QObject::tr("mean repair"), "/failures/return_delay/mean", "failures.return_delay.mean", reach, 50);
    time_at(QObject::tr("downscale pause"), "/failures/downscale", "failures.downscale", reach, 50);
    time_at(QObject::tr("checkpoint interval"), "/checkpoints/interval", "checkpoints.interval", reach, reach);
  }

  void prices() {
    if (!world_.costs) return;
    for (const auto& [name, price] : world_.costs->accelerator_hour)
      quantity(QObject::tr("price %1").arg(to_qt(name)), "costs.accelerator_hour." + name, "costs.accelerator_hour.*", UnitKind::price_per_hour, price.value, price.value / 4, price.value * 4);
  }

  const World& world_;
  const json& effective_;
  std::vector<Knob> knobs_;
};

} // namespace

QString Knob::text(double value) const {
  if (unit == UnitKind::bandwidth) return rate_setting(value);
  return unit ? to_qt(rounded_text({*unit, value})) : QString::number(value, 'g', 6);
}
std::string Knob::setting(double value) const { return key + "=" + text(value).toStdString(); }

double Knob::at(double place) const {
  if (!allowed.empty()) return allowed[static_cast<std::size_t>(std::lround(place * static_cast<double>(allowed.size() - 1)))];
  const double value = by_ratio && least > 0 ? least * std::pow(most / least, place) : least + (most - least) * place;
  return whole ? std::round(value) : value;
}

double Knob::place(double value) const {
  if (!allowed.empty()) {
    const auto found = std::lower_bound(allowed.begin(), allowed.end(), value);
    return static_cast<double>(found - allowed.begin()) / static_cast<double>(allowed.size() - 1);
  }
  if (most <= least) return 0;
  return by_ratio && least > 0 ? std::log(value / least) / std::log(most / least) : (value - least) / (most - least);
}

std::vector<Knob> knobs_of(const World& world, const json& effective) { return Finder(world, effective).all(); }

} // namespace archipelago::gui
