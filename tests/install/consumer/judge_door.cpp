#include "judge.c"
