// Colours for JSON with comments.
#pragma once

#include <QSyntaxHighlighter>

namespace archipelago::gui {

class JsonHighlighter : public QSyntaxHighlighter {
  Q_OBJECT
public:
  using QSyntaxHighlighter::QSyntaxHighlighter;

protected:
  void highlightBlock(const QString& text) override;
};

} // namespace archipelago::gui
