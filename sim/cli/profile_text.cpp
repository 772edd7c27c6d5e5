#include "sim/cli/profile_text.hpp"

#include "models/workload/peak.hpp"
#include "reports/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace archipelago {

namespace {

std::string microseconds(Seconds time) { return fmt::format("{:.1f}", time.value * 1e6); }
std::string percent(double share) { return fmt::format("{:.1f}", 100 * share); }
std::string gigabytes(BytesPerSecond rate) { return fmt::format("{:.4g}", rate.value / 1e9); }
std::string share_of(double value, double whole) { return whole > 0 ? fmt::format("{:.0f}", 100 * value / whole) : "-"; }

class ProfileText {
public:
  ProfileText(const AcceleratorProfile& profile, const Accelerator& accelerator, const Terminal& terminal)
      : profile_(profile), accelerator_(accelerator), terminal_(terminal) {}

  std::string text() {
    add(products());
    add(attention());
    add(memory());
    add(collectives());
    between_nodes();
    return out_ + sources();
  }

private:
  void add(const Table& table) { out_ += table.render(terminal_) + "\n"; }

  std::string source(const std::string& name) {
    const auto place = std::find(sources_.begin(), sources_.end(), name) - sources_.begin();
    if (place == std::ssize(sources_)) sources_.push_back(name);
    return fmt::format("[{}]", place + 1);
  }

  std::string band(const Residual& residual) const {
    return fmt::format("{:+.0f} {} {:+.0f}", 100 * (residual.low - 1), terminal_.utf8 ? "…" : "..", 100 * (residual.high - 1));
  }
  static std::string samples(const Residual& residual) { return residual.samples > 0 ? std::to_string(residual.samples) : "guess"; }

  // What every table ends with: the residual and where the numbers come from.
  static void end_columns(Table& table) {
    table.add_column("off by", "%");
    table.add_column("80 % band", "%");
    table.add_column("held back");
    table.add_column("source");
  }
  void end_row(Table& table, std::vector<std::string> cells, const Residual& residual, const std::string& from) {
    for (const std::string& cell : {percent(residual.mape), band(residual), samples(residual), source(from)}) cells.push_back(cell);
    table.add_row(std::move(cells));
  }

  Table products() {
    Table table;
    table.add_column("products", {}, Align::left);
    table.add_column("start", "us");
    table.add_column("rate", "TFLOP/s");
    table.add_column("of peak", "%");
    table.add_column("memory", "GB/s");
    table.add_column("of peak", "%");
    table.add_column("all", "%");
    end_columns(table);
    for (const GemmModel& model : profile_.gemm) {
      const GemmConstants& c = model.constants;
      const Precision precision = c.precision == MathPrecision::tf32  ? Precision::fp32
                                  : c.precision == MathPrecision::fp8 ? Precision::fp8
                                  : c.precision == MathPrecision::fp4 ? Precision::fp4
                                                                      : Precision::bf16;
      end_row(table, {std::string(name_of(c.precision)), microseconds(c.start), fmt::format("{:.4g}", c.rate.value / 1e12),
                      share_of(c.rate.value, peak_rate(accelerator_, precision).value_or(FlopsPerSecond(0)).value), gigabytes(c.bandwidth),
                      share_of(c.bandwidth.value, accelerator_.memory_bandwidth.value), percent(model.all.mape)},
              model.training, model.source);
    }
    return table;
  }

  Table attention() {
    Table table;
    table.add_column("attention", {}, Align::left);
    table.add_column("head");
    table.add_column("start", "us");
    table.add_column("rate", "TFLOP/s");
    table.add_column("of peak", "%");
    table.add_column("backward", "x");
    end_columns(table);
    for (const AttentionModel& model : profile_.attention)
      for (const AttentionTable& measured : model.tables) {
        const AttentionConstants& c = measured.constants;
        end_row(table, {std::string(name_of(model.kernel)), fmt::format("{:.0f}", c.head_size), microseconds(c.start),
                        fmt::format("{:.4g}", c.rate.value / 1e12), share_of(c.rate.value, accelerator_.peak_bf16.value), fmt::format("{:.2f}", model.backward_ratio)},
                model.forward, model.source);
      }
    return table;
  }

