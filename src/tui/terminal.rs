//! The terminal (placeholder until merged).
use ratatui::Frame;
use std::io;
pub struct Options {
    pub mouse: bool,
}
pub struct Screen {
    t: ratatui::DefaultTerminal,
}
impl Screen {
    pub fn enter(_: Options) -> io::Result<Screen> {
        Ok(Screen { t: ratatui::try_init()? })
    }
    pub fn draw(&mut self, f: impl FnOnce(&mut Frame)) -> io::Result<()> {
        self.t.draw(|x| f(x)).map(drop)
    }
    pub fn leave(&mut self) {
        ratatui::restore();
    }
    pub fn suspend(&mut self) -> io::Result<()> {
        Ok(())
    }
    pub fn repaint(&mut self) -> io::Result<()> {
        self.t.clear()
    }
    pub fn set_mouse(&mut self, _: bool) -> io::Result<()> {
        Ok(())
    }
    pub fn pass(&mut self, _: &[u8]) -> io::Result<()> {
        Ok(())
    }
}
