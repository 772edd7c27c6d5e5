// Small expressions of studies: constraints ("protocol.overlap * 4 <= protocol.sync_interval") and values ("${24 / n}").
//
//   numbers, quantities in quotes ('2 Gbps', in SI: s, B, B/s, USD/h ...), other texts in quotes, $names of variables, keys of the
//   scenario with dots; or and not < <= > >= == != + - * / % ( ) and min max abs floor ceil round sqrt log2
// A hyphen inside a key belongs to it (network.links.west-wan.bandwidth): a minus has a space before it.
// Comparing texts with == and != is possible; a text that reads as a quantity counts as its number.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace archipelago {

using ExpressionValue = std::variant<double, std::string>;

struct ExpressionFault { std::string message; };   // thrown, with where in the text and what was expected

class Expression {
public:
  // What a name stands for; throws ExpressionFault when it stands for nothing. Variables come with their $.
  using Lookup = std::function<ExpressionValue(const std::string& name)>;
  struct Node;

  explicit Expression(std::string text);      // throws ExpressionFault
  ExpressionValue value(const Lookup& lookup) const;
  bool holds(const Lookup& lookup) const;     // a number other than 0; a text is a fault
  const std::string& text() const { return text_; }
  const std::vector<std::string>& names() const { return names_; }

private:
  std::string text_;
  std::vector<std::string> names_;
  std::shared_ptr<const Node> root_;
};

ExpressionValue expression_value(std::string_view written);   // of a value in a file: a quantity's SI number, else the text
std::string expression_text(const ExpressionValue& value);    // as it is put into a scenario: "4", "0.25"

} // namespace archipelago
