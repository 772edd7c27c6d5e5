target_sources(models PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/fleet.cpp
  ${CMAKE_CURRENT_LIST_DIR}/law.cpp
  ${CMAKE_CURRENT_LIST_DIR}/law_means.cpp
  ${CMAKE_CURRENT_LIST_DIR}/checkpoint_interval.cpp
  ${CMAKE_CURRENT_LIST_DIR}/weibull_fit.cpp
  ${CMAKE_CURRENT_LIST_DIR}/traces/holding_rows.cpp
  ${CMAKE_CURRENT_LIST_DIR}/traces/holding_statistics.cpp
  ${CMAKE_CURRENT_LIST_DIR}/traces/matrix_rows.cpp
  ${CMAKE_CURRENT_LIST_DIR}/traces/matrix_statistics.cpp
  ${CMAKE_CURRENT_LIST_DIR}/traces/outage_rows.cpp
  ${CMAKE_CURRENT_LIST_DIR}/traces/outage_statistics.cpp
  ${CMAKE_CURRENT_LIST_DIR}/traces/read_trace.cpp
  ${CMAKE_CURRENT_LIST_DIR}/traces/time_weighted.cpp
  ${CMAKE_CURRENT_LIST_DIR}/traces/trace_kind.cpp
  ${CMAKE_CURRENT_LIST_DIR}/traces/write_trace.cpp)
target_sources(models PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/generators/fit_bursts.cpp
  ${CMAKE_CURRENT_LIST_DIR}/generators/fit_length.cpp
  ${CMAKE_CURRENT_LIST_DIR}/generators/fit_outages.cpp
  ${CMAKE_CURRENT_LIST_DIR}/generators/fit_spot.cpp
  ${CMAKE_CURRENT_LIST_DIR}/generators/generate_outages.cpp
  ${CMAKE_CURRENT_LIST_DIR}/generators/goodness.cpp
  ${CMAKE_CURRENT_LIST_DIR}/generators/length_law.cpp
  ${CMAKE_CURRENT_LIST_DIR}/generators/meet_moments.cpp
  ${CMAKE_CURRENT_LIST_DIR}/generators/seed_stream.cpp
  ${CMAKE_CURRENT_LIST_DIR}/generators/spot.cpp)
