#include "gui/window/figures_dock.hpp"

#include "gui/models/figure_model.hpp"
#include "gui/pages/widgets.hpp"
#include "gui/session/session.hpp"

#include <nlohmann/json.hpp>

#include <QHeaderView>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QTableView>

namespace archipelago::gui {

FiguresDock::FiguresDock(Session& session, QWidget* parent)
    : QWidget(parent), session_(session), figures_(new FigureModel(this)), shown_(new QSortFilterProxyModel(this)), table_(new QTableView), headline_(label({})), age_(label({}, "muted")) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(6, 4, 6, 6);
  headline_->setWordWrap(true);
  age_->setWordWrap(true);
  auto* search = new QLineEdit;
  search->setAccessibleName(tr("find a figure"));
  search->setPlaceholderText(tr("find a figure"));
  search->setClearButtonEnabled(true);
  layout->addWidget(headline_);
  layout->addWidget(age_);
  layout->addWidget(search);
  layout->addWidget(table_, 1);
  shown_->setSourceModel(figures_);
  shown_->setFilterCaseSensitivity(Qt::CaseInsensitive);
  shown_->setFilterKeyColumn(FigureModel::title);
  connect(search, &QLineEdit::textChanged, shown_, &QSortFilterProxyModel::setFilterFixedString);
  table_->setModel(shown_);
  set_up_table(*table_);
  table_->horizontalHeader()->setMinimumSectionSize(70);
  stretch_column(*table_, FigureModel::title);
  wrap_words(*table_);
  table_->setAccessibleName(tr("figures"));
  connect(&session, &Session::result_changed, this, &FiguresDock::show_result);
  connect(&session.scenario(), &ScenarioDocument::read, this, &FiguresDock::show_age);
  connect(&session.scenario(), &ScenarioDocument::changed, this, &FiguresDock::show_age);
  setMinimumWidth(405);
  show_result();
}

void FiguresDock::show_result() {
  const auto result = session_.result();
  figures_->show(result);
  const auto& all = figures_->figures();
  table_->setColumnHidden(FigureModel::interval, std::none_of(all.begin(), all.end(), [](const ShownFigure& figure) { return figure.reading && figure.reading->interval; }));
  headline_->setText("<b>" + (result ? result->headline() : tr("No result yet")).toHtmlEscaped() + "</b>");
  show_age();
}

// A result of an earlier text must not be taken for one of the present text.
void FiguresDock::show_age() {
  const auto result = session_.result();
  QString text = tr("Run a scenario or open a result.");
  bool stale = false;
  if (result && result->failed_seeds() > 0) {
    text = tr("%1 seeds failed and do not count.").arg(result->failed_seeds());
    stale = true;
  } else if (result && session_.scenario().empty()) text = result->file;
  else if (result && session_.result_is_of_scenario()) text = tr("of the scenario as it stands");
  else if (result) {
    text = tr("not of the scenario as it stands: run it again");
    stale = true;
  }
  age_->setText(text);
  set_role(age_, stale ? "warning" : "muted");
  table_->setEnabled(true);
}

} // namespace archipelago::gui