  Table memory() {
    Table table;
    table.add_column("memory kernels", {}, Align::left);
    table.add_column("start", "us");
    table.add_column("rate", "GB/s");
    table.add_column("of memory", "%");
    end_columns(table);
    for (std::size_t i = 0; i < profile_.memory.size(); ++i) {
      const MemoryKernelModel& model = profile_.memory[i];
      end_row(table, {std::string(memory_kernel_names[i]), microseconds(model.start), gigabytes(model.bandwidth),
                      share_of(model.bandwidth.value, accelerator_.memory_bandwidth.value)},
              model.residual, model.source);
    }
    return table;
  }

  Table collectives() {
    Table table;
    table.add_column("in a node", {}, Align::left);
    table.add_column("members");
    table.add_column("start", "us");
    table.add_column("rate", "GB/s");
    table.add_column("large: start", "us");
    table.add_column("rate", "GB/s");
    end_columns(table);
    for (const CollectiveModel& model : profile_.in_node)
      for (const CollectiveLines& lines : model.lines)
        end_row(table, {std::string(name_of(model.operation)), fmt::format("{:.0f}", lines.members), microseconds(lines.latency_regime.alpha),
                        gigabytes(lines.latency_regime.bandwidth), microseconds(lines.bandwidth_regime.alpha), gigabytes(lines.bandwidth_regime.bandwidth)},
                lines.residual, model.source);
    return table;
  }

  void between_nodes() {
    const InterNodeModel& model = profile_.between_nodes;
    const std::string nodes =
        fmt::format("between nodes: {} GB/s an accelerator at {:.0f} %, start {} us and {} us more for each doubling of nodes; 80 % band {} %, {} {}",
                    gigabytes(model.adapter), 100 * model.efficiency, microseconds(model.alpha), microseconds(model.alpha_per_doubling),
                    band(model.residual), samples(model.residual), source(model.source));
    const HostModel& host = profile_.host;
    out_ += wrapped(nodes, 15, terminal_) + "\n" +
            wrapped(fmt::format("host: {} us to issue a kernel, {} GB/s to the device, {} GB/s back {}", microseconds(host.launch),
                                gigabytes(host.to_device), gigabytes(host.from_device), source(host.source)), 6, terminal_) + "\n\n";
  }

  std::string sources() const {
    std::string text = wrapped("start and rate are fitted; off by: mean error on what was held back, of products on training shapes (all: on every shape); "
                               "guess: nothing was measured and held back", 2, terminal_) + "\n";
    for (std::size_t k = 0; k < sources_.size(); ++k) text += wrapped(fmt::format("[{}] {}", k + 1, sources_[k]), 4, terminal_) + "\n";
    return text;
  }

  const AcceleratorProfile& profile_;
  const Accelerator& accelerator_;
  const Terminal& terminal_;
  std::string out_;
  std::vector<std::string> sources_;
};

} // namespace

std::string profile_text(const AcceleratorProfile& profile, const Accelerator& accelerator, const Terminal& terminal) {
  return ProfileText(profile, accelerator, terminal).text();
}

std::string efficiencies_text(const EfficiencyCatalogue& catalogue, const std::string& accelerator, const Terminal& terminal) {
  Table table;
  table.add_column("efficiency of", {}, Align::left);
  table.add_column("factor");
  table.add_column("off by", "%");
  table.add_column("80 % band", "%");
  table.add_column("steps");
  table.add_column("source", {}, Align::left);
  for (const Efficiency& entry : catalogue.entries)
    if (entry.accelerator == accelerator)
      table.add_row({entry.framework, fmt::format("{:.3f}", entry.efficiency), percent(entry.residual.mape),
                     fmt::format("{:+.0f} {} {:+.0f}", 100 * (entry.residual.low - 1), terminal.utf8 ? "…" : "..", 100 * (entry.residual.high - 1)),
                     std::to_string(entry.residual.samples), entry.source});
  return table.empty() ? std::string() : table.render(terminal);
}

} // namespace archipelago
