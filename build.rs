//! A dictionary file that is added or taken away is compiled in without further ado.

fn main() {
    println!("cargo:rerun-if-changed=dictionaries");
}
