#include "sim/study/records.hpp"

#include "reports/result_json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace archipelago {

using nlohmann::json;

std::string make_record(std::string_view kind, std::size_t run, std::uint64_t seq, Seconds t, std::string_view fields) {
  return fmt::format(R"({{"kind":"{}","run":{},"seq":{},"t":{}{}{}}})", kind, run, seq, t.value, fields.empty() ? "" : ",", fields);
}

namespace {
std::string text_of(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }
} // namespace

std::string result_fields(const Result& result) { return "\"result\":" + text_of(to_json(result)); }
std::string error_fields(std::string_view reason) { return "\"reason\":" + text_of(reason); }

std::string mark_fields(std::string_view what, std::string_view learner, std::string_view detail) {
  std::string fields = "\"mark\":" + text_of(what);
  if (!learner.empty()) fields += ",\"learner\":" + text_of(learner);
  if (!detail.empty()) fields += ",\"detail\":" + text_of(detail);
  return fields;
}

std::optional<Record> parse_record(std::string_view line) {
  const json value = json::parse(line, nullptr, false);
  if (!value.is_object()) return std::nullopt;
  const auto kind = value.find("kind"), run = value.find("run"), seq = value.find("seq"), t = value.find("t");
  const auto end = value.end();
  if (kind == end || run == end || seq == end || t == end) return std::nullopt;
  if (!kind->is_string() || !run->is_number_unsigned() || !seq->is_number_unsigned() || !t->is_number()) return std::nullopt;
  Record record{*kind, *run, *seq, Seconds(*t), 0, {}, {}};
  if (const auto share = value.find("share"); share != end && share->is_number()) record.share = *share;
  if (const auto reason = value.find("reason"); reason != end && reason->is_string()) record.reason = *reason;
  if (record.kind == "result") {
    try {
      record.result = result_from_json(value.at("result"));
    } catch (const json::exception&) {
      return std::nullopt;
    }
  }
  return record;
}

} // namespace archipelago
