//! What an input is, by its first bytes.

use super::frame::TALLY_START;

/// How many bytes [`kind_of`] looks at.
pub const KIND_BYTES: usize = 4096;

/// What every record has in it, and what nothing else has at its beginning.
const RECORD_FORMAT: &[u8] = b"\"qingdan-record/";

/// Where a tar archive has its mark, bytes from the beginning.
const TAR_MARK_BYTE: usize = 257;

/// What an input is, by its content; names and endings do not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nothing, or only white space so far.
    Empty,
    /// A tally's line comes first.
    Tally,
    /// A record or a campaign comes first: one or many, for [`Reader::read_part`].
    ///
    /// [`Reader::read_part`]: super::Reader::read_part
    Bundle,
    /// Another text, for [`Reader::read_text`](super::Reader::read_text).
    Text,
    /// A text in UTF-16, which begins with a byte order mark: it has to be saved in UTF-8.
    Utf16,
    /// A text that is one JSON array of records, which is not how a bundle is written.
    List,
    /// A zip file.
    Zip,
    /// An archive of another kind, or a compressed file: it has to be unpacked first.
    Packed,
    /// A picture: PNG, JPEG, WebP, GIF, BMP or HEIC.
    Picture,
    /// None of these.
    Other,
}

/// Kind of an input by its first [`KIND_BYTES`] or fewer. Only the beginning is looked at: what
/// follows may be of another kind, and reading it will say so.
pub fn kind_of(bytes: &[u8]) -> Kind {
    let bytes = &bytes[..bytes.len().min(KIND_BYTES)];
    if is_zip(bytes) {
        return Kind::Zip;
    }
    if is_picture(bytes) {
        return Kind::Picture;
    }
    if is_packed(bytes) {
        return Kind::Packed;
    }
    // Of UTF-32 too, which nobody writes.
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Kind::Utf16;
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    // The line feeds of a text may be of any kind; other control characters are not in texts.
    let other = |byte: &u8| byte.is_ascii_control() && !matches!(byte, b'\t' | b'\n' | b'\r');
    match text.trim_ascii_start() {
        [] => Kind::Empty,
        start if start.starts_with(TALLY_START) => Kind::Tally,
        _ if text.starts_with(b"%PDF-") || text.iter().any(other) => Kind::Other,
        [b'{', ..] => Kind::Bundle,
        start if is_list(start) => Kind::List,
        _ => Kind::Text,
    }
}

/// Whether a text that begins here is an array whose objects are records. Messages begin with
/// brackets too, but with no brace after them.
fn is_list(start: &[u8]) -> bool {
    let inside = start.strip_prefix(b"[").map(<[u8]>::trim_ascii_start);
    let objects = inside.is_some_and(|inside| inside.starts_with(b"{"));
    objects && start.windows(RECORD_FORMAT.len()).any(|word| word == RECORD_FORMAT)
}

/// The archives and compressed files of common programs, by their first bytes.
fn is_packed(bytes: &[u8]) -> bool {
    let starts: [&[u8]; 5] =
        [b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\0"];
    // Bzip2 has its block size and π after its mark.
    let pi = |start: &[u8]| start != b"BZh" || bytes.get(4..10) == Some(b"1AY&SY");
    let tar = bytes.get(TAR_MARK_BYTE..TAR_MARK_BYTE + 5) == Some(b"ustar");
    tar || starts.iter().any(|start| bytes.starts_with(start) && pi(start))
}

fn is_zip(bytes: &[u8]) -> bool {
    // A member, the end of an empty archive, the mark of a spanned one.
    let starts: [&[u8]; 3] = [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"];
    starts.iter().any(|start| bytes.starts_with(start))
}

fn is_picture(bytes: &[u8]) -> bool {
    let starts: [&[u8]; 4] = [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a"];
    let brands: [&[u8]; 6] = [b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif"];
    let at = |from: usize, word: &[u8]| bytes.get(from..from + word.len()) == Some(word);
    let riff = at(0, b"RIFF") && at(8, b"WEBP");
    // The four bytes that a bitmap reserves are 0.
    let bitmap = at(0, b"BM") && at(6, &[0; 4]);
    let heic = at(4, b"ftyp") && brands.iter().any(|brand| at(8, brand));
    starts.iter().any(|start| at(0, start)) || riff || bitmap || heic
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_tell_the_kind() {
        let check = |bytes: &[u8], expected: Kind| assert_eq!(kind_of(bytes), expected);
        for blank in ["", " \r\n\t", "\u{feff}", "\u{feff}\n"] {
            check(blank.as_bytes(), Kind::Empty);
        }
        check(b"{\"format\":\"qingdan-tally/1\",\"n\":12}\n", Kind::Tally);
        check(b"\n{\"format\":\"qingdan-campaign/1\"}", Kind::Bundle);
        check("\u{feff}{\n".as_bytes(), Kind::Bundle);
        for text in ["[]", "QINGDAN-1:A", "收到", "a,b\r\n1,2\r\n", "BMW", "PK", "RIFF", "GIF"] {
            check(text.as_bytes(), Kind::Text);
        }
        // GB 18030, as an old chat program writes it.
        check(b"\xca\xd5\xb5\xbd QINGDAN-1:A", Kind::Text);
        check(b"PK\x03\x04\x14\0", Kind::Zip);
        check(b"PK\x05\x06\0\0", Kind::Zip);
        for picture in [
            &b"\x89PNG\r\n\x1a\n\0"[..],
            b"\xff\xd8\xff\xe0\0",
            b"GIF89a\x01\0",
            b"RIFF\x24\0\0\0WEBPVP8 ",
            b"BM\x46\0\0\0\0\0\0\0",
            b"\0\0\0\x18ftypheic\0\0\0\0",
        ] {
            check(picture, Kind::Picture);
        }
        check(b"\xff\xfeQ\0I\0", Kind::Utf16);
        check(b"\xfe\xff\0Q\0I", Kind::Utf16);
        let records: [&[u8]; 3] =
            [b"%PDF-1.7\n", b"\x01\x02\x03", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"];
        for other in records {
            check(other, Kind::Other);
        }
        let tar = [&[b'a'; TAR_MARK_BYTE][..], b"ustar\x0000"].concat();
        let packed: [&[u8]; 6] = [
            b"Rar!\x1a\x07\x01\0",
            b"7z\xbc\xaf\x27\x1c\0\x04",
            b"\x1f\x8b\x08\0",
            b"BZh91AY&SY",
            b"\xfd7zXZ\0\0",
            &tar,
        ];
        for packed in packed {
            check(packed, Kind::Packed);
        }
        check(b"BZh, 12 people", Kind::Text);
        let list = r#"[{"format":"qingdan-record/1","#;
        for list in [list, &list.replace(':', " : "), &list.replace('{', "\n  {\n  ")] {
            check(list.as_bytes(), Kind::List);
        }
        check(br#"[10:02] Li: {"format":"qingdan-record/1","#, Kind::Text);
        check(br#"[{"format":"qingdan-envelope/1","#, Kind::Text);
        let late = [&[b'a'; KIND_BYTES][..], &[0]].concat();
        check(&late, Kind::Text);
    }
}
