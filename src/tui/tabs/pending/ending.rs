//! What is asked before the work of somebody else is ended: whose it is and what it runs. First only its statement is cancelled; who
//! asks again ends the session.

use super::text::PendingText;
use crate::database::activity::{Ending, ServerSession};
use crate::i18n::{elapsed, safe};
use crate::operations::activity::Activity;
use crate::tui::dialog::{Choose, Confirm, Message};
use crate::tui::effect::Effect;
use crate::tui::shared::Shared;
use crate::worker::Look;

/// A session, or on SQLite a process: its pid, and when it began.
pub(super) type Identity = (i32, Option<String>);

/// Somebody whose work can be ended.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Target {
    identity: Identity,
    /// Who it is, in a line.
    who: String,
    /// What it runs or ran last.
    sql: String,
    is_idle: bool,
    /// It is a run of goc, whose steps before the one at work stay.
    is_run: bool,
}

impl Target {
    fn of(session: &ServerSession, is_run: bool, shared: &Shared) -> Target {
        Target {
            identity: (session.pid, session.began.clone()),
            who: who(session, shared),
            sql: session.query.clone(),
            // Between two statements a goc is idle for a moment only.
            is_idle: session.is_idle && !is_run,
            is_run,
        }
    }

    /// The goc that works, on either database.
    pub(super) fn writer(activity: &Activity, shared: &Shared) -> Option<Target> {
        if activity.is_own() {
            return None;
        }
        let of_run = || {
            let run = activity.server.run.as_ref()?;
            let who = safe(&format!("{}@{} pid {}", run.operator, run.host, run.pid)).into_owned();
            Some(Target {
                identity: (activity.writer_pid()?, None),
                who,
                sql: String::new(),
                is_idle: false,
                is_run: true,
            })
        };
        activity.server.writer.as_ref().map(|session| Target::of(session, true, shared)).or_else(of_run)
    }

    /// Those in the way of whoever works.
    pub(super) fn blockers(activity: &Activity, shared: &Shared) -> Vec<Target> {
        activity.server.blockers.iter().map(|session| Target::of(session, false, shared)).collect()
    }
}

/// `pid 4711  kasa (pos, 10.0.0.5)  open for 1:35`.
pub(super) fn who(session: &ServerSession, shared: &Shared) -> String {
    let from = session.client.as_ref().map(|client| format!(", {client}")).unwrap_or_default();
    let who = format!("{} ({}{from})", session.user, session.application);
    let time = session.seconds.map(|seconds| elapsed(std::time::Duration::from_secs(seconds)));
    shared.say(match (session.is_prepared(), time) {
        (true, _) => PendingText::PreparedBy { user: session.user.clone(), name: session.query.clone() },
        (false, Some(time)) => PendingText::SessionFor { pid: session.pid, who, time },
        (false, None) => PendingText::Session { pid: session.pid, who },
    })
}

/// Asks about one of `targets`; `asked` are those that were told to cancel before.
pub(super) fn ask(targets: Vec<Target>, asked: &[Identity], shared: &Shared) -> Vec<Effect> {
    let mut questions: Vec<(String, Effect)> =
        targets.iter().map(|target| (target.who.clone(), question(target, asked, shared))).collect();
    match questions.len() {
        0 | 1 => questions.pop().map(|(_, question)| question).into_iter().collect(),
        _ => {
            let choose = Choose::new(shared.say(PendingText::EndWhich));
            let choose = questions.into_iter().fold(choose, |choose, (who, question)| choose.item(who, vec![question]));
            vec![Effect::open(choose)]
        }
    }
}

fn question(target: &Target, asked: &[Identity], shared: &Shared) -> Effect {
    let say = |text: PendingText| shared.say(text);
    if target.identity.0 == 0 {
        let sql = format!("ROLLBACK PREPARED {}", crate::database::literal(&target.sql));
        return Effect::open(Message::new(target.who.clone(), vec![say(PendingText::PreparedMore { sql })]));
    }
    if asked.contains(&target.identity) {
        return Effect::open(terminate(target, PendingText::EndAgain, shared));
    }
    if target.is_idle {
        // There is nothing to cancel: the second question is the one that ends the session.
        let sure = Effect::open(terminate(target, PendingText::EndIdleMore, shared));
        let confirm = Confirm::new(say(PendingText::EndIdle), say(PendingText::ButtonEnd))
            .line(target.who.clone())
            .line(target.sql.clone())
            .line(say(PendingText::EndIdleMore));
        return Effect::open(confirm.then(vec![sure]));
    }
    let (title, more) = match target.is_run {
        true => (PendingText::CancelRun, PendingText::CancelRunMore),
        false => (PendingText::CancelOther, PendingText::CancelOtherMore),
    };
    let confirm = Confirm::new(say(title), say(PendingText::ButtonCancelIt)).line(target.who.clone());
    let confirm = if target.sql.is_empty() { confirm } else { confirm.line(target.sql.clone()) };
    Effect::open(confirm.line(say(more)).then(end(target, Ending::Cancel, shared)))
}

fn terminate(target: &Target, why: PendingText, shared: &Shared) -> Confirm {
    let more = if target.is_run { PendingText::TerminateRunMore } else { PendingText::TerminateMore };
    let mut confirm = Confirm::new(shared.say(PendingText::Terminate), shared.say(PendingText::ButtonTerminate))
        .line(target.who.clone())
        .line(shared.say(why))
        .line(shared.say(more));
    if !target.sql.is_empty() {
        confirm = confirm.line(target.sql.clone());
    }
    confirm.dangerous().typed(shared.typed_name()).then(end(target, Ending::Terminate, shared))
}

fn end(target: &Target, ending: Ending, shared: &Shared) -> Vec<Effect> {
    let Some(connection) = shared.connection.clone() else { return Vec::new() };
    let (pid, began) = target.identity.clone();
    vec![Effect::start(Look::End { connection, pid, began, ending })]
}
