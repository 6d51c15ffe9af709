//! The QR code of a campaign.

use qingdan_markup::html;
use qrcodegen::{QrCode, QrCodeEcc};
use yew::prelude::*;

use crate::ui::parts::{QUIET, qr_path};

/// Pixels a module in the picture that is saved.
const SCALE: u32 = 12;

/// The QR code of a link or a code; none where it does not fit one.
pub(in crate::ui::organise) fn qr(text: &str) -> Option<QrCode> {
    QrCode::encode_text(text, QrCodeEcc::Medium).ok()
}

/// The QR code in the page: black on white in every theme, sharp in print.
pub(in crate::ui::organise) fn drawing(qr: &QrCode, label: impl Into<AttrValue>) -> Html {
    let side = side(qr).to_string();
    html! {
        <svg class="campaigns__qr" viewBox={["0 0 ", &side, " ", &side].concat()} role="img"
             aria-label={label.into()}>
            <rect width={side.clone()} height={side} fill="white" />
            <path shape-rendering="crispEdges" d={qr_path(qr)} />
        </svg>
    }
}

/// The QR code as an SVG file, and its side in pixels.
pub(super) fn file(qr: &QrCode) -> (String, u32) {
    let (side, path) = (side(qr), qr_path(qr));
    let pixels = side * SCALE;
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{pixels}\" height=\"{pixels}\" \
         viewBox=\"0 0 {side} {side}\"><path fill=\"white\" d=\"M0 0h{side}v{side}H0z\"/>\
         <path shape-rendering=\"crispEdges\" d=\"{path}\"/></svg>"
    );
    (svg, pixels)
}

/// Modules with the empty ones around.
fn side(qr: &QrCode) -> u32 {
    (qr.size() + 2 * QUIET).unsigned_abs()
}
