//! The administrator's password: what is accepted, how strong it is, and what is stored of it.
//!
//! The rules are those of NIST SP 800-63B-4 (2025), section 3.1.1.2: length, a list of common passwords and words of the context, and
//! nothing about the kinds of characters. There is no default password anywhere.

mod estimate;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;

use crate::i18n::{count, problems};

/// The fewest characters: what the standard asks of a password that is the only factor, and the application asks for no other.
pub const SHORTEST: usize = 15;

/// The most characters. The standard wants at least 64 to be possible; a limit catches a file that was pasted by mistake.
pub const LONGEST: usize = 256;

/// Fewer bits than this are not a password but a pattern: three words of the list are just enough.
const FEWEST_BITS: f64 = 28.0;

/// What has to be left of a password when the names in it are taken out, in characters.
const BESIDES_NAMES: usize = 8;

problems! {
    /// Why a password is not accepted. None of them says a part of it.
    pub enum PasswordProblem {
        /// Fewer characters than [`SHORTEST`].
        TooShort { length: usize, shortest: usize } = "password_too_short" {
            en: ("the password has {}; it needs at least {shortest}", count(*length, "character")),
            tr: ("parola {length} karakter; en az {shortest} karakter olmalı"),
            hint_en: ("several words that have nothing to do with each other are long and easy to remember; spaces are allowed"),
            hint_tr: ("birbiriyle ilgisi olmayan birkaç sözcük hem uzun olur hem akılda kalır; boşluk kullanılabilir"),
        }
        /// More characters than [`LONGEST`].
        TooLong { length: usize, longest: usize } = "password_too_long" {
            en: ("the password has {length} characters; at most {longest} are possible"),
            tr: ("parola {length} karakter; en çok {longest} karakter olabilir"),
            hint_en: ("was the right thing pasted? Choose a shorter one"),
            hint_tr: ("doğru şey mi yapıştırıldı? Daha kısa bir parola seçin"),
        }
        /// A character that a login form will not take: an arrow key that was pressed while nothing was shown, for one.
        Unprintable = "password_unprintable" {
            en: ("the password holds a character that cannot be seen or typed (an arrow key, a tab?)"),
            tr: ("parolada görünmeyen, yazılamayan bir karakter var (ok tuşu ya da sekme mi?)"),
            hint_en: ("type it again, without arrow keys"),
            hint_tr: ("ok tuşlarına basmadan yeniden yazın"),
        }
        /// One of the passwords that are tried first.
        Common = "password_common" {
            en: ("this is one of the passwords that are tried first (digits around it, and digits for letters, do not help)"),
            tr: ("bu, ilk denenen parolalardan biri (başına sonuna rakam koymak ya da harf yerine rakam yazmak işe yaramaz)"),
            hint_en: ("choose several words that have nothing to do with each other, no club and no name with a year"),
            hint_tr: ("birbiriyle ilgisi olmayan birkaç sözcük seçin; takım adı, isim ve yıl olmasın"),
        }
        /// Long, but made of very little.
        TooSimple = "password_too_simple" {
            en: ("the password is made of runs, repetitions and common words only, and is guessed quickly"),
            tr: ("parola yalnızca sıralı ya da tekrar eden karakterlerden ve çok kullanılan sözcüklerden oluşuyor, çabuk bulunur"),
            hint_en: ("add words that have nothing to do with each other"),
            hint_tr: ("birbiriyle ilgisi olmayan sözcükler ekleyin"),
        }
        /// The name of the user or of the shop, with little besides.
        HoldsName { name: String } = "password_holds_name" {
            en: ("the password is little more than `{name}`, which everybody knows"),
            tr: ("parola, herkesin bildiği `{name}` adından pek fazlası değil"),
            hint_en: ("leave the names of the user, the company and the shop out of it"),
            hint_tr: ("kullanıcı, firma ve mağaza adını parolada kullanmayın"),
        }
        /// The system gave no random numbers, or no memory.
        NotHashed { reason: String } = "password_not_hashed" {
            en: ("the password could not be hashed: {reason}"),
            tr: ("parolanın özeti çıkarılamadı: {reason}"),
            hint_en: ("is there memory left? Hashing needs 19 MiB: free -m"),
            hint_tr: ("boş bellek var mı? Özet çıkarmak 19 MiB ister: free -m"),
        }
    }
}

