#include "gui/pages/sweep_page.hpp"

#include "gui/base/text.hpp"
#include "gui/canvas/heat_view.hpp"
#include "gui/canvas/parallel_view.hpp"
#include "gui/chart/scatter_plot.hpp"
#include "gui/data/store_reader.hpp"
#include "gui/models/sweep_model.hpp"
#include "gui/pages/suggested_axes.hpp"
#include "gui/pages/sweep_setup.hpp"
#include "gui/pages/widgets.hpp"
#include "gui/session/session.hpp"
#include "gui/session/sweep_state.hpp"

#include <nlohmann/json.hpp>

#include <QComboBox>
#include <QDateTime>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>

namespace archipelago::gui {

namespace {

constexpr int look_every_ms = 700;

} // namespace

SweepPage::SweepPage(Session& session, QWidget* parent)
    : Page("sweep", tr("Sweep"), parent), session_(session), client_(new ChildClient(session.child_thread(), this)), state_(new SweepState(this)), model_(new SweepModel(*state_, this)), setup_(new SweepSetup) {
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(setup_);
  auto* halves = new QSplitter(Qt::Vertical);
  halves->addWidget(pictures());
  halves->addWidget(table_side());
  halves->setStretchFactor(0, 1);
  halves->setStretchFactor(1, 1);
  halves->setChildrenCollapsible(false);
  layout->addWidget(halves, 1);
  look_.setInterval(look_every_ms);
  connect(&look_, &QTimer::timeout, state_, &SweepState::refresh);
  connect(setup_, &SweepSetup::start_wanted, this, &SweepPage::start);
  connect(setup_, &SweepSetup::cancel_wanted, client_, &ChildClient::cancel);
  connect(client_, &ChildClient::ended, this, &SweepPage::take);
  connect(state_, &SweepState::data_changed, this, &SweepPage::show_data);
  connect(state_, &SweepState::filter_changed, this, &SweepPage::show_counts);
  connect(state_, &SweepState::filter_changed, this, &SweepPage::show_front);
  connect(state_, &SweepState::failed, this, [this](const QString& problem) { if (!client_->running()) session_.say(problem, true); });
  connect(state_, &SweepState::chosen_changed, this, [this] {
    open_->setEnabled(state_->chosen() >= 0);
    take_->setEnabled(state_->chosen() >= 0);
    front_->choose(static_cast<std::size_t>(state_->chosen()));
    if (const int row = model_->row_of(state_->chosen()); row >= 0 && row != table_->currentIndex().row()) table_->selectRow(row);
  });
  connect(&session, &Session::store_opened, state_, &SweepState::open);
  connect(&session.scenario(), &ScenarioDocument::read, this, &SweepPage::suggest_axes);
}

void SweepPage::suggest_axes() {
  const auto reading = session_.scenario().reading();
  if (!reading->world() || suggested_for_ == session_.scenario().path()) return;
  suggested_for_ = session_.scenario().path();
  setup_->suggest(suggested_axes(*reading));
}

void SweepPage::start() {
  QString problem;
  const QString file = session_.frozen_scenario("sweep.json", &problem);
  if (file.isEmpty()) return session_.say(problem, true);
  const QString store = session_.scratch("sweep-" + QString::number(QDateTime::currentMSecsSinceEpoch()) + ".db");
  wanted_runs_ = setup_->plan().points * static_cast<std::size_t>(setup_->seeds());
  client_->start({QStringList{"sweep", file} + setup_->arguments() + QStringList{"--out", store, "--json"}, false, {}});
  setup_->set_running(true);
  state_->open(store);
  look_.start();
}

void SweepPage::take(const ChildOutcome& outcome) {
  look_.stop();
  setup_->set_running(false);
  progress_->hide();
  if (outcome.end == ChildOutcome::End::finished) session_.say(tr("Swept in %1.").arg(duration_text(outcome.running_s)));
  else session_.say(outcome.message, outcome.end != ChildOutcome::End::cancelled);
  state_->open(state_->file());               // what is there, once more and whole
}

void SweepPage::show_data() {
  fill_choices();
  show_counts();
  show_heat();
  show_front();
}

void SweepPage::fill_choices() {
  const auto& study = *state_->data();
  const auto fill = [](QComboBox& box, const QStringList& items, int preferred) {
    QStringList present;
    for (int i = 0; i < box.count(); ++i) present << box.itemText(i);
    if (present == items) return;
    box.clear();
    box.addItems(items);
    box.setCurrentIndex(std::min(preferred, static_cast<int>(items.size()) - 1));
  };
  QStringList keys, figures;
  for (const SweepKey& key : study.keys) keys << to_qt(key.key).section('.', -2);
  for (const SweepFigure& figure : study.figures) figures << figure.title;
  fill(*heat_x_, keys, 0);
  fill(*heat_y_, keys, 1);
  fill(*heat_figure_, figures, 0);
  fill(*front_x_, figures, std::max(0, study.figure("cost.per_million_tokens_usd") >= 0 ? study.figure("cost.per_million_tokens_usd") : 1));
  fill(*front_y_, figures, 0);
}

void SweepPage::show_counts() {
  if (!state_->data()) return;
  const auto& study = *state_->data();
  QString words = tr("%1 of %2 points · %3 runs").arg(state_->visible().size()).arg(study.size()).arg(study.runs_done);
  if (study.runs_failed > 0) words += tr(", %1 failed").arg(study.runs_failed);
  counts_->setText(words);
  progress_->setVisible(client_->running());
  progress_->setRange(0, static_cast<int>(std::max<std::size_t>(1, wanted_runs_)));
  progress_->setValue(static_cast<int>(study.runs_done + study.runs_failed));
  progress_->setFormat(tr("%v of %m runs"));
}

void SweepPage::show_heat() {
  const int x = heat_x_->currentIndex(), y = heat_y_->currentIndex();
  heat_->set_axes(x, y == x ? -1 : y, heat_figure_->currentIndex());
}

void SweepPage::show_front() {
  const auto& study = state_->data();
  const int x = front_x_->currentIndex(), y = front_y_->currentIndex();
  if (!study || x < 0 || y < 0 || x >= static_cast<int>(study->figures.size()) || y >= static_cast<int>(study->figures.size())) return;
  const SweepFigure &across = study->figures[static_cast<std::size_t>(x)], &up = study->figures[static_cast<std::size_t>(y)];
  std::vector<FrontPoint> points;
  for (const std::uint32_t i : state_->visible())
    if (!std::isnan(across.mean[i]) && !std::isnan(up.mean[i]))
      points.push_back({i, static_cast<double>(across.mean[i]), static_cast<double>(up.mean[i]), static_cast<double>(across.half[i]), static_cast<double>(up.half[i])});
  front_->show(std::move(points), {across.title, across.unit, more_is_better(across.key)}, {up.title, up.unit, more_is_better(up.key)});
}

void SweepPage::open_chosen() {
  if (state_->chosen() < 0) return;
  const std::int64_t number = state_->data()->numbers[static_cast<std::size_t>(state_->chosen())];
  in_background(this, [file = state_->file(), study = state_->data()->study, number] { return read_point(file, study, number); }, [this](const PointReading& point) {
    if (!point.document) return session_.say(point.problem, true);
    session_.drop_timeline();
    session_.show_result(as_result(point.document));
    Q_EMIT session_.page_wanted("explain");
  });
}

void SweepPage::take_values() {
  const auto point = static_cast<std::size_t>(state_->chosen());
  for (const SweepKey& key : state_->data()->keys)
    if (key.index[point] >= 0 && !session_.scenario().apply_override(key.key + "=" + key.words[static_cast<std::size_t>(key.index[point])].toStdString()))
      return session_.say(tr("%1 cannot be set in this scenario.").arg(to_qt(key.key)), true);
  session_.say(tr("Taken into the scenario; Ctrl+Z takes it back."));
}

bool SweepPage::busy() const { return client_->running() || state_->reading(); }
void SweepPage::refresh_theme() { parallel_->redraw(); front_->refresh_theme(); }
QString SweepPage::csv() const { return model_->rowCount() > 0 ? csv_of(*model_) : QString(); }

} // namespace archipelago::gui
