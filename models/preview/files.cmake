target_sources(models PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/data_pace.cpp
  ${CMAKE_CURRENT_LIST_DIR}/data_verdict.cpp
  ${CMAKE_CURRENT_LIST_DIR}/traffic.cpp
  ${CMAKE_CURRENT_LIST_DIR}/disruption.cpp
  ${CMAKE_CURRENT_LIST_DIR}/pace.cpp
  ${CMAKE_CURRENT_LIST_DIR}/run_times.cpp
  ${CMAKE_CURRENT_LIST_DIR}/round_time.cpp
  ${CMAKE_CURRENT_LIST_DIR}/start_up.cpp
  ${CMAKE_CURRENT_LIST_DIR}/server_time.cpp
  ${CMAKE_CURRENT_LIST_DIR}/network_loss.cpp
  ${CMAKE_CURRENT_LIST_DIR}/phases.cpp
  ${CMAKE_CURRENT_LIST_DIR}/preview.cpp)
