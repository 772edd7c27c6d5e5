// The world on a map, and what is chosen there to read and change.
#pragma once

#include "gui/pages/page.hpp"

class QLabel;
class QStackedWidget;

namespace archipelago::gui {

class ItemForm;
class MapView;
class Session;

class WorldPage : public Page {
  Q_OBJECT
public:
  explicit WorldPage(Session& session, QWidget* parent = nullptr);
  QString csv() const override;
  bool busy() const override;
  void refresh_theme() override;
  MapView& map() { return *map_; }

private:
  void show_world();
  void show_states();
  void show_site(const QString& name);
  void show_link(const QString& name);

  Session& session_;
  QStackedWidget* stack_;
  MapView* map_;
  ItemForm* form_;
  QLabel *hint_, *note_;
  bool chosen_ = false;
};

} // namespace archipelago::gui
