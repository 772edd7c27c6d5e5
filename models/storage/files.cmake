target_sources(models PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/feed.cpp
  ${CMAKE_CURRENT_LIST_DIR}/sharing.cpp
  ${CMAKE_CURRENT_LIST_DIR}/supply.cpp
  ${CMAKE_CURRENT_LIST_DIR}/workers.cpp
  ${CMAKE_CURRENT_LIST_DIR}/checkpoint_schedule.cpp
  ${CMAKE_CURRENT_LIST_DIR}/shared_bandwidth.cpp)
