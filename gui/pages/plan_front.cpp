// The picture of a plan's points: one figure over another, the front, the winner and the scenario as it stands.
#include "gui/base/text.hpp"
#include "gui/chart/scatter_plot.hpp"
#include "gui/models/plan_model.hpp"
#include "gui/pages/plan_page.hpp"

#include <QComboBox>

namespace archipelago::gui {

namespace {

double half_width(const FigureReading& reading) { return reading.interval ? (reading.interval->second - reading.interval->first) / 2 : 0; }

} // namespace

void PlanPage::fill_axes() {
  const PlanReading& plan = points_->plan();
  QStringList titles, present;
  for (const PlanFigure& figure : plan.figures) titles << figure.title;
  for (int i = 0; i < front_x_->count(); ++i) present << front_x_->itemText(i);
  if (titles.isEmpty() || present == titles) return;
  const auto preferred = [&](std::size_t place, const char* key) { return plan.front.size() > place ? plan.front[place] : plan.figure(key); };
  for (auto [box, place, key] : {std::tuple{front_x_, std::size_t{0}, "cost.to_equal_loss_usd"}, std::tuple{front_y_, std::size_t{1}, "quality.time_to_equal_loss_s"}}) {
    box->clear();
    box->addItems(titles);
    box->setCurrentIndex(std::max(0, preferred(place, key)));
  }
}

void PlanPage::show_front() {
  const PlanReading& plan = points_->plan();
  const auto x = static_cast<std::size_t>(front_x_->currentIndex()), y = static_cast<std::size_t>(front_y_->currentIndex());
  if (x >= plan.figures.size() || y >= plan.figures.size()) return front_->show({}, {}, {});
  const auto at = [&](const PlanRow& row) -> std::optional<FrontPoint> {
    if (!row.figures[x] || !row.figures[y]) return std::nullopt;
    return FrontPoint{static_cast<std::size_t>(row.number), row.figures[x]->value, row.figures[y]->value, half_width(*row.figures[x]), half_width(*row.figures[y])};
  };
  std::vector<FrontPoint> points;
  for (const PlanRow& row : plan.rows)
    if (const auto point = at(row)) points.push_back(*point);
  std::vector<MarkedPoint> marked;
  const auto mark = [&](const PlanRow& row, const QString& name, Hue hue) { if (const auto point = at(row)) marked.push_back({*point, name, hue}); };
  if (plan.winner >= 0) mark(plan.rows[static_cast<std::size_t>(plan.winner)], tr("winner"), Hue::green);
  if (plan.baseline) mark(*plan.baseline, tr("as it stands"), Hue::orange);
  if (marked.size() == 2 && marked[0].at.x == marked[1].at.x && marked[0].at.y == marked[1].at.y) {   // one place, one name
    marked.pop_back();
    marked[0].name = tr("winner: as it stands");
  }
  const auto axis = [&](std::size_t figure) {
    const bool goal = plan.document && figure == 0;
    return ScatterAxis{plan.figures[figure].title, plan.figures[figure].unit, goal ? plan.largest : more_is_better(plan.figures[figure].key)};
  };
  front_->show(std::move(points), axis(x), axis(y), std::move(marked));
}

} // namespace archipelago::gui
