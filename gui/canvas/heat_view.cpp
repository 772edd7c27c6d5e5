#include "gui/canvas/heat_view.hpp"

#include "gui/base/fitting.hpp"
#include "gui/base/palette.hpp"
#include "gui/base/text.hpp"
#include "gui/canvas/scale_color.hpp"
#include "gui/session/sweep_state.hpp"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace archipelago::gui {

namespace {
constexpr double top = 6, right = 8, bottom = 44;
}

HeatView::HeatView(SweepState& state, QWidget* parent) : QWidget(parent), state_(state) {
  setAccessibleName(tr("heat map"));
  const auto renew = [this] { gather(); update(); };
  connect(&state, &SweepState::data_changed, this, renew);
  connect(&state, &SweepState::filter_changed, this, renew);
  connect(&state, &SweepState::chosen_changed, this, [this] { update(); });
}

void HeatView::set_axes(int x_key, int y_key, int figure) {
  x_ = x_key;
  y_ = y_key;
  figure_ = figure;
  gather();
  update();
}

std::size_t HeatView::columns() const { return state_.data()->keys[static_cast<std::size_t>(x_)].words.size(); }
std::size_t HeatView::rows() const { return y_ < 0 ? 1 : state_.data()->keys[static_cast<std::size_t>(y_)].words.size(); }

void HeatView::gather() {
  fields_.clear();
  const auto& study = state_.data();
  if (!study || x_ < 0 || x_ >= static_cast<int>(study->keys.size()) || y_ >= static_cast<int>(study->keys.size()) || figure_ < 0 || figure_ >= static_cast<int>(study->figures.size())) return;
  fields_.resize(columns() * rows());
  for (const std::uint32_t point : state_.visible()) {
    const float mean = study->figures[static_cast<std::size_t>(figure_)].mean[point];
    const std::int32_t x = study->keys[static_cast<std::size_t>(x_)].index[point], y = y_ < 0 ? 0 : study->keys[static_cast<std::size_t>(y_)].index[point];
    if (std::isnan(mean) || x < 0 || y < 0) continue;
    Field& field = fields_[static_cast<std::size_t>(y) * columns() + static_cast<std::size_t>(x)];
    field.sum += static_cast<double>(mean);
    if (field.points++ == 0) field.first = static_cast<std::ptrdiff_t>(point);
  }
  least_ = 1e300;
  most_ = -1e300;
  for (const Field& field : fields_)
    if (field.points > 0) {
      least_ = std::min(least_, field.mean());
      most_ = std::max(most_, field.mean());
    }
  row_names_width_ = 0;
  for (std::size_t y = 0; y_ >= 0 && y < rows(); ++y) row_names_width_ = std::max(row_names_width_, fontMetrics().horizontalAdvance(study->keys[static_cast<std::size_t>(y_)].words[y]) + 8.0);
}

QString HeatView::name_of(int key) const { return to_qt(state_.data()->keys[static_cast<std::size_t>(key)].key); }
double HeatView::name_room() const { return height() - top - 8; }
double HeatView::name_depth() const { return y_ < 0 ? 6 : (fontMetrics().horizontalAdvance(name_of(y_)) > name_room() ? 2 : 1) * fontMetrics().height() + 6; }
double HeatView::fields_left() const { return y_ < 0 ? 20 : name_depth() + row_names_width_; }

QRectF HeatView::place(std::size_t x, std::size_t y) const {
  const double wide = (width() - fields_left() - right) / static_cast<double>(columns()), high = (height() - top - bottom) / static_cast<double>(rows());
  return {fields_left() + static_cast<double>(x) * wide, height() - bottom - static_cast<double>(y + 1) * high, wide, high};
}

std::ptrdiff_t HeatView::field_at(QPointF point) const {
  for (std::size_t i = 0; i < fields_.size(); ++i)
    if (place(i % columns(), i / columns()).contains(point)) return static_cast<std::ptrdiff_t>(i);
  return -1;
}

