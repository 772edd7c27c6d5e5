#include "models/failures/law.hpp"
#include "models/failures/law_means.hpp"
#include "models/random.hpp"

#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/weibull.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <algorithm>
#include <cmath>

using namespace archipelago;
using Kind = Law::Kind;

namespace {
const std::vector<Law> continuous_laws{{Kind::exponential, Seconds(36)},
                                       {Kind::weibull, Seconds(1e6), 0.7},
                                       {Kind::weibull, Seconds(50), 2.5},
                                       {Kind::exponentiated_weibull, Seconds(40), 0.8, 3.0},
                                       {Kind::exponentiated_weibull, Seconds(40), 1.7, 0.4},
                                       {Kind::lognormal, Seconds(1200), 1.0}};
}

TEST_CASE("quantile inverts cdf over all of both tails") {
  for (const Law& law : continuous_laws)
    for (double p : {1e-12, 1e-6, 0.01, 0.3, 0.5, 0.9, 0.999, 1 - 1e-9}) {
      INFO("law " << static_cast<int>(law.kind) << " p " << p);
      CHECK(law.cdf(law.quantile(p)) == Approx(p).epsilon(1e-7));
    }
}

TEST_CASE("means agree with the integral of the quantile function") {
  for (const Law& law : continuous_laws) {
    const auto in_log_odds = [&](double z) {
      const double p = 1 / (1 + std::exp(-z));
      return law.quantile(p).value * p * (1 - p);
    };
    const double mean = boost::math::quadrature::gauss_kronrod<double, 61>::integrate(in_log_odds, -33.0, 33.0, 12, 1e-9);
    INFO("law " << static_cast<int>(law.kind));
    CHECK(law.mean().value == Approx(mean).epsilon(1e-5));
  }
}

TEST_CASE("laws agree with Boost.Math where it has them") {
  const Law weibull{Kind::weibull, Seconds(100), 1.5};
  const boost::math::weibull_distribution<> weibull_reference(1.5, 100);
  const Law lognormal{Kind::lognormal, Seconds(1200), 0.6};
  const boost::math::lognormal_distribution<> lognormal_reference(std::log(1200.0), 0.6);
  for (double x : {1.0, 50.0, 120.0, 900.0, 3000.0}) {
    CHECK(weibull.cdf(Seconds(x)) == Approx(cdf(weibull_reference, x)).epsilon(1e-12));
    CHECK(lognormal.cdf(Seconds(x)) == Approx(cdf(lognormal_reference, x)).epsilon(1e-9));
  }
  CHECK(weibull.mean().value == Approx(mean(weibull_reference)));
  CHECK(lognormal.mean().value == Approx(mean(lognormal_reference)));
  CHECK(lognormal.quantile(0.99).value == Approx(quantile(lognormal_reference, 0.99)));
}

TEST_CASE("special cases coincide") {
  const Law exponential{Kind::exponential, Seconds(36)};
  const Law weibull{Kind::weibull, Seconds(36), 1.0};
  const Law exponentiated{Kind::exponentiated_weibull, Seconds(36), 1.0, 1.0};
  CHECK(exponentiated.mean().value == Approx(36).epsilon(1e-9));
  CHECK(weibull.mean().value == Approx(36));
  for (double u : {1e-9, 0.2, 0.8}) {
    CHECK(weibull.first_of(1000, u).value == Approx(exponential.first_of(1000, u).value));
    CHECK(exponentiated.first_of(1000, u).value == Approx(exponential.first_of(1000, u).value));
  }
}

TEST_CASE("a constant law has all its mass in one place") {
  const Law law{Kind::constant, Seconds(20)};
  CHECK(law.mean().value == 20);
  CHECK(law.quantile(0.01).value == 20);
  CHECK(law.first_of(1e6, 0.5).value == 20);
  CHECK(law.cdf(Seconds(19.9)) == 0);
  CHECK(law.cdf(Seconds(20)) == 1);
}

TEST_CASE("first_of is the law of the least of n draws") {
  rc::prop("1 - (1 - F(x))^n = u", [] {
    const Law& law = continuous_laws[*rc::gen::inRange<std::size_t>(0, continuous_laws.size())];
    const double n = std::pow(10.0, *rc::gen::inRange(0, 7));
    const double u = (*rc::gen::inRange(0, 9999) + 0.5) / 10000;
    const double within = law.cdf(law.first_of(n, u));
    RC_ASSERT(std::abs(-std::expm1(n * std::log1p(-within)) - u) < 1e-6);
  });
  SECTION("and matches brute force") {
    const Law law{Kind::exponentiated_weibull, Seconds(40), 0.8, 3.0};
    const RandomStream stream(7, entity_key("brute force"), Purpose::lifetime);
    const int rounds = 4000, n = 25;
    double drawn = 0, direct = 0;
    for (int round = 0; round < rounds; ++round) {
      Seconds least(1e300);
      for (int k = 0; k < n; ++k)
        least = std::min(least, law.quantile(stream.uniform(static_cast<std::uint64_t>(round * n + k))));
      drawn += least.value / rounds;
      direct += law.first_of(n, (round + 0.5) / rounds).value / rounds;
    }
    CHECK(drawn == Approx(direct).epsilon(0.03));
  }
}

TEST_CASE("means of the first and of the last of several draws") {
  const Law exponential{Kind::exponential, Seconds(36)};
  CHECK(mean_of_first(exponential, 9).value == Approx(4));
  CHECK(mean_of_last(exponential, 4).value == Approx(36 * (1 + 1.0 / 2 + 1.0 / 3 + 1.0 / 4)).epsilon(1e-4));
  CHECK(mean_of_last({Kind::constant, Seconds(20)}, 50).value == 20);
  const Law weibull{Kind::weibull, Seconds(100), 0.7};
  const Law same{Kind::exponentiated_weibull, Seconds(100), 0.7, 1.0};
  CHECK(mean_of_first(same, 1000).value == Approx(mean_of_first(weibull, 1000).value).epsilon(1e-4));
  for (const Law& law : continuous_laws) {
    INFO("law " << static_cast<int>(law.kind));
    CHECK(mean_of_first(law, 1).value == Approx(law.mean().value));
    // The larger and the smaller of two draws add up to both.
    CHECK((mean_of_first(law, 2) + mean_of_last(law, 2)).value == Approx(2 * law.mean().value).epsilon(1e-4));
  }
}
