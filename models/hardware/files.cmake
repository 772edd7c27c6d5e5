target_sources(models PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/attention_model.cpp
  ${CMAKE_CURRENT_LIST_DIR}/collective_model.cpp
  ${CMAKE_CURRENT_LIST_DIR}/family.cpp
  ${CMAKE_CURRENT_LIST_DIR}/gemm_model.cpp
  ${CMAKE_CURRENT_LIST_DIR}/inter_node_model.cpp
  ${CMAKE_CURRENT_LIST_DIR}/log_curve.cpp
  ${CMAKE_CURRENT_LIST_DIR}/log_grid.cpp
  ${CMAKE_CURRENT_LIST_DIR}/profile.cpp
  ${CMAKE_CURRENT_LIST_DIR}/scaled_profile.cpp
  ${CMAKE_CURRENT_LIST_DIR}/spec_profile.cpp)
