#include "scenarios/build/chaos_text.hpp"

#include "scenarios/format/nearest.hpp"
#include "scenarios/format/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace archipelago {

namespace {

const std::vector<std::string> verbs{"kill", "slow"}, kinds{"learner", "slice", "link", "site", "shard", "syncer"};

// A piece of the text that knows where it stands.
struct Piece {
  std::string_view text;
  std::size_t place = 1;

  Piece trimmed() const {
    const auto first = std::min(text.find_first_not_of(' '), text.size());
    const auto last = text.find_last_not_of(' ');
    return {text.substr(first, last == std::string_view::npos ? 0 : last + 1 - first), place + first};
  }
  // What stands before the first `mark`, which is cut off with it; nothing if there is none.
  std::optional<Piece> take_before(std::string_view mark) {
    const auto end = text.find(mark);
    if (end == std::string_view::npos) return std::nullopt;
    const Piece before{text.substr(0, end), place};
    text.remove_prefix(end + mark.size());
    place += end + mark.size();
    return before.trimmed();
  }
};

class Reader {
public:
  explicit Reader(std::vector<ChaosFault>& faults) : faults_(faults) {}

  std::optional<ChaosText> read(Piece rest) {
    ChaosText event;
    if (const auto verb = rest.take_before("=")) read_verb(*verb);
    event.slow = verb_ == "slow";
    event.text = fmt::format("{}={}", verb_, rest.trimmed().text);
    const auto target = rest.take_before("@");
    if (!target) return refuse(rest.trimmed(), "has no date; expected such as kill=learner:west-1@2d or kill=link:west-wan@5h..9h");
    read_target(*target, event);
    read_factor(rest, event);
    read_dates(rest, event);
    return event.kind.empty() ? std::nullopt : std::optional(event);
  }

private:
  std::nullopt_t refuse(const Piece& piece, const std::string& message, std::string nearest = {}) {
    faults_.push_back({piece.place, fmt::format("\"{}\" {}", piece.text, message), std::move(nearest)});
    return std::nullopt;
  }

  void read_verb(const Piece& verb) {
    if (std::find(verbs.begin(), verbs.end(), verb.text) != verbs.end()) verb_ = verb.text;
    else refuse(verb, fmt::format("is nothing to do; expected {}", fmt::join(verbs, " or ")), nearest_name(verb.text, verbs));
  }

  void read_target(Piece target, ChaosText& event) {
    const auto kind = target.take_before(":");
    if (!kind) return void(refuse(target, fmt::format("does not say what it is; expected one of {} before the name, such as learner:west-1", fmt::join(kinds, ", "))));
    if (std::find(kinds.begin(), kinds.end(), kind->text) == kinds.end())
      return void(refuse(*kind, fmt::format("cannot be hit; expected one of {}", fmt::join(kinds, ", ")), nearest_name(kind->text, kinds)));
    if (event.slow && kind->text != "link") refuse(*kind, "cannot be slowed; expected link");
    const Piece name = target.trimmed();
    if (name.text.empty()) return void(refuse(*kind, "has no name behind its colon"));
    event.kind = kind->text;
    event.name = name.text;
    event.place = name.place;
  }

  // "*0.2" at the end; `rest` keeps what stands before it.
  void read_factor(Piece& rest, ChaosText& event) {
    Piece factor = rest;
    const auto dates = factor.take_before("*");
    if (!dates) {
      if (event.slow) refuse(rest.trimmed(), "says no share of the bandwidth that is left; expected such as slow=link:west-wan@5h..9h*0.2");
      return;
    }
    rest = *dates;
    factor = factor.trimmed();
    if (!event.slow) return void(refuse(factor, "is a share of the bandwidth, but kill leaves none; expected slow=link:..."));
    const char* end = factor.text.data() + factor.text.size();
    const auto [stop, error] = std::from_chars(factor.text.data(), end, event.factor);
    if (error != std::errc() || stop != end || !(event.factor > 0 && event.factor < 1))
      refuse(factor, "is no share of the bandwidth; expected a number above 0 and below 1");
  }

  void read_dates(Piece rest, ChaosText& event) {
    const auto begin = rest.take_before("..");
    const auto from = read_date(begin ? *begin : rest.trimmed());
    event.at = from.value_or(Seconds(0));
    if (!begin) return;
    event.until = read_date(rest.trimmed());
    if (from && event.until && *event.until <= *from) refuse(rest.trimmed(), "is not after its beginning");
  }

  std::optional<Seconds> read_date(const Piece& piece) {
    const MeasureText read = parse_measure(piece.text, {UnitKind::time});
    if (!read.measure) faults_.push_back({piece.place, read.fault, read.nearest});
    else if (read.measure->value < 0) refuse(piece, "is before the start of the run");
    else return Seconds(read.measure->value);
    return std::nullopt;
  }

  std::vector<ChaosFault>& faults_;
  std::string verb_ = "kill";
};

} // namespace

std::vector<ChaosText> parse_chaos(std::string_view text, std::vector<ChaosFault>& faults) {
  std::vector<ChaosText> events;
  Reader reader(faults);
  Piece rest{text};
  for (bool more = true; more;) {
    const auto one = rest.take_before(",");
    more = one.has_value();
    if (auto event = reader.read(one ? *one : rest.trimmed())) events.push_back(std::move(*event));
  }
  return events;
}

} // namespace archipelago
