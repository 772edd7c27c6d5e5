#include "gui/base/theme.hpp"

#include <QApplication>
#include <QPainter>
#include <QPalette>
#include <QPixmap>
#include <QSettings>
#include <QStyle>
#include <QStyleFactory>
#include <QTemporaryDir>

namespace archipelago::gui {

namespace {

constexpr const char* sheet = R"(
QToolTip { background: @raised; color: @text; border: 1px solid @border; padding: 5px; }
QMainWindow::separator { background: @border; width: 1px; height: 1px; margin: 2px; }
QDockWidget::title { background: @window; padding: 6px 8px; font-weight: bold; }
QMenuBar { background: @window; border-bottom: 1px solid @border; }
QMenuBar::item { padding: 5px 10px; background: transparent; }
QMenuBar::item:selected { background: @selection; border-radius: 4px; }
QToolBar { background: @window; border: none; border-bottom: 1px solid @border; padding: 4px 6px; spacing: 4px; }
QToolButton, QPushButton { background: @surface; color: @text; border: 1px solid @border; border-radius: 5px; padding: 4px 10px; }
QToolButton { padding: 4px 7px; }
QToolBar QToolButton { background: transparent; border-color: transparent; }
QToolButton:hover, QPushButton:hover { border-color: @accent; }
QToolButton:checked, QPushButton:checked { background: @selection; border-color: @accent; }
QToolButton:pressed, QPushButton:pressed { background: @selection; }
QToolButton:focus, QPushButton:focus { border-color: @accent; }
QToolButton:disabled, QPushButton:disabled { color: @muted; background: @window; }
QPushButton[primary="true"] { background: @accent; color: @accent_text; border-color: @accent; font-weight: bold; }
QPushButton[primary="true"]:disabled { background: @window; color: @muted; border-color: @border; }
QToolButton::menu-indicator { image: none; }
QLineEdit, QPlainTextEdit, QTextBrowser { background: @surface; color: @text; border: 1px solid @border; border-radius: 5px; padding: 3px 6px; selection-background-color: @accent; selection-color: @accent_text; }
QLineEdit:focus, QPlainTextEdit:focus { border-color: @accent; }
QLineEdit[wrong="true"] { border: 2px solid @bad; }
QTreeView, QTableView, QListView { background: @surface; alternate-background-color: @raised; color: @text; border: 1px solid @border; border-radius: 5px; gridline-color: @border; outline: none; selection-background-color: @selection; selection-color: @text; }
QTreeView::item, QListView::item { padding: 3px 4px; }
QTreeView QLineEdit, QTableView QLineEdit { border-radius: 0; padding: 0 3px; }
QHeaderView::section { background: @window; color: @muted; border: none; border-bottom: 1px solid @border; padding: 5px 6px; font-weight: bold; }
QHeaderView::down-arrow, QHeaderView::up-arrow { subcontrol-origin: padding; subcontrol-position: center left; width: 8px; height: 8px; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: @muted; padding: 8px 14px; border: none; border-bottom: 3px solid transparent; }
QTabBar::tab:selected { color: @text; border-bottom: 3px solid @accent; }
QTabBar::tab:hover { color: @text; background: @selection; }
QTabWidget::pane { border: 1px solid @border; border-radius: 5px; top: -1px; }
QProgressBar { background: @surface; border: 1px solid @border; border-radius: 5px; text-align: center; color: @text; min-height: 16px; }
QProgressBar::chunk { background: @selection; border-radius: 4px; }
QSlider { min-height: 18px; }
QSlider::groove:horizontal { background: @border; height: 4px; border-radius: 2px; }
QSlider::sub-page:horizontal { background: @accent; height: 4px; border-radius: 2px; }
QSlider::handle:horizontal { background: @surface; border: 2px solid @accent; width: 12px; height: 12px; margin: -6px 0; border-radius: 8px; }
QSlider::handle:horizontal:focus { background: @accent; }
QScrollArea { border: none; background: @window; }
QScrollArea > QWidget > QWidget { background: @window; }
QScrollBar { background: @window; border: none; margin: 0; }
QScrollBar:vertical { width: 11px; } QScrollBar:horizontal { height: 11px; }
QScrollBar::handle { background: @border; border-radius: 5px; min-height: 24px; min-width: 24px; margin: 1px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QStatusBar { background: @window; color: @text; border-top: 1px solid @border; } QStatusBar[role="bad"] { color: @bad; } QStatusBar::item { border: none; }
QFrame[card="true"] { background: @surface; border: 1px solid @border; border-radius: 8px; }
QLabel[role="title"] { font-size: 17pt; font-weight: bold; }
QLabel[role="heading"] { font-size: 11pt; font-weight: bold; }
QLabel[role="muted"] { color: @muted; }
QLabel[role="figure"] { font-size: 15pt; font-weight: bold; }
QLabel[role="good"] { color: @good; } QLabel[role="warning"] { color: @warning; } QLabel[role="bad"] { color: @bad; }
QSplitter::handle { background: transparent; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid @muted; border-radius: 3px; background: @surface; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url(@tick); }
QCheckBox::indicator:focus { border: 2px solid @accent; }
)";

// A style sheet takes pictures from files only.
QString tick_file(const Palette& colors) {
  static const QTemporaryDir folder;
  const QString path = folder.filePath(colors.ground == Ground::dark ? "dark.png" : "light.png");
  QPixmap picture(28, 28);
  picture.fill(Qt::transparent);
  QPainter painter(&picture);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(colors.accent_text, 4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawPolyline(QPolygonF({{6, 15}, {12, 21}, {23, 8}}));
  picture.save(path);
  return path;
}

QString filled(QString text, const Palette& colors) {
  const std::pair<const char*, QColor> names[] = {
      {"@accent_text", colors.accent_text}, {"@accent", colors.accent}, {"@window", colors.window}, {"@surface", colors.surface},
      {"@raised", colors.raised}, {"@border", colors.border}, {"@text", colors.text}, {"@muted", colors.muted},
      {"@selection", colors.selection}, {"@good", colors.good}, {"@warning", colors.warning}, {"@bad", colors.bad}};
  text.replace("@tick", tick_file(colors));
  for (const auto& [name, color] : names) text.replace(QLatin1String(name), color.name());
  return text;
}

QPalette qt_palette(const Palette& colors) {
  QPalette result;
  result.setColor(QPalette::Window, colors.window);
  result.setColor(QPalette::Base, colors.surface);
  result.setColor(QPalette::AlternateBase, colors.raised);
  result.setColor(QPalette::Button, colors.surface);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText}) {
    result.setColor(role, colors.text);
    result.setColor(QPalette::Disabled, role, colors.muted);
  }
  result.setColor(QPalette::ToolTipBase, colors.raised);
  result.setColor(QPalette::PlaceholderText, colors.muted);
  result.setColor(QPalette::Highlight, colors.accent);
  result.setColor(QPalette::HighlightedText, colors.accent_text);
  result.setColor(QPalette::Link, colors.accent);
  result.setColor(QPalette::Mid, colors.border);
  return result;
}

} // namespace

Ground remembered_ground() {
  const QString kept = QSettings().value("theme").toString();
  if (!kept.isEmpty()) return kept == "dark" ? Ground::dark : Ground::light;
  return QPalette().color(QPalette::Window).lightness() < 128 ? Ground::dark : Ground::light;
}

void apply_theme(QApplication& application, Ground ground) {
  choose_ground(ground);
  if (!application.style() || application.style()->name() != "fusion") QApplication::setStyle(QStyleFactory::create("Fusion"));
  QApplication::setPalette(qt_palette(palette()));
  application.setStyleSheet(filled(sheet, palette()));
}

} // namespace archipelago::gui
