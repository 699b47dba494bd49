#include "log.h"
static int report(int n) { return n; } /* is log.report */
void log_line(const char *format, ...) { /* is log_line */
  report(1); /* calls log.report */
}
int log_level(void) { /* is log_level */
  return 1;
}
