//! Decoding the pages of a PDF whose words stand on paper.
//!
//! In a damaged file words may stand millions of pages away. The decoder counts what stands at each point between the
//! outermost words, and a count that no memory holds ends the whole program: such a page must not be given to it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use unpdf::parser::backend::{PdfBackend, RawBackend};
use unpdf::parser::{LayoutAnalyzer, TextSpan};
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
        Ok(Ok(spans)) => spans.iter().all(is_on_paper),
        // What else such a page holds is the decoder's to say.
        Ok(Err(_)) => true,
        Err(_) => false,
    };
    let sound: Vec<u32> = all.keys().copied().filter(is_sound).collect();
    let beyond = all.len() - sound.len();
    Ok((sound, beyond))
}

fn is_on_paper(span: &TextSpan) -> bool {
    // What is no number is not less than any.
    [span.x, span.y, span.width, span.font_size].iter().all(|length| length.abs() < FARTHEST)
}
