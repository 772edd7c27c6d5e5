target_sources(models PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/fleet.cpp
  ${CMAKE_CURRENT_LIST_DIR}/law.cpp
  ${CMAKE_CURRENT_LIST_DIR}/law_means.cpp
  ${CMAKE_CURRENT_LIST_DIR}/checkpoint_interval.cpp)
