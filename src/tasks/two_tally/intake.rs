//! Halves out of files, archives, pictures and texts.

use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::Blob;

use crate::browser::bitmap;
use crate::browser::files;
use crate::browser::pump::Pump;
use crate::browser::slices::Slices;
use crate::domain::bundle::{KIND_BYTES, Kind, kind_of};
use crate::domain::two_tally::{HALVES_TEXT_BYTES_MAX, SealedHalf};
use crate::worker::{Archive, HalvesAsk, Intake, codes_in_picture};

/// Where the inputs of a request begin.
const INPUTS_FROM: usize = 1;

/// Largest input that is fetched whole before its kind is known, bytes.
const SMALL_BYTES_MAX: u64 = 1 << 20;

/// Takes the inputs beside a request, each a file or a text.
pub(super) async fn take(
    ask: &HalvesAsk,
    request: &Array,
    intake: &mut Intake,
    add: &mut impl FnMut(&SealedHalf),
) {
    intake.archives.clear();
    for (place, input) in (0_u32..).zip(request.iter().skip(INPUTS_FROM)) {
        if let Some(text) = input.as_string() {
            take_bytes(text.as_bytes(), intake, add);
            continue;
        }
        let Ok(blob) = input.dyn_into::<Blob>() else { continue };
        let taken = match *ask {
            HalvesAsk::Entries(from, to) => take_entries(&blob, from, to, intake, add).await,
            _ => take_file(&blob, place, intake, add).await,
        };
        intake.unreadable += u64::from(taken.is_none());
    }
}

/// Takes a file, or notes that it is an archive; none where it cannot be read.
async fn take_file(
    blob: &Blob,
    place: u32,
    intake: &mut Intake,
    add: &mut impl FnMut(&SealedHalf),
) -> Option<()> {
    let (size, mut pump, mut bytes) = (files::size_bytes(blob), Pump::default(), Vec::new());
    let small = size <= SMALL_BYTES_MAX;
    if small {
        pump.read(blob, &mut bytes).await.ok()?;
    } else {
        let head = blob.slice_with_f64_and_f64(0.0, files::exact(KIND_BYTES as u64)).ok()?;
        pump.read(&head, &mut bytes).await.ok()?;
    }
    match kind_of(&bytes) {
        Kind::Zip => {
            let archive = Archive::open(Slices::new(blob.clone()).ok()?).ok()?;
            intake.archives.push((place, archive.len()));
        }
        Kind::Picture => take_picture(blob, intake, add).await?,
        _ if small => take_bytes(&bytes, intake, add),
        _ if size > HALVES_TEXT_BYTES_MAX as u64 => return None,
        _ => {
            pump.read(blob, &mut bytes).await.ok()?;
            take_bytes(&bytes, intake, add);
        }
    }
    Some(())
}

/// Takes some entries of an archive, whose names are not used; none where it cannot be read.
async fn take_entries(
    blob: &Blob,
    from: u32,
    to: u32,
    intake: &mut Intake,
    add: &mut impl FnMut(&SealedHalf),
) -> Option<()> {
    let mut archive = Archive::open(Slices::new(blob.clone()).ok()?).ok()?;
    let mut entry = Vec::new();
    for place in from..to.min(archive.len()) {
        entry.clear();
        match archive.read(place, HALVES_TEXT_BYTES_MAX as u64, &mut entry) {
            Ok(true) if kind_of(&entry) == Kind::Picture => {
                let parts = Array::of1(&js_sys::Uint8Array::from(entry.as_slice()));
                let picture = Blob::new_with_u8_array_sequence(&parts).ok()?;
                let taken = take_picture(&picture, intake, add).await;
                intake.unreadable += u64::from(taken.is_none());
            }
            Ok(true) => take_bytes(&entry, intake, add),
            Ok(false) => {}
            Err(_) => intake.unreadable += 1,
        }
    }
    Some(())
}

/// Takes the codes in a picture; none where it cannot be read.
async fn take_picture(
    blob: &Blob,
    intake: &mut Intake,
    add: &mut impl FnMut(&SealedHalf),
) -> Option<()> {
    let grey = bitmap::grey(blob).await.ok()?;
    take_bytes(codes_in_picture(grey.width, &grey.pixels).join("\n").as_bytes(), intake, add);
    Some(())
}

fn take_bytes(bytes: &[u8], intake: &mut Intake, add: &mut impl FnMut(&SealedHalf)) {
    match intake.none.each(bytes, &mut |half| add(half)) {
        Ok(halves) => intake.halves += halves,
        Err(_) => intake.unreadable += 1,
    }
}
