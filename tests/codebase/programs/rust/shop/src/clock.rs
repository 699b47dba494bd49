pub struct Clock {}
impl Clock {
    pub fn now(&self, n: u32) -> u32 { n } // is Clock.now
}
pub struct Watch {}
impl Watch {
    pub fn now(&self, n: u32) -> u32 { n } // is Watch.now
}
pub fn tick() {} // is tick
