# SPDX-License-Identifier: Apache-2.0
# What every target of Keydesk has in common, in one place.

option(KEYDESK_WERROR "Treat warnings as errors" OFF)
option(KEYDESK_SANITIZE "Build with AddressSanitizer and UndefinedBehaviorSanitizer" OFF)
option(KEYDESK_UNITY "Compile several source files at once: a whole build takes half the time" OFF)
option(KEYDESK_FUZZ "Build the fuzz targets only, for libFuzzer (needs clang)" OFF)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

if(KEYDESK_SANITIZE)
    add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all
                        -fno-omit-frame-pointer)
    add_link_options(-fsanitize=address,undefined)
endif()

if(KEYDESK_FUZZ)
    if(NOT CMAKE_CXX_COMPILER_ID STREQUAL Clang)
        message(FATAL_ERROR "KEYDESK_FUZZ needs clang: cmake --preset fuzz")
    endif()
    # "function" puts data before coroutines that clang 14 then cannot assemble.
    add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize=function
                        -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(-fsanitize=address,undefined)
endif()

# Warnings and definitions for our own code (never for moc output or third-party headers).
function(keydesk_common target)
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wconversion -Wshadow
                           $<$<BOOL:${KEYDESK_WERROR}>:-Werror>)
    target_compile_definitions(${target} PRIVATE QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII
                               QT_NO_KEYWORDS QT_NO_URL_CAST_FROM_STRING
                               QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
                               KEYDESK_VERSION="${PROJECT_VERSION}")
    target_include_directories(${target} PRIVATE "${CMAKE_SOURCE_DIR}/app" "${CMAKE_SOURCE_DIR}/ui")
    # Most of the time goes into reading Qt's and Boost's headers. Who changes one file at a time is
    # better off without. About ten files at once need some 1.5 GB with the sanitizers.
    if(KEYDESK_UNITY)
        set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 10)
        # Meant for headers, as which GCC takes every file here: what the frame of a coroutine keeps
        # has no linkage.
        target_compile_options(${target} PRIVATE
            $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
    endif()
    # _FORTIFY_SOURCE needs optimisation; a debug build would only warn about it.
    target_compile_options(${target} PRIVATE -fstack-protector-strong
        $<$<AND:$<NOT:$<CONFIG:Debug>>,$<NOT:$<BOOL:${KEYDESK_SANITIZE}>>,$<NOT:$<BOOL:${KEYDESK_FUZZ}>>>:-U_FORTIFY_SOURCE>
        $<$<AND:$<NOT:$<CONFIG:Debug>>,$<NOT:$<BOOL:${KEYDESK_SANITIZE}>>,$<NOT:$<BOOL:${KEYDESK_FUZZ}>>>:-D_FORTIFY_SOURCE=2>)
endfunction()
