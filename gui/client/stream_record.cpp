#include "gui/client/stream_record.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace archipelago::gui {

using nlohmann::json;

namespace {

QString text(const json& record, const char* key) {
  const auto found = record.find(key);
  return found != record.end() && found->is_string() ? QString::fromStdString(found->get_ref<const std::string&>()) : QString();
}

double number(const json& record, const char* key) {
  const auto found = record.find(key);
  return found != record.end() && found->is_number() ? found->get<double>() : 0;
}

StreamRecord::Kind kind_of(const std::string& kind) {
  using enum StreamRecord::Kind;
  if (kind == "progress") return progress;
  if (kind == "mark") return mark;
  if (kind == "live") return live;
  if (kind == "hello") return hello;
  if (kind == "result") return result;
  return kind == "error" ? error : other;
}

} // namespace

std::optional<StreamRecord> read_record(std::string_view line) {
  json parsed = json::parse(line, nullptr, false);
  if (!parsed.is_object()) return std::nullopt;
  const auto kind = parsed.find("kind"), run = parsed.find("run");
  if (kind == parsed.end() || !kind->is_string() || run == parsed.end() || !run->is_number_integer()) return std::nullopt;

  StreamRecord record;
  record.kind = kind_of(kind->get_ref<const std::string&>());
  record.run = run->get<int>();
  record.t = number(parsed, "t");
  record.share = std::clamp(number(parsed, "share"), 0.0, 1.0);
  if (const auto seed = parsed.find("seed"); seed != parsed.end() && seed->is_number_unsigned()) record.seed = seed->get<std::uint64_t>();
  record.mark = text(parsed, "mark");
  record.learner = text(parsed, "learner");
  record.detail = text(parsed, "detail");
  record.reason = text(parsed, "reason");
  if (const auto result = parsed.find("result"); result != parsed.end() && result->is_object()) record.result = std::make_shared<const json>(std::move(*result));
  else if (record.kind == StreamRecord::Kind::live) record.live = read_live(parsed);
  else if (record.run < 0) record.whole = std::make_shared<json>(std::move(parsed));
  return record;
}

void StreamSummary::take(std::string_view line) {
  if (line.empty()) return;
  const auto record = read_record(line);
  if (!record) {
    if (garbage_++ == 0) first_garbage_ = QString::fromUtf8(line.data(), static_cast<qsizetype>(std::min<std::size_t>(line.size(), 120)));
    return;
  }
  ++records_;
  if (record->run < 0) {
    if (record->kind == StreamRecord::Kind::result) document_ = record->result;
    else if (record->whole) plan_.take((*record->whole)["kind"].get<std::string>(), *record->whole);
    return;
  }
  SeedProgress& seed = seeds_[record->run];
  seed.t = std::max(seed.t, record->t);
  switch (record->kind) {
  case StreamRecord::Kind::hello: seed.seed = record->seed; break;
  case StreamRecord::Kind::progress: seed.share = record->share; break;
  case StreamRecord::Kind::mark: note_mark(*record); break;
  case StreamRecord::Kind::live:
    if (record->run == 0 && record->live && ++live_ <= most_live) new_live_.push_back(*record->live);
    break;
  case StreamRecord::Kind::error: seed.failure = record->reason.isEmpty() ? QStringLiteral("no reason given") : record->reason; break;
  case StreamRecord::Kind::result:
    seed.done = true;
    seed.share = 1;
    if (record->result) results_[seed.seed] = record->result;
    break;
  case StreamRecord::Kind::other: break;
  }
}

void StreamSummary::note_mark(const StreamRecord& record) {
  if (static_cast<std::size_t>(++marks_) <= most_marks) new_marks_.push_back({record.run, record.t, record.mark, record.learner, record.detail});
}

std::vector<StreamMark> StreamSummary::take_new_marks() { return std::exchange(new_marks_, {}); }
std::vector<LiveSlice> StreamSummary::take_new_live() { return std::exchange(new_live_, {}); }

} // namespace archipelago::gui
