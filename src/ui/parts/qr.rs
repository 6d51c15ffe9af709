//! QR codes as drawings.

use qrcodegen::QrCode;

/// Empty modules around a code, as the standard asks.
pub const QUIET: i32 = 4;

/// One path of all dark modules, run by run, with [`QUIET`] modules above and beside it. The unit
/// is a module.
pub fn qr_path(qr: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..qr.size() {
        let mut x = 0;
        while x < qr.size() {
            let from = x;
            while qr.get_module(x, y) {
                x += 1;
            }
            if x > from {
                let [left, top, run] = [from + QUIET, y + QUIET, x - from].map(|n| n.to_string());
                path.push_str(&["M", &left, " ", &top, "h", &run, "v1h-", &run, "z"].concat());
            }
            x += 1;
        }
    }
    path
}
