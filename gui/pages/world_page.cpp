#include "gui/pages/world_page.hpp"

#include "gui/base/text.hpp"
#include "gui/canvas/map_view.hpp"
#include "gui/data/scenario_key.hpp"
#include "gui/pages/item_form.hpp"
#include "gui/pages/widgets.hpp"
#include "gui/session/session.hpp"

#include <nlohmann/json.hpp>

#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>

namespace archipelago::gui {

using nlohmann::json;

WorldPage::WorldPage(Session& session, QWidget* parent)
    : Page("world", tr("World"), parent), session_(session), stack_(new QStackedWidget), map_(new MapView), form_(new ItemForm(session)), hint_(label({}, "muted")), note_(label({}, "muted")) {
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(stack_);
  stack_->addWidget(placeholder(tr("No world to show"), tr("Open a scenario without problems: its sites, links and learners stand here on a map.")));
  auto* sides = new QSplitter;
  auto* left = new QWidget;
  auto* left_layout = new QVBoxLayout(left);
  left_layout->setContentsMargins(0, 0, 0, 0);
  left_layout->addWidget(map_, 1);
  note_->setWordWrap(true);
  left_layout->addWidget(note_);
  sides->addWidget(left);
  auto* side = new QWidget;
  auto* side_layout = new QVBoxLayout(side);
  hint_->setWordWrap(true);
  hint_->setText(tr("Click a site or a link, or go through them with the arrow keys, to read and change it here."));
  side_layout->addWidget(hint_);
  side_layout->addWidget(form_);
  side_layout->addStretch();
  auto* area = new QScrollArea;
  area->setAccessibleName(tr("what was chosen on the map"));
  area->setWidgetResizable(true);
  area->setWidget(side);
  area->setMinimumWidth(250);
  sides->addWidget(area);
  sides->setStretchFactor(0, 3);
  sides->setStretchFactor(1, 1);
  sides->setSizes({700, 270});
  sides->setChildrenCollapsible(false);
  stack_->addWidget(sides);
  connect(map_, &MapView::site_chosen, this, &WorldPage::show_site);
  connect(map_, &MapView::link_chosen, this, &WorldPage::show_link);
  connect(&session.scenario(), &ScenarioDocument::read, this, &WorldPage::show_world);
  connect(&session, &Session::result_changed, this, &WorldPage::show_world);
  connect(&session, &Session::timeline_changed, this, &WorldPage::show_states);
  connect(&session, &Session::playhead_changed, this, &WorldPage::show_states);
}

void WorldPage::show_world() {
  const auto reading = session_.scenario().reading();
  if (!reading || !reading->world()) {
    if (!reading || map_->scene()->items().isEmpty()) stack_->setCurrentIndex(0);
    return;                                   // with problems: the last sound world stays
  }
  stack_->setCurrentIndex(1);
  const bool loads = session_.result_is_of_scenario();
  const WorldMap map = world_map(*reading->world(), loads ? session_.result()->document.get() : nullptr);
  note_->setText((map.geographic ? tr("Sites stand where their regions are. ") : tr("Laid out by links: give sites[].region for a map. ")) + tr("A ring's sectors are learners; links are as wide as their bandwidth") +
                 (loads ? tr(", and coloured by how busy the busier direction was: blue, orange above 60 %, red above 90 %.") : tr(". Run the scenario to see their load.")));
  map_->show(map);
  const auto busiest = std::max_element(map.links.begin(), map.links.end(), [](const MapLink& a, const MapLink& b) { return a.load.value_or(-a.bandwidth_bps) < b.load.value_or(-b.bandwidth_bps); });
  if (!std::exchange(chosen_, true) && busiest != map.links.end()) map_->choose_link(busiest->name);   // something to begin with
  form_->refresh();
  show_states();
}

// Of the first seed at the playhead, by the names of learners.
void WorldPage::show_states() {
  const auto reading = session_.scenario().reading();
  const auto timeline = session_.timeline();
  std::map<std::size_t, TimeClass> states;
  if (reading && reading->world() && timeline && session_.result_is_of_scenario()) {
    const auto& learners = reading->world()->learners;
    const double at = std::min(session_.playhead(), std::max(0.0, timeline->end - 1e-6));
    for (std::size_t m = 0; m < learners.size() && m < timeline->learners.size(); ++m)
      if (const std::ptrdiff_t span = span_at(timeline->learners[m], at); span >= 0) states[m] = static_cast<TimeClass>(timeline->learners[m].what[static_cast<std::size_t>(span)]);
  }
  map_->show_states(std::move(states));
}

void WorldPage::show_site(const QString& name) {
  const auto reading = session_.scenario().reading();
  if (!reading || !reading->effective) return;
  std::vector<std::string> objects;
  const auto site = pointer_of_key(*reading->effective, "sites." + name.toStdString());
  if (site) objects.push_back(*site);
  if (const json* learners = value_at(*reading->effective, "/learners"); learners && learners->is_array())
    for (std::size_t i = 0; i < learners->size(); ++i)
      if ((*learners)[i].is_object() && (*learners)[i].value("site", "") == name.toStdString()) objects.push_back("/learners/" + std::to_string(i));
  form_->show(tr("Site %1 and its learners").arg(name), objects, {"region", "count"});
}

void WorldPage::show_link(const QString& name) {
  const auto reading = session_.scenario().reading();
  if (!reading || !reading->effective) return;
  const auto link = pointer_of_key(*reading->effective, "network.links." + name.toStdString());
  if (!link) return session_.say(tr("%1 comes from a catalogue network: give it in network.links to change it.").arg(name));
  form_->show(tr("Link %1").arg(name), {*link}, {"bandwidth", "price"});
}

bool WorldPage::busy() const { return (!session_.scenario().empty() && !session_.scenario().fresh()) || session_.run_client().running(); }
void WorldPage::refresh_theme() { map_->redraw(); }

QString WorldPage::csv() const {
  const auto reading = session_.scenario().reading();
  if (!reading || !reading->world()) return {};
  const WorldMap map = world_map(*reading->world(), session_.result_is_of_scenario() ? session_.result()->document.get() : nullptr);
  QString text = "link,from,to,bandwidth_bps,one_way_latency_s,load\n";
  for (const MapLink& link : map.links)
    text += QStringLiteral("%1,%2,%3,%4,%5,%6\n").arg(link.name, map.nodes[link.from].name, map.nodes[link.to].name).arg(link.bandwidth_bps, 0, 'g', 12).arg(link.latency_s, 0, 'g', 12).arg(link.load ? QString::number(*link.load, 'g', 12) : QString());
  return text;
}

} // namespace archipelago::gui
