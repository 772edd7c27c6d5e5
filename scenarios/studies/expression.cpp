#include "scenarios/studies/expression.hpp"

#include "scenarios/format/nearest.hpp"
#include "scenarios/format/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

namespace archipelago {

struct Expression::Node {
  enum class Kind { value, name, call };
  Kind kind = Kind::value;
  ExpressionValue value;
  std::string name;                           // of what is looked up, or of the operator or function
  std::vector<std::shared_ptr<const Node>> arguments;
};

namespace {

using NodePtr = std::shared_ptr<const Expression::Node>;
using Kind = Expression::Node::Kind;

const std::vector<std::string> functions{"min", "max", "abs", "floor", "ceil", "round", "sqrt", "log2"};
const std::vector<UnitKind> every_unit{UnitKind::time, UnitKind::size, UnitKind::bandwidth, UnitKind::flop_rate, UnitKind::power, UnitKind::price_per_hour,
                                       UnitKind::price_per_size, UnitKind::price_per_energy, UnitKind::steps, UnitKind::tokens};
constexpr int deepest = 100;
constexpr std::size_t longest = 10'000;         // characters: a chain of operators is as deep a tree as it is long

NodePtr call(std::string name, std::vector<NodePtr> arguments) { return std::make_shared<Expression::Node>(Expression::Node{Kind::call, 0.0, std::move(name), std::move(arguments)}); }

class Parser {
public:
  Parser(std::string_view text, std::vector<std::string>& names) : text_(text), names_(names) {}

  NodePtr whole() {
    if (text_.size() > longest) throw ExpressionFault{fmt::format("an expression of {} characters; expected {} at most", text_.size(), longest)};
    NodePtr node = either();
    skip_space();
    if (at_ != text_.size()) fail(fmt::format("'{}' was not expected", text_.substr(at_, 12)));
    return node;
  }

private:
  // Precedence, loosest first.
  NodePtr either() { return chain({"or"}, [this] { return both(); }); }
  NodePtr both() { return chain({"and"}, [this] { return negation(); }); }
  NodePtr negation() { return take_word("not") ? call("not", {deeper([this] { return negation(); })}) : comparison(); }
  NodePtr comparison() { return chain({"<=", ">=", "==", "!=", "<", ">"}, [this] { return sum(); }); }
  NodePtr sum() { return chain({"+", "-"}, [this] { return product(); }); }
  NodePtr product() { return chain({"*", "/", "%"}, [this] { return sign(); }); }
  NodePtr sign() { return take("-") ? call("negative", {deeper([this] { return sign(); })}) : atom(); }

  template <class Next> NodePtr deeper(Next next) {
    if (++depth_ > deepest) fail("it is nested too deeply");
    NodePtr node = next();
    --depth_;
    return node;
  }

  template <class Next> NodePtr chain(std::initializer_list<const char*> operators, Next next) {
    NodePtr left = deeper(next);
    for (bool found = true; found;) {
      found = false;
      for (const char* symbol : operators) {
        const bool word = std::isalpha(static_cast<unsigned char>(symbol[0]));
        if (word ? !take_word(symbol) : !take(symbol)) continue;
        left = call(symbol, {left, deeper(next)});
        found = true;
        break;
      }
    }
    return left;
  }

  NodePtr atom() {
    skip_space();
    if (at_ == text_.size()) fail("something is missing at the end");
    const char c = text_[at_];
    if (take("(")) {
      NodePtr inside = either();
      if (!take(")")) fail("a ) is missing");
      return inside;
    }
    if (c == '\'' || c == '"') return quoted(c);
    if (std::isdigit(static_cast<unsigned char>(c)) || c == '.') return number();
    if (c == '$' || std::isalpha(static_cast<unsigned char>(c)) || c == '_') return name();
    fail(fmt::format("'{}' was not expected", c));
  }

  NodePtr quoted(char mark) {
    const auto end = text_.find(mark, at_ + 1);
    if (end == std::string_view::npos) fail("a closing quote is missing");
    const std::string_view inside = text_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    return std::make_shared<Expression::Node>(Expression::Node{Kind::value, expression_value(inside), {}, {}});
  }

  NodePtr number() {
    double value = 0;
    const auto [end, error] = std::from_chars(text_.data() + at_, text_.data() + text_.size(), value);
    if (error != std::errc()) fail("this is no number");
    at_ = static_cast<std::size_t>(end - text_.data());
    const std::string_view rest = text_.substr(at_);
    const std::string unit(rest.substr(0, rest.find_first_of(" <>=!+-*%),", rest.find_first_not_of(' '))));
    if (!unit.empty() && parse_measure("1 " + unit, every_unit).measure) fail("a quantity with a unit stands in quotes, such as '2 Gbps'");
    return std::make_shared<Expression::Node>(Expression::Node{Kind::value, value, {}, {}});
  }

