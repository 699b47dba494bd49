package shop;

class Box {
    Box(int n) {} // is Box(int)
    int size() { return 1; } // is Box.size
}