void HeatView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), gui::palette().surface);
  if (fields_.empty()) {
    painter.setPen(gui::palette().muted);
    painter.drawText(rect(), Qt::AlignCenter, tr("no points yet"));
    return;
  }
  const auto& study = *state_.data();
  const std::string& unit = study.figures[static_cast<std::size_t>(figure_)].unit;
  const auto& x_words = study.keys[static_cast<std::size_t>(x_)].words;
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    const QRectF field = place(i % columns(), i / columns());
    if (fields_[i].points == 0) {
      painter.fillRect(field.adjusted(1, 1, -1, -1), gui::palette().window);
      continue;
    }
    const QColor color = scale_color(most_ > least_ ? (fields_[i].mean() - least_) / (most_ - least_) : 1);
    painter.fillRect(field.adjusted(0.5, 0.5, -0.5, -0.5), color);
    const QString words = quantity(fields_[i].mean(), unit);
    if (field.width() > fontMetrics().horizontalAdvance(words) + 6 && field.height() > fontMetrics().height()) {
      painter.setPen(words_on(color));
      painter.drawText(field, Qt::AlignCenter, words);
    }
    if (fields_[i].first == state_.chosen() && state_.chosen() >= 0) {
      painter.setPen(QPen(color_of(Hue::vermillion), 3));
      painter.drawRect(field.adjusted(2, 2, -2, -2));
    }
  }
  const QFontMetricsF metrics(font());
  painter.setPen(gui::palette().muted);
  double last = -1e9;
  for (std::size_t x = 0; x < x_words.size(); ++x) {
    const QRectF field = place(x, 0);
    const double half = fontMetrics().horizontalAdvance(x_words[x]) / 2.0;
    if (field.center().x() - half < last + 6) continue;
    painter.drawText(QPointF(field.center().x() - half, height() - bottom + 16), x_words[x]);
    last = field.center().x() + half;
  }
  double above = 1e9;                         // where the last name of a row begins: names that would lie on it are left out
  for (std::size_t y = 0; y_ >= 0 && y < rows(); ++y) {
    const QRectF row(name_depth(), place(0, y).center().y() - metrics.height() / 2, row_names_width_ - 6, metrics.height());
    if (row.bottom() > above) continue;
    painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, study.keys[static_cast<std::size_t>(y_)].words[y]);
    above = row.top();
  }
  painter.drawText(QRectF(fields_left(), height() - 22, width() - fields_left() - right, 20), Qt::AlignCenter, fitting_name(metrics, name_of(x_), width() - fields_left() - right, 1));
  if (y_ < 0) return;
  painter.translate(3 + name_depth() / 2, height() / 2.0);
  painter.rotate(-90);
  painter.drawText(QRectF(-name_room() / 2, -name_depth() / 2, name_room(), name_depth()), Qt::AlignCenter | Qt::TextWordWrap, fitting_name(metrics, name_of(y_), name_room(), 2));
}

void HeatView::mousePressEvent(QMouseEvent* event) {
  const std::ptrdiff_t field = field_at(event->position());
  if (field >= 0 && fields_[static_cast<std::size_t>(field)].first >= 0) state_.choose(fields_[static_cast<std::size_t>(field)].first);
}

bool HeatView::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const std::ptrdiff_t field = fields_.empty() ? -1 : field_at(help->pos());
  if (field < 0 || fields_[static_cast<std::size_t>(field)].points == 0) {
    QToolTip::hideText();
    return true;
  }
  const auto& study = *state_.data();
  const Field& found = fields_[static_cast<std::size_t>(field)];
  QString text = QStringLiteral("%1 = %2").arg(to_qt(study.keys[static_cast<std::size_t>(x_)].key), study.keys[static_cast<std::size_t>(x_)].words[static_cast<std::size_t>(field) % columns()]);
  if (y_ >= 0) text += QStringLiteral("\n%1 = %2").arg(to_qt(study.keys[static_cast<std::size_t>(y_)].key), study.keys[static_cast<std::size_t>(y_)].words[static_cast<std::size_t>(field) / columns()]);
  text += tr("\n%1 %2, mean of %3 points").arg(study.figures[static_cast<std::size_t>(figure_)].title, quantity(found.mean(), study.figures[static_cast<std::size_t>(figure_)].unit)).arg(found.points);
  QToolTip::showText(help->globalPos(), text, this);
  return true;
}

} // namespace archipelago::gui
