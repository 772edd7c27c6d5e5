#include "gui/base/fitting.hpp"

#include <QFont>
#include <catch2/catch.hpp>

using namespace archipelago::gui;

TEST_CASE("a name keeps all its letters where it fits, on one line or more") {
  const QFontMetricsF metrics{QFont()};
  const QString key = "protocol.sync_interval";
  const double whole = metrics.horizontalAdvance(key), last = metrics.horizontalAdvance("sync_interval");
  CHECK(fitting_name(metrics, key, whole + 10, 1).remove(QChar(0x200b)) == key);
  CHECK(fitting_name(metrics, key, last + 5, 2).remove(QChar(0x200b)) == key);   // broken behind its dot
  CHECK(fitting_name(metrics, key, last + 5, 1) == "sync_interval");
  const QString title = "cost of a million tokens";
  CHECK(fitting_name(metrics, title, metrics.horizontalAdvance(title) * 0.7, 2) == title);
}

TEST_CASE("only a last part that is wider than its place is elided, from its end") {
  const QFontMetricsF metrics{QFont()};
  const QString cut = fitting_name(metrics, "links.atlantic.bandwidth_of_everything", metrics.horizontalAdvance("bandwidth_of"), 1);
  CHECK(cut.startsWith("bandwidth"));
  CHECK(cut.endsWith(QChar(0x2026)));
}
