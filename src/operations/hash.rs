//! Hashes of passwords: argon2id as a PHC string, with the parameters that OWASP's Password Storage Cheat Sheet names.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use secrecy::{ExposeSecret, SecretString};

/// 19 MiB of memory, two passes, one lane.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// What made a hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HashKind {
    /// A well-formed argon2id hash.
    Argon2id,
    /// A bcrypt hash, as the application made them before.
    Bcrypt,
    /// Nothing that a login could be checked against.
    Unknown,
}

/// Hashes a password with a random salt. Takes some 20 ms and 19 MiB, so not on a thread that others wait for.
///
/// # Errors
/// The system has no memory or no random numbers.
pub fn argon2id(password: &SecretString) -> Result<String, String> {
    let failed = |error: &dyn std::fmt::Display| error.to_string();
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|error| failed(&error))?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hash: PasswordHash =
        argon2.hash_password(password.expose_secret().as_bytes()).map_err(|error| failed(&error))?;
    Ok(hash.to_string())
}

/// Whether an argon2 hash is that of a password; false for anything that is none.
pub fn verifies(hash: &str, password: &SecretString) -> bool {
    PasswordHash::new(hash)
        .is_ok_and(|hash| Argon2::default().verify_password(password.expose_secret().as_bytes(), &hash).is_ok())
}

/// What a stored text is.
pub fn kind(hash: &str) -> HashKind {
    if hash.starts_with("$argon2id$") && PasswordHash::new(hash).is_ok_and(|hash| hash.hash.is_some()) {
        return HashKind::Argon2id;
    }
    // `$2b$12$` and 22 characters of salt and 31 of hash.
    let is_bcrypt = hash.len() == 60
        && ["$2a$", "$2b$", "$2x$", "$2y$"].iter().any(|start| hash.starts_with(start))
        && hash[4..].bytes().all(|b| b.is_ascii_alphanumeric() || b"./$".contains(&b));
    if is_bcrypt { HashKind::Bcrypt } else { HashKind::Unknown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_has_the_parameters_of_owasp_and_verifies() {
        let password = SecretString::from("çok gizli bir cümle".to_owned());
        let hash = argon2id(&password).expect("a hash");
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(verifies(&hash, &password));
        assert!(!verifies(&hash, &SecretString::from("başka".to_owned())));
        assert_ne!(hash, argon2id(&password).expect("a hash"), "the salt is random");
        assert_eq!(kind(&hash), HashKind::Argon2id);
    }

    #[test]
    fn only_what_a_login_can_be_checked_against_is_a_hash() {
        for (text, expected) in [
            ("$2b$12$KIXQZ1Zq0b5n1M5b8C6e8uJ8mJj5S1yH9hX1mT1t8o2m3n4p5q6r7", HashKind::Unknown),
            ("$2b$12$KIXQZ1Zq0b5n1M5b8C6e8uJ8mJj5S1yH9hX1mT1t8o2m3n4p5q6r", HashKind::Bcrypt),
            ("admin123", HashKind::Unknown),
            ("", HashKind::Unknown),
            ("$argon2id$", HashKind::Unknown),
            ("$argon2id$v=19$m=19456,t=2,p=1$b3JuZWt0dXo", HashKind::Unknown),
        ] {
            assert_eq!(kind(text), expected, "{text}");
        }
    }
}
