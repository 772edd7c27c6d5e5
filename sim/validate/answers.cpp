#include "sim/validate/answers.hpp"

#include "sim/validate/measure.hpp"

#include <algorithm>

namespace archipelago {

namespace {

struct OpenCell {
  const PublishedCell* cell;
  const Measurement* measure;
  std::size_t table;
  CellAnswer* answer;
};

std::vector<OpenCell> open_cells(const std::vector<PublishedTable>& tables, Answers& answers) {
  std::vector<OpenCell> open;
  answers.tables.resize(tables.size());
  answers.failures.resize(tables.size());
  for (std::size_t t = 0; t < tables.size(); ++t) {
    answers.tables[t].resize(tables[t].series.size());
    for (std::size_t s = 0; s < tables[t].series.size(); ++s) {
      const PublishedSeries& series = tables[t].series[s];
      answers.tables[t][s].resize(series.cells.size());
      for (std::size_t c = 0; c < series.cells.size(); ++c)
        open.push_back({&series.cells[c], &series.measure, t, &answers.tables[t][s][c]});
    }
  }
  return open;
}

// One run serves many cells; its failure is told once per table.
void note_failure(std::vector<std::string>& failures, const std::string& reason) {
  if (std::find(failures.begin(), failures.end(), reason) == failures.end()) failures.push_back(reason);
}

}   // namespace

Answers answer_all(const std::vector<PublishedTable>& tables, Runs& runs, const std::function<void(std::size_t)>& on_batch) {
  Answers answers;
  std::vector<OpenCell> open = open_cells(tables, answers);
  for (const OpenCell& cell : open) cell.answer->closed_form = closed_form_value(*cell.cell, *cell.measure, runs);
  while (!open.empty()) {
    std::erase_if(open, [&](const OpenCell& cell) {
      try {
        cell.answer->simulated = simulated_value(*cell.cell, *cell.measure, runs);
        return cell.answer->simulated.has_value();
      } catch (const RunFailed& failure) {
        note_failure(answers.failures[cell.table], failure.what());
        return true;
      }
    });
    if (!runs.anything_wanted()) break;   // what is still open has no value in its results
    if (!runs.play_wanted()) {
      answers.interrupted = true;
      break;
    }
    on_batch(runs.played());
  }
  return answers;
}

}   // namespace archipelago
