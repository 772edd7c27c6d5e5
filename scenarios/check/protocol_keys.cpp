#include "scenarios/check/protocol_keys.hpp"

#include "scenarios/fields/field.hpp"
#include "scenarios/fields/protocol_fields.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace archipelago {

using nlohmann::json;

namespace {

std::string users_of(ProtocolSet protocols) {
  std::string text;
  for (const std::string& name : protocol_names())
    if (protocols & only(*protocol_by_name(name))) text += (text.empty() ? "" : ", ") + name;
  return text;
}

bool central(const json& protocol, ProtocolName name) {
  return name == ProtocolName::decoupled_diloco && protocol.contains("syncer") && protocol["syncer"].is_object();
}

bool has_server(ProtocolName name) {
  return name == ProtocolName::async_local_sgd || name == ProtocolName::hierarchical_local_sgd;
}

} // namespace

std::vector<UnusedKey> unused_protocol_keys(const json& document) {
  const auto part = document.find("protocol");
  if (part == document.end() || !part->is_object()) return {};
  const auto written = part->find("name");
  const auto name = written != part->end() && written->is_string() ? protocol_by_name(written->get<std::string>()) : std::nullopt;
  if (!name) return {};

  const FieldNode& node = *field_root().member("protocol");
  std::vector<UnusedKey> unused;
  for (const auto& [key, value] : part->items()) {
    const FieldNode* member = node.member(key);
    if (!member) continue;
    const ProtocolSet users = member->field->protocols;
    if (!(users & only(*name)))
      unused.push_back({key, fmt::format("{} does not use this key; it is for {}", to_string(*name), users_of(users))});
    else if (key == "all_reduce" && central(*part, *name))
      unused.push_back({key, "a central syncer has no all-reduce; it is for \"syncer\": \"sharded\""});
    else if (key == "syncer" && value == "sharded" && has_server(*name))
      unused.push_back({key, fmt::format("found \"sharded\"; the server of {} is at one site, expected {{\"site\": name}}",
                                         to_string(*name))});
  }
  return unused;
}

void drop_keys(json& document, const std::vector<UnusedKey>& keys) {
  for (const UnusedKey& key : keys) document["protocol"].erase(key.key);
}

void report_keys(const std::vector<UnusedKey>& keys, Findings& findings) {
  for (const UnusedKey& key : keys) findings.push_back({pointer_to("/protocol", key.key), key.reason, {}, true});
}

} // namespace archipelago
