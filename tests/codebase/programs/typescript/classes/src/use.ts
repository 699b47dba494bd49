import { Circle, Shape, Square } from './shapes';

const squares: Square[] = [];

export function use(shape: Shape, circle: Circle | undefined, wild: any) {
  shape.area(); // calls Base.area, Square.area
  circle?.area(); // calls Circle.area
  for (const one of squares) {
    one.area(); // calls Square.area
  }
  squares.map((one) => one.clear()); // calls Square.clear
  squares[0].handle(); // calls Square.handle
  Square.make().area(); // calls Square.make, Square.area
  (wild as Circle).area(); // calls Circle.area
}
class Holder {
  constructor(private readonly circle: Circle, public squares: Map<string, Square>) {}
  show() {
    this.circle.area(); // calls Circle.area
    this.squares.get('a')!.clear(); // calls Square.clear
  }
}
