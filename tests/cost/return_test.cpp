// Against a spreadsheet: NPV(10 %; 400, 400, 400) - 1000 and IRR of the same, worked out by hand to more digits than a cell shows.
#include "models/cost/return_on_investment.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <cmath>

using namespace archipelago;

TEST_CASE("net present value, rate of return and payback of 1000 for three years of 400") {
  const std::vector<double> flows{-1000, 400, 400, 400};
  CHECK(net_present_value(flows, 0.10) == Approx(-5.2592036).epsilon(1e-7));   // -1000 + 400 x 2.4868519910
  CHECK(*internal_rate_of_return(flows) == Approx(0.0970102574).epsilon(1e-8));
  CHECK(*payback_years(flows) == Approx(2.5));
}

TEST_CASE("unequal years") {
  const std::vector<double> flows{-250000, 60000, 90000, 120000, 150000};
  CHECK(net_present_value(flows, 0.08) == Approx(-250000 + 60000 / 1.08 + 90000 / 1.1664 + 120000 / 1.259712 + 150000 / 1.36048896));
  CHECK(net_present_value(flows, *internal_rate_of_return(flows)) == Approx(0).margin(1e-3));
  CHECK(*payback_years(flows) == Approx(2 + 100000.0 / 120000));
}

TEST_CASE("what has no answer has none") {
  CHECK_FALSE(internal_rate_of_return({-1, -1}).has_value());
  CHECK_FALSE(internal_rate_of_return({-1, 3, -2}).has_value());
  CHECK_FALSE(payback_years({-10, 1, 1}).has_value());
  CHECK(*payback_years({0, 5}) == 0);
}

TEST_CASE("at the rate of return the value is zero") {
  rc::prop("NPV(IRR) == 0", [] {
    std::vector<double> flows{-1.0 * *rc::gen::inRange(1, 1000)};
    for (int years = *rc::gen::inRange(1, 8); years > 0; --years) flows.push_back(*rc::gen::inRange(1, 500));
    const auto rate = internal_rate_of_return(flows);
    RC_ASSERT(rate.has_value());
    RC_ASSERT(std::fabs(net_present_value(flows, *rate)) < 1e-6 * -flows[0] * 1000);
  });
}
