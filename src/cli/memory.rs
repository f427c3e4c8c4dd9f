//! Keeping the C library's allocator from holding memory that nobody uses.

/// Where a block of its own is mapped, and given back to the system when it is freed, in bytes. Without a fixed number glibc raises
/// the threshold with every large block that is freed, and what lies below it is kept (mallopt(3), `M_MMAP_THRESHOLD`).
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const MAPPED: libc::c_int = 64 * 1024;

/// Lets all threads share one heap. glibc gives every thread its own, up to eight a core, and each keeps what it once needed: with
/// 10,000 revisions a third of the memory of the terminal UI was such rests. goc has few threads, and they rarely work at once.
///
/// Has to come before the first other thread.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[allow(unsafe_code, reason = "mallopt has no safe wrapper")]
pub(super) fn share_one_heap() {
    // SAFETY: mallopt only stores numbers, and no other thread exists that could allocate meanwhile. A refusal changes nothing.
    unsafe {
        libc::mallopt(libc::M_ARENA_MAX, 1);
        libc::mallopt(libc::M_MMAP_THRESHOLD, MAPPED);
        libc::mallopt(libc::M_TRIM_THRESHOLD, MAPPED);
    }
}

/// Other allocators have other habits.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub(super) fn share_one_heap() {}
