fn main() {
    for p in std::env::args().skip(1) {
        let b = std::fs::read(&p).unwrap();
        let (d, f) = kept::document::read(&p, &b);
        for d in &d {
            println!(
                "{} {} chars={} sha={} blocks={} flags={:?}\n{:#?}\n",
                p,
                d.format,
                d.text.text.chars().count(),
                d.sha256(),
                d.text.blocks.len(),
                d.flags,
                d.meta
            );
            if std::env::var("T").is_ok() {
                for b in &d.text.blocks {
                    println!("  {:?} {}", b.kind, d.text.block(b));
                }
            }
        }
        println!("{f:?}");
    }
}
