#include "gui/pages/explain_page.hpp"

#include "gui/base/palette.hpp"
#include "gui/base/text.hpp"
#include "gui/canvas/waterfall_view.hpp"
#include "gui/models/change_model.hpp"
#include "gui/pages/widgets.hpp"
#include "gui/session/session.hpp"
#include "reports/explain_run.hpp"

#include <nlohmann/json.hpp>

#include <QHeaderView>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QTextBrowser>

namespace archipelago::gui {

ExplainPage::ExplainPage(Session& session, QWidget* parent)
    : Page("explain", tr("Explain"), parent), session_(session), runner_(new ChangeRunner(session, ChangeModel::figures(), this)), changes_(new ChangeModel(*runner_, this)),
      sorted_(new QSortFilterProxyModel(this)), stack_(new QStackedWidget) {
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(stack_);
  stack_->addWidget(placeholder(tr("Nothing to explain yet"), tr("Run the scenario, or open a result: this page says where its time went."),
                                button(tr("Run the scenario"), [this] { session_.run(); }, true)));
  auto* sides = halves_ = new QSplitter(Qt::Vertical);
  sides->addWidget(account_side());
  sides->addWidget(change_side());
  sides->setStretchFactor(0, 3);
  sides->setStretchFactor(1, 2);
  sides->setChildrenCollapsible(false);
  stack_->addWidget(sides);
  connect(&session, &Session::result_changed, this, &ExplainPage::show_result);
  connect(runner_, &ChangeRunner::changed, this, &ExplainPage::show_progress);
  connect(runner_, &ChangeRunner::ended, this, &ExplainPage::show_progress);
}

QWidget* ExplainPage::account_side() {
  auto* widget = new QWidget;
  auto* layout = new QVBoxLayout(widget);
  layout->setContentsMargins(0, 0, 0, 0);
  headline_ = label({}, "heading");
  layout->addWidget(headline_);
  auto* halves = new QSplitter;
  waterfall_ = new WaterfallView;
  auto* area = new QScrollArea;
  area->setAccessibleName(tr("where accelerator-hours went"));
  area->setWidgetResizable(true);
  area->setWidget(waterfall_);
  halves->addWidget(area);
  statements_ = new QTextBrowser;
  statements_->setOpenLinks(false);
  statements_->setAccessibleName(tr("what limits the run"));
  halves->addWidget(statements_);
  halves->setStretchFactor(0, 3);
  halves->setStretchFactor(1, 2);
  halves->setChildrenCollapsible(false);
  layout->addWidget(halves, 1);
  return widget;
}

QWidget* ExplainPage::change_side() {
  auto* widget = new QWidget;
  auto* layout = new QVBoxLayout(widget);
  layout->setContentsMargins(0, 0, 0, 0);
  play_ = button(tr("Play single changes"), [this] { play_changes(); }, true);
  cancel_ = button(tr("Cancel"), [this] { runner_->cancel(); });
  take_ = button(tr("Take this change"), [this] { take_change(); });
  progress_ = new QProgressBar;
  progress_->setMaximumWidth(200);
  note_ = label(tr("Each change alone, played fast under the seeds of the scenario; differences are paired seed by seed."), "muted");
  note_->setWordWrap(true);
  auto* top = row({label(tr("What one change would bring"), "heading"), play_, cancel_, progress_, take_}, true);
  layout->addLayout(top);
  layout->addWidget(note_);
  table_ = new QTableView;
  sorted_->setSourceModel(changes_);
  sorted_->setSortRole(ChangeModel::sort_role);
  sorted_->setDynamicSortFilter(true);
  table_->setModel(sorted_);
  set_up_table(*table_);
  table_->setSortingEnabled(true);
  table_->sortByColumn(ChangeModel::goodput_difference, Qt::DescendingOrder);
  stretch_column(*table_, ChangeModel::change);
  wrap_words(*table_);
  table_->setAccessibleName(tr("single changes"));
  layout->addWidget(table_, 1);
  connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ExplainPage::show_progress);
  show_progress();
  return widget;
}

void ExplainPage::show_result() {
  const auto result = session_.result();
  stack_->setCurrentIndex(result ? 1 : 0);
  if (!result) return;
  headline_->setText(tr("Where %1 accelerator-hours went").arg(QLocale().toString(accelerator_hours(*result->document), 'f', 0)) + QStringLiteral("  ·  ") + result->headline());
  waterfall_->show(waterfall(*result->document), accelerator_hours(*result->document));
  const Terminal plain{.is_tty = false, .no_color = true, .utf8 = true, .width = 400};
  QString text = tr("<b>What limits this run</b><ul style='margin-left:-22px'>");
  for (const Statement& statement : run_statements(*result->document, plain)) {
    QStringList keys;
    for (const std::string& key : statement.keys) keys << to_qt(key);
    text += QStringLiteral("<li style='margin-bottom:6px'>%1 <span style='color:%2'><small>%3</small></span></li>")
                .arg(to_qt(statement.text).toHtmlEscaped(), gui::palette().muted.name(), keys.join(", ").toHtmlEscaped());
  }
  statements_->setHtml(text + "</ul>");
}

bool ExplainPage::busy() const { return session_.run_client().running() || runner_->running(); }

void ExplainPage::play_changes() {
  const auto reading = session_.scenario().reading();
  if (!reading || !reading->world() || !session_.scenario().fresh()) return session_.say(tr("Open a scenario without problems first: changes are made to it."), true);
  std::vector<SingleChange> changes{{tr("the scenario as it is"), {}}};
  for (SingleChange& change : single_changes(*reading->world(), *reading->effective)) changes.push_back(std::move(change));
  runner_->start(std::move(changes), {"--set", "simulation.fidelity=fast"});
  changes_->reset();
  show_progress();
  halves_->setSizes({1, 1});                  // there is something to see below now
}

void ExplainPage::show_progress() {
  const bool running = runner_->running();
  play_->setVisible(!running);
  cancel_->setVisible(running);
  progress_->setVisible(running);
  progress_->setRange(0, std::max(1, static_cast<int>(runner_->changes().size())));
  progress_->setValue(runner_->done());
  progress_->setFormat(tr("%v of %m"));
  const QModelIndex chosen = sorted_->mapToSource(table_->currentIndex());
  take_->setEnabled(chosen.isValid() && chosen.row() > 0);
  take_->setVisible(changes_->rowCount() > 0);
  table_->setVisible(changes_->rowCount() > 0);
}

void ExplainPage::take_change() {
  const QModelIndex chosen = sorted_->mapToSource(table_->currentIndex());
  if (!chosen.isValid()) return;
  const SingleChange& change = runner_->changes()[static_cast<std::size_t>(chosen.row())].change;
  for (const QString& text : change.overrides)
    if (!session_.scenario().apply_override(text.toStdString())) return session_.say(tr("%1 stands in a file that this scenario extends: change it there.").arg(text), true);
  session_.say(tr("Taken: %1. Ctrl+Z takes it back.").arg(change.words));
}

QString ExplainPage::csv() const {
  if (changes_->rowCount() > 0) return csv_of(*sorted_);
  const auto result = session_.result();
  if (!result) return {};
  QString text = "class,share,accelerator_hours\n";
  for (const ClassPart& part : waterfall(*result->document)) text += QStringLiteral("%1,%2,%3\n").arg(name_of(part.what)).arg(part.share, 0, 'g', 12).arg(part.accelerator_hours, 0, 'g', 12);
  return text;
}

} // namespace archipelago::gui
