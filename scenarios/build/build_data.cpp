#include "models/storage/batches.hpp"
#include "scenarios/build/builders.hpp"
#include "scenarios/build/names.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace archipelago {

namespace {

std::optional<BytesPerSecond> build_rate(const Part& part, const char* key, const World& world, double bytes_per_token) {
  const auto rate = part.measure(key);
  if (!rate) return std::nullopt;
  if (rate->kind == UnitKind::bandwidth) return BytesPerSecond(rate->value);
  if (rate->kind == UnitKind::token_rate) return BytesPerSecond(rate->value * bytes_per_token);
  if (world.training.sequence_length <= 0) {
    part.wrong(key, "samples are sequences, and \"training.sequence_length\" is missing; give it, or a rate in tokens/s");
    return std::nullopt;
  }
  return BytesPerSecond(rate->value * world.training.sequence_length * bytes_per_token);
}

double stored_token(const Part& dataset, const World& world) {
  const double vocabulary = world.model.shape ? static_cast<double>(world.model.shape->vocabulary) : 0;
  const int bytes = vocabulary > 0 && vocabulary < 65500 ? 2 : 4;
  dataset.assume("bytes_per_token", std::to_string(bytes),
                 vocabulary > 0 ? fmt::format("token ids of a vocabulary of {}, as Megatron-LM's index stores them", vocabulary)
                                : "token ids as Megatron-LM's index stores them; the vocabulary is not known");
  return bytes;
}

void build_dataset(const Part& part, const World& world, DataPath& data) {
  const Part dataset = part.object_or_empty("dataset");
  const bool is_size = part.has("dataset") && !part.is_object("dataset");
  data.dataset = is_size ? part.quantity<Bytes>("dataset") : dataset.quantity<Bytes>("size");
  const auto tokens = dataset.number("tokens"), per_token = dataset.number("bytes_per_token");
  if (per_token && data.dataset && tokens) dataset.wrong("", "\"size\", \"tokens\" and \"bytes_per_token\"; expected two of them");
  if (!per_token && tokens && !data.dataset) dataset.wrong("tokens", "has no effect without \"size\" or \"bytes_per_token\"");
  if (per_token && tokens && !data.dataset) data.dataset = Bytes(*tokens * *per_token);
  data.bytes_per_token = per_token ? *per_token : tokens && data.dataset ? data.dataset->value / *tokens : stored_token(dataset, world);
  data.cached = dataset.flag("cached").value_or(false);
  if (data.cached && !data.dataset) dataset.wrong("cached", "needs to know when all has been read once: give \"size\", or \"tokens\" and \"bytes_per_token\"");
}

std::vector<DataOutage> build_outages(const Part& part, const World& world) {
  std::vector<DataOutage> outages;
  for (const Part& item : part.items("outages")) {
    DataOutage outage{item.quantity<Seconds>("at").value_or(Seconds(0)), item.quantity<Seconds>("for").value_or(Seconds(0)), item.number("factor").value_or(0), {}};
    if (const auto site = item.text("site")) outage.site = refer(item, "site", *site, "site", site_names(world));
    outages.push_back(outage);
  }
  return outages;
}

// The law of "mtbi" or "law"; nothing if neither is given.
std::optional<Law> build_times(const Part& part) {
  if (part.has("mtbi") && part.has("law")) part.wrong("", "both \"mtbi\" and \"law\"; expected one of them");
  if (const auto mtbi = part.quantity<Seconds>("mtbi")) return Law{Law::Kind::exponential, *mtbi};
  if (const auto law = part.object("law")) return build_law(*law);
  return std::nullopt;
}

void build_stalls(const Part& part, DataPath& data) {
  const auto stalls = part.object("stalls");
  if (!stalls) return;
  if (!stalls->has("mtbi") && !stalls->has("law")) stalls->wrong("", "how often is missing; expected exactly one of \"mtbi\" and \"law\"");
  const auto gap = build_times(*stalls);
  const auto lasts = stalls->object("lasts");
  const auto length = lasts ? build_law(*lasts) : std::nullopt;
  const double factor = stalls->number("factor").value_or(0);
  if (gap && length) data.stalls = DataStalls{*gap, *length, factor};
}

void build_service(const Part& part, const World& world, DataPath& data) {
  if (!data.decoupled) {
    if (part.has("service")) part.wrong("service", "has no effect: without \"decoupled\": true each learner has its own loaders");
    return;
  }
  const Part service = part.object_or_empty("service");
  data.service.workers = service.count("workers");
  if (!service.has("workers")) service.assume("workers", "as many as its learners have hosts", "not given: the same loaders, apart from the learners");
  data.service.rate = build_rate(service, "rate", world, data.bytes_per_token);
  if (!service.has("rate") && data.loader_rate) service.assume("rate", "data.loader_rate", "not given: a worker loads as a host does");
  data.service.outages = build_outages(service, world);
  const auto lifetime = build_times(service);
  const auto delay = service.object("return_delay");
  if (delay && !service.has("mtbi") && !service.has("law")) service.wrong("return_delay", "has no effect: no \"mtbi\" or \"law\" says when workers fail");
  if (!delay && lifetime) service.wrong("", "\"return_delay\" is missing: workers fail, and when they start again is not said");
  if (!lifetime && !delay) service.assume("mtbi", "workers do not fail", "not given");
  const auto back = delay ? build_law(*delay) : std::nullopt;
  if (lifetime && back) data.service.failures = LoaderService::Failures{*lifetime, *back};
}

void build_read_ahead(const Part& part, const World& world, DataPath& data) {
  const auto found = part.raw().find("prefetch");
  if (found == part.raw().end() || !found->is_string()) {
    data.prefetch_batches = part.number("prefetch").value_or(0);
    return;
  }
  data.prefetch_size = part.quantity<Bytes>("prefetch");
  const Bytes batch = batch_of(data, world.training.tokens_per_step);
  if (data.prefetch_size && *data.prefetch_size < batch)
    part.wrong("prefetch", fmt::format("found \"{}\", less than a batch of {}; expected at least that, or a number of batches", found->get<std::string>(),
                                       rounded_text({UnitKind::size, batch.value})));
}

// Somewhere a rate must end, at any date.
void check_limited(const Part& part, const DataPath& data) {
  const bool loaders = data.decoupled ? data.service.rate || data.loader_rate : data.loader_rate.has_value();
  const bool given = part.has("loader_rate") || part.has("storage_bandwidth") || (part.is_object("service") && part.object("service")->has("rate"));
  if (!loaders && !data.storage_bandwidth && !given)
    part.wrong("", "nothing says how fast data comes; expected \"loader_rate\", \"storage_bandwidth\" or both, or \"none\" for data that is always there");
  if (data.cached && data.storage_bandwidth && !loaders && !part.has("loader_rate"))
    part.wrong("", "from the second epoch on nothing limits a cached dataset; give \"loader_rate\"");
  if (!data.storage_bandwidth && !part.has("storage_bandwidth")) part.assume("storage_bandwidth", "no limit", "not given");
  if (!data.loader_rate && !part.has("loader_rate") && !data.decoupled) part.assume("loader_rate", "no limit", "not given");
}

} // namespace

void build_data(const Part& root, World& world) {
  if (root.is_word("data", "none")) world.data_known = Known::none;
  const auto part = root.object("data");
  if (!part) return;
  world.data_known = Known::given;
  DataPath data;
  build_dataset(*part, world, data);
  data.loader_rate = build_rate(*part, "loader_rate", world, data.bytes_per_token);
  data.storage_bandwidth = part->quantity<BytesPerSecond>("storage_bandwidth");
  build_read_ahead(*part, world, data);
  data.cold_start = part->quantity<Seconds>("cold_start").value_or(Seconds(0));
  data.shuffle_buffer = part->quantity<Bytes>("shuffle_buffer").value_or(Bytes(0));
  data.decoupled = part->flag("decoupled").value_or(false);
  build_service(*part, world, data);
  data.outages = build_outages(*part, world);
  build_stalls(*part, data);
  check_limited(*part, data);
  world.data = data;
}

} // namespace archipelago
