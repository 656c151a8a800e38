/* judge_c ADDRESS: prints the verdict on a Bitcoin address. C11, and C++20 as judge_door.cpp includes it. */
#include <countersign.h>

#include <stdio.h>
#include <string.h>

int main(int count, char** words) {
    static const char kind[] = "deposit.address", subject[] = "{\"coin\":\"BTC\"}";
    countersign_context* context = NULL;
    countersign_check* check = NULL;
    uint8_t* text = NULL;
    const char* verdict = NULL;
    const uint32_t bytes = count == 2 ? (uint32_t)strlen(words[1]) : 0;
    uint32_t length = 0;
    int32_t outcome = countersign_context_create(NULL, &context);
    if (outcome >= 0) outcome = countersign_prepare(context, kind, sizeof kind - 1, subject, sizeof subject - 1, &check);
    if (outcome >= 0) outcome = countersign_input(check, 0, bytes, &text);
    if (outcome >= 0 && bytes > 0) memcpy(text, words[1], bytes);
    if (outcome >= 0) outcome = countersign_run(check, bytes, 0, 0, 0);
    if (outcome >= 0 && countersign_verdict(check, &verdict, &length) >= 0) printf("%.*s\n", (int)length, verdict);
    countersign_context_destroy(context);
    return outcome < 0 ? 2 : outcome;
}
