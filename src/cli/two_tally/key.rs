//! `qingdan two-tally key`: the same as `qingdan key new`.

use crate::cli::language::tr;
use crate::domain::seal::PublicKey;
use crate::domain::two_tally::read_public_key;

pub(super) use crate::cli::key::NewKey as Key;

/// The public key of 64 hexadecimal digits.
pub(super) fn public_key(text: &str) -> Result<PublicKey, String> {
    let key = read_public_key(text);
    key.ok_or_else(|| {
        tr(
            "不是公钥：公钥是 64 位十六进制数字，由 qingdan key 打印出来",
            "not a public key: 64 hexadecimal digits as `qingdan key` prints them",
        )
    })
}
