#include "gui/session/scenario_document.hpp"

#include "gui/data/json_edit.hpp"
#include "gui/data/scenario_key.hpp"

#include <nlohmann/json.hpp>

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QTextCursor>

namespace archipelago::gui {

namespace {

constexpr int reading_pause_ms = 80;
constexpr qint64 most_bytes = 16 << 20;

// Offsets of bytes are places of UTF-16 units only after this.
int place_of(const std::string& text, std::size_t offset) { return static_cast<int>(QString::fromUtf8(text.data(), static_cast<qsizetype>(offset)).size()); }

} // namespace

ScenarioDocument::ScenarioDocument(QObject* parent) : QObject(parent) {
  pause_.setSingleShot(true);
  pause_.setInterval(reading_pause_ms);
  connect(&pause_, &QTimer::timeout, this, &ScenarioDocument::start_reading);
  connect(&document_, &QTextDocument::contentsChanged, this, &ScenarioDocument::note_change);
  connect(&document_, &QTextDocument::modificationChanged, this, &ScenarioDocument::renamed);
}

QString ScenarioDocument::title() const { return path_.isEmpty() ? (empty() ? QString() : tr("unsaved scenario")) : QFileInfo(path_).fileName(); }

QString ScenarioDocument::open(const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) return tr("Cannot open %1: %2.").arg(path, file.errorString());
  if (file.size() > most_bytes) return tr("%1 is larger than 16 MB: no scenario.").arg(path);
  start(QString::fromUtf8(file.readAll()), QFileInfo(path).absoluteFilePath());
  return {};
}

void ScenarioDocument::start(const QString& text, const QString& path) {
  path_ = path;
  reading_.reset();
  document_.setPlainText(text);               // clears the history too
  document_.setModified(path.isEmpty());
  Q_EMIT renamed();
  pause_.stop();
  start_reading();
}

QString ScenarioDocument::save(const QString& path) {
  QSaveFile file(path);
  if (!file.open(QIODevice::WriteOnly) || file.write(document_.toPlainText().toUtf8()) < 0 || !file.commit())
    return tr("Cannot write %1: %2.").arg(path, file.errorString());
  path_ = QFileInfo(path).absoluteFilePath();
  document_.setModified(false);
  Q_EMIT renamed();
  return {};
}

void ScenarioDocument::duplicate() {
  path_.clear();
  document_.setModified(true);
  Q_EMIT renamed();
}

// A part of what is written as a catalogue name keeps the name: "h100-sxm" becomes {"base": "h100-sxm", "mfu": 0.5}.
bool ScenarioDocument::set(const std::string& pointer, const std::string& value) {
  const std::string parent = parent_pointer(pointer);
  const FieldNode* place = field_at(parent);
  const nlohmann::json* holder = reading_ && reading_->value && !parent.empty() ? value_at(*reading_->value, parent) : nullptr;
  if (holder && holder->is_string() && place && place->field && !place->field->shorthand.empty()) {
    const auto& words = place->field->words;
    if (std::find(words.begin(), words.end(), holder->get<std::string>()) == words.end())
      return apply(set_value(text(), parent, "{\"" + place->field->shorthand + "\": " + holder->dump() + ", " + nlohmann::json(last_name(pointer)).dump() + ": " + value + "}"));
  }
  return apply(set_value(text(), pointer, value));
}

bool ScenarioDocument::apply_override(const std::string& override_text) {
  if (!reading_ || !reading_->effective) return false;
  const auto setting = setting_of(*reading_->effective, override_text);
  return setting && set(setting->pointer, setting->value);
}

bool ScenarioDocument::remove(const std::string& pointer) { return apply(remove_value(text(), pointer)); }
bool ScenarioDocument::append(const std::string& pointer, const std::string& value) { return apply(append_item(text(), pointer, value)); }

bool ScenarioDocument::apply(const std::optional<TextEdit>& edit) {
  if (!edit) return false;
  const std::string before = text();
  QTextCursor cursor(&document_);
  cursor.setPosition(place_of(before, edit->at));
  cursor.setPosition(place_of(before, edit->at + edit->length), QTextCursor::KeepAnchor);
  cursor.insertText(QString::fromStdString(edit->replacement));
  return true;
}

void ScenarioDocument::note_change() {
  fresh_ = false;
  latest_.next();
  pause_.start();
  Q_EMIT changed();
}

void ScenarioDocument::start_reading() {
  const int number = latest_.next();
  const std::string file = path_.isEmpty() ? "unsaved.json" : path_.toStdString();
  in_background(this, [text = text(), file] { return read_text(text, file); }, [this, number](const std::shared_ptr<const ScenarioReading>& reading) {
    if (!latest_.is(number)) return;
    reading_ = reading;
    fresh_ = true;
    Q_EMIT read();
  });
}

} // namespace archipelago::gui
