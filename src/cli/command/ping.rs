//! `goc ping`.

use crate::cli::Ending;
use crate::cli::invocation::Invocation;
use crate::database::Access;
use crate::operations::Events;

/// `ping`.
pub async fn run(invocation: &Invocation) -> Result<(), Ending> {
    let context = super::upgrade::context(invocation, Events::default()).await?;
    context.connect(Access::Read).await?.close().await;
    Ok(())
}
