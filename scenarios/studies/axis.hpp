// One axis of a study: a key, a variable, or several of them in lock step, and the values they take.
//
//   protocol.sync_interval=8,24,64          a list
//   protocol.sync_interval=8..64/8          from 8 to 64 in steps of 8
//   network.links.west-wan.bandwidth=250 Mbps..4 Gbps*2     each twice the one before
//   failures.mtbi=1 year..10 year#4         4 values, evenly spaced; #4log: evenly spaced ratios
//   learners.west.count,learners.south.count=(1,3),(2,2)    in lock step
//   $n=2,4,8                                a variable, for values written as ${n}
//   costs.egress=0.01 USD/GB..0.08 USD/GB   any value between: for the designs latin-hypercube and sobol; #log: by ratios
//
// Values of counts are rounded to whole numbers, others to six digits; the unit is the lower end's.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace archipelago {

struct AxisFault { std::string message, nearest; };   // thrown

class Axis {
public:
  // Everything after the first '=' is values. Throws AxisFault.
  static Axis from_text(std::string_view text);
  static Axis from_list(std::vector<std::string> keys, std::vector<std::vector<std::string>> values);

  std::vector<std::string> keys;                      // more than one: in lock step; a variable keeps its $
  std::vector<std::vector<std::string>> values;       // [i][key], as written in a scenario; empty: continuous

  bool continuous() const { return values.empty(); }
  bool is_variable() const { return keys.size() == 1 && keys.front().starts_with('$'); }
  std::vector<std::string> at(double place) const;    // the value at a place in [0,1) of the axis

  // Numeric, one key: its ends, for searches; a list of numbers has its least and largest.
  struct Span { double from = 0, to = 0; std::string unit; bool by_ratio = false, whole = false; };
  std::string text_of(double value) const;            // as written in a scenario
  Span span;                                          // of a range or a numeric list
  bool numeric = false;
};

const std::string& axis_help();                       // the lines above, for --help
std::string axis_text(const std::vector<std::string>& texts);   // keys or values of an axis, for people: "a, b"

} // namespace archipelago
