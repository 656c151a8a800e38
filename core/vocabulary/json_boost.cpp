// The few parts of Boost.JSON that basic_parser needs, compiled here alone. The whole library (its tree, its
// serializer) stays out of the product; tests link it as the oracle.
#include <boost/json/error.hpp>
#include <boost/json/memory_resource.hpp>
#include <boost/json/storage_ptr.hpp>

#ifndef __EMSCRIPTEN__
#include <boost/json/detail/impl/default_resource.ipp>
#include <boost/json/detail/impl/stack.ipp>
#endif

#include <string>

namespace boost::json {
namespace {

#ifdef __GNUC__
#pragma GCC diagnostic ignored "-Wnon-virtual-dtor"  // Boost's own base class; nobody deletes a category
#endif

// Only the numbers of errors are read here; Boost.JSON's own sentences would be a kilobyte that nobody sees.
struct ErrorCategory final : error_category {
    [[nodiscard]] const char* name() const noexcept override { return "boost.json"; }
    [[nodiscard]] std::string message(int) const override { return {}; }
    [[nodiscard]] char const* message(int, char*, std::size_t) const noexcept override { return ""; }
};
constexpr ErrorCategory errors{};

}  // namespace

error_code make_error_code(error e) {
    return {static_cast<int>(e), errors};
}
error_condition make_error_condition(condition c) {
    return {static_cast<int>(c), errors};
}

}  // namespace boost::json

#ifdef BOOST_NO_EXCEPTIONS
#include <boost/throw_exception.hpp>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

// The parser is used without its throwing calls; getting here is a defect, and the host's loader starts afresh.
namespace boost {
void throw_exception(std::exception const&) {
    std::abort();
}
void throw_exception(std::exception const&, boost::source_location const&) {
    std::abort();
}
}  // namespace boost

// Boost.System can word the operating system's errors, which takes printf and a table of sentences. It never does here.
extern "C" {
int vsnprintf(char*, std::size_t, const char*, std::va_list) {
    return 0;
}
char* strerror(int) {
    static char nothing[1] = {};
    return nothing;
}
}
#endif
