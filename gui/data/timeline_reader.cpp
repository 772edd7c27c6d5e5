#include "gui/data/timeline_reader.hpp"

#include <nlohmann/json.hpp>

#include <QFile>

#include <algorithm>
#include <map>

namespace archipelago::gui {

using nlohmann::json;

namespace {

enum Process { learners = 1, fragments, failures, links };   // as reports/timeline.cpp numbers them

QString text_of(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? QString::fromStdString(found->get_ref<const std::string&>()) : QString();
}

double number_of(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number() ? found->get<double>() : 0;
}

// A number of something, such as a lane: one that is beyond all counting is the largest or smallest there is.
std::int32_t count_of(const json& object, const char* key) {
  constexpr double most = 2e9;
  return static_cast<std::int32_t>(std::clamp(number_of(object, key), -most, most));
}

int class_of(const std::string& name) {
  const auto found = std::find(time_class_names.begin(), time_class_names.end(), name);
  return found == time_class_names.end() ? -1 : static_cast<int>(found - time_class_names.begin());
}

class Reader {
public:
  explicit Reader(Timeline& into) : timeline_(into) {}

  bool take(const json& event) {
    const std::string phase = event.value("ph", "");
    const int process = count_of(event, "pid");
    const auto track = static_cast<std::size_t>(std::max(1, count_of(event, "tid"))) - 1;
    if (track > 1'000'000) return false;
    if (phase == "M") name(event, process, track);
    else if (phase == "X" && process == learners) slice(event, track);
    else if (phase == "X" && process == fragments) round(event, static_cast<std::int32_t>(track));
    else if (phase == "i") mark(event);
    else if (phase == "C") rate(event);
    return true;
  }

private:
  TimelineRow& row(std::size_t track) {
    if (timeline_.learners.size() <= track) timeline_.learners.resize(track + 1);
    return timeline_.learners[track];
  }
  void name(const json& event, int process, std::size_t track) {
    if (process != learners || event.value("name", "") != "thread_name") return;
    if (const auto arguments = event.find("args"); arguments != event.end() && arguments->is_object()) row(track).name = text_of(*arguments, "name");
  }
  void slice(const json& event, std::size_t track) {
    const int what = class_of(event.value("name", ""));
    const double from = number_of(event, "ts") / 1e6, to = from + number_of(event, "dur") / 1e6;
    TimelineRow& learner = row(track);
    if (what < 0 || to <= from || (learner.size() > 0 && from < learner.to.back() - 1e-6)) return;
    learner.from.push_back(from);
    learner.to.push_back(to);
    learner.what.push_back(static_cast<std::uint8_t>(what));
    learner.mix.push_back(mix_of(event));
  }
  std::int32_t mix_of(const json& event) {
    const auto arguments = event.find("args");
    if (arguments == event.end() || !arguments->is_object() || !arguments->contains("slices")) return -1;
    ClassTimes shares{};
    for (std::size_t c = 0; c < time_class_count; ++c) shares[c] = static_cast<float>(number_of(*arguments, std::string(time_class_names[c]).c_str()));
    timeline_.mixes.push_back(shares);
    return static_cast<std::int32_t>(timeline_.mixes.size() - 1);
  }
  void round(const json& event, std::int32_t lane) {
    const double from = number_of(event, "ts") / 1e6;
    TimelineRound round{from, from + number_of(event, "dur") / 1e6, 0, text_of(event, "name").section(' ', -1).toInt(), 0, lane};
    if (const auto arguments = event.find("args"); arguments != event.end() && arguments->is_object()) {
      round.round = count_of(*arguments, "round");
      round.contributors = count_of(*arguments, "contributors");
      if (arguments->contains("quorum_wait_s")) round.quorum_wait_s = static_cast<float>(number_of(*arguments, "quorum_wait_s"));
      if (arguments->contains("grace_s")) round.grace_s = static_cast<float>(number_of(*arguments, "grace_s"));
    }
    timeline_.rounds.push_back(round);
  }
  void mark(const json& event) {
    TimelineMark mark{number_of(event, "ts") / 1e6, text_of(event, "name"), {}};
    if (const auto arguments = event.find("args"); arguments != event.end() && arguments->is_object()) mark.detail = text_of(*arguments, "detail");
    mark.failure = mark.text.contains("lost") || mark.text.startsWith("outage") || mark.text.startsWith("rollback");
    timeline_.marks.push_back(std::move(mark));
  }
  void rate(const json& event) {
    const std::string name = event.value("name", "");
    const auto [found, fresh] = links_.try_emplace(name, timeline_.links.size());
    if (fresh) timeline_.links.push_back({QString::fromStdString(name), {}, {}});
    const auto arguments = event.find("args");
    if (arguments == event.end() || !arguments->is_object()) return;
    timeline_.links[found->second].at.push_back(number_of(event, "ts") / 1e6);
    timeline_.links[found->second].gbps.push_back(static_cast<float>(number_of(*arguments, "Gbps")));
  }

  Timeline& timeline_;
  std::map<std::string, std::size_t> links_;
};

} // namespace

TimelineReading read_timeline(const QString& path, const std::function<bool(double)>& progress) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) return {nullptr, QStringLiteral("Cannot open %1: %2.").arg(path, file.errorString())};
  auto timeline = std::make_shared<Timeline>();
  timeline->file = path;
  Reader reader(*timeline);
  std::int64_t line = 0, events = 0;
  QByteArray last;
  try {
    while (!file.atEnd()) {
      QByteArray text = file.readLine().trimmed();
      if (++line % 8192 == 0 && progress && !progress(static_cast<double>(file.pos()) / static_cast<double>(std::max<qint64>(1, file.size()))))
        return {nullptr, QStringLiteral("Cancelled.")};
      last = text;
      if (!text.startsWith("{\"ph\"")) continue;
      if (text.endsWith(',')) text.chop(1);
      const json event = json::parse(text.constBegin(), text.constEnd(), nullptr, false);
      if (!event.is_object()) return {nullptr, QStringLiteral("%1:%2: this is no event: the file is cut off or damaged. Run again with a timeline.").arg(path).arg(line)};
      if (reader.take(event)) ++events;
    }
  } catch (const std::exception& error) {
    return {nullptr, QStringLiteral("%1:%2: %3").arg(path).arg(line).arg(QString::fromUtf8(error.what()))};
  }
  if (events == 0) return {nullptr, QStringLiteral("%1 holds no timeline of this program (archipelago run FILE --timeline T.json writes one).").arg(path)};
  if (!last.contains('}') || !last.startsWith(']')) return {nullptr, QStringLiteral("%1 is cut off after line %2. Run again with a timeline.").arg(path).arg(line)};
  timeline->note = QString::fromUtf8(last).section("\"note\":\"", 1).section('"', 0, 0);
  timeline->thinned = timeline->note.startsWith("thinned");
  timeline->finish();
  return {timeline, {}};
}

} // namespace archipelago::gui
