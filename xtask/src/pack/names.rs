//! Shorter stories in names: wasm-bindgen ends the name of each import and of some exports with a
//! hash of 16 hexadecimal digits, which no compressor can shorten. Numbers of the same length
//! stand in their place, in the glue and in the module alike: 1.4 kB (brotli).

/// Length of a hash in a name.
const HASH_CHARS: usize = 16;

/// The glue and the module with numbers for hashes. Only hashes that stand in both are changed,
/// each occurrence by the same number, so that the two still agree.
pub fn numbered(glue: &str, wasm: &[u8]) -> (String, Vec<u8>) {
    let (mut glue, mut wasm) = (glue.to_owned(), wasm.to_vec());
    for (number, hash) in hashes(&glue).into_iter().enumerate() {
        let places: Vec<usize> = places(&wasm, hash.as_bytes());
        let number = format!("{number:0HASH_CHARS$}");
        if places.is_empty() {
            continue;
        }
        for place in places {
            wasm[place..place + HASH_CHARS].copy_from_slice(number.as_bytes());
        }
        glue = glue.replace(&hash, &number);
    }
    (glue, wasm)
}

/// The hashes at the ends of names, each once, in order.
fn hashes(glue: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let word = |char: char| char.is_ascii_alphanumeric() || char == '_';
    for name in glue.split(|char| !word(char)) {
        let Some(at) = name.len().checked_sub(HASH_CHARS) else { continue };
        let (before, hash) = name.split_at(at);
        let hexadecimal = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        let number = hash.starts_with("00000000");
        if (before.ends_with('_') || before.ends_with("_h"))
            && hash.bytes().all(hexadecimal)
            && !number
            && !found.iter().any(|known| known == hash)
        {
            found.push(hash.to_owned());
        }
    }
    found
}

fn places(wasm: &[u8], hash: &[u8]) -> Vec<usize> {
    let windows = wasm.windows(hash.len()).enumerate();
    windows.filter(|(_, window)| *window == hash).map(|(place, _)| place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_become_numbers_in_both() {
        let glue = "__wbg_a_0123456789abcdef: function() {}, invoke__hfedcba9876543210(x), \
                    __wbg_b_0123456789abcdef, cast_0000000000000001, only_aaaaaaaaaaaaaaaa";
        let wasm = b"..__wbg_a_0123456789abcdef..invoke__hfedcba9876543210..";
        let (glue, wasm) = numbered(glue, wasm);
        assert_eq!(wasm, b"..__wbg_a_0000000000000000..invoke__h0000000000000001..");
        assert_eq!(
            glue,
            "__wbg_a_0000000000000000: function() {}, invoke__h0000000000000001(x), \
             __wbg_b_0000000000000000, cast_0000000000000001, only_aaaaaaaaaaaaaaaa"
        );
    }
}
