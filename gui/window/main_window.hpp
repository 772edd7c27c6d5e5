// The window: pages as docks in one stack of tabs, figures beside them, menus, tool bar. The layout is kept between sessions; the
// shipped one can be restored.
#pragma once

#include "gui/session/session.hpp"

#include <QMainWindow>

#include <vector>

class QDockWidget;
class QMenu;

namespace archipelago::gui {

class Page;
class ScenarioPage;
class RunPage;
class StartPage;

class MainWindow : public QMainWindow {
  Q_OBJECT
public:
  // `remember`: keep the layout between sessions; not where a picture of a known size is wanted.
  explicit MainWindow(bool remember = true);
  ~MainWindow() override;

  Session& session() { return *session_; }
  const std::vector<Page*>& pages() const { return pages_; }
  Page* page(const QString& name) const;      // null: there is none
  Page* current_page() const;
  void show_page(const QString& name);
  void keep_page(const QString& name);        // this one, whatever is opened later
  void toggle_theme();
  void restore_shipped_layout();

  bool confirm_close = true;                  // ask while something runs or is not saved

protected:
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

private:
  void add_pages();
  void add_docks();
  void add_menus();
  void add_file_menu();
  void add_tool_bar();
  void show_title();
  void show_message(const QString& text, bool wrong);
  void fill_recent(QMenu& menu);
  void open_file();
  bool save(bool as);
  void export_current();
  void show_help();
  bool may_discard();

  Session* session_;
  std::vector<Page*> pages_;
  std::vector<QDockWidget*> page_docks_;
  QDockWidget* figures_ = nullptr;
  QByteArray shipped_layout_;
  bool remember_;
  QString kept_page_;
};

} // namespace archipelago::gui
