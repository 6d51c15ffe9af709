//! The picture that holds the record: a QR code with a line under it, black on white in every
//! theme.

use qrcodegen::{QrCode, QrCodeEcc, QrSegment};

use crate::ui::parts::{QUIET, qr_path};

/// Height of the line under the code, modules.
const CAPTION: i32 = 9;

/// Pixels a module in the picture that can be saved.
const SCALE: u32 = 16;

/// A drawing of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Drawing {
    /// The SVG text.
    pub(in super::super) svg: String,
    /// Pixels of the picture that can be saved.
    pub(in super::super) size: (u32, u32),
}

/// Draws a code with a name and a line under it. None for a text that is too long.
pub(in super::super) fn draw(code: &str, [name, line]: [&str; 2]) -> Option<Drawing> {
    let segment = if QrSegment::is_alphanumeric(code) {
        QrSegment::make_alphanumeric(code)
    } else {
        QrSegment::make_bytes(code.as_bytes())
    };
    let qr = QrCode::encode_segments(&[segment], QrCodeEcc::Medium).ok()?;
    let width = qr.size() + 2 * QUIET;
    let height = width + CAPTION;
    let [w, h, middle, upper, lower] =
        [width, height, width / 2, width + 2, width + 6].map(|number| number.to_string());
    let scaled = |modules: i32| modules.unsigned_abs() * SCALE;
    let size = (scaled(width), scaled(height));
    let [wide, high] = [size.0, size.1].map(|number| number.to_string());
    let svg = [
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"",
        &wide,
        "\" height=\"",
        &high,
        "\" viewBox=\"0 0 ",
        &w,
        " ",
        &h,
        "\" font-family=\"sans-serif\" text-anchor=\"middle\"><path fill=\"white\" d=\"M0 0h",
        &w,
        "v",
        &h,
        "H0z\"/><path shape-rendering=\"crispEdges\" d=\"",
        &qr_path(&qr),
        "\"/><text font-size=\"4\" font-weight=\"bold\" x=\"",
        &middle,
        "\" y=\"",
        &upper,
        "\">",
        name,
        "</text><text font-size=\"2.6\" x=\"",
        &middle,
        "\" y=\"",
        &lower,
        "\">",
        line,
        "</text></svg>",
    ]
    .concat();
    Some(Drawing { svg, size })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::interview::Interview;
    use crate::domain::record::{RecordId, anonymise};
    use crate::domain::respondent_instrument;

    #[test]
    fn a_record_fits_a_code_that_cheap_cameras_read() {
        let instrument = respondent_instrument();
        let interview = Interview::new(instrument, RecordId([0xa5; 16]), None);
        let code = anonymise(instrument, &interview).to_code();
        let drawing = draw(&code, ["轻担", "same content"]).expect("a code can be drawn");
        // Version 5: 37 modules and the quiet zone, over seven pixels a module on a small phone.
        assert_eq!(drawing.size, (45 * SCALE, 54 * SCALE));
        assert!(drawing.svg.contains("viewBox=\"0 0 45 54\""), "{}", drawing.svg);
        // The finder pattern begins with seven dark modules in the upper left corner.
        assert!(drawing.svg.contains(" d=\"M4 4h7v1h-7z"), "{}", drawing.svg);
    }

    #[test]
    fn an_envelope_fits_one_too() {
        let code = ["QINGDAN-E1:", &"a".repeat(160)].concat();
        let drawing = draw(&code, ["轻担", "same content"]).expect("a code can be drawn");
        // Version 9: 53 modules and the quiet zone, over five pixels a module on a small phone.
        assert_eq!(drawing.size, (61 * SCALE, 70 * SCALE));
    }

    #[test]
    fn what_is_too_long_is_not_drawn() {
        assert_eq!(draw(&"A".repeat(5_000), ["", ""]), None);
    }
}
