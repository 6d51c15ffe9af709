//! Small views that both pages use. Their styles are in `style/parts.css`.

mod confirm;
mod masthead;
mod meter;

pub use confirm::{CONFIRM, confirm};
pub use masthead::{language_button, masthead};
pub use meter::{Meter, meter};
pub(in crate::ui) use meter::{shade, units};
