export interface Shape {
  area(): number;
}
export abstract class Base implements Shape {
  area(): number { // is Base.area
    return 0;
  }
  grow(): number {
    return this.area(); // calls Base.area, Square.area
  }
}
export class Square extends Base {
  area(): number { // is Square.area
    return super.area(); // calls Base.area
  }
  clear() { // is Square.clear
    clear(); // calls clear
  }
  handle = () => { // is Square.handle
    return this.area(); // calls Square.area
  };
  static make(): Square { // is Square.make
    return new Square();
  }
  get size(): number {
    return this.handle(); // calls Square.handle
  }
}
export class Circle {
  area(): number { // is Circle.area
    return 1;
  }
}
function clear() {} // is clear
