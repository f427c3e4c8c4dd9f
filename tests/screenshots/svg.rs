//! A terminal's screen as an SVG picture: letters as text in their cells, lines as lines, so that frames close whatever the font is.

use std::fmt::Write as _;

use vt100::{Cell, Color, Screen};

/// The size of a cell, and the room around the screen, in pixels. 0.6 is the width of common monospace fonts by their height.
const CELL: (f64, f64) = (8.4, 18.0);
const FONT: f64 = 14.0;
const MARGIN: f64 = 14.0;

/// A calm dark terminal; the sixteen colours as GitHub's dark theme has them.
const BACKGROUND: &str = "#0d1117";
const FOREGROUND: &str = "#c9d1d9";
const COLOURS: [&str; 16] = [
    "#484f58", "#ff7b72", "#3fb950", "#d29922", "#58a6ff", "#bc8cff", "#39c5cf", "#b1bac4", "#6e7681", "#ffa198",
    "#56d364", "#e3b341", "#79c0ff", "#d2a8ff", "#56d4dd", "#ffffff",
];

/// Draws a screen. The same screen is the same text, byte for byte.
pub fn draw(screen: &Screen, title: &str) -> String {
    let (rows, columns) = screen.size();
    let width = f64::from(columns) * CELL.0 + 2.0 * MARGIN;
    let height = f64::from(rows) * CELL.1 + 2.0 * MARGIN;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
         viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\" aria-label=\"{}\">\n\
         <rect width=\"{width:.0}\" height=\"{height:.0}\" rx=\"8\" fill=\"{BACKGROUND}\"/>\n\
         <g font-family=\"'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"{FONT}\" xml:space=\"preserve\">\n",
        escape(title)
    );
    for row in 0..rows {
        draw_row(&mut svg, screen, row, columns);
    }
    svg.push_str("</g>\n</svg>\n");
    svg
}

/// Cells side by side that look alike.
struct Run {
    column: u16,
    cells: u16,
    text: String,
    look: Look,
}

#[derive(Debug, Clone, PartialEq)]
struct Look {
    fill: &'static str,
    back: Option<&'static str>,
    bold: bool,
    dim: bool,
    underlined: bool,
}

fn look(cell: &Cell) -> Look {
    let colour = |colour: Color, own: &'static str| match colour {
        Color::Idx(index) if index < 16 => COLOURS[usize::from(index)],
        // goc uses no others.
        _ => own,
    };
    let (fill, back) = (colour(cell.fgcolor(), FOREGROUND), colour(cell.bgcolor(), BACKGROUND));
    let (fill, back) = if cell.inverse() { (back, fill) } else { (fill, back) };
    let back = (back != BACKGROUND).then_some(back);
    Look { fill, back, bold: cell.bold(), dim: cell.dim(), underlined: cell.underline() }
}

fn draw_row(svg: &mut String, screen: &Screen, row: u16, columns: u16) {
    let mut runs: Vec<Run> = Vec::new();
    let mut lines = String::new();
    for column in 0..columns {
        let Some(cell) = screen.cell(row, column).filter(|cell| !cell.is_wide_continuation()) else { continue };
        let cells = if cell.is_wide() { 2 } else { 1 };
        let look = look(cell);
        let mut text = cell.contents().to_owned();
        if let Some(path) = line_path(&text, column, row) {
            let _ = write!(
                lines,
                "<path d=\"{path}\" stroke=\"{}\" fill=\"none\"{}{}/>",
                look.fill,
                weight(&text),
                dim(&look)
            );
            text = String::new();
        }
        let text = if text.is_empty() { " ".repeat(cells.into()) } else { text };
        match runs.last_mut() {
            Some(run) if run.look == look && run.column + run.cells == column => {
                run.cells += cells;
                run.text.push_str(&text);
            }
            _ => runs.push(Run { column, cells, text, look }),
        }
    }
    for run in &runs {
        draw_run(svg, run, row);
    }
    if !lines.is_empty() {
        svg.push_str(&lines);
        svg.push('\n');
    }
}

