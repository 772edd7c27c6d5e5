#include "models/random.hpp"
#include "sim/calibrate/schemas.hpp"

#include <charconv>

namespace archipelago {

namespace {

constexpr double gigabyte = 1e9;

double series_of(const CsvFields& row) {
  return static_cast<double>(entity_key(std::string(row.text("library")) + "/" + std::string(row.text("dtype"))) >> 16);
}

RowFate read_in_node(const CsvFields& row, const CsvTable&, const ReaderOptions&, Measurements& out) {
  const auto operation = collective_from(row.text("op"));
  const auto members = row.positive("num_gpus"), size = row.positive("message_bytes"), time = row.positive("latency_us");
  if (!members || !size || !time) return RowFate::malformed;
  if (!operation) return RowFate::not_described;
  out.collectives.push_back({*operation, 1, *members, Bytes(*size), {}, series_of(row), Seconds(*time * microsecond)});
  return RowFate::used;
}

// Time from a stated latency, or from the bus bandwidth that nccl-tests prints.
std::optional<Seconds> time_of(const CsvFields& row, Bytes bus) {
  if (const auto time = row.positive("latency_us")) return Seconds(*time * microsecond);
  if (const auto time = row.positive("latency_us_derived")) return Seconds(*time * microsecond);
  if (const auto rate = row.positive("busbw_GBps")) return bus / BytesPerSecond(*rate * gigabyte);
  return std::nullopt;
}

// The adapters' rate per member: a column of the node's, or "8x50 GB/s" in the note.
BytesPerSecond adapter_of(const CsvFields& row, double members_per_node) {
  if (const auto rate = row.positive("nic_GB_per_s_per_node")) return BytesPerSecond(*rate * gigabyte / members_per_node);
  const std::string_view note = row.text("note");
  const auto times = note.find("x"), unit = note.find(" GB/s");
  for (auto at = times; at != std::string_view::npos && at < unit; at = note.find("x", at + 1)) {
    double rate = 0;
    const auto [end, fault] = std::from_chars(note.data() + at + 1, note.data() + note.size(), rate);
    if (fault == std::errc() && end == note.data() + unit) return BytesPerSecond(rate * gigabyte);
  }
  return BytesPerSecond(0);
}

RowFate read_between_nodes(const CsvFields& row, const CsvTable&, const ReaderOptions&, Measurements& out) {
  const auto operation = collective_from(row.text("op"));
  const auto nodes = row.positive("num_nodes"), members = row.positive("gpus_per_node"), size = row.positive("message_bytes");
  if (!nodes || !members || !size) return RowFate::malformed;
  if (!operation) return RowFate::not_described;
  const auto time = time_of(row, bus_bytes(*operation, *nodes * *members, Bytes(*size)));
  if (!time) return RowFate::malformed;
  const auto adapter = *nodes > 1 ? adapter_of(row, *members) : BytesPerSecond(0);
  out.collectives.push_back({*operation, *nodes, *members, Bytes(*size), adapter, 0, *time});
  return RowFate::used;
}

RowFate read_node_benchmark(const CsvFields& row, const CsvTable&, const ReaderOptions&, Measurements& out) {
  const std::string_view benchmark = row.text("benchmark");
  const auto value = row.positive("value");
  if (!value) return RowFate::malformed;
  if (benchmark == "copy_host_to_device" || benchmark == "copy_device_to_host") {
    out.host.push_back({benchmark == "copy_host_to_device", BytesPerSecond(*value * gigabyte)});
    return RowFate::used;
  }
  const auto size = row.positive("shape_or_message_bytes");
  if (benchmark != "allreduce_busbw_8gpu_single_node" || !size) return RowFate::not_described;
  const Bytes bus = bus_bytes(Collective::all_reduce, 8, Bytes(*size));
  out.collectives.push_back({Collective::all_reduce, 1, 8, Bytes(*size), {}, 0, bus / BytesPerSecond(*value * gigabyte)});
  return RowFate::used;
}

} // namespace

const std::vector<Schema>& collective_schemas() {
  static const std::vector<Schema> schemas{
      {"collectives between nodes", [](const CsvTable& t) { return t.has({"op", "num_nodes", "gpus_per_node", "message_bytes"}); }, read_between_nodes},
      {"collectives in a node", [](const CsvTable& t) { return t.has({"op", "num_gpus", "message_bytes", "latency_us"}); }, read_in_node},
      {"node benchmarks", [](const CsvTable& t) { return t.has({"benchmark", "shape_or_message_bytes", "value", "unit"}); }, read_node_benchmark},
  };
  return schemas;
}

} // namespace archipelago
