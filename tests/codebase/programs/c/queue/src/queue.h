#ifndef QUEUE_H
#define QUEUE_H
struct queue { int n; };
typedef struct queue queue_t;
struct queue *queue_new(int n);
void queue_push(struct queue *q, int value);
int queue_size(const queue_t *q);
#endif
