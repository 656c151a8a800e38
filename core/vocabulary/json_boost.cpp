// The few parts of Boost.JSON that basic_parser needs, compiled here alone. The whole library (its tree, its
// serializer) stays out of the product; tests link it as the oracle.
#include <boost/json/memory_resource.hpp>
#include <boost/json/storage_ptr.hpp>

#include <boost/json/detail/impl/default_resource.ipp>
#include <boost/json/detail/impl/stack.ipp>
#include <boost/json/impl/error.ipp>

#ifdef BOOST_NO_EXCEPTIONS
#include <boost/throw_exception.hpp>
#include <cstdlib>

// The parser is used without its throwing calls; getting here is a defect, and the host's loader starts afresh.
namespace boost {
void throw_exception(std::exception const&) {
    std::abort();
}
void throw_exception(std::exception const&, boost::source_location const&) {
    std::abort();
}
}  // namespace boost
#endif
