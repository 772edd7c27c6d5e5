target_sources(models PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/assess.cpp
  ${CMAKE_CURRENT_LIST_DIR}/loss_law.cpp
  ${CMAKE_CURRENT_LIST_DIR}/penalties.cpp
  ${CMAKE_CURRENT_LIST_DIR}/run_quality.cpp)
