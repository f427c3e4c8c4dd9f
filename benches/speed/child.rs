//! Running programs, and what they cost.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What a program took.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    pub wall: Duration,
    /// Of the program and the children that it waited for, in user mode and in the kernel.
    pub cpu: Duration,
}

/// The `goc` of this build, in `folder`, with an environment that says nothing.
pub fn goc(folder: &Path) -> Command {
    program(env!("CARGO_BIN_EXE_goc"), folder)
}

/// Any program with the same environment.
pub fn program(name: &str, folder: &Path) -> Command {
    let mut command = Command::new(name);
    let path = std::env::var_os("PATH").unwrap_or_default();
    command.current_dir(folder).env_clear().env("HOME", folder).env("PATH", path).env("LANG", "C.UTF-8");
    command.stdin(Stdio::null());
    command
}

/// Whether a program is there.
pub fn has(name: &str) -> bool {
    let mut command = Command::new(name);
    command.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// Runs a program to its end; what it prints is thrown away, since nobody measures a terminal here.
#[allow(unsafe_code, reason = "wait4 is the only way to learn what one child took, and no safe wrapper has it")]
#[allow(clippy::zombie_processes, reason = "wait4 waits for it")]
pub fn run(command: &mut Command) -> Cost {
    let started = Instant::now();
    let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let pid = libc::pid_t::try_from(child.id()).unwrap();
    let mut status = 0;
    // SAFETY: all zeros is a valid `rusage`, both pointers are to live variables, and nobody else waits for this child.
    let (waited, usage) = unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        (libc::wait4(pid, &mut status, 0, &mut usage), usage)
    };
    let wall = started.elapsed();
    assert!(waited == pid && status == 0, "{command:?} ended with {status}");
    Cost { wall, cpu: duration(usage.ru_utime) + duration(usage.ru_stime) }
}

/// The processor time that this process has used.
#[allow(unsafe_code, reason = "the standard library has no clock for it")]
pub fn own_cpu() -> Duration {
    // SAFETY: all zeros is a valid `timespec`, and the pointer is to a live variable.
    let time = unsafe {
        let mut time: libc::timespec = std::mem::zeroed();
        assert_eq!(libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &mut time), 0);
        time
    };
    Duration::new(u64::try_from(time.tv_sec).unwrap(), u32::try_from(time.tv_nsec).unwrap())
}

fn duration(time: libc::timeval) -> Duration {
    Duration::from_secs(u64::try_from(time.tv_sec).unwrap())
        + Duration::from_micros(u64::try_from(time.tv_usec).unwrap())
}

/// How often a program waits for its disk; `None` without strace.
pub fn flushes(command: &Command, folder: &Path) -> Option<usize> {
    if !has("strace") {
        return None;
    }
    let log = folder.join("strace.log");
    let mut traced = program("strace", folder);
    traced.args(["-f", "-qq", "-e", "trace=fsync,fdatasync", "-e", "signal=none", "-o"]).arg(&log);
    traced.arg(command.get_program()).args(command.get_args());
    run(&mut traced);
    let text = std::fs::read_to_string(&log).unwrap();
    // A call that another thread interrupts in the log has a second line, `<... fsync resumed>`.
    Some(text.lines().filter(|line| line.contains("sync(")).count())
}
