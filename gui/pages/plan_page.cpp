#include "gui/pages/plan_page.hpp"

#include "gui/base/background.hpp"
#include "gui/base/text.hpp"
#include "gui/chart/scatter_plot.hpp"
#include "gui/models/comparison_model.hpp"
#include "gui/models/plan_model.hpp"
#include "gui/models/stage_model.hpp"
#include "gui/pages/plan_setup.hpp"
#include "gui/pages/suggested_axes.hpp"
#include "gui/pages/widgets.hpp"
#include "gui/session/session.hpp"

#include <nlohmann/json.hpp>

#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QProgressBar>
#include <QSaveFile>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTextBrowser>

namespace archipelago::gui {

namespace {

enum Tab { why_tab, points_tab, search_tab };

} // namespace

PlanPage::PlanPage(Session& session, QWidget* parent)
    : Page("plan", tr("Plan"), parent), session_(session), client_(new ChildClient(session.child_thread(), this)), setup_(new PlanSetup), points_(new PlanModel(this)), stages_(new StageModel(this)),
      contenders_(new ComparisonModel(this)), sorted_(new QSortFilterProxyModel(this)), stack_(new QStackedWidget) {
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(setup_);
  stack_->addWidget(placeholder(tr("The best of many points"), tr("Say what may be chosen, what must hold and what is best, or open a study. The search puts every point to the closed form, "
                                                                  "plays the promising ones with more and more seeds, and says who wins, why, and what would flip it.")));
  auto* halves = new QSplitter;
  halves->addWidget(picture_side());
  halves->addWidget(words_side());
  halves->setStretchFactor(0, 2);
  halves->setStretchFactor(1, 3);
  halves->setSizes({400, 600});
  halves->setChildrenCollapsible(false);
  stack_->addWidget(halves);
  layout->addWidget(stack_, 1);
  connect(setup_, &PlanSetup::start_wanted, this, &PlanPage::start);
  connect(setup_, &PlanSetup::cancel_wanted, client_, &ChildClient::cancel);
  connect(setup_, &PlanSetup::open_wanted, this, [this] {
    const QString file = QFileDialog::getOpenFileName(this, tr("Open a study"), QFileInfo(session_.scenario().path()).absolutePath(), tr("studies (*.json)"));
    if (!file.isEmpty()) open_study(file);
  });
  connect(setup_, &PlanSetup::save_wanted, this, [this] {
    const QString file = QFileDialog::getSaveFileName(this, tr("Save the study"), "study.json", tr("studies (*.json)"));
    const QString problem = file.isEmpty() ? QString() : save_study(file);
    if (!problem.isEmpty()) session_.say(problem, true);
  });
  connect(client_, &ChildClient::progressed, this, &PlanPage::watch);
  connect(client_, &ChildClient::ended, this, &PlanPage::take);
  connect(&session, &Session::study_opened, this, &PlanPage::open_study);
  connect(&session.scenario(), &ScenarioDocument::read, this, &PlanPage::suggest);
  show_chosen();
}

void PlanPage::suggest() {
  const auto reading = session_.scenario().reading();
  if (!reading->world() || !setup_->blank() || suggested_for_ == session_.scenario().path()) return;
  suggested_for_ = session_.scenario().path();
  PlanRequest request;
  request.axes = suggested_axes(*reading);
  setup_->show(request);
}

void PlanPage::open_study(const QString& file) {
  const PlanRequestReading read = read_plan_request(file);
  if (!read.request) return session_.say(read.problem, true);
  if (session_.scenario().empty() || !session_.scenario().modified()) {
    if (const QString problem = session_.scenario().open(read.request->scenario); !problem.isEmpty()) return session_.say(problem, true);
  } else if (QFileInfo(session_.scenario().path()) != QFileInfo(read.request->scenario)) {
    return session_.say(tr("The study is of %1, and the scenario that is open has changes: save it first.").arg(read.request->scenario), true);
  }
  suggested_for_ = session_.scenario().path();
  setup_->show(*read.request);
}

QString PlanPage::save_study(const QString& path) {
  if (!setup_->sound()) return tr("What is asked has faults: %1").arg(setup_->verdict().faults.join("; "));
  if (session_.scenario().path().isEmpty() || session_.scenario().modified()) return tr("A study names its scenario's file: save the scenario first.");
  PlanRequest request = setup_->request();
  request.scenario = QFileInfo(path).absoluteDir().relativeFilePath(QFileInfo(session_.scenario().path()).absoluteFilePath());
  if (request.name.isEmpty()) request.name = QFileInfo(path).completeBaseName();
  QSaveFile file(path);
  const QByteArray text = QByteArray::fromStdString(study_text(request));
  if (!file.open(QIODevice::WriteOnly) || file.write(text) < 0 || !file.commit()) return tr("Cannot write %1: %2.").arg(path, file.errorString());
  session_.say(tr("Written: %1").arg(path));
  return {};
}

void PlanPage::start() {
  QString problem;
  const QString file = session_.frozen_scenario("plan.json", &problem);
  if (file.isEmpty()) return session_.say(problem, true);
  asked_ = setup_->request();
  asked_.scenario = file;
  store_ = session_.scratch("plan-" + QString::number(QDateTime::currentMSecsSinceEpoch()) + ".db");
  stages_->clear();
  measured_ = 0;
  show_plan({});
  stack_->setCurrentIndex(1);
  tabs_->setCurrentIndex(search_tab);
  setup_->set_running(true);
  client_->start({QStringList{"plan", file} + plan_arguments(asked_) + QStringList{"--out", store_, "--stream"}, true, {}});
}

void PlanPage::watch(const ChildProgress& progress) {
  const PlanProgress& plan = progress.plan;
  stages_->show(plan);
  const bool screening = plan.stages.empty();
  progress_->setValue(static_cast<int>(1000 * (screening ? static_cast<double>(plan.screened) / static_cast<double>(std::max<std::int64_t>(1, plan.points)) : plan.stages.back().share)));
  progress_->setFormat(screening ? tr("screening · %1 s").arg(progress.running_s, 0, 'f', 0) : tr("%1 · %2 s").arg(plan.stages.back().what.section(',', 0, 0)).arg(progress.running_s, 0, 'f', 0));
  if (plan.measured.size() == measured_ || readings_ > 0) return;
  measured_ = plan.measured.size();
  ++readings_;
  in_background(this, [records = plan.measured] { return read_measured(records); }, [this](PlanReading measured) {
    --readings_;
    if (client_->running()) show_plan(std::move(measured));
  });
}

void PlanPage::take(const ChildOutcome& outcome) {
  setup_->set_running(false);
  progress_->setValue(1000);
  progress_->setFormat(duration_text(outcome.running_s));
  if (!outcome.document) return session_.say(outcome.message, outcome.end != ChildOutcome::End::cancelled);
  ++readings_;
  in_background(this, [document = outcome.document] { return read_plan(document); }, [this, seconds = outcome.running_s](PlanReading plan) {
    --readings_;
    if (!plan.document) return session_.say(plan.problem, true);
    const bool won = plan.winner >= 0;
    const std::int64_t winner = won ? plan.rows[static_cast<std::size_t>(plan.winner)].number : -1;
    show_plan(std::move(plan));
    tabs_->setCurrentIndex(why_tab);
    choose(winner);
    session_.say(won ? tr("Planned in %1: point %2 wins.").arg(duration_text(seconds)).arg(winner) : tr("No point keeps to all limits; what comes nearest is said below."), !won);
  });
}

void PlanPage::show_plan(PlanReading plan) {
  chosen_ = -1;
  why_->setHtml(plan_words(plan));
  search_->setHtml(search_words(plan));
  search_->setVisible(plan.document != nullptr);
  contenders_->show(plan.document ? contenders(plan) : ComparisonReading());
  points_->show(std::move(plan));
  fill_axes();
  show_front();
  show_chosen();
}

bool PlanPage::busy() const { return client_->running() || readings_ > 0; }
void PlanPage::refresh_theme() { front_->refresh_theme(); }
QString PlanPage::csv() const { return points_->rowCount() > 0 ? csv_of(*points_) : QString(); }
QString PlanPage::reasons() const { return why_->toPlainText(); }

} // namespace archipelago::gui
