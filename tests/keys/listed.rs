//! What is not sealed is told one by one.

use qingdan::domain::two_tally::public_key_text;

use crate::organiser::{ID, people};
use crate::seal::key;
use crate::world::World;
use crate::{bundle, codes};

/// What `seal` does not take is listed, too, and the result is not written over.
#[test]
fn what_is_not_sealed_is_listed() {
    let world = World::new("not-sealed");
    let public = public_key_text(key(1).public());
    world.write("records.json", &bundle(&people(2, 16, ID)));
    world.write("torn.json", "{\"format\":");
    world.write("envelope.txt", &codes(&key(1), &people(1, 17, ID)));
    let run = format!("seal --to {public} records.json torn.json envelope.txt");
    let (out, said) = world.done(&format!("{run} --refused refused.csv"));
    assert_eq!(out.lines().count(), 2);
    assert!(said.contains("  torn.json: Not JSON"), "{said}");
    let table = world.text("refused.csv");
    assert!(table.contains("\"torn.json\"") && table.contains("qingdan open"), "{table}");
    let zeros = "0".repeat(64);
    world.fails(&format!("seal --to {zeros} records.json"), 2, "no public key that can be used");
    world.fails(&format!("{run} --out records.json"), 2, "overwritten");
    world.fails(&format!("{run} --refused a.csv --out ./a.csv"), 2, "one place");
}