  NodePtr name() {
    const std::size_t start = at_++;
    const bool variable = text_[start] == '$';
    const auto belongs = [&](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || (!variable && (c == '.' || c == '-')); };
    while (at_ < text_.size() && belongs(text_[at_])) ++at_;
    std::string word(text_.substr(start, at_ - start));
    if (!variable && take("(")) return function(word);
    if (std::find(names_.begin(), names_.end(), word) == names_.end()) names_.push_back(word);
    return std::make_shared<Expression::Node>(Expression::Node{Kind::name, 0.0, std::move(word), {}});
  }

  NodePtr function(const std::string& word) {
    if (std::find(functions.begin(), functions.end(), word) == functions.end()) {
      const std::string nearest = nearest_name(word, functions);
      fail(fmt::format("there is no function {}{}", word, nearest.empty() ? "" : fmt::format(", did you mean {}?", nearest)));
    }
    std::vector<NodePtr> arguments{either()};
    while (take(",")) arguments.push_back(either());
    if (!take(")")) fail("a ) is missing");
    if ((word == "min" || word == "max") == (arguments.size() == 1)) fail(fmt::format("{} takes {}", word, arguments.size() == 1 ? "two values or more" : "one value"));
    return call(word, std::move(arguments));
  }

  void skip_space() { while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_]))) ++at_; }

  bool take(std::string_view symbol) {
    skip_space();
    if (!text_.substr(at_).starts_with(symbol)) return false;
    at_ += symbol.size();
    return true;
  }

  bool take_word(std::string_view word) {
    skip_space();
    const std::string_view rest = text_.substr(at_);
    if (!rest.starts_with(word)) return false;
    if (rest.size() > word.size() && (std::isalnum(static_cast<unsigned char>(rest[word.size()])) || std::string_view("_.-").find(rest[word.size()]) != std::string_view::npos)) return false;
    at_ += word.size();
    return true;
  }

  [[noreturn]] void fail(const std::string& message) const { throw ExpressionFault{fmt::format("{} (at character {} of \"{}\")", message, at_ + 1, text_)}; }

  std::string_view text_;
  std::vector<std::string>& names_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

double number_of(const ExpressionValue& value) {
  if (const auto* number = std::get_if<double>(&value)) return *number;
  throw ExpressionFault{fmt::format("\"{}\" is a text where a number is needed", std::get<std::string>(value))};
}

ExpressionValue evaluate(const Expression::Node& node, const Expression::Lookup& lookup) {
  if (node.kind == Kind::value) return node.value;
  if (node.kind == Kind::name) return lookup(node.name);
  const auto argument = [&](std::size_t i) { return evaluate(*node.arguments[i], lookup); };
  const std::string& op = node.name;
  if (op == "==" || op == "!=") return (argument(0) == argument(1)) == (op == "==") ? 1.0 : 0.0;
  const double a = number_of(argument(0));
  if (op == "or" && a != 0) return 1.0;
  if (op == "and" && a == 0) return 0.0;
  if (op == "not") return a == 0 ? 1.0 : 0.0;
  if (op == "negative") return -a;
  if (op == "abs") return std::abs(a);
  if (op == "floor") return std::floor(a);
  if (op == "ceil") return std::ceil(a);
  if (op == "round") return std::round(a);
  if (op == "sqrt") return std::sqrt(a);
  if (op == "log2") return std::log2(a);
  if (op == "min" || op == "max") {
    double best = a;
    for (std::size_t i = 1; i < node.arguments.size(); ++i) best = op == "min" ? std::min(best, number_of(argument(i))) : std::max(best, number_of(argument(i)));
    return best;
  }
  const double b = number_of(argument(1));
  if ((op == "/" || op == "%") && b == 0) throw ExpressionFault{"division by zero"};
  if (op == "or" || op == "and") return b != 0 ? 1.0 : 0.0;
  if (op == "<") return a < b ? 1.0 : 0.0;
  if (op == "<=") return a <= b ? 1.0 : 0.0;
  if (op == ">") return a > b ? 1.0 : 0.0;
  if (op == ">=") return a >= b ? 1.0 : 0.0;
  if (op == "+") return a + b;
  if (op == "-") return a - b;
  if (op == "*") return a * b;
  return op == "/" ? a / b : std::fmod(a, b);
}

} // namespace

Expression::Expression(std::string text) : text_(std::move(text)) { root_ = Parser(text_, names_).whole(); }

ExpressionValue Expression::value(const Lookup& lookup) const { return evaluate(*root_, lookup); }

bool Expression::holds(const Lookup& lookup) const { return number_of(value(lookup)) != 0; }

ExpressionValue expression_value(std::string_view written) {
  double number = 0;
  const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), number);
  if (error == std::errc() && end == written.data() + written.size()) return number;
  const MeasureText read = parse_measure(written, every_unit);
  return read.measure ? ExpressionValue(read.measure->value) : ExpressionValue(std::string(written));
}

std::string expression_text(const ExpressionValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  const double number = std::get<double>(value);
  return number == std::trunc(number) && std::abs(number) < 1e15 ? fmt::format("{:.0f}", number) : fmt::format("{:.10g}", number);
}

} // namespace archipelago
