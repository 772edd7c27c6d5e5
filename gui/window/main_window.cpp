#include "gui/window/main_window.hpp"

#include "gui/base/places.hpp"
#include "gui/base/theme.hpp"
#include "gui/pages/page.hpp"
#include "gui/pages/widgets.hpp"
#include "gui/window/figures_dock.hpp"
#include "gui/window/page_list.hpp"

#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QMessageBox>
#include <QMimeData>
#include <QSettings>
#include <QStatusBar>
#include <QTabBar>
#include <QTimer>

#include <algorithm>

namespace archipelago::gui {

namespace {

constexpr int layout_version = 1;             // of the docks; an older layout is not restored

// Tabs name the pages already.
QDockWidget* page_dock(Page& page, QMainWindow& window) {
  auto* dock = new QDockWidget(page.title(), &window);
  dock->setObjectName("dock-" + page.name());
  dock->setWidget(&page);
  dock->setFeatures(QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetFloatable);
  auto* bare = new QWidget;
  dock->setTitleBarWidget(bare);
  QObject::connect(dock, &QDockWidget::topLevelChanged, dock, [dock, bare](bool floating) { dock->setTitleBarWidget(floating ? nullptr : bare); });
  return dock;
}

} // namespace

MainWindow::MainWindow(bool remember) : session_(new Session), remember_(remember) {
  setObjectName("archipelago");
  setAcceptDrops(true);
  setDockOptions(AnimatedDocks | AllowTabbedDocks | AllowNestedDocks | GroupedDragging);
  setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
  setDocumentMode(true);
  pages_ = make_pages(*session_);
  add_docks();
  add_menus();
  add_tool_bar();
  statusBar()->setSizeGripEnabled(false);
  resize(1440, 900);
  connect(session_, &Session::said, this, &MainWindow::show_message);
  const auto lead_to = [this](const QString& name) { if (kept_page_.isEmpty()) show_page(name); };
  connect(session_, &Session::page_wanted, this, lead_to);
  connect(&session_->run_client(), &ChildClient::started, this, [lead_to] { lead_to("run"); });
  connect(&session_->scenario(), &ScenarioDocument::renamed, this, &MainWindow::show_title);
  show_title();
  shipped_layout_ = saveState(layout_version);
  if (remember_) {
    restoreGeometry(QSettings().value("geometry").toByteArray());
    restoreState(QSettings().value("layout").toByteArray(), layout_version);
  }
  show_page("start");
}

// Docks look at the session: they go first.
MainWindow::~MainWindow() {
  qDeleteAll(page_docks_);
  delete figures_;
  delete session_;
}

void MainWindow::add_docks() {
  for (Page* page : pages_) {
    QDockWidget* dock = page_dock(*page, *this);
    addDockWidget(Qt::LeftDockWidgetArea, dock);
    if (!page_docks_.empty()) tabifyDockWidget(page_docks_.front(), dock);
    page_docks_.push_back(dock);
  }
  figures_ = new QDockWidget(tr("Figures"), this);
  figures_->setObjectName("dock-figures");
  figures_->setWidget(new FiguresDock(*session_));
  addDockWidget(Qt::RightDockWidgetArea, figures_);
  resizeDocks({page_docks_.front(), figures_}, {1040, 400}, Qt::Horizontal);
}

void MainWindow::restore_shipped_layout() {
  const Page* present = current_page();
  restoreState(shipped_layout_, layout_version);
  if (present) show_page(present->name());
}

Page* MainWindow::page(const QString& name) const {
  for (Page* page : pages_)
    if (page->name() == name) return page;
  return nullptr;
}

Page* MainWindow::current_page() const {
  for (std::size_t i = 0; i < pages_.size(); ++i)
    if (pages_[i]->isVisible() && !page_docks_[i]->visibleRegion().isEmpty()) return pages_[i];
  return nullptr;
}

void MainWindow::show_page(const QString& name) {
  for (std::size_t i = 0; i < pages_.size(); ++i) {
    if (pages_[i]->name() != name) continue;
    page_docks_[i]->show();
    page_docks_[i]->raise();
    constexpr int room_for_all = 1600;          // below it, pages with tables of their own need the whole width
    const bool beside = name == "world" || name == "run" || name == "explain";
    figures_->setVisible(beside || (width() >= room_for_all && name != "start" && name != "scenario"));
  }
}

void MainWindow::keep_page(const QString& name) {
  kept_page_ = name;
  show_page(name);
}

void MainWindow::toggle_theme() {
  const Ground ground = gui::palette().ground == Ground::dark ? Ground::light : Ground::dark;
  QSettings().setValue("theme", ground == Ground::dark ? "dark" : "light");
  apply_theme(*qApp, ground);
  refresh_theme(pages_);
}

void MainWindow::show_title() {
  const QString title = session_->scenario().title();
  setWindowTitle(title.isEmpty() ? tr("Archipelago") : tr("%1%2 – Archipelago").arg(title, session_->scenario().modified() ? "*" : ""));
}

void MainWindow::show_message(const QString& text, bool wrong) {
  set_role(statusBar(), wrong ? "bad" : "");
  statusBar()->showMessage(QString(text).replace('\n', "  "), wrong ? 0 : 8000);
  statusBar()->setToolTip(text);
  if (wrong && text.contains('\n') && confirm_close) {   // more than a line: it must be read
    auto* box = new QMessageBox(QMessageBox::Warning, tr("Archipelago"), text.section('\n', 0, 0), QMessageBox::Ok, this);
    box->setInformativeText(text.section('\n', 1));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
  }
}

bool MainWindow::may_discard() {
  if (!confirm_close || !session_->scenario().modified() || session_->scenario().empty()) return true;
  const auto answer = QMessageBox::question(this, tr("Archipelago"), tr("The scenario has changes that are not saved."), QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel);
  return answer == QMessageBox::Save ? save(false) : answer == QMessageBox::Discard;
}

void MainWindow::closeEvent(QCloseEvent* event) {
  const bool working = std::any_of(pages_.begin(), pages_.end(), [](const Page* page) { return page->busy(); });
  if (confirm_close && working &&
      QMessageBox::question(this, tr("Archipelago"), tr("Something is still running. End it and close?"), QMessageBox::Yes | QMessageBox::No) != QMessageBox::Yes)
    return event->ignore();
  if (!may_discard()) return event->ignore();
  session_->run_client().forget();
  if (remember_) {
    QSettings().setValue("geometry", saveGeometry());
    QSettings().setValue("layout", saveState(layout_version));
  }
  event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  for (const QUrl& url : event->mimeData()->urls())
    if (url.isLocalFile() && may_discard()) session_->open(url.toLocalFile());
}

} // namespace archipelago::gui
