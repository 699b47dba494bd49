#include "queue.h"
#include <stdlib.h>

static int limit(int n) { /* is queue.limit */
  return n;
}

struct queue *queue_new(int n) { /* is queue_new */
  struct queue *q = malloc(sizeof(*q));
  q->n = limit(n); /* calls queue.limit */
  return q;
}

void queue_push(struct queue *q, int value) { /* is queue_push */
  if (queue_size(q) > 3) { /* calls queue_size */
    return;
  }
  q->n += value;
}

int queue_size(const queue_t *q) { /* is queue_size */
  return q->n;
}
