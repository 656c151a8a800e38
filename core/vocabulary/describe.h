// One description of every struct that crosses a door. A struct is declared once, described with Boost.Describe beside
// its declaration, and from that follow here the rows that the JSON reader, the JSON writer and the schema tool walk.
// A member's JSON name is its C++ name; so is an enumerator's, with hyphens. std::optional and lists may be left out of JSON;
// every other member is due.
#pragma once

#include <array>
#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "countersign/lists.h"
#include "countersign/moment.h"
#include "countersign/verdict.h"

namespace countersign {

// `span` is only written; `header` and `anything` are only read, the latter is forgotten.
enum class Shape : std::uint8_t {
    boolean,
    integer,
    text,
    choice,
    instant,
    header,
    span,
    object,
    list,
    optional,
    anything
};

// A struct with a string `text` that JSON may give as a string or as a whole number, which becomes its digits.
template<class T>
inline constexpr bool takes_number = false;

// A struct in whose place JSON may have any value. The reader forgets it; whoever wants it looks at the text.
template<class T>
inline constexpr bool takes_anything = false;

// The value of an HTTP header as a program may have it.
struct HeaderValue {
    std::string text;
};
template<>
inline constexpr bool takes_number<HeaderValue> = true;

struct TypeRow;

struct MemberRow {
    std::string_view name;
    const TypeRow* type;
    void* (*in)(void* object);
};

// What is null for a shape is never called for it. Writers pass const objects through const_cast and only look.
struct TypeRow {
    Shape shape;
    std::string_view name;  // object and choice: the C++ name, for schemas
    const MemberRow* members = nullptr;
    std::uint32_t count = 0;  // object: members; choice: names; list: limit
    const TypeRow* element = nullptr;
    const std::string_view* names = nullptr;
    std::int64_t least = 0;  // integer: bounds of what is read
    std::int64_t most = 0;
    std::string* (*string)(void* object) = nullptr;  // text and header: where what is read goes
    std::string_view (*view)(void* object) = nullptr;
    std::int64_t (*number)(void* object) = nullptr;  // boolean, integer, choice (index of the name), instant (ms)
    void (*set_number)(void* object, std::int64_t number) = nullptr;
    std::uint32_t (*size)(void* object) = nullptr;               // list: elements; optional: 0 or 1
    void* (*item)(void* object, std::uint32_t index) = nullptr;  // not for lists that are only read
    void* (*append)(void* object) = nullptr;  // list: a new last element; optional: the value, made afresh
    void (*reset)(void* object) = nullptr;
};

// The largest whole number that every host holds exactly (RFC 8259 section 6).
inline constexpr std::int64_t largest_exact = (std::int64_t{1} << 53) - 1;

template<class T>
constexpr TypeRow make_type_row();

template<class T>
inline constexpr TypeRow type_row = make_type_row<T>();

namespace describe_detail {

template<class T>
inline constexpr bool is_optional = false;
template<class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template<class T>
inline constexpr bool is_list = false;
template<class T, std::size_t N>
inline constexpr bool is_list<List<T, N>> = true;
template<class T>
inline constexpr bool is_fixed_list = false;
template<class T, std::size_t N>
inline constexpr bool is_fixed_list<FixedList<T, N>> = true;

template<class T>
T& as(void* object) {
    return *static_cast<T*>(object);
}

template<class T, class Members>
struct MemberTable;
template<class T, class... D>
struct MemberTable<T, boost::describe::detail::list<D...>> {
    template<class Descriptor>
    static void* in(void* object) {
        return &(as<T>(object).*Descriptor::pointer);
    }
    template<class Descriptor>
    using Type = std::remove_reference_t<decltype(std::declval<T&>().*Descriptor::pointer)>;
    static constexpr std::size_t size = sizeof...(D);
    static constexpr MemberRow rows[size] = {{D::name, &type_row<Type<D>>, &in<D>}...};
};
template<class T>
using Members = MemberTable<T, boost::describe::describe_members<T, boost::describe::mod_public>>;

template<class Enumerators>
struct NameTable;
// Enumerators in small letters are written with hyphens where C++ has underscores: not_eligible is "not-eligible".
template<class... D>
struct NameTable<boost::describe::detail::list<D...>> {
    template<class One>
    static constexpr auto written = [] {
        std::array<char, std::string_view{One::name}.size()> text{};
        for (std::size_t i = 0; i < text.size(); ++i)
            text[i] = One::name[i] == '_' && i > 0 && One::name[i - 1] >= 'a' ? '-' : One::name[i];
        return text;
    }();
    static constexpr std::string_view names[] = {{written<D>.data(), written<D>.size()}...};
    static constexpr std::uint32_t size = sizeof...(D);
};

}  // namespace describe_detail

template<class T>
constexpr TypeRow make_type_row() {
    namespace detail = describe_detail;
    TypeRow row{};
    if constexpr (std::is_same_v<T, bool>) {
        row.shape = Shape::boolean;
    } else if constexpr (std::is_integral_v<T>) {
        row.shape = Shape::integer;
        row.least = sizeof(T) == 8 ? -largest_exact : static_cast<std::int64_t>(std::numeric_limits<T>::min());
        row.most = sizeof(T) == 8 ? largest_exact : static_cast<std::int64_t>(std::numeric_limits<T>::max());
    } else if constexpr (std::is_enum_v<T>) {
        using Names = detail::NameTable<boost::describe::describe_enumerators<T>>;
        row.shape = Shape::choice;
        row.names = Names::names;
        row.count = Names::size;
    } else if constexpr (std::is_same_v<T, std::string>) {
        row.shape = Shape::text;
        row.string = [](void* o) { return static_cast<std::string*>(o); };
        row.view = [](void* o) { return std::string_view{detail::as<std::string>(o)}; };
    } else if constexpr (std::is_same_v<T, std::string_view>) {
        row.shape = Shape::text;
        row.view = [](void* o) { return detail::as<std::string_view>(o); };
    } else if constexpr (std::is_same_v<T, Instant>) {
        row.shape = Shape::instant;
        row.number = [](void* o) { return detail::as<Instant>(o).ms; };
        row.set_number = [](void* o, std::int64_t n) { detail::as<Instant>(o).ms = n; };
    } else if constexpr (takes_number<T>) {
        row.shape = Shape::header;
        row.string = [](void* o) { return &detail::as<T>(o).text; };
    } else if constexpr (takes_anything<T>) {
        row.shape = Shape::anything;
    } else if constexpr (std::is_same_v<T, Span>) {
        row.shape = Shape::span;
    } else if constexpr (detail::is_optional<T>) {
        row.shape = Shape::optional;
        row.element = &type_row<typename T::value_type>;
        row.size = [](void* o) { return detail::as<T>(o).has_value() ? 1U : 0U; };
        row.item = [](void* o, std::uint32_t) { return static_cast<void*>(&*detail::as<T>(o)); };
        row.append = [](void* o) { return static_cast<void*>(&detail::as<T>(o).emplace()); };
        row.reset = [](void* o) { detail::as<T>(o).reset(); };
    } else if constexpr (detail::is_list<T>) {
        row.shape = Shape::list;
        row.count = T::limit;
        row.element = &type_row<typename T::value_type>;
        row.size = [](void* o) { return static_cast<std::uint32_t>(detail::as<T>(o).size()); };
        row.append = [](void* o) { return static_cast<void*>(&detail::as<T>(o).emplace_back()); };
    } else if constexpr (detail::is_fixed_list<T>) {
        using Item = std::remove_cvref_t<decltype(std::declval<T&>()[0])>;
        row.shape = Shape::list;
        row.count = T::limit;
        row.element = &type_row<Item>;
        row.size = [](void* o) { return static_cast<std::uint32_t>(detail::as<T>(o).size()); };
        row.item = [](void* o, std::uint32_t i) {
            return const_cast<void*>(static_cast<const void*>(&detail::as<T>(o)[i]));
        };
        row.append = [](void* o) { return static_cast<void*>(&detail::as<T>(o).append()); };
    } else {
        row.shape = Shape::object;
        row.members = detail::Members<T>::rows;
        row.count = static_cast<std::uint32_t>(detail::Members<T>::size);
        static_assert(detail::Members<T>::size <= 64, "the reader keeps one bit a member");
    }
    if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) {
        row.number = [](void* o) { return static_cast<std::int64_t>(detail::as<T>(o)); };
        row.set_number = [](void* o, std::int64_t n) { detail::as<T>(o) = static_cast<T>(n); };
    }
    return row;
}

// A struct together with its description, as the writer and the words take it.
struct Described {
    const TypeRow* type = nullptr;
    const void* object = nullptr;
};
template<class T>
Described described(const T& object) noexcept {
    return {&type_row<T>, &object};
}

}  // namespace countersign
