#include "gui/pages/knob_row.hpp"

#include "gui/base/icons.hpp"
#include "gui/pages/widgets.hpp"

#include <QSlider>
#include <QToolButton>

#include <cmath>

namespace archipelago::gui {

namespace {
constexpr int steps = 200;
}

KnobRow::KnobRow(Knob knob, QWidget* parent) : QWidget(parent), knob_(std::move(knob)), slider_(new QSlider(Qt::Horizontal)), value_(label({})), back_(new QToolButton) {
  const QString tip = QStringLiteral("<p style='white-space:normal'>%1<br><tt>%2</tt></p>").arg(knob_.help.toHtmlEscaped(), QString::fromStdString(knob_.key));
  name_ = label(knob_.name);
  name_->setToolTip(tip);
  slider_->setRange(0, knob_.allowed.empty() ? steps : static_cast<int>(knob_.allowed.size()) - 1);
  slider_->setAccessibleName(knob_.name);
  slider_->setToolTip(tip);
  slider_->setMinimumWidth(60);
  value_->setMinimumWidth(value_->fontMetrics().horizontalAdvance(QStringLiteral("2.345 Gbps")));
  value_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  back_->setIcon(icon(Sign::undo));
  back_->setStyleSheet("padding: 1px; border: none; background: transparent;");
  back_->setToolTip(tr("back to %1").arg(knob_.text(knob_.now)));
  auto* layout = row({name_, slider_, value_, back_});
  layout->setStretch(1, 1);
  setLayout(layout);
  reset();
  connect(slider_, &QSlider::valueChanged, this, [this] {
    turned_ = true;
    show_value();
    Q_EMIT moved();
  });
  connect(back_, &QToolButton::clicked, this, [this] {
    reset();
    Q_EMIT moved();
  });
}

double KnobRow::value() const { return turned_ ? knob_.at(static_cast<double>(slider_->value()) / slider_->maximum()) : knob_.now; }

void KnobRow::reset() {
  const QSignalBlocker quiet(slider_);
  slider_->setValue(static_cast<int>(std::lround(knob_.place(knob_.now) * slider_->maximum())));
  turned_ = false;
  show_value();
}

void KnobRow::show_value() {
  value_->setText(knob_.text(value()));
  set_role(value_, turned_ ? "good" : "");
  back_->setEnabled(turned_);
}

} // namespace archipelago::gui
