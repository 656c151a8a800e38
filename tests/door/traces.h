// Looks for what is left of a secret: every window of 8 bytes of it, as it is, lower-cased, as UTF-16LE, reversed, and
// lower-cased and reversed. The windows are kept multiplied by an odd number, so that the searcher itself holds none.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <unordered_set>
#include <vector>

namespace countersign::tests {

// A text that is never written down by the test: byte i is made when it is asked for. Printable ASCII, so lower-casing
// is one rule.
class SecretText {
public:
    SecretText(std::uint64_t seed, std::size_t size) : seed_(seed), size_(size) {}
    // A code: digits alone.
    static SecretText digits(std::uint64_t seed, std::size_t size) {
        SecretText text{seed, size};
        text.first_ = '0';
        text.count_ = 10;
        return text;
    }
    // A key in base32.
    static SecretText key(std::uint64_t seed, std::size_t size) {
        SecretText text{seed, size};
        text.form_ = Form::key;
        return text;
    }
    // The bytes that such a key stands for.
    [[nodiscard]] SecretText decoded() const {
        SecretText text{seed_, size_ / 8 * 5};
        text.form_ = Form::key_bytes;
        return text;
    }
    // A text that is given with all its bits turned over.
    static SecretText hidden(std::span<const std::uint8_t, 8> turned) {
        SecretText text{0, 8};
        text.form_ = Form::turned;
        for (std::size_t i = 0; i < 8; ++i) text.turned_[i] = turned[i];
        return text;
    }
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] std::uint8_t at(std::size_t i) const {
        if (form_ == Form::turned) return static_cast<std::uint8_t>(~turned_[i]);
        if (form_ == Form::key) return static_cast<std::uint8_t>("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[number(i) % 32]);
        if (form_ == Form::key_bytes) {
            std::uint64_t bits = 0;
            for (std::size_t k = 0; k < 8; ++k) bits = bits << 5 | number(i / 5 * 8 + k) % 32;
            return static_cast<std::uint8_t>(bits >> (32 - 8 * (i % 5)));
        }
        return static_cast<std::uint8_t>(first_ + number(i) % count_);
    }
    void write_to(std::uint8_t* place) const {
        for (std::size_t i = 0; i < size_; ++i) place[i] = at(i);
    }

private:
    enum class Form : std::uint8_t { characters, key, key_bytes, turned };
    [[nodiscard]] std::uint64_t number(std::size_t i) const {
        std::uint64_t z = seed_ + 0x9e3779b97f4a7c15 * (i + 1);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z >> 40;
    }

    std::uint64_t seed_;
    std::size_t size_;
    std::uint64_t first_ = '!';
    std::uint64_t count_ = 94;
    Form form_ = Form::characters;
    std::uint8_t turned_[8] = {};
};

class Traces {
public:
    explicit Traces(const SecretText& text) : maybe_(1U << 16) {
        const auto lower = [](std::uint8_t c) { return c >= 'A' && c <= 'Z' ? static_cast<std::uint8_t>(c + 32) : c; };
        const std::size_t size = text.size();
        add(size, [&](std::size_t i) { return text.at(i); });
        add(size, [&](std::size_t i) { return lower(text.at(i)); });
        add(size, [&](std::size_t i) { return text.at(size - 1 - i); });
        add(size, [&](std::size_t i) { return lower(text.at(size - 1 - i)); });
        add(2 * size, [&](std::size_t i) { return i % 2 == 0 ? text.at(i / 2) : std::uint8_t{0}; });
    }

    [[nodiscard]] std::size_t windows() const { return hidden_.size(); }

    // How many windows of the secret begin in the memory.
    [[nodiscard]] std::size_t found_in(std::span<const std::uint8_t> memory) const {
        std::size_t found = 0;
        for (std::size_t i = 0; i + 8 <= memory.size(); ++i) {
            std::uint64_t window = 0;
            std::memcpy(&window, memory.data() + i, 8);
            const std::uint64_t key = window * odd;
            if (maybe_[key >> 48] && hidden_.contains(key)) ++found;
        }
        return found;
    }

private:
    static constexpr std::uint64_t odd = 0xd6e8feb86659fd93;

    template<typename At>
    void add(std::size_t size, At at) {
        std::uint64_t window = 0;
        for (std::size_t i = 0; i < size; ++i) {
            window = window >> 8 | std::uint64_t{at(i)} << 56;
            if (i < 7) continue;
            hidden_.insert(window * odd);
            maybe_[window * odd >> 48] = true;
        }
    }

    std::vector<bool> maybe_;
    std::unordered_set<std::uint64_t> hidden_;
};

}  // namespace countersign::tests