/// How hard a password is to guess, to be drawn while it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    /// Not accepted, or barely.
    Weak,
    /// Withstands somebody at the login form.
    Fair,
    /// Withstands somebody with the hash and a few computers.
    Good,
    /// Withstands everybody.
    Strong,
}

/// Checks a password against the rules. `forbidden` are the names of the user, the company and the shop.
///
/// # Errors
/// The first rule that it breaks.
pub fn check(password: &SecretString, forbidden: &[&str]) -> Result<(), PasswordProblem> {
    let text = password.expose_secret();
    let length = text.chars().count();
    if length < SHORTEST {
        return Err(PasswordProblem::TooShort { length, shortest: SHORTEST });
    }
    if length > LONGEST {
        return Err(PasswordProblem::TooLong { length, longest: LONGEST });
    }
    if !text.chars().all(crate::i18n::printable) {
        return Err(PasswordProblem::Unprintable);
    }
    let folded = estimate::fold(text);
    if estimate::is_common(&folded) {
        return Err(PasswordProblem::Common);
    }
    if let Some(name) = forbidden.iter().find(|name| is_little_more_than(&folded, name)) {
        return Err(PasswordProblem::HoldsName { name: crate::i18n::safe(name).into_owned() });
    }
    if estimate::bits(&folded) < FEWEST_BITS {
        return Err(PasswordProblem::TooSimple);
    }
    Ok(())
}

/// Whether too little is left of the password without the name, the digits and the signs.
///
/// A name inside a long sentence is no harm: only what is left has to be guessed, and there is enough of it.
fn is_little_more_than(folded: &[char], name: &str) -> bool {
    let text = estimate::letters_and_digits(folded);
    let name = estimate::letters_and_digits(&estimate::fold(name));
    if name.len() < 3 {
        return false;
    }
    let (mut left, mut at, mut found) = (0, 0, false);
    while at < text.len() {
        if text[at..].starts_with(&name) {
            at += name.len();
            found = true;
        } else {
            left += usize::from(text[at].is_alphabetic());
            at += 1;
        }
    }
    found && left < BESIDES_NAMES
}

/// How strong a password is; one that is not accepted is weak.
///
/// The bits are an estimate of what somebody has to guess who knows how people choose (see `estimate`). An argon2id hash with the
/// parameters used here takes about 20 ms, so 35 bits are decades on one core, 50 withstand a thousand of them, 65 a million.
pub fn strength(password: &SecretString, forbidden: &[&str]) -> Strength {
    if check(password, forbidden).is_err() {
        return Strength::Weak;
    }
    match estimate::bits(&estimate::fold(password.expose_secret())) {
        bits if bits < 35.0 => Strength::Weak,
        bits if bits < 50.0 => Strength::Fair,
        bits if bits < 65.0 => Strength::Good,
        _ => Strength::Strong,
    }
}

/// OWASP's current parameters (Password Storage Cheat Sheet): 19 MiB, two passes, one lane.
fn argon2id() -> Argon2<'static> {
    let params = Params::new(19_456, 2, 1, None).expect("these parameters are within argon2's limits");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// The argon2id hash of a password as a PHC string with a random salt: what `kullanicilar.sifre_hash` holds. Takes about 20 ms.
///
/// # Errors
/// [`PasswordProblem::NotHashed`].
pub fn hash(password: &SecretString) -> Result<String, PasswordProblem> {
    argon2id()
        .hash_password(password.expose_secret().as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|error| PasswordProblem::NotHashed { reason: error.to_string() })
}

