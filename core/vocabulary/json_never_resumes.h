// basic_parser can stop in the middle of a text and go on later, and has its grammar twice for that. Countersign always
// gives it the whole text, so what it remembers between pieces is always nothing. Saying so in place of Boost.JSON's own
// detail/stack.hpp lets the compiler drop the second copy: 4 KB of the WebAssembly module. Elsewhere Boost's is used.
#pragma once

#include <boost/version.hpp>

#if BOOST_VERSION / 100 != 1081
#error "compare this with boost/json/detail/stack.hpp of your Boost, or leave it out"
#endif
#ifdef BOOST_JSON_DETAIL_STACK_HPP
#error "include this before Boost.JSON"
#endif
#define BOOST_JSON_DETAIL_STACK_HPP

#include <boost/json/detail/config.hpp>
#include <cstddef>
#include <cstdlib>

namespace boost::json::detail {

class stack {
public:
    static constexpr bool empty() noexcept { return true; }
    static constexpr void clear() noexcept {}
    static constexpr void reserve(std::size_t) noexcept {}
    template<class T>
    static void push_unchecked(T const&) {
        std::abort();
    }
    template<class T>
    static void peek(T&) {
        std::abort();
    }
    template<class T>
    static void pop(T&) {
        std::abort();
    }
};

}  // namespace boost::json::detail
