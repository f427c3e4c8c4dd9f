//! Names that SQLAlchemy makes and that are too long: the end is a piece of their MD5 sum.

/// The most bytes that a name has in PostgreSQL.
const LONGEST: usize = 63;

/// A name as SQLAlchemy shortens it.
pub fn shortened(name: &str) -> String {
    if name.len() <= LONGEST {
        return name.to_owned();
    }
    let sum: String = md5(name.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    let kept: String = name.chars().take(LONGEST - 8).collect();
    format!("{kept}_{}", &sum[sum.len() - 4..])
}

/// RFC 1321.
fn md5(message: &[u8]) -> [u8; 16] {
    const SHIFTS: [[u32; 4]; 4] = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];
    let mut padded = message.to_vec();
    padded.push(0x80);
    while padded.len() % 64 != 56 {
        padded.push(0);
    }
    let bits = (message.len() as u64).wrapping_mul(8);
    padded.extend(bits.to_le_bytes());
    let mut state = [0x6745_2301_u32, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476];
    for block in padded.chunks_exact(64) {
        let words: Vec<u32> =
            block.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect();
        let [mut a, mut b, mut c, mut d] = state;
        for step in 0..64_usize {
            let (mixed, word) = match step / 16 {
                0 => ((b & c) | (!b & d), step),
                1 => ((d & b) | (!d & c), (5 * step + 1) % 16),
                2 => (b ^ c ^ d, (3 * step + 5) % 16),
                _ => (c ^ (b | !d), (7 * step) % 16),
            };
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "RFC 1321 takes the whole part of a sine"
            )]
            let constant = ((step as f64 + 1.0).sin().abs() * 4_294_967_296.0) as u32;
            let sum = a.wrapping_add(mixed).wrapping_add(constant).wrapping_add(words[word]);
            let next = b.wrapping_add(sum.rotate_left(SHIFTS[step / 16][step % 4]));
            (a, b, c, d) = (d, next, b, c);
        }
        for (total, part) in state.iter_mut().zip([a, b, c, d]) {
            *total = total.wrapping_add(part);
        }
    }
    let mut out = [0; 16];
    for (place, byte) in state.iter().flat_map(|part| part.to_le_bytes()).enumerate() {
        out[place] = byte;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_the_rfc() {
        let hex = |text: &str| md5(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        assert_eq!(hex(""), "d41d8cd98f00b204e9800998ecf8427e");
        assert_eq!(hex("message digest"), "f96b697d7cb7938d525a2f31aaf161d0");
        let long = "12345678901234567890123456789012345678901234567890123456789012345678901234567890";
        assert_eq!(hex(long), "57edf4a22be3c955ac49da2e2107b67a");
    }

    #[test]
    fn a_long_name_ends_as_sqlalchemy_ends_it() {
        let long = "ix_a_table_with_a_name_that_takes_most_of_what_there_is_a_column_with_quite_a_long_name_too";
        assert_eq!(shortened(long), "ix_a_table_with_a_name_that_takes_most_of_what_there_is_b678");
        assert_eq!(shortened("ix_a_b"), "ix_a_b");
    }
}
