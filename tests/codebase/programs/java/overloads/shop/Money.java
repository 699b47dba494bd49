package shop;

public final class Money {
    public static int round(int n) { return n; } // is round
    public static int rate(int n) { return n; } // is Money.rate
}
