#include "scenarios/profile_object.hpp"

namespace archipelago {

using nlohmann::json;

namespace {
void gather_numbers(const json& value, std::vector<double>& out) {
  if (value.is_number()) out.push_back(value.get<double>());
  if (value.is_array()) for (const json& item : value) gather_numbers(item, out);
}
} // namespace

ProfileObject::ProfileObject(const json& value, std::string pointer, Findings& findings)
    : value_(&value), pointer_(std::move(pointer)), findings_(&findings) {
  if (!value.is_object()) findings_->push_back({pointer_, "an object is expected", "", false});
}

const json* ProfileObject::get(const char* key) const {
  if (has(key)) return &(*value_)[key];
  if (value_->is_object()) findings_->push_back({pointer_, fmt::format("\"{}\" is missing", key), "", false});
  return nullptr;
}

void ProfileObject::wrong(const char* key, std::string message) const {
  findings_->push_back({pointer_to(pointer_, key), std::move(message), "", false});
}

double ProfileObject::number(const char* key, double least, double unit) const {
  const json* item = get(key);
  if (item && item->is_number() && item->get<double>() >= least) return item->get<double>() * unit;
  if (item) wrong(key, fmt::format("{} found, a number of at least {} is expected", item->dump(), least));
  return least * unit;
}

std::string ProfileObject::text(const char* key) const {
  const json* item = get(key);
  if (item && item->is_string()) return item->get<std::string>();
  if (item) wrong(key, "a text is expected");
  return "";
}

std::vector<std::string> ProfileObject::texts(const char* key) const {
  std::vector<std::string> out;
  const json* list = get(key);
  if (list && !list->is_array()) wrong(key, "a list of texts is expected");
  if (!list || !list->is_array()) return out;
  for (const json& item : *list)
    if (item.is_string()) out.push_back(item.get<std::string>());
    else wrong(key, "a list of texts is expected");
  return out;
}

std::vector<double> ProfileObject::flat(const char* key, std::size_t least, std::size_t most) const {
  std::vector<double> out;
  if (const json* list = get(key)) gather_numbers(*list, out);
  if (out.size() < least || out.size() > most) {
    wrong(key, least == most ? fmt::format("{} numbers found, {} are expected", out.size(), least)
                             : fmt::format("{} numbers found, {} to {} are expected", out.size(), least, most));
    out.assign(least, 1);
  }
  return out;
}

ProfileObject ProfileObject::object(const char* key) const {
  static const json nothing = json::object();
  const json* item = get(key);
  return {item ? *item : nothing, pointer_to(pointer_, key), *findings_};
}

} // namespace archipelago
