#include "sim/study/mpi/front.hpp"

#include "reports/result_json.hpp"

#include <mpi.h>
#include <nlohmann/json.hpp>

namespace archipelago {

using nlohmann::json;

void send(int rank, Tag tag, const std::string& text) {
  MPI_Send(text.data(), static_cast<int>(text.size()), MPI_CHAR, rank, static_cast<int>(tag), MPI_COMM_WORLD);
}

std::optional<Message> received() {
  int there = 0, size = 0;
  MPI_Status status;
  MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &there, &status);
  if (!there) return std::nullopt;
  MPI_Get_count(&status, MPI_CHAR, &size);
  Message message{status.MPI_SOURCE, static_cast<Tag>(status.MPI_TAG), std::string(static_cast<std::size_t>(size), '\0')};
  MPI_Recv(message.text.data(), size, MPI_CHAR, status.MPI_SOURCE, status.MPI_TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  return message;
}

std::string run_text(std::size_t run, const SweepRun& what) {
  return json{{"run", run}, {"seed", what.seed}, {"scenario", what.scenario}, {"hash", what.hash}, {"overrides", what.overrides}, {"drop_unused", what.drop_unused}}.dump();
}

std::pair<std::size_t, SweepRun> run_from(const std::string& text) {
  const json value = json::parse(text);
  return {value.at("run"), SweepRun{value.at("scenario"), value.at("hash"), value.at("overrides"), value.at("seed"), value.at("drop_unused")}};
}

std::string outcome_text(std::size_t run, const Outcome& outcome) {
  json value{{"run", run}, {"seed", outcome.seed}};
  if (outcome.result) value["result"] = to_json(*outcome.result);
  else value["failure"] = outcome.failure;
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::pair<std::size_t, Outcome> outcome_from(const std::string& text) {
  const json value = json::parse(text);
  Outcome outcome{value.at("seed"), std::nullopt, {}};
  if (value.contains("result")) outcome.result = result_from_json(value["result"]);
  else outcome.failure = value.at("failure");
  return {value.at("run"), std::move(outcome)};
}

} // namespace archipelago
