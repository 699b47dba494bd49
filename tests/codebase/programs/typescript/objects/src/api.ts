export const api = {
  fetchAll() { // is api.fetchAll
    return helperOf();  // calls helperOf
  },
  save: async (row: string) => { // is api.save
    return row;
  },
};
export namespace Money {
  export function round(x: number) { // is Money.round
    return cut(x); // calls Money.cut
  }
  function cut(x: number) { // is Money.cut
    return x;
  }
}
const helperOf = () => 1; // is helperOf
export function round(x: number) { // is round
  return x;
}
export enum Kind { A, B }
