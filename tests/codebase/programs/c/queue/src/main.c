#include "queue.h"
#include "log.h"

static int limit(int n) { return n; } /* is main.limit */

typedef int (*measure_t)(const queue_t *);

static void report(int n) { /* is main.report */
  log_line("%d", n); /* calls log_line */
}

int main(int argc, char **argv) {
  struct queue *q = queue_new(limit(2)); /* calls queue_new, main.limit */
  queue_push(q, 1); /* calls queue_push */
  measure_t measure = queue_size;
  int (*push)(int) = 0;
  report(measure(q)); /* calls main.report */
  CHECK(queue_size(q)); /* calls queue_size */
  return log_level(); /* calls log_level */
}
