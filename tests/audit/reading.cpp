#include "tests/audit/reading.hpp"

#include "models/audit/readers/chrome_trace.hpp"
#include "models/audit/readers/csv.hpp"
#include "models/audit/recorder.hpp"

#include <algorithm>

namespace archipelago {

namespace {

class TextSource : public ByteSource {
public:
  TextSource(const std::string& text, std::size_t at_once) : text_(text), at_once_(at_once) {}
  std::size_t read(char* into, std::size_t most) override {
    const std::size_t count = text_.copy(into, std::min(most, at_once_), given_);
    given_ += count;
    return count;
  }

private:
  const std::string& text_;
  std::size_t at_once_, given_ = 0;
};

template <class Reader> ReadText read_with(Reader reader, const std::string& text, std::size_t at_once) {
  TextSource source(text, at_once);
  ProfileRecorder recorder;
  ReadText read;
  read.report = reader(source, recorder);
  read.ranks = recorder.finish(read.report.facts, 0);
  return read;
}

} // namespace

ReadText read_trace(const std::string& text, std::size_t at_once) { return read_with(read_chrome_trace, text, at_once); }
ReadText read_csv(const std::string& text, std::size_t at_once) { return read_with(read_csv_profile, text, at_once); }

double share(const Audit& audit, TimeUse use) { return audit.shares[static_cast<std::size_t>(use)]; }
double share(const RankAccount& rank, TimeUse use) { return rank.times[static_cast<std::size_t>(use)] / rank.observed; }

bool has_problem(const ReadReport& report, const std::string& part) {
  return std::any_of(report.problems.begin(), report.problems.end(), [&](const auto& problem) { return problem.what.find(part) != std::string::npos; });
}

} // namespace archipelago