/// Whether a hash, with whatever parameters it was made, belongs to the password. A text that is no hash belongs to none.
pub fn verify(hash: &str, password: &SecretString) -> bool {
    PasswordHash::new(hash)
        .is_ok_and(|hash| argon2id().verify_password(password.expose_secret().as_bytes(), &hash).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Problem, Say};

    fn kind(password: &str) -> &'static str {
        match check(&SecretString::from(password), &["admin", "Öz İpek Market", "Ş"]) {
            Ok(()) => "ok",
            Err(problem) => problem.kind(),
        }
    }

    #[test]
    fn the_rules_hold_word_for_word() {
        for (password, expected) in [
            ("", "password_too_short"),
            ("admin123", "password_too_short"),
            ("kirpi vagon 14", "password_too_short"), // 14 characters
            ("kirpi vagon 148", "ok"),
            ("şğüöçışğüöçış", "password_too_short"), // 13 characters, 26 bytes
            ("kirpi\tvagon limon", "password_unprintable"),
            ("kirpi vagon\u{1b}[D limon", "password_unprintable"),
            ("passwordpassword", "password_common"),
            ("Galatasaray19051905", "password_common"),
            ("G4l4t4s4r4y_1905!!!", "password_common"),
            ("  Şifre 1234567890", "password_common"),
            ("SIFRE.1234567890", "password_common"),
            ("fenerbahçe fenerbahçe", "password_common"),
            ("1905190719051907", "password_common"),
            ("mustafa19851985!", "password_common"),
            ("1qaz2wsx1qaz2wsx", "password_common"),
            ("We1c0me12345678", "password_common"),
            ("aaaaaaaaaaaaaaa", "password_too_simple"),
            ("abcdefgh12345678", "password_too_simple"),
            ("abcabcabcabcabcabc", "password_too_simple"),
            ("ahmet1985ayşe1987", "ok"),
            ("galatasaray fenerbahce", "password_too_simple"),
            ("Oz.Ipek.Market.2024", "password_holds_name"),
            ("öz ipek market 34 abc", "password_holds_name"),
            ("öz ipek market kirpi vagon", "ok"),
            ("xx4dm1n_admin_x99", "password_holds_name"),
            ("kirpi vagon limon saz", "ok"),
            ("漢字漢子漢字漢女漢字漢木漢石水", "ok"),
        ] {
            assert_eq!(kind(password), expected, "{password:?}");
        }
        assert_eq!(kind(&"kirpi vagon ".repeat(6)[..64]), "ok");
        assert_eq!(kind(&"kirpi vagon ".repeat(30)), "password_too_long");
    }

    #[test]
    fn no_problem_says_a_part_of_the_password() {
        for password in ["admin123", "Galatasaray19051905", "aaaaaaaaaaaaaaa", "ab\tcdefghijklmnop"] {
            let Err(problem) = check(&SecretString::from(password), &[]) else { continue };
            for lang in [crate::i18n::Lang::Tr, crate::i18n::Lang::En] {
                let said = format!("{} {} {}", problem.say(lang), problem.hint(lang), problem.facts());
                assert!(!said.contains(password), "{said}");
            }
        }
    }

    #[test]
    fn strength_grows_with_what_has_to_be_guessed() {
        let strength = |password: &str| strength(&SecretString::from(password), &["admin"]);
        assert_eq!(strength("parola"), Strength::Weak);
        assert_eq!(strength("ahmet1985ayşe1987"), Strength::Weak);
        assert_eq!(strength("kirpi vagon 148"), Strength::Good);
        assert_eq!(strength("kirpi vagon limon saz bulgur"), Strength::Strong);
        assert!(Strength::Weak < Strength::Strong);
    }

    #[test]
    fn a_hash_has_owasps_parameters_a_salt_of_its_own_and_verifies_for_its_password_only() {
        let password = SecretString::from("kirpi vagon limon");
        let first = hash(&password).expect("a hash");
        let second = hash(&password).expect("a hash");
        assert!(first.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{first}");
        assert_ne!(first, second);
        assert!(first.len() <= 255, "kullanicilar.sifre_hash is VARCHAR(255)");
        assert!(verify(&first, &password) && verify(&second, &password));
        assert!(!verify(&first, &SecretString::from("kirpi vagon limom")));
        assert!(!verify("not a hash", &password) && !verify("", &password));
    }

    /// From the reference implementation: `echo -n "password" | argon2 somesalt -id -t 2 -m 16 -p 1`.
    #[test]
    fn a_hash_with_other_parameters_verifies_too() {
        let reference = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assert!(verify(reference, &SecretString::from("password")));
        assert!(!verify(reference, &SecretString::from("differentpassword")));
    }
}
