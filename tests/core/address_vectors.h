// tests/vectors/deposit.address.json, read once. Every host runs these rows; here they are a plain list.
#pragma once

#include <fstream>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "countersign/deposit.h"
#include "vocabulary/buffer.h"
#include "vocabulary/describe.h"
#include "vocabulary/json_read.h"
#include "vocabulary/json_write.h"

namespace countersign::tests {

struct VectorKnown {
    std::string address;
    std::optional<std::string> label;
};
BOOST_DESCRIBE_STRUCT(VectorKnown, (), (address, label))

struct VectorSubject {
    std::string coin;
    std::optional<std::string> network;
    List<VectorKnown, 1000> known;

    [[nodiscard]] deposit::AddressSubject subject() const {
        deposit::AddressSubject made{.coin = coin, .network = network};
        for (const VectorKnown& one : known) made.known.push_back({one.address, one.label});
        return made;
    }
    [[nodiscard]] std::string json() const {
        Buffer out;
        out.add("{\"coin\":");
        write_text(out, coin);
        if (network) {
            out.add(",\"network\":");
            write_text(out, *network);
        }
        out.add(",\"known\":[");
        for (const VectorKnown& one : known) {
            out.add(&one == &known.front() ? "{\"address\":" : ",{\"address\":");
            write_text(out, one.address);
            if (one.label) {
                out.add(",\"label\":");
                write_text(out, *one.label);
            }
            out.add('}');
        }
        out.add("]}");
        return std::string{out.view()};
    }
};
BOOST_DESCRIBE_STRUCT(VectorSubject, (), (coin, network, known))

struct VectorRow {
    VectorSubject subject;
    std::string text;
    std::optional<std::string> copied;
    std::string outcome;
    List<std::string, 16> reasons;
    List<List<std::uint32_t, 2>, 16> at;  // the spans of all findings, in order
    std::string source;
};
BOOST_DESCRIBE_STRUCT(VectorRow, (), (subject, text, copied, outcome, reasons, at, source))

struct VectorFile {
    std::string kind;
    List<VectorRow, 5000> rows;
};
BOOST_DESCRIBE_STRUCT(VectorFile, (), (kind, rows))

inline VectorFile read_address_vectors() {
    std::ifstream file{COUNTERSIGN_SOURCE_FOLDER "/tests/vectors/deposit.address.json"};
    std::ostringstream text;
    text << file.rdbuf();
    VectorFile vectors;
    const Status status = read_json(text.str(), "vectors", vectors);
    if (!status.ok()) throw std::runtime_error(std::string{status.message()});
    return vectors;
}

}  // namespace countersign::tests
