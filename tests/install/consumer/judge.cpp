// judge_cpp ADDRESS: prints the outcome and the canonical text of a Bitcoin address. The C++ headers, no JSON.
#include <countersign/deposit.h>

#include <cstdio>

int main(int count, char** words) {
    countersign::deposit::AddressCheck check{{.coin = "BTC"}};
    const countersign::Verdict& verdict = check.run(count == 2 ? words[1] : "", {});
    const std::string_view canonical = verdict.canonical();
    std::printf("%d %.*s %s\n", static_cast<int>(verdict.outcome()), static_cast<int>(canonical.size()),
                canonical.data(), check.details().network ? std::string(*check.details().network).c_str() : "-");
    return static_cast<int>(verdict.outcome());
}
