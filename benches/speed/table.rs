//! Taking turns, and the table.

use std::time::Duration;

/// Prints rows as they come, in Markdown.
pub struct Table;

/// What `goc` and its floor took, round by round.
pub struct Rounds {
    goc: Vec<f64>,
    floor: Vec<f64>,
}

impl Rounds {
    /// Measures both sides in turns: A B, B A, A B, … The first round only warms up.
    pub fn measure(rounds: usize, mut goc: impl FnMut() -> Duration, mut floor: impl FnMut() -> Duration) -> Rounds {
        let mut measured = Rounds { goc: Vec::new(), floor: Vec::new() };
        for round in 0..=rounds {
            let (a, b) = if round % 2 == 0 {
                let a = goc();
                (a, floor())
            } else {
                let b = floor();
                (goc(), b)
            };
            if round > 0 {
                measured.goc.push(a.as_secs_f64());
                measured.floor.push(b.as_secs_f64());
            }
        }
        measured
    }

    /// What was measured beside the rounds: the first of each is the one that warmed up.
    pub fn of(goc: &[Duration], floor: &[Duration]) -> Rounds {
        let seconds = |times: &[Duration]| times.iter().skip(1).map(Duration::as_secs_f64).collect();
        Rounds { goc: seconds(goc), floor: seconds(floor) }
    }

    /// The median of the rounds' own ratios: a minute in which the machine was slow hits both sides of its round.
    pub fn ratio(&self) -> f64 {
        median(self.goc.iter().zip(&self.floor).map(|(goc, floor)| goc / floor))
    }

    pub fn goc(&self) -> f64 {
        median(self.goc.iter().copied())
    }

    pub fn floor(&self) -> f64 {
        median(self.floor.iter().copied())
    }
}

/// How often a pair is measured.
pub fn rounds(default: usize) -> usize {
    std::env::var("GOC_BENCH_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

impl Table {
    pub fn start() -> Table {
        println!("| what | goc: median (min) | floor: median (min) | ratio | goal | |");
        println!("| --- | ---: | ---: | ---: | ---: | --- |");
        Table
    }

    /// A row of times.
    pub fn rounds(&mut self, what: &str, rounds: &Rounds, goal: Option<f64>) {
        let cell = |values: &[f64]| {
            let least = values.iter().copied().fold(f64::INFINITY, f64::min);
            format!("{} ({})", seconds(median(values.iter().copied())), seconds(least))
        };
        self.row(what, &cell(&rounds.goc), &cell(&rounds.floor), Some(rounds.ratio()), goal);
    }

    /// A row of anything.
    pub fn row(&mut self, what: &str, goc: &str, floor: &str, ratio: Option<f64>, goal: Option<f64>) {
        let ratio_text = ratio.map_or("–".to_owned(), |ratio| format!("{ratio:.2}×"));
        let goal_text = goal.map_or("–".to_owned(), |goal| format!("≤ {goal}×"));
        println!("| {what} | {goc} | {floor} | {ratio_text} | {goal_text} | {} |", verdict(ratio, goal));
    }

    /// A row of counts, whose goal is a count as well.
    pub fn counts(&mut self, what: &str, goc: f64, floor: f64, goal: Option<f64>) {
        let verdict = verdict(Some(goc), goal);
        let ratio = if floor > 0.0 { format!("{:.2}×", goc / floor) } else { String::new() };
        let goal = goal.map(|goal| format!("≤ {goal}")).unwrap_or_default();
        println!("| {what} | {goc:.2} | {floor:.2} | {ratio} | {goal} | {verdict} |");
    }

    /// A row that could not be measured here.
    pub fn missing(&mut self, what: &str, why: &str) {
        println!("| {what} | not measured: {why} | | | | |");
    }
}

fn verdict(value: Option<f64>, goal: Option<f64>) -> &'static str {
    match (value, goal) {
        (Some(value), Some(goal)) if value <= goal => "met",
        (Some(_), Some(_)) => "not met",
        _ => "",
    }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    match values.len() {
        0 => f64::NAN,
        count if count % 2 == 1 => values[count / 2],
        count => f64::midpoint(values[count / 2 - 1], values[count / 2]),
    }
}

fn seconds(value: f64) -> String {
    if value < 1.0 { format!("{:.1} ms", value * 1_000.0) } else { format!("{value:.2} s") }
}
