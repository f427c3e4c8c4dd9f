//! `goc doctor`.

use crate::cli::Ending;
use crate::cli::invocation::Invocation;

/// `doctor`.
pub async fn run(invocation: &Invocation) -> Result<(), Ending> {
    super::status::run(invocation, true).await
}
