package clock

class Clock {
    fun now(n: Int): Int = n // is Clock.now
}
class Watch {
    fun now(n: Int): Int = n // is Watch.now
}
fun tick() {} // is tick
object Registry {
    fun open(): Clock = Clock() // is Registry.open
}
