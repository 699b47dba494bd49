package clock

class Clock {
  def now(n: Int): Int = n // is Clock.now
}
class Watch {
  def now(n: Int): Int = n // is Watch.now
}
object Ticker {
  def tick(): Unit = {} // is tick
}
