// Judges many texts, a thousand to a seed: many_texts FIRST-SEED SEEDS.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int main(int count, char** arguments) {
    if (count != 3) {
        static_cast<void>(std::fprintf(stderr, "many_texts FIRST-SEED SEEDS\n"));
        return 2;
    }
    const std::uint64_t first = std::stoull(arguments[1]);
    const std::uint64_t end = first + std::stoull(arguments[2]);
    for (std::uint64_t seed = first; seed < end; ++seed) {
        const std::string text = std::to_string(seed);
        static_cast<void>(LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
    }
    static_cast<void>(std::printf("%llu texts\n", static_cast<unsigned long long>((end - first) * 1000)));
    return 0;
}
