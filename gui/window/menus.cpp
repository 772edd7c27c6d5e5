// The menus and the tool bar of the window, with a key for everything.
#include "gui/base/icons.hpp"
#include "gui/base/places.hpp"
#include "gui/base/text.hpp"
#include "gui/pages/catalogue_dialog.hpp"
#include "gui/pages/page.hpp"
#include "gui/window/exporting.hpp"
#include "gui/window/job_bar.hpp"
#include "gui/window/main_window.hpp"
#include "scenarios/starter.hpp"

#include <QApplication>
#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenuBar>
#include <QMessageBox>
#include <QToolBar>

namespace archipelago::gui {

namespace {

QAction* add(QMenu& menu, const QString& text, const QKeySequence& key, QObject* context, const std::function<void()>& act) {
  QAction* action = menu.addAction(text);
  action->setShortcut(key);
  QObject::connect(action, &QAction::triggered, context, act);
  return action;
}

} // namespace

void MainWindow::add_menus() {
  add_file_menu();
  QTextDocument& text = session_->scenario().text_document();
  QMenu& edit = *menuBar()->addMenu(tr("&Edit"));
  QAction* undo = add(edit, tr("&Undo"), QKeySequence::Undo, this, [&text] { text.undo(); });
  QAction* redo = add(edit, tr("&Redo"), QKeySequence::Redo, this, [&text] { text.redo(); });
  undo->setEnabled(false);
  redo->setEnabled(false);
  connect(&text, &QTextDocument::undoAvailable, undo, &QAction::setEnabled);
  connect(&text, &QTextDocument::redoAvailable, redo, &QAction::setEnabled);
  undo->setIcon(icon(Sign::undo));
  redo->setIcon(icon(Sign::redo));
  edit.addSeparator();
  add(edit, tr("Copy &picture of this page"), QKeySequence("Ctrl+Shift+C"), this, [this] { if (Page* page = current_page()) copy_picture(*page->picture()); });

  QMenu& run = *menuBar()->addMenu(tr("&Run"));
  add(run, tr("&Run"), QKeySequence("Ctrl+R"), this, [this] { session_->run(); })->setIcon(icon(Sign::run));
  add(run, tr("Run &fast"), QKeySequence("Ctrl+Shift+R"), this, [this] { session_->run({"--set", "simulation.fidelity=fast"}); });
  add(run, tr("&One seed only"), QKeySequence("Ctrl+Alt+R"), this, [this] { session_->run({"--replications", "1"}); });
  add(run, tr("&Cancel"), QKeySequence("Ctrl+."), this, [this] { session_->run_client().cancel(); });

  QMenu& view = *menuBar()->addMenu(tr("&View"));
  int number = 0;
  for (Page* page : pages_) {
    const auto key = static_cast<Qt::Key>(Qt::Key_0 + ++number % 10);   // the tenth is 0, as on a keyboard
    add(view, page->title(), QKeySequence(Qt::CTRL | key), this, [this, page] { show_page(page->name()); page->setFocus(); });
  }
  view.addSeparator();
  ViewStack& stack = session_->view();
  add(view, tr("Zoom &back"), QKeySequence("Alt+Left"), this, [&stack] { stack.back(); });
  add(view, tr("Zoom &forward"), QKeySequence("Alt+Right"), this, [&stack] { stack.forward(); });
  add(view, tr("The &whole run"), QKeySequence("Alt+Home"), this, [&stack] { stack.fit(); });
  view.addSeparator();
  QAction* figures = figures_->toggleViewAction();
  figures->setShortcut(QKeySequence("Ctrl+I"));
  view.addAction(figures);
  add(view, tr("&Light or dark"), QKeySequence("Ctrl+T"), this, [this] { toggle_theme(); })->setIcon(icon(Sign::theme));
  add(view, tr("&Restore the shipped layout"), {}, this, [this] { restore_shipped_layout(); });
  add(view, tr("F&ull screen"), QKeySequence::FullScreen, this, [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });

  QMenu& help = *menuBar()->addMenu(tr("&Help"));
  add(help, tr("&Tour and examples"), {}, this, [this] { show_page("start"); });
  add(help, tr("&Keys"), QKeySequence::HelpContents, this, [this] { show_help(); });
  add(help, tr("&About"), {}, this, [this] {
    QMessageBox::about(this, tr("About Archipelago"), tr("<b>Archipelago %1</b><p>Simulator and planner for decoupled training. Sources: Apache-2.0. This program links QCustomPlot and Qt, and is "
                                                         "distributed under GPL-3 as a binary.").arg(QCoreApplication::applicationVersion()));
  });
}

void MainWindow::add_file_menu() {
  QMenu& file = *menuBar()->addMenu(tr("&File"));
  add(file, tr("&New scenario"), QKeySequence::New, this, [this] {
    if (!may_discard()) return;
    session_->scenario().start(to_qt(starter_scenario()));
    show_page("scenario");
  });
  add(file, tr("&Open …"), QKeySequence::Open, this, [this] { open_file(); })->setIcon(icon(Sign::open));
  QMenu* recent = file.addMenu(tr("Open &recent"));
  connect(recent, &QMenu::aboutToShow, this, [this, recent] { fill_recent(*recent); });
  add(file, tr("Browse the &catalogues"), QKeySequence("Ctrl+L"), this, [this] {
    auto* dialog = new CatalogueDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
  });
  file.addSeparator();
  add(file, tr("&Save scenario"), QKeySequence::Save, this, [this] { save(false); })->setIcon(icon(Sign::save));
  add(file, tr("Save scenario &as …"), QKeySequence::SaveAs, this, [this] { save(true); });
  add(file, tr("&Duplicate scenario"), QKeySequence("Ctrl+D"), this, [this] { session_->scenario().duplicate(); });
  add(file, tr("Save res&ult as …"), QKeySequence("Ctrl+Alt+S"), this, [this] {
    const QString path = QFileDialog::getSaveFileName(this, tr("Save result"), session_->result() ? session_->result()->name() + "-result.json" : QString(), tr("results (*.json)"));
    if (path.isEmpty()) return;
    if (const QString problem = session_->save_result(path); !problem.isEmpty()) session_->say(problem, true);
  });
  add(file, tr("&Export page …"), QKeySequence("Ctrl+E"), this, [this] { export_current(); })->setIcon(icon(Sign::export_picture));
  file.addSeparator();
  add(file, tr("&Quit"), QKeySequence::Quit, this, [this] { close(); });
}

void MainWindow::add_tool_bar() {
  auto* bar = addToolBar(tr("tools"));
  bar->setObjectName("tools");
  bar->setMovable(false);
  bar->setIconSize({18, 18});
  bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  for (QMenu* menu : menuBar()->findChildren<QMenu*>(QString(), Qt::FindDirectChildrenOnly))
    for (QAction* action : menu->actions())
      if (!action->icon().isNull()) {
        bar->addAction(action);
        action->setToolTip(action->text().remove('&') + "  (" + action->shortcut().toString() + ")");
      }
  auto* space = new QWidget;
  space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  bar->addWidget(space);
  bar->addWidget(new JobBar(*session_));
}

void MainWindow::fill_recent(QMenu& menu) {
  menu.clear();
  for (const QString& path : recent_files()) connect(menu.addAction(QFileInfo(path).fileName()), &QAction::triggered, this, [this, path] { if (may_discard()) session_->open(path); });
  if (menu.isEmpty()) menu.addAction(tr("none yet"))->setEnabled(false);
}

void MainWindow::open_file() {
  if (!may_discard()) return;
  const QString path = QFileDialog::getOpenFileName(this, tr("Open"), data_root() + "/scenarios/examples", tr("scenarios, results, timelines, studies, stores (*.json *.db);;all files (*)"));
  if (!path.isEmpty()) session_->open(path);
}

bool MainWindow::save(bool as) {
  QString path = session_->scenario().path();
  if (as || path.isEmpty()) path = QFileDialog::getSaveFileName(this, tr("Save scenario"), path.isEmpty() ? "scenario.json" : path, tr("scenarios (*.json)"));
  if (path.isEmpty()) return false;
  const QString problem = session_->scenario().save(path);
  if (!problem.isEmpty()) session_->say(problem, true);
  else remember_file(path);
  return problem.isEmpty();
}

void MainWindow::export_current() {
  Page* page = current_page();
  if (!page) return;
  const QString path = QFileDialog::getSaveFileName(this, tr("Export %1").arg(page->title()), page->name() + ".png", tr("picture (*.png);;vector picture (*.svg);;numbers (*.csv)"));
  if (path.isEmpty()) return;
  const QString problem = export_page(*page, path);
  session_->say(problem.isEmpty() ? tr("Written: %1").arg(path) : problem, !problem.isEmpty());
}

void MainWindow::show_help() {
  QString rows;
  for (QMenu* menu : menuBar()->findChildren<QMenu*>(QString(), Qt::FindDirectChildrenOnly))
    for (const QAction* action : menu->actions())
      if (!action->shortcut().isEmpty()) rows += QStringLiteral("<tr><td><tt>%1</tt>&nbsp;&nbsp;</td><td>%2</td></tr>").arg(action->shortcut().toString(), action->text().remove('&'));
  rows += tr("<tr><td colspan=2><br><b>On the timeline</b></td></tr><tr><td>wheel, + −</td><td>zoom</td></tr><tr><td>drag, ← →</td><td>move</td></tr>"
             "<tr><td>Shift+drag</td><td>zoom into a stretch</td></tr><tr><td>click</td><td>set the playhead</td></tr><tr><td>space, N, P</td><td>play, next loss, loss before</td></tr>"
             "<tr><td>double-click on a name</td><td>only this learner, or all again</td></tr>");
  QMessageBox box(QMessageBox::NoIcon, tr("Keys"), "<table>" + rows + "</table>", QMessageBox::Ok, this);
  box.exec();
}

} // namespace archipelago::gui
