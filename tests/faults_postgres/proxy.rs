//! A line between goc and the server that breaks where a test wants it to: at a COMMIT.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// When the line breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// The COMMIT does not reach the server.
    Before,
    /// The COMMIT reaches the server, its answer does not come back.
    After,
}

/// What becomes of the line after it broke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// New connections work.
    Accept,
    /// New connections are refused.
    Refuse,
}

/// Passes bytes on, counts the messages with a COMMIT, and breaks the line at some of them.
pub struct Proxy {
    address: SocketAddr,
    line: Arc<Line>,
}

struct Line {
    server: SocketAddr,
    cut: Cut,
    then: Then,
    /// Which COMMITs break the line, counted from 1 over all connections.
    at: Vec<usize>,
    /// The server notices the broken line only this much later.
    late: Duration,
    commits: AtomicUsize,
    refusing: AtomicBool,
    open: Mutex<Vec<TcpStream>>,
}

impl Proxy {
    pub fn start(server: SocketAddr, cut: Cut, then: Then, at: &[usize], late: Duration) -> Proxy {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let line = Arc::new(Line {
            server,
            cut,
            then,
            at: at.to_vec(),
            late,
            commits: AtomicUsize::new(0),
            refusing: AtomicBool::new(false),
            open: Mutex::new(Vec::new()),
        });
        let accepting = Arc::clone(&line);
        std::thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                if accepting.refusing.load(Ordering::SeqCst) {
                    // Dropping the listener is what refuses: a connection that was queued already is closed.
                    return;
                }
                let line = Arc::clone(&accepting);
                std::thread::spawn(move || line.carry(client));
            }
        });
        Proxy { address, line }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// How many messages with a COMMIT came by.
    pub fn commits(&self) -> usize {
        self.line.commits.load(Ordering::SeqCst)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.line.refuse(self.address);
        for stream in self.line.open.lock().unwrap().drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

impl Line {
    fn refuse(&self, own_address: SocketAddr) {
        self.refusing.store(true, Ordering::SeqCst);
        // Wakes the thread that accepts, which then drops the listener.
        let _ = TcpStream::connect(own_address);
    }

    fn carry(&self, client: TcpStream) {
        let Ok(server) = TcpStream::connect(self.server) else { return };
        for stream in [&client, &server] {
            stream.set_nodelay(true).unwrap();
            self.open.lock().unwrap().push(stream.try_clone().unwrap());
        }
        let (mut back_from, mut back_to) = (server.try_clone().unwrap(), client.try_clone().unwrap());
        let back = std::thread::spawn(move || {
            // A broken line ends the copying; that is what it is for.
            let _ = std::io::copy(&mut back_from, &mut back_to);
            let _ = back_to.shutdown(Shutdown::Both);
        });
        let _ = self.forward(client.try_clone().unwrap(), server.try_clone().unwrap());
        let _ = client.shutdown(Shutdown::Both);
        let _ = server.shutdown(Shutdown::Both);
        let _ = back.join();
    }

    /// From the client to the server, message by message (PostgreSQL documentation, "Message Formats").
    fn forward(&self, mut client: TcpStream, mut server: TcpStream) -> std::io::Result<()> {
        let own_address = client.local_addr()?;
        // The first message of a connection has a length and no type.
        let first = read_message(&mut client, false)?;
        server.write_all(&first)?;
        loop {
            let message = read_message(&mut client, true)?;
            let ends_a_transaction = message[0] == b'Q' && message.ends_with(b"COMMIT\0");
            if !ends_a_transaction {
                server.write_all(&message)?;
                continue;
            }
            let number = self.commits.fetch_add(1, Ordering::SeqCst) + 1;
            if !self.at.contains(&number) {
                server.write_all(&message)?;
                continue;
            }
            if self.then == Then::Refuse {
                self.refuse(own_address);
            }
            if self.cut == Cut::After {
                client.shutdown(Shutdown::Both)?;
                server.write_all(&message)?;
            }
            client.shutdown(Shutdown::Both).ok();
            // Not waiting for an event: the server must not notice for a while.
            std::thread::sleep(self.late);
            return Ok(());
        }
    }
}

fn read_message(stream: &mut TcpStream, has_type: bool) -> std::io::Result<Vec<u8>> {
    let head = if has_type { 5 } else { 4 };
    let mut message = vec![0; head];
    stream.read_exact(&mut message)?;
    let length = u32::from_be_bytes([message[head - 4], message[head - 3], message[head - 2], message[head - 1]]);
    message.resize(head - 4 + length as usize, 0);
    stream.read_exact(&mut message[head..])?;
    Ok(message)
}
