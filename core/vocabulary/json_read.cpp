#include "json_read.h"

#include <algorithm>
#include <array>
#ifdef __EMSCRIPTEN__
#include "json_never_resumes.h"
#endif
#include <boost/json/basic_parser.hpp>
#include <charconv>
#include <cstdint>

#include "countersign/moment.h"

// Fractions are refused wherever they stand, so their value is never needed. Told that these two helpers belong to this
// file alone, clang drops the computation and with it a table of 5 KB.
#ifdef __clang__
namespace boost::json::detail {
__attribute__((internal_linkage, const)) double pow10(int exp) noexcept;
__attribute__((internal_linkage, const)) double dec_to_float(std::uint64_t m, std::int32_t e, bool neg) noexcept;
}  // namespace boost::json::detail
#endif
#include <boost/json/basic_parser_impl.hpp>

namespace countersign {
namespace {

namespace bj = boost::json;

struct Frame {
    const TypeRow* type = nullptr;  // object or list
    void* object = nullptr;
    std::uint64_t seen = 0;   // object: members met
    std::uint32_t place = 0;  // object: the member being read; list: the element being read
    bool has_place = false;
};

// Where the next value goes.
struct Target {
    const TypeRow* type = nullptr;
    void* object = nullptr;
};

class Reader {
public:
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

    void start(std::string_view root, const TypeRow& type, void* object) noexcept {
        root_ = root;
        root_target_ = {&type, object};
    }
    [[nodiscard]] const Status& status() const noexcept { return status_; }

    bool on_document_begin(bj::error_code&) { return true; }
    bool on_document_end(bj::error_code&) { return true; }

    bool on_object_begin(bj::error_code& ec) { return open(Shape::object, ec); }
    bool on_array_begin(bj::error_code& ec) { return open(Shape::list, ec); }
    bool on_array_end(std::size_t, bj::error_code&) {
        --depth_;
        return true;
    }
    bool on_object_end(std::size_t, bj::error_code& ec) {
        Frame& frame = frames_[depth_ - 1];
        for (std::uint32_t i = 0; i < frame.type->count; ++i) {
            const Shape shape = frame.type->members[i].type->shape;
            if (((frame.seen >> i) & 1U) != 0 || shape == Shape::optional || shape == Shape::list) continue;
            frame.place = i;
            frame.has_place = true;
            return wrong("is missing", ec);
        }
        --depth_;
        return true;
    }

    bool on_key_part(bj::string_view part, std::size_t, bj::error_code&) {
        collect(part);
        return true;
    }
    bool on_key(bj::string_view part, std::size_t, bj::error_code& ec) {
        Frame& frame = frames_[depth_ - 1];
        if (frame.type->shape == Shape::anything) {
            clear_collected();
            return true;
        }
        collect(part);
        const std::string_view name = collected();
        frame.has_place = false;
        std::uint32_t i = 0;
        while (i < frame.type->count && frame.type->members[i].name != name) ++i;
        if (overflow_ || i == frame.type->count) {
            refuse("unknown name ", ec);
            status_.append_quoted(name);
            return false;
        }
        frame.place = i;
        frame.has_place = true;
        clear_collected();
        if (((frame.seen >> i) & 1U) != 0) return wrong("is given twice", ec);
        frame.seen |= std::uint64_t{1} << i;
        return true;
    }

    bool on_string_part(bj::string_view part, std::size_t, bj::error_code& ec) { return take_text(part, false, ec); }
    bool on_string(bj::string_view part, std::size_t, bj::error_code& ec) { return take_text(part, true, ec); }

