/* A module map names headers beside it; countersign.h is where it was installed. */
#include <countersign.h>
