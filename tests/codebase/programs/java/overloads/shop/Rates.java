package shop;

public final class Rates {
    public static int rate(int n) { return n; } // is rate
}
