// What is done with one point of a plan: its run, its values in the scenario, a proposal of the winner.
#include "gui/base/background.hpp"
#include "gui/base/text.hpp"
#include "gui/chart/scatter_plot.hpp"
#include "gui/data/store_reader.hpp"
#include "gui/models/plan_model.hpp"
#include "gui/pages/plan_page.hpp"
#include "gui/session/session.hpp"

#include <nlohmann/json.hpp>

#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QSaveFile>
#include <QSortFilterProxyModel>
#include <QTableView>

namespace archipelago::gui {

void PlanPage::choose(std::int64_t number) {
  const int row = points_->plan().row_of(number);
  if (number == chosen_ || row < 0) return;
  chosen_ = number;
  front_->choose(static_cast<std::size_t>(number));
  table_->setCurrentIndex(sorted_->mapFromSource(points_->index(row, 0)));
  show_chosen();
}

void PlanPage::show_chosen() {
  const PlanReading& plan = points_->plan();
  const int row = plan.row_of(chosen_);
  QStringList values;
  for (qsizetype k = 0; row >= 0 && k < plan.keys.size(); ++k) values << plan.keys[k].section('.', -2) + " = " + plan.rows[static_cast<std::size_t>(row)].values[k];
  chosen_label_->setText(row < 0 ? tr("Click a point, or choose one in the table.") : tr("point %1: %2").arg(chosen_).arg(values.join(", ")));
  open_->setEnabled(row >= 0 && plan.rows[static_cast<std::size_t>(row)].seeds > 0);
  take_->setEnabled(row >= 0);
  propose_->setEnabled(plan.winner >= 0);
}

QString PlanPage::store_study() const { return QFileInfo(asked_.scenario).completeBaseName(); }

void PlanPage::with_result(std::int64_t number, std::function<void(std::shared_ptr<const nlohmann::json>)> then) {
  in_background(this, [file = store_, study = store_study(), number] { return read_point(file, study, number); }, [this, then = std::move(then)](const PointReading& point) {
    if (!point.document) return session_.say(point.problem, true);
    then(point.document);
  });
}

void PlanPage::open_run() {
  if (!open_->isEnabled()) return;
  with_result(chosen_, [this](std::shared_ptr<const nlohmann::json> document) {
    session_.drop_timeline();
    session_.show_result(as_result(std::move(document)));
    Q_EMIT session_.page_wanted("explain");
  });
}

void PlanPage::take_values() {
  const auto overrides = overrides_of(asked_, chosen_);
  for (const std::string& text : overrides)
    if (!session_.scenario().apply_override(text)) return session_.say(tr("%1 cannot be set in this scenario.").arg(to_qt(text)), true);
  session_.say(overrides.empty() ? tr("Point %1 is not in this design.").arg(chosen_) : tr("Taken into the scenario; Ctrl+Z takes it back."), overrides.empty());
  if (!overrides.empty()) Q_EMIT session_.page_wanted("scenario");
}

void PlanPage::propose() {
  const PlanReading& plan = points_->plan();
  if (plan.winner < 0) return;
  const auto show = [this, winner = plan.rows[static_cast<std::size_t>(plan.winner)].number](const QString& baseline) {
    with_result(winner, [this, baseline](std::shared_ptr<const nlohmann::json> document) {
      session_.drop_timeline();
      session_.show_result(as_result(std::move(document)));
      Q_EMIT session_.page_wanted("report");
      Q_EMIT session_.proposal_wanted(baseline);
    });
  };
  if (!plan.baseline || plan.baseline->number == 0) return show({});
  with_result(plan.baseline->number, [this, show](std::shared_ptr<const nlohmann::json> document) {
    const QString file = session_.scratch("plan-baseline.json");
    QSaveFile out(file);
    const std::string text = document->dump(2) + "\n";
    const bool written = out.open(QIODevice::WriteOnly) && out.write(text.data(), static_cast<qint64>(text.size())) >= 0 && out.commit();
    if (!written) return session_.say(tr("Cannot write %1: %2.").arg(file, out.errorString()), true);
    show(file);
  });
}

} // namespace archipelago::gui
