// Plays the present scenario and single changes of it, one after the other, under the same seeds: what each would bring.
#pragma once

#include "gui/client/child_client.hpp"
#include "gui/data/single_changes.hpp"
#include "reports/study_report.hpp"

#include <QObject>

#include <map>
#include <vector>

namespace archipelago::gui {

class Session;

// A change, and its figures seed by seed once it has been played.
struct PlayedChange {
  enum class State { waiting, playing, done, failed };
  SingleChange change;
  State state = State::waiting;
  QString problem;
  std::map<std::string, SeedValues> figures;

  std::optional<FigureReading> figure(const std::string& key) const;
  std::optional<FigureReading> difference(const PlayedChange& base, const std::string& key) const;   // paired by seed
};

class ChangeRunner : public QObject {
  Q_OBJECT
public:
  ChangeRunner(Session& session, std::vector<std::string> figures, QObject* parent = nullptr);

  // The first is what the others are compared with. `arguments`: of every run.
  void start(std::vector<SingleChange> changes, const QStringList& arguments);
  void cancel();
  bool running() const { return at_ >= 0; }
  int done() const;
  const std::vector<PlayedChange>& changes() const { return changes_; }

Q_SIGNALS:
  void changed(int index);
  void ended();

private:
  void next();
  void take(const ChildOutcome& outcome);

  Session& session_;
  std::vector<std::string> figures_;
  ChildClient* client_;
  std::vector<PlayedChange> changes_;
  QStringList arguments_;
  QString file_;
  int at_ = -1;
};

} // namespace archipelago::gui
