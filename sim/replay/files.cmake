target_sources(replay PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/account.cpp ${CMAKE_CURRENT_LIST_DIR}/availability.cpp ${CMAKE_CURRENT_LIST_DIR}/chaos.cpp ${CMAKE_CURRENT_LIST_DIR}/checkpoints.cpp
  ${CMAKE_CURRENT_LIST_DIR}/background.cpp ${CMAKE_CURRENT_LIST_DIR}/collect.cpp ${CMAKE_CURRENT_LIST_DIR}/conditions.cpp
  ${CMAKE_CURRENT_LIST_DIR}/corruption.cpp ${CMAKE_CURRENT_LIST_DIR}/caveats.cpp ${CMAKE_CURRENT_LIST_DIR}/cuts.cpp ${CMAKE_CURRENT_LIST_DIR}/cycles.cpp
  ${CMAKE_CURRENT_LIST_DIR}/cycles_rounds.cpp ${CMAKE_CURRENT_LIST_DIR}/data_loading.cpp
  ${CMAKE_CURRENT_LIST_DIR}/disturbances.cpp ${CMAKE_CURRENT_LIST_DIR}/exchange.cpp ${CMAKE_CURRENT_LIST_DIR}/flows.cpp
  ${CMAKE_CURRENT_LIST_DIR}/holdings.cpp ${CMAKE_CURRENT_LIST_DIR}/latencies.cpp ${CMAKE_CURRENT_LIST_DIR}/layers.cpp ${CMAKE_CURRENT_LIST_DIR}/link_meter.cpp
  ${CMAKE_CURRENT_LIST_DIR}/loading.cpp ${CMAKE_CURRENT_LIST_DIR}/lockstep.cpp ${CMAKE_CURRENT_LIST_DIR}/make_replay.cpp
  ${CMAKE_CURRENT_LIST_DIR}/nodes.cpp ${CMAKE_CURRENT_LIST_DIR}/outcome.cpp ${CMAKE_CURRENT_LIST_DIR}/places.cpp
  ${CMAKE_CURRENT_LIST_DIR}/recovery.cpp
  ${CMAKE_CURRENT_LIST_DIR}/replay.cpp ${CMAKE_CURRENT_LIST_DIR}/restore.cpp ${CMAKE_CURRENT_LIST_DIR}/round_figures.cpp
  ${CMAKE_CURRENT_LIST_DIR}/rounds.cpp ${CMAKE_CURRENT_LIST_DIR}/server.cpp ${CMAKE_CURRENT_LIST_DIR}/steps.cpp ${CMAKE_CURRENT_LIST_DIR}/storage.cpp)
target_sources(replay PRIVATE ${CMAKE_CURRENT_LIST_DIR}/slice_schedules.cpp)
target_link_libraries(replay PRIVATE fmt::fmt)
