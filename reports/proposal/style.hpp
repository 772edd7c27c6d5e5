// The style sheet of a proposal's page: readable from a telephone to a wide screen, and printed on A4.
#pragma once

namespace archipelago {

inline constexpr const char* page_style = R"css(
:root { color: #1b1f24; background: #fff; font: 16px/1.55 "Helvetica Neue", Arial, "DejaVu Sans", sans-serif; }
body { margin: 0 auto; max-width: 70rem; padding: 1.5rem 1.25rem 3rem; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.4rem; margin: 2.5rem 0 .75rem; border-bottom: 2px solid #0072B2; padding-bottom: .25rem; }
h3 { font-size: 1.1rem; margin: 0 0 .5rem; }
.subtitle { color: #454c54; margin: 0 0 1rem; font-size: 1.1rem; }
nav ol { columns: 3 14rem; padding-left: 1.4rem; margin: 0; }
nav a { color: #00558a; }
.box { border: 2px solid #0072B2; border-left-width: 10px; background: #f2f8fc; padding: 1rem 1.25rem; margin: 1rem 0; }
.box p { margin: .4rem 0; }
.table { overflow-x: auto; margin: 1.25rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .93rem; }
caption { text-align: left; font-weight: 600; padding: 0 0 .4rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .7rem; border-bottom: 1px solid #d4d9de; font-weight: 400; overflow-wrap: break-word; }
thead th { font-weight: 600; background: #eef1f4; border-bottom: 2px solid #9aa4ae; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
td.number { min-width: 5.5rem; }
tbody th { min-width: 8rem; }
data { font-variant-numeric: tabular-nums; }
figure { margin: 1.25rem 0; max-width: 760px; }
figure svg { width: 100%; height: auto; }
figcaption { font-size: .93rem; font-weight: 600; margin: 0 0 .4rem; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
footer { margin-top: 3rem; color: #454c54; font-size: .9rem; border-top: 1px solid #d4d9de; }
@media (max-width: 640px) {
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, caption, tbody, tr, th, td { display: block; }
  tr { border-bottom: 2px solid #9aa4ae; padding: .35rem 0; }
  th, td, td.number { border: 0; padding: .15rem 0; text-align: left; min-width: 0; }
  tbody th { font-weight: 600; }
  td[data-label]:not([data-label=""]):not(:empty)::before { content: attr(data-label) ": "; color: #454c54; }
}
@page { size: A4; margin: 18mm 15mm 20mm; @bottom-right { content: counter(page) " / " counter(pages); font-size: 9pt; color: #454c54; } }
@media print {
  :root { font-size: 10pt; }
  body { max-width: none; padding: 0; }
  h1 { bookmark-level: 1; } h2 { bookmark-level: 2; break-after: avoid; } h3 { bookmark-level: none; }
  .table { overflow: visible; }
  section > h2 + p { break-after: avoid; }
  table { font-size: 8pt; }
  th, td { padding: .25rem .4rem; }
  td.number { min-width: 0; }
  tbody th { min-width: 0; width: 20%; }
  .words tbody th { width: auto; }
  .hidden { color: transparent; }
  thead { display: table-header-group; }
  caption, thead { break-after: avoid; }
  tr, figure, .box { break-inside: avoid; }
  figure { max-width: 150mm; }
}
)css";

}   // namespace archipelago
