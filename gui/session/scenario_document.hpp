// The scenario that is open: its text, where it lies, and what the reader says of it.
//
// The text is the one truth. Form, map and editor all change it (in one undo history, that of the QTextDocument); a moment after each
// change it is read on another thread, and `read` tells when the reading of the present text is there.
#pragma once

#include "gui/base/background.hpp"
#include "gui/session/scenario_reading.hpp"

#include <QObject>
#include <QTextDocument>
#include <QTimer>

#include <memory>
#include <optional>

namespace archipelago::gui {

struct TextEdit;

class ScenarioDocument : public QObject {
  Q_OBJECT
public:
  explicit ScenarioDocument(QObject* parent = nullptr);

  QTextDocument& text_document() { return document_; }
  std::string text() const { return document_.toPlainText().toStdString(); }
  const QString& path() const { return path_; }   // empty: not saved yet
  QString title() const;
  bool empty() const { return document_.isEmpty(); }
  bool modified() const { return document_.isModified(); }

  QString open(const QString& path);          // what went wrong, or empty
  void start(const QString& text, const QString& path = {});
  QString save(const QString& path);
  void duplicate();                           // goes on as a copy that has no file yet

  // Values are JSON text. False where the text cannot take it.
  bool set(const std::string& pointer, const std::string& value);
  bool remove(const std::string& pointer);
  bool append(const std::string& pointer, const std::string& value);
  bool apply_override(const std::string& text);   // "protocol.quorum=4", as after --set

  std::shared_ptr<const ScenarioReading> reading() const { return reading_; }   // of the present text or an earlier one; may be null
  bool fresh() const { return fresh_; }       // of the present text

Q_SIGNALS:
  void changed();                             // the text
  void read();                                // reading() is of the present text
  void renamed();

private:
  bool apply(const std::optional<TextEdit>& edit);
  void note_change();
  void start_reading();

  QTextDocument document_;
  QString path_;
  QTimer pause_;                              // from the last keystroke to the reading
  Latest latest_;
  std::shared_ptr<const ScenarioReading> reading_;
  bool fresh_ = false;
};

} // namespace archipelago::gui
