#include "gui/pages/json_highlighter.hpp"

#include "gui/base/palette.hpp"

#include <QRegularExpression>

namespace archipelago::gui {

namespace {
enum State { plain, in_comment };
}

void JsonHighlighter::highlightBlock(const QString& text) {
  static const QRegularExpression token(R"re("(?:[^"\\]|\\.)*"(\s*:)?|//.*|/\*|-?\b\d[\d.eE+-]*|\b(?:true|false|null)\b)re");
  qsizetype at = 0;
  setCurrentBlockState(plain);
  if (previousBlockState() == in_comment) {
    const qsizetype end = text.indexOf("*/");
    at = end < 0 ? text.size() : end + 2;
    setFormat(0, static_cast<int>(at), palette().muted);
    if (end < 0) return setCurrentBlockState(in_comment);
  }
  for (auto found = token.globalMatch(text, at); found.hasNext();) {
    const auto match = found.next();
    if (match.capturedStart() < at) continue;
    const QString word = match.captured();
    const int begin = static_cast<int>(match.capturedStart()), length = static_cast<int>(match.capturedLength());
    if (word.startsWith("/*")) {
      const qsizetype end = text.indexOf("*/", match.capturedEnd());
      at = end < 0 ? text.size() : end + 2;
      setFormat(begin, static_cast<int>(at) - begin, palette().muted);
      if (end < 0) return setCurrentBlockState(in_comment);
    } else if (word.startsWith("//")) setFormat(begin, length, palette().muted);
    else if (!match.captured(1).isEmpty()) setFormat(begin, length - static_cast<int>(match.captured(1).size()), palette().accent);
    else if (word.startsWith('"')) setFormat(begin, length, palette().good);
    else setFormat(begin, length, palette().warning);
  }
}

} // namespace archipelago::gui
