//! Decoding the pages of a PDF whose words stand on paper.
//!
//! In a damaged file words may stand millions of pages away. The decoder counts what stands at each point between the
//! outermost words, and a count that no memory holds ends the whole program: such a page must not be given to it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use unpdf::parser::LayoutAnalyzer;
use unpdf::parser::backend::{PdfBackend, RawBackend};
use unpdf::{Document, PageSelection, ParseOptions};

/// The longest side of a page is 14,400 points (ISO 32000-1, annex C); things lie about beside it.
const FARTHEST: f32 = 100_000.0;

/// Decodes a file; and tells how many of its pages were left out.
pub(super) fn decode(bytes: &[u8]) -> unpdf::Result<(Document, usize)> {
    let options = ParseOptions::default().sequential();
    let (sound, beyond) = pages(bytes)?;
    let options = if beyond == 0 { options } else { options.with_pages(PageSelection::Pages(sound)) };
    Ok((unpdf::parse_bytes_with_options(bytes, options)?, beyond))
}

/// The pages whose words stand on paper, and how many others there are.
fn pages(bytes: &[u8]) -> unpdf::Result<(Vec<u32>, usize)> {
    let backend = RawBackend::load_bytes_with_password(bytes, None)?;
    let analyzer = LayoutAnalyzer::new(&backend);
    let all = backend.pages();
    let is_sound = |page: &u32| match catch_unwind(AssertUnwindSafe(|| analyzer.extract_page_spans(*page))) {
        Ok(Ok(spans)) => spans.iter().all(|span| is_on_paper([span.x, span.y, span.width, span.font_size])),
        // What else such a page holds is the decoder's to say.
        Ok(Err(_)) => true,
        Err(_) => false,
    };
    let sound: Vec<u32> = all.keys().copied().filter(is_sound).collect();
    let beyond = all.len() - sound.len();
    Ok((sound, beyond))
}

/// Whether words stand on paper by where they are and how large, in points.
fn is_on_paper(lengths: [f32; 4]) -> bool {
    // What is no number is not less than any.
    lengths.iter().all(|length| length.abs() < FARTHEST)
}

#[cfg(test)]
mod tests {
    use super::is_on_paper;

    #[test]
    fn what_is_far_away_or_nowhere_is_not_on_paper() {
        assert!(is_on_paper([72.0, -14_400.0, 300.0, 11.0]));
        for length in [f32::NAN, f32::INFINITY, 1.0e9, -1.0e9] {
            for at in 0..4 {
                let mut lengths = [72.0; 4];
                lengths[at] = length;
                assert!(!is_on_paper(lengths), "{lengths:?}");
            }
        }
    }
}
