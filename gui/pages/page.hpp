// What a page of the window is: a name, a title, and what can be exported from it.
#pragma once

#include <QString>
#include <QWidget>

namespace archipelago::gui {

class Page : public QWidget {
  Q_OBJECT
public:
  Page(QString name, QString title, QWidget* parent = nullptr) : QWidget(parent), name_(std::move(name)), title_(std::move(title)) { setObjectName(name_ + "-page"); }

  const QString& name() const { return name_; }     // as after --page
  const QString& title() const { return title_; }

  virtual QWidget* picture() { return this; }       // what a picture of the page shows
  virtual QString csv() const { return {}; }        // its numbers; empty: it has none
  virtual bool busy() const { return false; }       // still working on what was asked: a screenshot waits
  virtual void refresh_theme() {}                   // of what does not follow the style sheet by itself

private:
  QString name_, title_;
};

} // namespace archipelago::gui
