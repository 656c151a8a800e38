// The groups of kinds that a page needs together (door/kinds.def), and whether this build has one: COUNTERSIGN_ONLY names the
// only one that it has. For files that are compiled with every door (core/CMakeLists.txt), and no other.
#pragma once

#define COUNTERSIGN_DEPOSIT 1
#define COUNTERSIGN_ACCOUNT 2
#define COUNTERSIGN_PAYMENT 3
#ifdef COUNTERSIGN_ONLY
#define COUNTERSIGN_HAS(group) (COUNTERSIGN_ONLY == COUNTERSIGN_##group)
#else
#define COUNTERSIGN_HAS(group) 1
#endif
