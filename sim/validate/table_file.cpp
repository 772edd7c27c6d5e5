#include "sim/validate/published_table.hpp"

#include "sim/validate/measured_data.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>

namespace archipelago {

namespace {

using nlohmann::json;

// Published values are text, because "0.10" says more than 0.1: how finely it was printed.
PublishedValue parse_published(std::string text) {
  PublishedValue published;
  if (!text.empty() && text.back() == '+') {
    published.or_more = true;
    text.pop_back();
  }
  std::size_t used = 0;
  published.value = std::stod(text, &used);
  if (used != text.size()) throw TableError(fmt::format("\"{}\" is not a number", text));
  const std::size_t point = text.find('.');
  const auto decimals = point == std::string::npos ? 0 : static_cast<int>(text.size() - point - 1);
  published.digit = std::pow(10.0, -decimals);
  return published;
}

template <class Enum> Enum named(const json& value, const std::map<std::string, Enum>& names) {
  const auto text = value.get<std::string>();
  const auto found = names.find(text);
  if (found == names.end()) throw TableError(fmt::format("\"{}\" is not known here", text));
  return found->second;
}

RowKind parse_kind(const json& value) {
  return named<RowKind>(value, {{"predicted", RowKind::predicted}, {"fitted", RowKind::fitted}, {"shown", RowKind::shown}});
}

Measurement parse_measure(const json& from) {
  Measurement measure;
  measure.figure = from.at("figure");
  measure.scale = from.value("scale", 1.0);
  measure.from = from.value("from", std::vector<std::size_t>{});
  if (from.contains("compare"))
    measure.compare = named<Measurement::Compare>(from["compare"],
                                              {{"difference", Measurement::Compare::difference}, {"ratio", Measurement::Compare::ratio}});
  if (from.contains("least_bandwidth")) {
    measure.least_bandwidth = named<Measurement::LeastBandwidth>(
        from["least_bandwidth"], {{"bisection", Measurement::LeastBandwidth::bisection}, {"grid", Measurement::LeastBandwidth::grid}});
    measure.at_least = from.at("at_least").get<std::vector<double>>();
  }
  return measure;
}

std::string override_text(const std::string& key, const json& value) {
  return key + "=" + (value.is_string() ? value.get<std::string>() : value.dump());
}

// What the texts of one cell are read with: its column, and the measured run that fills in {names}.
struct CellContext {
  const json* table = nullptr;
  std::size_t column = 0;
  const MeasuredData* data = nullptr;
  std::string run;
  std::string text(const std::string& from) const { return data ? data->filled(from, run) : from; }
};

void apply_overrides(Configuration& configuration, const json& from, const CellContext& context) {
  if (from.contains("world")) configuration.world = from["world"];
  const json set = from.value("set", json::array());
  for (const json& text : set.is_string() ? context.table->at("sets").at(set.get<std::string>()) : set)
    configuration.overrides.push_back(context.text(text));
  const json vary = from.value("vary", json::object());   // named: the items refer to it
  for (const auto& [key, values] : vary.items()) configuration.overrides.push_back(override_text(key, values.at(context.column)));
}

PublishedCell parse_cell(const json& series, const std::vector<std::string>& columns, const CellContext& context) {
  PublishedCell cell;
  cell.column = context.column;
  cell.key = series.at("key").get<std::string>() + (columns.size() > 1 ? ", " + columns[cell.column] : "");
  const json& kind = series.at("kind");
  cell.kind = parse_kind(kind.is_array() ? kind.at(cell.column) : kind);
  const json& published = series.at("published");
  cell.published = parse_published(context.text(published.is_array() ? published.at(cell.column) : published));
  apply_overrides(cell.configuration, series, context);
  if (series.contains("reference")) {
    const json& reference = series["reference"];
    // A reference in a file of its own stands alone; one without is the cell's own run, changed.
    cell.reference = reference.contains("world") ? Configuration{} : cell.configuration;
    apply_overrides(*cell.reference, reference, context);
  }
  return cell;
}

PublishedSeries parse_series(const json& table, const json& from, const MeasuredData* data) {
  PublishedSeries series;
  const auto columns = (from.contains("columns") ? from : table).at("columns").get<std::vector<std::string>>();
  series.key = from.at("key");
  series.group = from.at("group");
  series.unit = from.contains("unit") ? from["unit"] : table.at("unit");
  series.source = from.contains("source") ? from["source"] : table.at("source");
  series.learners = from.value("learners", 0);
  series.measure = parse_measure(from.contains("measure") ? from["measure"] : table.at("measure"));
  if (from.at("published").is_array() && from["published"].size() != columns.size())
    throw TableError(
        fmt::format("series \"{}\" has {} values for {} columns", series.key, from["published"].size(), columns.size()));
  series.calibration = from.value("calibration", "");
  for (std::size_t column = 0; column < columns.size(); ++column) {
    if (data && from.at("runs").at(column).is_null()) continue;   // not measured
    const std::string run = data ? from["runs"][column].get<std::string>() : "";
    series.cells.push_back(parse_cell(from, columns, {&table, column, data, run}));
    series.cells.back().run = run;
  }
  return series;
}

// A run is played as the cell that shows it.
const Configuration& configuration_of(const PublishedTable& table, const std::string& calibration, const std::string& run) {
  for (const PublishedSeries& series : table.series)
    for (const PublishedCell& cell : series.cells)
      if (series.calibration == calibration && cell.run == run) return cell.configuration;
  throw TableError(fmt::format("calibration \"{}\": no cell shows the run \"{}\"", calibration, run));
}

TableCalibration parse_calibration(const json& from, const PublishedTable& table, const MeasuredData& data) {
  TableCalibration calibration;
  calibration.name = from.at("name");
  calibration.runs = from.at("runs").get<std::vector<std::string>>();
  calibration.choices = from.value("choices", std::vector<std::vector<std::string>>{});
  calibration.tries = from.value("tries", 0);
  std::vector<std::string> all = calibration.runs;
  for (const auto& group : calibration.choices)
    for (const std::string& run : group)
      if (std::find(all.begin(), all.end(), run) == all.end()) all.push_back(run);
  for (const std::string& run : all)
    for (const json& line : from.at("lines"))
      calibration.lines.push_back({configuration_of(table, calibration.name, run), run, line.at("result_key"), data.filled(line.at("value"), run), line.at("unit")});
  return calibration;
}

Requirement parse_requirement(const json& from) {
  using S = Requirement::Statistic;
  Requirement requirement;
  requirement.group = from.value("group", "");
  requirement.at_most = from.at("at_most");
  requirement.statistic = named<S>(from.at("statistic"), {{"rms", S::rms},
                                                          {"max", S::max},
                                                          {"max_relative", S::max_relative},
                                                          {"max_relative_or_digit", S::max_relative_or_digit},
                                                          {"share_beyond_one_grid_step", S::share_beyond_one_grid_step},
                                                          {"max_grid_steps", S::max_grid_steps},
                                                          {"median_relative", S::median_relative},
                                                          {"ninetieth_relative", S::ninetieth_relative},
                                                          {"diagonal", S::diagonal}});
  return requirement;
}

PublishedTable parse_table(const json& from, const std::optional<std::filesystem::path>& data_folder) {
  PublishedTable table;
  table.name = from.at("table");
  table.title = from.at("title");
  MeasuredFiles files(data_folder);
  const std::string main = from.value("data", "");
  table.data_here = main.empty() || files.find(main);
  if (!table.data_here) return table;
  // A series or calibration with a file of its own is left out, and said to be, where that is not here.
  const auto data_of = [&](const json& part) -> std::pair<bool, const MeasuredData*> {
    const std::string name = part.value("data", main);
    const MeasuredData* data = name.empty() ? nullptr : files.find(name);
    const std::string note = name + ": data not here";
    if (!name.empty() && !data && std::find(table.notes.begin(), table.notes.end(), note) == table.notes.end()) table.notes.push_back(note);
    return {name.empty() || data, data};
  };
  for (const json& series : from.at("series"))
    if (const auto [here, data] = data_of(series); here) table.series.push_back(parse_series(from, series, data));
  for (const json& calibration : from.value("calibrations", json::array()))
    if (const auto [here, data] = data_of(calibration); here) table.calibrations.push_back(parse_calibration(calibration, table, *data));
  for (const json& constant : from.value("fitted", json::array()))
    table.fitted.push_back({constant.at("constant"), constant.at("value"), constant.at("on"), constant.at("how"),
                            constant.value("set", std::vector<std::string>{}), constant.value("start", 0.0),
                            constant.value("reach", 0.0)});
  for (const json& requirement : from.at("targets")) table.requirements.push_back(parse_requirement(requirement));
  return table;
}

}   // namespace

PublishedTable read_table(const std::filesystem::path& file, const std::optional<std::filesystem::path>& data_folder) {
  std::ifstream in(file);
  if (!in) throw TableError(fmt::format("{}: cannot be read", file.string()));
  try {
    return parse_table(json::parse(in, nullptr, true, true), data_folder);
  } catch (const json::exception& error) {
    throw TableError(fmt::format("{}: {}", file.string(), error.what()));
  } catch (const std::logic_error& error) {   // of std::stod
    throw TableError(fmt::format("{}: a published value is not a number ({})", file.string(), error.what()));
  } catch (const TableError& error) { throw TableError(fmt::format("{}: {}", file.string(), error.what())); }
}

std::vector<std::filesystem::path> table_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

}   // namespace archipelago
