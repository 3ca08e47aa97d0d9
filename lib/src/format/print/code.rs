//! QR codes (ISO/IEC 18004) as SVG.

use crate::escape::attribute;
use qrcode::{Color, EcLevel, QrCode};

/// The light border that readers need, in modules.
const QUIET: usize = 4;

/// A code of an address; none where the address is too long for one.
pub(super) fn svg(address: &str, name: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run[0] == Color::Dark {
                let length = run.len();
                path.push_str(&format!("M{} {}h{length}v1h-{length}z", x + QUIET, y + QUIET));
            }
            x += run.len();
        }
    }
    let side = width + 2 * QUIET;
    let mut svg = format!("<svg class=\"code\" viewBox=\"0 0 {side} {side}\" role=\"img\"");
    attribute(&mut svg, "aria-label", name);
    svg.push_str("><path fill=\"#fff\" d=\"M0 0h");
    svg.push_str(&format!("{side}v{side}h-{side}z\"/><path d=\"{path}\"/></svg>"));
    Some(svg)
}
