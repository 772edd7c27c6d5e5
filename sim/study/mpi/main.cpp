// archipelago-mpi sweep ...: the command `sweep` with its runs played by the ranks of an MPI job.
#include "sim/cli/standard_streams.hpp"
#include "sim/cli/study_setup.hpp"
#include "sim/cli/study_run.hpp"
#include "sim/study/mpi/front.hpp"

#include <fmt/format.h>
#include <mpi.h>

#include <cstdio>
#include <cstdlib>
#include <optional>

namespace archipelago {

namespace {

ExitCode lead(const SweepArguments& arguments, int workers) {
  if (workers == 0) throw CommandError(ExitCode::usage, "one rank has nobody to give runs to: mpirun -n 3 or more, or archipelago sweep");
  return sweep_command_with(arguments, [&](Sweep& sweep, const SupervisorOptions& options) { return hand_out(sweep, workers, options.listener); });
}

// What main of archipelago does, where every rank would say it.
template <class Body> ExitCode reported(bool aloud, Body body) {
  try {
    return body();
  } catch (const CommandError& error) {
    if (aloud && *error.what()) fmt::print(stderr, "archipelago-mpi: {}\n", error.what());
    return error.code;
  } catch (const std::exception& error) {
    if (aloud) fmt::print(stderr, "archipelago-mpi: {}\n", error.what());
    return ExitCode::not_possible;
  }
}

int run_rank(int argc, char** argv, int rank, int ranks) {
  SweepArguments arguments;
  if (const auto code = read_sweep_arguments(argc, argv, arguments, rank == 0)) return static_cast<int>(*code);
  if (rank == 0) {
    const ExitCode code = reported(true, [&] { return lead(arguments, ranks - 1); });
    // Ranks wait for runs until they are told that there are none: also where a mistake was found before the first, or nothing was left to play.
    for (int other = 1; other < ranks; ++other) send(other, Tag::done);
    std::fflush(stdout);
    return static_cast<int>(code);
  }
  // --jobs is of each rank; one core is what a rank is usually given.
  PlayArguments play = arguments.study.play;
  if (play.jobs == 0) play.jobs = 1;
  return static_cast<int>(reported(false, [&] {
    work(study_scenario(arguments.study), supervisor_options(play, nullptr));
    return ExitCode::ok;
  }));
}

} // namespace

} // namespace archipelago

int main(int argc, char** argv) {
  archipelago::secure_standard_streams();
  MPI_Init(&argc, &argv);
  int rank = 0, ranks = 1;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &ranks);
  const int code = archipelago::run_rank(argc, argv, rank, ranks);
  // Messages that nobody waits for any more (requests after the end) must not hold the job up.
  for (bool quiet = false; !quiet;) {
    while (archipelago::received()) {}
    static MPI_Request barrier = MPI_REQUEST_NULL;
    if (barrier == MPI_REQUEST_NULL) MPI_Ibarrier(MPI_COMM_WORLD, &barrier);
    int all = 0;
    MPI_Test(&barrier, &all, MPI_STATUS_IGNORE);
    quiet = all != 0;
  }
  while (archipelago::received()) {}
  MPI_Finalize();
  return rank == 0 ? code : 0;
}
