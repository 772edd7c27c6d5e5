// The values of one object of the scenario (a link, a site, its learners) as lines to edit, checked as they are typed.
#pragma once

#include <QWidget>

#include <string>
#include <vector>

class QFormLayout;
class QLineEdit;

namespace archipelago::gui {

class Session;

class ItemForm : public QWidget {
  Q_OBJECT
public:
  explicit ItemForm(Session& session, QWidget* parent = nullptr);

  // Pointers of objects, one after the other; keys of each that are values, and those of `extra` even where they are not given.
  void show(const QString& title, const std::vector<std::string>& objects, const std::vector<std::string>& extra);
  void refresh();

private:
  void add_object(const std::string& pointer);
  void add_line(const std::string& pointer, const std::string& key, const QString& value, bool inherited);

  Session& session_;
  QString title_;
  std::vector<std::string> objects_, extra_;
  QFormLayout* form_;
};

} // namespace archipelago::gui
