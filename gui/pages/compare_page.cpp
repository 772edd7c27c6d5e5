#include "gui/pages/compare_page.hpp"

#include "gui/base/text.hpp"
#include "gui/canvas/share_bars.hpp"
#include "gui/models/comparison_model.hpp"
#include "gui/pages/spread_columns.hpp"
#include "gui/pages/widgets.hpp"
#include "gui/session/session.hpp"
#include "scenarios/fields/protocol_fields.hpp"

#include <QCheckBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTableView>

namespace archipelago::gui {

ComparePage::ComparePage(Session& session, QWidget* parent) : Page("compare", tr("Compare"), parent), session_(session), client_(new ChildClient(session.child_thread(), this)), model_(new ComparisonModel(this)) {
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(choices());
  state_ = label({}, "muted");
  state_->setWordWrap(true);
  layout->addWidget(state_);
  bars_ = new ShareBars;
  layout->addWidget(bars_);
  table_ = new QTableView;
  table_->setModel(model_);
  set_up_table(*table_);
  new ColumnSpreader(*table_);
  table_->setAccessibleName(tr("comparison"));
  stack_ = new QStackedWidget;
  stack_->addWidget(placeholder(tr("Nothing compared yet"), tr("Choose protocols, or add scenarios. Every design meets the same failures and the same jitter,\nso that differences are paired seed by seed.")));
  stack_->addWidget(table_);
  layout->addWidget(stack_, 1);
  connect(client_, &ChildClient::ended, this, &ComparePage::take);
  connect(client_, &ChildClient::progressed, this, [this](const ChildProgress& progress) { state_->setText(tr("Comparing … %1 s").arg(progress.running_s, 0, 'f', 0)); });
}

QWidget* ComparePage::choices() {
  auto* content = new QVBoxLayout;
  auto* grid = new QGridLayout;
  int place = 0;
  for (const std::string& name : protocol_names()) {
    auto* box = new QCheckBox(to_qt(name));
    box->setChecked(name == "decoupled-diloco" || name == "data-parallel");
    protocols_.push_back(box);
    grid->addWidget(box, place / 4, place % 4);
    ++place;
  }
  content->addLayout(grid);
  seeds_ = new QSpinBox;
  seeds_->setAccessibleName(tr("seeds"));
  seeds_->setRange(1, 1000);
  seeds_->setValue(4);
  seeds_->setPrefix(tr("seeds: "));
  fast_ = new QCheckBox(tr("fast"));
  fast_->setChecked(true);
  fast_->setToolTip(tr("fidelity fast: the same rules from an event heap; else as the scenario says"));
  start_ = button(tr("Compare"), [this] { compare(); }, true);
  cancel_ = button(tr("Cancel"), [this] { client_->cancel(); });
  cancel_->hide();
  others_label_ = label({}, "muted");
  content->addLayout(row({seeds_, fast_, button(tr("Add scenario …"), [this] { add_scenario(); }), others_label_, start_, cancel_}, true));
  return card(content);
}

void ComparePage::choose_protocols(const QStringList& names) {
  for (QCheckBox* box : protocols_) box->setChecked(names.contains(box->text()));
}

void ComparePage::add_scenario() {
  const QString path = QFileDialog::getOpenFileName(this, tr("Compare with"), session_.scenario().path(), tr("scenarios (*.json)"));
  if (!path.isEmpty()) others_ << path;
  QStringList names;
  for (const QString& other : others_) names << QFileInfo(other).completeBaseName();
  others_label_->setText(names.isEmpty() ? QString() : tr("with %1 (protocols are then not varied)").arg(names.join(", ")));
}

void ComparePage::compare() {
  QString problem;
  const QString file = session_.frozen_scenario("compare.json", &problem);
  if (file.isEmpty()) return session_.say(problem, true);
  QStringList chosen;
  for (const QCheckBox* box : protocols_)
    if (box->isChecked()) chosen << box->text();
  if (others_.isEmpty() && chosen.size() < 2) return session_.say(tr("Choose at least two protocols, or add a scenario."), true);
  QStringList arguments{"compare", file};
  if (others_.isEmpty()) arguments << "--protocols" << chosen.join(',');
  else arguments += others_;
  arguments << "--json" << "--replications" << QString::number(seeds_->value());
  if (fast_->isChecked()) arguments << "--set" << "simulation.fidelity=fast";
  client_->start({arguments, false, {}});
  start_->setEnabled(false);
  cancel_->show();
}

void ComparePage::take(const ChildOutcome& outcome) {
  start_->setEnabled(true);
  cancel_->hide();
  ComparisonReading comparison;
  if (!outcome.output.trimmed().isEmpty()) comparison = read_comparison(outcome.output);
  if (comparison.rows.empty()) {
    state_->setText(outcome.message.isEmpty() ? comparison.problem : outcome.message.section('\n', 0, 0));
    return session_.say(outcome.message.isEmpty() ? comparison.problem : outcome.message, true);
  }
  bars_->show(design_bars(comparison));
  model_->show(std::move(comparison));
  stack_->setCurrentIndex(1);
  QString words = tr("%1 designs in %2. Grey differences include zero in their 90 %% interval: the designs cannot be told apart there.").arg(model_->comparison().designs.size()).arg(duration_text(outcome.running_s));
  if (const QString notes = QString::fromUtf8(outcome.errors).trimmed(); !notes.isEmpty()) words += " " + tr("(%1 notes: hover)").arg(notes.count('\n') + 1);
  state_->setText(words.replace("%%", "%"));
  state_->setToolTip(QString::fromUtf8(outcome.errors).trimmed());
}

bool ComparePage::busy() const { return client_->running() || session_.run_client().running(); }
QString ComparePage::csv() const { return model_->rowCount() > 0 ? csv_of(*model_) : QString(); }

} // namespace archipelago::gui
