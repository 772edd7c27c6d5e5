target_sources(models PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/flops.cpp
  ${CMAKE_CURRENT_LIST_DIR}/transformer.cpp
  ${CMAKE_CURRENT_LIST_DIR}/step_time.cpp
  ${CMAKE_CURRENT_LIST_DIR}/memory.cpp)
