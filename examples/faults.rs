use khabar::lexicon::*;
fn main() {
    let t = std::time::Instant::now();
    match load(&[Layer::Default]) {
        Ok(l) => println!(
            "ok actors {} aliases {} agents {} triggers {} places {} examples {}",
            l.actors.len(),
            l.aliases.len(),
            l.agents.len(),
            l.triggers.len(),
            l.places.len(),
            l.examples.len()
        ),
        Err(f) => {
            println!("{} faults", f.len());
            let mut c = std::collections::BTreeMap::new();
            for x in &f {
                *c.entry(x.code).or_insert(0) += 1;
            }
            println!("{c:?}");
            for x in f.iter().take(60) {
                println!(
                    "{} {}:{} {} | {}",
                    x.code,
                    x.origin,
                    x.column,
                    x.message,
                    x.quote.trim().chars().take(80).collect::<String>()
                )
            }
        }
    }
    eprintln!("{:?}", t.elapsed());
}