fn weight(symbol: &str) -> &'static str {
    if symbol == "┃" { " stroke-width=\"2.5\"" } else { "" }
}

fn dim(look: &Look) -> &'static str {
    if look.dim { " opacity=\"0.6\"" } else { "" }
}

fn draw_run(svg: &mut String, run: &Run, row: u16) {
    let (x, y) = (MARGIN + f64::from(run.column) * CELL.0, MARGIN + f64::from(row) * CELL.1);
    let width = f64::from(run.cells) * CELL.0;
    if let Some(back) = run.look.back {
        let _ = writeln!(
            svg,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{}\" fill=\"{back}\"/>",
            CELL.1
        );
    }
    // Each word stands where its cells are, so that columns stay columns whatever font draws them.
    let mut column = 0;
    for word in run.text.split(' ') {
        if !word.is_empty() {
            draw_word(svg, word, &run.look, x + column as f64 * CELL.0, y + CELL.1 * 0.73);
        }
        column += unicode_width::UnicodeWidthStr::width(word) + 1;
    }
}

fn draw_word(svg: &mut String, word: &str, look: &Look, x: f64, y: f64) {
    let width = unicode_width::UnicodeWidthStr::width(word) as f64 * CELL.0;
    let bold = if look.bold { " font-weight=\"bold\"" } else { "" };
    let underline = if look.underlined { " text-decoration=\"underline\"" } else { "" };
    let _ = writeln!(
        svg,
        "<text x=\"{x:.1}\" y=\"{y:.1}\" textLength=\"{width:.1}\" fill=\"{}\"{bold}{underline}{}>{}</text>",
        look.fill,
        dim(look),
        escape(word)
    );
}

/// The arms of a box drawing character (Unicode, "Box Drawing"): left, right, up, down; and whether its corner is round.
fn arms(symbol: &str) -> Option<([bool; 4], bool)> {
    let arms = |left, right, up, down| [left, right, up, down];
    Some(match symbol {
        "─" => (arms(true, true, false, false), false),
        "│" | "┃" => (arms(false, false, true, true), false),
        "╭" => (arms(false, true, false, true), true),
        "╮" => (arms(true, false, false, true), true),
        "╰" => (arms(false, true, true, false), true),
        "╯" => (arms(true, false, true, false), true),
        "├" => (arms(false, true, true, true), false),
        "┤" => (arms(true, false, true, true), false),
        "┬" => (arms(true, true, false, true), false),
        "┴" => (arms(true, true, true, false), false),
        "┼" => (arms(true, true, true, true), false),
        "╷" => (arms(false, false, false, true), false),
        "╵" => (arms(false, false, true, false), false),
        _ => return None,
    })
}

fn line_path(symbol: &str, column: u16, row: u16) -> Option<String> {
    let ([left, right, up, down], round) = arms(symbol)?;
    let (x, y) = (MARGIN + f64::from(column) * CELL.0, MARGIN + f64::from(row) * CELL.1);
    let (middle_x, middle_y) = (x + CELL.0 / 2.0, y + CELL.1 / 2.0);
    let (end_x, end_y) = (x + CELL.0, y + CELL.1);
    if round {
        let from_y = if up { y } else { end_y };
        let to_x = if left { x } else { end_x };
        return Some(format!("M{middle_x:.1} {from_y:.1}Q{middle_x:.1} {middle_y:.1} {to_x:.1} {middle_y:.1}"));
    }
    let mut path = String::new();
    let mut arm = |is_there: bool, to: (f64, f64)| {
        if is_there {
            let _ = write!(path, "M{middle_x:.1} {middle_y:.1}L{:.1} {:.1}", to.0, to.1);
        }
    };
    arm(left, (x, middle_y));
    arm(right, (end_x, middle_y));
    arm(up, (middle_x, y));
    arm(down, (middle_x, end_y));
    Some(path)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
