//! The stages that load the seeds, and look at the result.

use super::{Detail, InstallError, Installer, StageName, StageState};
use crate::operations::doctor::examine;
use crate::operations::seed::{self, OnExisting, Question, SeedError, SeedProblem, SetDifference};

impl Installer {
    /// How many sets would write something now, and what they ask.
    pub(super) async fn open_sets(&self) -> Result<(usize, Vec<Question>), InstallError> {
        let all = seed::questions(&self.seeds);
        let sets = match seed::difference(&self.context, &self.seeds, &[], &self.answers).await {
            Ok(sets) => sets,
            // The tables come with the migrations.
            Err(SeedError::Seed(problem)) if matches!(*problem, SeedProblem::Pending { .. }) => {
                return Ok((self.seeds.sets.len(), all));
            }
            Err(error) => return Err(error.into()),
        };
        let writes = |set: &&SetDifference| set.new > 0 || (set.on_existing == OnExisting::Update && set.different > 0);
        let is_asked = |question: &Question| sets.iter().any(|set| set.asks.contains(&question.key));
        Ok((sets.iter().filter(writes).count(), all.into_iter().filter(is_asked).collect()))
    }

    pub(super) async fn load_seeds(&mut self) -> Result<(), InstallError> {
        let report = seed::load(&self.context, &self.seeds, &[], &self.answers, false).await?;
        let rows = report.loaded_data.iter().map(|set| set.new + set.updated).sum();
        self.set(StageName::Seeds, StageState::Done, vec![Detail::Loaded { rows }]);
        Ok(())
    }

    /// What is found is no failure: everything is installed, and `doctor` says it again.
    pub(super) async fn check_consistency(&mut self) -> Result<(), InstallError> {
        self.findings = examine(&self.context, false).await.findings;
        let detail = match self.findings.len() {
            0 => Detail::Consistent,
            findings => Detail::Inconsistent { findings },
        };
        self.set(StageName::Consistency, StageState::Done, vec![detail]);
        Ok(())
    }
}
