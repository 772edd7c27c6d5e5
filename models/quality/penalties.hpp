// What training apart costs in loss, each cause by itself.
//
//   learners      dL/L = -0.0026 + 0.00349 (M - 1)^0.80 (N / 1e9)^-0.28      outer optimizer (a gain), then averaging M replicas
//   sync interval dL/L = 0.0120 (1 - 1/M) ln(H / 30)                         the part of its drift that a replica does not share
//   bits          dL/L = 0.923 d^2.5 / (d^2.5 + 0.00892)                     d: distortion of the best b-bit quantizer (Max 1960)
//   overlap       dL/L = 0.0002 a step                                       inner steps between sending and merging
//   absence       dL   = 0.0208 (M / c - 1) nats                             c of M learners in a merge: its variance grows as 1/c
//
// Sources: learners: DiLoCo losses up to 2.4e9 of arXiv 2503.09799, table 4, against data parallel (fitted, within 0.15 %; those
// of 4e9 and 10e9 are predicted within 0.15 %); measured at H = 30. Interval: Streaming DiLoCo at H = 30 and 100 (arXiv 2501.18512,
// table 6; fitted, within 0.4 %). Bits: arXiv 2604.21428, table 10 (three rows, three constants). Overlap: up to 10 steps cost under
// 0.2 % (arXiv 2501.18512). Absence: half of the outer gradients dropped cost 2.1 % perplexity (arXiv 2311.08105).
// Below the measured sizes the penalty of the smallest is kept. Beyond them that of the largest shrinks as N^-0.28, as it does within
// them and as what a token still teaches does (D^-0.3): token efficiency stays within 0.03 of the largest measured size's up to 400e9.
#pragma once

namespace archipelago {

double learners_penalty(double parameters, double learners);        // relative; learners >= 1
double interval_penalty(double learners, double sync_interval);     // relative
double bits_penalty(double bits);                                   // relative
double overlap_penalty(double steps);                               // relative
double absence_penalty(double learners, double contributors);       // nats

} // namespace archipelago
