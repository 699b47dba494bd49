export function sum(xs: number[]): number { // is other.sum
  return 0;
}
