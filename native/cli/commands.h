// The commands, one function each. They take what stands after the command's name and return the exit status: 0 accept,
// 1 reject, 3 caution, 4 incomplete, 5 unknown, and 0 for commands that judge nothing. What the caller did wrong is
// thrown as a Failure; main prints it and exits with 2.
#pragma once

#include <span>

namespace countersign::cli {

using Words = std::span<char* const>;

int run_check(Words words);
int run_kinds(Words words);
int run_schema(Words words);
int run_words(Words words);
int run_sign(Words words);
int run_open_ticket(Words words);
int run_probe(Words words);
int run_version(Words words);

}  // namespace countersign::cli
