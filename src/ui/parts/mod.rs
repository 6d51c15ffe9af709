//! Small views that both pages use. Their styles are in `style/parts.css`.

mod confirm;
mod invited;
mod masthead;
mod meter;
mod qr;

pub use confirm::{CONFIRM, confirm};
pub use invited::{background_names, invited, lines, wave};
pub use masthead::{language_button, masthead};
pub use meter::{Meter, meter};
pub(in crate::ui) use meter::{shade, units};
pub use qr::{QUIET, qr_path};