    bool on_number_part(bj::string_view, bj::error_code&) { return true; }
    bool on_int64(std::int64_t number, bj::string_view, bj::error_code& ec) { return take_number(number, ec); }
    bool on_uint64(std::uint64_t, bj::string_view, bj::error_code& ec) {
        return take_number(std::numeric_limits<std::int64_t>::max(), ec);
    }
#ifdef __clang__
    __attribute__((always_inline))
#endif
    bool
    on_double(double, bj::string_view, bj::error_code& ec) {
        Target target;
        if (!next(target, ec)) return false;
        return target.type->shape == Shape::anything || mismatch(target.type->shape, ec, true);
    }
    bool on_bool(bool value, bj::error_code& ec) {
        Target target;
        if (!next(target, ec)) return false;
        if (target.type->shape == Shape::anything) return true;
        if (target.type->shape != Shape::boolean) return mismatch(target.type->shape, ec);
        target.type->set_number(target.object, value ? 1 : 0);
        return true;
    }
    bool on_null(bj::error_code& ec) {
        // Lists of optionals do not occur, so a null never has to append; `next` only names the place.
        Target target = peek();
        if (target.type->shape == Shape::anything) return true;
        if (target.type->shape != Shape::optional || target.object == nullptr)
            return next(target, ec) && mismatch(target.type->shape, ec);
        target.type->reset(target.object);
        return true;
    }
    bool on_comment_part(bj::string_view, bj::error_code&) {
        return true;
    }
    bool on_comment(bj::string_view, bj::error_code&) {
        return true;
    }

private:
    // The type that waits for a value, optional not yet opened.
    [[nodiscard]] Target peek() const noexcept {
        if (depth_ == 0) return root_target_;
        const Frame& frame = frames_[depth_ - 1];
        if (frame.type->shape == Shape::anything) return {frame.type, nullptr};
        if (frame.type->shape == Shape::list) return {frame.type->element, nullptr};
        const MemberRow& member = frame.type->members[frame.place];
        return {member.type, member.in(frame.object)};
    }

    // Makes room for the next value: a new element of a list, the inside of an optional.
    bool next(Target& target, bj::error_code& ec) {
        target = peek();
        if (depth_ > 0 && frames_[depth_ - 1].type->shape == Shape::list) {
            Frame& frame = frames_[depth_ - 1];
            const std::uint32_t size = frame.type->size(frame.object);
            frame.place = size;
            frame.has_place = true;
            if (size >= frame.type->count || frame.type->append == nullptr) {
                refuse("more than ", ec, StatusCode::too_large);
                std::array<char, 12> digits{};
                const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), frame.type->count);
                status_.append({digits.data(), static_cast<std::size_t>(end.ptr - digits.data())});
                status_.append(" elements");
                return false;
            }
            target.object = frame.type->append(frame.object);
        }
        if (target.type->shape == Shape::optional) target = {target.type->element, target.type->append(target.object)};
        return true;
    }

    bool open(Shape shape, bj::error_code& ec) {
        Target target;
        if (!next(target, ec)) return false;
        if (target.type->shape != shape && target.type->shape != Shape::anything)
            return mismatch(target.type->shape, ec);
        if (depth_ == json_max_depth) return refuse("too deep", ec, StatusCode::too_large);
        frames_[depth_++] = {target.type, target.object, 0, 0, false};
        return true;
    }

    bool take_text(bj::string_view part, bool last, bj::error_code& ec) {
        if (!in_text_) {
            if (!next(text_target_, ec)) return false;
            const Shape shape = text_target_.type->shape;
            if (shape != Shape::choice && shape != Shape::anything && shape != Shape::instant &&
                text_target_.type->string == nullptr)
                return mismatch(shape, ec);
            in_text_ = true;
        }
        if (text_target_.type->shape == Shape::anything) {
            in_text_ = !last;
            return true;
        }
        if (text_target_.type->string != nullptr) {
            text_target_.type->string(text_target_.object)->append(part.data(), part.size());
        } else {
            collect(part);
        }
        if (!last) return true;
        in_text_ = false;
        if (text_target_.type->string != nullptr) return true;
        if (text_target_.type->shape == Shape::instant) {
            const auto instant = overflow_ ? std::nullopt : parse_instant(collected());
            clear_collected();
            if (!instant) return wrong("must be an RFC 3339 date-time", ec);
            text_target_.type->set_number(text_target_.object, static_cast<std::int64_t>(*instant));
            return true;
        }
        const std::string_view* const names = text_target_.type->names;
        const std::string_view* const end = names + text_target_.type->count;
        const std::string_view* const found = overflow_ ? end : std::find(names, end, collected());
        if (found == end) {
            refuse("unknown value ", ec);
            status_.append_quoted(collected());
            return false;
        }
        text_target_.type->set_number(text_target_.object, found - names);
        clear_collected();
        return true;
    }

