export * from './cart';
export { tidy as clean } from './cart';
export { default as load } from './cart';
export * as other from './other';
