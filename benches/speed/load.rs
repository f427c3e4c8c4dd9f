//! Loading and planning in process, beside merely reading the files: processor time, and how it grows.

use std::hint::black_box;

use goc::revision::{self, Source, Target};

use super::child::own_cpu;
use super::floor;
use super::project::{Kind, Project};
use super::table::{Rounds, Table, rounds};

pub fn run(table: &mut Table) {
    let mut sizes: Vec<Rounds> = Vec::new();
    for (revisions, default) in [(1_000, 31), (10_000, 11), (100_000, 5)] {
        let project = Project::new(revisions, Kind::Small);
        let folder = project.migrations();
        let source = Source::Directory(folder.clone());
        let goc = || {
            let started = own_cpu();
            let graph = revision::open(&source).unwrap();
            let plan = revision::upgrade(&graph, &[], &Target::heads()).unwrap();
            assert_eq!(plan.steps.len(), revisions);
            drop(black_box((graph, plan)));
            own_cpu() - started
        };
        let floor = || {
            let started = own_cpu();
            black_box(floor::read_files(&folder));
            own_cpu() - started
        };
        let measured = Rounds::measure(rounds(default), goc, floor);
        table.rounds(&format!("load and plan {revisions} revisions, CPU, beside reading the files"), &measured, None);
        sizes.push(measured);
    }
    for (pair, what) in sizes.windows(2).zip(["1,000 to 10,000", "10,000 to 100,000"]) {
        let (goc, floor) = (pair[1].goc() / pair[0].goc(), pair[1].floor() / pair[0].floor());
        let (goc_text, floor_text) = (format!("{goc:.1}×"), format!("{floor:.1}×"));
        table.row(&format!("growth from {what} revisions"), &goc_text, &floor_text, Some(goc / floor), None);
    }
}
