target_sources(models PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/flops.cpp
  ${CMAKE_CURRENT_LIST_DIR}/transformer.cpp
  ${CMAKE_CURRENT_LIST_DIR}/step_time.cpp
  ${CMAKE_CURRENT_LIST_DIR}/memory.cpp
  ${CMAKE_CURRENT_LIST_DIR}/step/band.cpp
  ${CMAKE_CURRENT_LIST_DIR}/step/communication.cpp
  ${CMAKE_CURRENT_LIST_DIR}/step/efficiency.cpp
  ${CMAKE_CURRENT_LIST_DIR}/step/forecast.cpp
  ${CMAKE_CURRENT_LIST_DIR}/step/kernels.cpp
  ${CMAKE_CURRENT_LIST_DIR}/step/layout_candidates.cpp
  ${CMAKE_CURRENT_LIST_DIR}/step/layout_search.cpp
  ${CMAKE_CURRENT_LIST_DIR}/step/memory.cpp
  ${CMAKE_CURRENT_LIST_DIR}/step/parameters.cpp
  ${CMAKE_CURRENT_LIST_DIR}/step/pipeline.cpp
  ${CMAKE_CURRENT_LIST_DIR}/step/predict.cpp
  ${CMAKE_CURRENT_LIST_DIR}/step/software.cpp)