    bool take_number(std::int64_t number, bj::error_code& ec) {
        Target target;
        if (!next(target, ec)) return false;
        if (target.type->shape == Shape::anything) return true;
        if (target.type->shape == Shape::header) {
            if (number < -largest_exact || number > largest_exact) return wrong("is out of range", ec);
            std::array<char, 24> digits{};
            const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
            target.type->string(target.object)->assign(digits.data(), end.ptr);
            return true;
        }
        if (target.type->shape != Shape::integer) return mismatch(target.type->shape, ec);
        if (number < target.type->least || number > target.type->most) return wrong("is out of range", ec);
        target.type->set_number(target.object, number);
        return true;
    }

    void collect(bj::string_view part) noexcept {
        if (part.size() > word_.size() - word_size_) overflow_ = true;
        const std::size_t taken = std::min(part.size(), word_.size() - word_size_);
        std::copy_n(part.data(), taken, word_.data() + word_size_);
        word_size_ += taken;
    }
    [[nodiscard]] std::string_view collected() const noexcept {
        return {word_.data(), word_size_};
    }
    void clear_collected() noexcept {
        word_size_ = 0;
        overflow_ = false;
    }

    bool mismatch(Shape due, bj::error_code& ec, bool fraction = false) {
        switch (due) {
        case Shape::boolean: return wrong("must be true or false", ec);
        case Shape::integer: return wrong(fraction ? "must be a whole number" : "must be a number", ec);
        case Shape::text: return wrong("must be a string", ec);
        case Shape::choice: return wrong("must be one of its words", ec);
        case Shape::instant: return wrong("must be an RFC 3339 date-time", ec);
        case Shape::header: return wrong("must be a string or a whole number", ec);
        case Shape::span: return wrong("is only written", ec);
        case Shape::object: return wrong("must be an object", ec);
        case Shape::list: return wrong("must be a list", ec);
        case Shape::optional:
        case Shape::anything: break;
        }
        return wrong("has the wrong type", ec);
    }
    bool wrong(std::string_view what, bj::error_code& ec) {
        refuse("", ec);
        status_.append(what);
        return false;
    }
    bool refuse(std::string_view what, bj::error_code& ec, StatusCode code = StatusCode::bad_subject) {
        status_ = Status{code, root_, ""};
        for (std::size_t i = 0; i < depth_; ++i) {
            const Frame& frame = frames_[i];
            if (!frame.has_place) break;
            if (frame.type->shape == Shape::object) {
                status_.append(".");
                status_.append(frame.type->members[frame.place].name);
            } else {
                std::array<char, 12> digits{};
                const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), frame.place);
                status_.append("[");
                status_.append({digits.data(), static_cast<std::size_t>(end.ptr - digits.data())});
                status_.append("]");
            }
        }
        status_.append(": ");
        status_.append(what);
        ec = bj::error::exception;
        return false;
    }

    std::string_view root_;
    Target root_target_;
    std::array<Frame, json_max_depth> frames_{};
    std::size_t depth_ = 0;
    std::array<char, 64> word_{};  // the name or the choice being read
    std::size_t word_size_ = 0;
    bool overflow_ = false;
    bool in_text_ = false;
    Target text_target_;
    Status status_;
};

}  // namespace

Status read_json(std::string_view json, std::string_view root, const TypeRow& type, void* object) {
    if (json.size() > json_max_bytes) return Status{StatusCode::too_large, root, "more than 1 MiB of JSON"};
    bj::parse_options options;
    options.max_depth = json_max_depth;
    bj::basic_parser<Reader> parser{options};
    parser.handler().start(root, type, object);
    bj::error_code ec;
    const std::size_t used = parser.write_some(false, json.data(), json.size(), ec);
    if (!parser.handler().status().ok()) return parser.handler().status();
    if (!ec && used == json.size()) return {};
    if (ec == bj::error::too_deep) return Status{StatusCode::too_large, root, "nested deeper than 32"};
    Status status{StatusCode::bad_json, root, "not well-formed JSON at byte "};
    std::array<char, 12> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), used);
    status.append({digits.data(), static_cast<std::size_t>(end.ptr - digits.data())});
    return status;
}

Status check_json(std::string_view json, std::string_view root) noexcept {
    static constexpr TypeRow anything{Shape::anything, ""};
    return read_json(json, root, anything, nullptr);
}

}  // namespace countersign
