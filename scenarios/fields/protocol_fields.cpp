#include "scenarios/fields/protocol_fields.hpp"

#include "scenarios/fields/groups.hpp"

#include <array>

namespace archipelago {

// clang-format off: one row per key reads as a table

namespace {

using enum ProtocolName;

constexpr std::array all_protocols{decoupled_diloco, streaming_diloco, diloco, data_parallel,
                                   elastic_data_parallel, async_local_sgd, hierarchical_local_sgd};

constexpr ProtocolSet decoupled = only(decoupled_diloco), streaming = only(streaming_diloco), blocking = only(diloco),
                      elastic = only(elastic_data_parallel), async = only(async_local_sgd), hierarchical = only(hierarchical_local_sgd),
                      per_step = only(data_parallel) | elastic, rings = decoupled | streaming | blocking | per_step;

struct Row {
  std::string_view key;
  ProtocolSet protocols;
  Fallback fallback;
};

const std::vector<Row>& rows() {
  static const std::vector<Row> table{
      {"bits", decoupled | streaming, {"4", "4-bit outer gradients of Decoupled and Streaming DiLoCo (arXiv 2604.21428, 2501.18512)"}},
      {"bits", every_protocol, {"16", "bf16 on the wire"}},
      {"sync_interval", decoupled, {"24", "H of arXiv 2604.21428"}},
      {"sync_interval", streaming, {"100", "H of Streaming DiLoCo (arXiv 2501.18512)"}},
      {"sync_interval", blocking, {"500", "H of DiLoCo (arXiv 2311.08105)"}},
      {"sync_interval", async, {"50", "H of asynchronous local SGD (arXiv 2401.09135)"}},
      {"sync_interval", hierarchical, {"8", "local steps of HALoS"}},
      {"fragments", blocking, {"1", "DiLoCo sends the whole model"}},
      {"overlap", decoupled, {"2", "tau of arXiv 2604.21428"}},
      {"overlap", streaming, {"1", "Streaming DiLoCo (arXiv 2501.18512)"}}};
  return table;
}

} // namespace

std::optional<Fallback> protocol_fallback(ProtocolName name, std::string_view key) {
  for (const Row& row : rows())
    if (row.key == key && (row.protocols & only(name))) return row.fallback;
  return std::nullopt;
}

std::vector<std::string> protocol_names() {
  std::vector<std::string> names;
  for (ProtocolName name : all_protocols) names.emplace_back(to_string(name));
  return names;
}

std::optional<ProtocolName> protocol_by_name(std::string_view name) {
  for (ProtocolName known : all_protocols)
    if (to_string(known) == name) return known;
  return std::nullopt;
}

void add_protocol_fields(Fields& fields) {
  fields.insert(fields.end(), {
      {.path = "protocol", .help = "how learners stay together", .required = true},
      {.path = "protocol.name", .form = Form::choice, .help = "the protocol", .words = protocol_names(), .required = true},
      {.path = "protocol.fragments", .form = Form::count, .help = "P: pieces of the model that are synchronized one at a time",
       .range = {1, 100000},
       .fallback_rule = "24, at most sync_interval; layers / 3 for streaming-diloco; 1 for diloco; the number of fragment_sizes",
       .protocols = decoupled | streaming | blocking},
      {.path = "protocol.fragmentation", .form = Form::choice, .help = "which tensors share a fragment",
       .words = {"balanced", "layer", "tensor"}, .fallback = "balanced", .fallback_source = "arXiv 2604.21428, appendix C",
       .protocols = decoupled | streaming},
      {.path = "protocol.sync_interval", .form = Form::count,
       .help = "H: steps from one synchronization of a fragment to its next; syncer steps, or inner steps if lock-step",
       .range = {1, 1e9}, .fallback_rule = "24; streaming-diloco 100; diloco 500; async-local-sgd 50; hierarchical-local-sgd 8",
       .protocols = decoupled | streaming | blocking | async | hierarchical},
      {.path = "protocol.overlap", .form = Form::count, .help = "tau: steps from sending a fragment to applying the merged one",
       .range = {0, 1e9}, .fallback_rule = "2; streaming-diloco 1", .protocols = decoupled | streaming},
      {.path = "protocol.quorum", .form = Form::count, .help = "K: learners whose fragment a merge needs", .range = {1, 1e6},
       .fallback = "1", .fallback_source = "arXiv 2604.21428, section 5.1", .protocols = decoupled},
      {.path = "protocol.join_timeout", .form = Form::measure,
       .help = "a quorum or collective goes on without the missing after this long", .units = {UnitKind::time},
       .range = positive, .fallback_rule = "never", .protocols = decoupled | streaming | blocking | elastic},
      {.path = "protocol.grace", .help = "extra wait after the quorum, or none", .words = {"none"},
       .fallback_rule = "margin 0.9, cap 1", .protocols = decoupled | async},
      {.path = "protocol.grace.margin", .form = Form::number, .help = "gamma: share of the slack that may be waited",
       .range = {0, 1, true}, .fallback = "0.9", .fallback_source = "assumed; not published", .protocols = decoupled | async},
      {.path = "protocol.grace.cap", .form = Form::number, .help = "longest grace, in steps", .range = positive, .fallback = "1",
       .fallback_source = "arXiv 2604.21428: at most one step", .protocols = decoupled | async},
      {.path = "protocol.merge", .form = Form::choice, .help = "rda: radial-directional averaging; average: plain",
       .words = {"rda", "average"}, .fallback = "rda", .fallback_source = "arXiv 2604.21428", .protocols = decoupled},
      {.path = "protocol.bits", .form = Form::count, .help = "per value on the wire", .words = {"1", "2", "4", "8", "16", "32"},
       .fallback_rule = "4 for decoupled-diloco and streaming-diloco, else 16"},
      {.path = "protocol.back_pressure", .form = Form::choice,
       .help = "overlap: a learner waits for the fragment it sent overlap steps ago; none: it never waits",
       .words = {"overlap", "none"}, .fallback = "overlap", .fallback_source = "bounded staleness, as lock-step schemes have",
       .protocols = decoupled},
      {.path = "protocol.syncer", .form = Form::choice,
       .help = "sharded: a shard beside every learner; or the one site that has it", .words = {"sharded"},
       .fallback_rule = "sharded; the first site for async-local-sgd and hierarchical-local-sgd",
       .protocols = decoupled | async | hierarchical},
      {.path = "protocol.syncer.site", .form = Form::text, .help = "site of a central syncer or global server", .required = true,
       .protocols = decoupled | async | hierarchical},
      {.path = "protocol.all_reduce", .form = Form::choice,
       .help = "site-ring: combine inside each site, then one ring over the sites; flat-ring: over all learners; not with a central syncer",
       .words = {"site-ring", "flat-ring"}, .fallback = "site-ring", .fallback_source = "least wide-area traffic",
       .protocols = rings},
      {.path = "protocol.readiness", .form = Form::choice,
       .help = "layer: each layer leaves when its backward ends and is needed at its forward; fragment: all at the end and start of a step",
       .words = {"layer", "fragment"},
       .fallback_rule = "layer for streaming-diloco, data-parallel and elastic-data-parallel of known layers, else fragment",
       .protocols = rings},
      {.path = "protocol.sync_overhead", .form = Form::measure, .help = "fixed time of every synchronization",
       .units = {UnitKind::time}, .range = not_negative, .fallback = "0 s", .fallback_source = "only the network takes time"},
      {.path = "protocol.start_up", .form = Form::measure,
       .help = "setting up connections: more time for a synchronization in which a learner takes part for the first time since its start, its return or the restart of its job",
       .units = {UnitKind::time}, .range = not_negative, .fallback = "0 s", .fallback_source = "connections are there"},
      {.path = "protocol.link_efficiency",
       .help = "share of their rate that transfers reach on links and lans, times the transport's own efficiency, by bandwidth: linear in its logarithm between points, constant beyond",
       .fallback_rule = "1 at every bandwidth"},
      {.path = "protocol.link_efficiency[]", .help = "a point"},
      {.path = "protocol.link_efficiency[].bandwidth", .form = Form::measure, .help = "of the link", .units = {UnitKind::bandwidth},
       .range = positive, .required = true},
      {.path = "protocol.link_efficiency[].efficiency", .form = Form::number, .help = "above 1 where a link is faster than it is said to be",
       .range = {0, 10, true}, .required = true},
      {.path = "protocol.accumulations", .form = Form::count, .help = "updates of a site server between two global ones",
       .range = {1, 1e6}, .fallback = "32", .fallback_source = "local accumulations of HALoS", .protocols = hierarchical}});
}

// clang-format on

} // namespace archipelago
