//! The vectors of the draft, and the crate's own `Histogram`: our circuit with the one equation
//! that all cells add up to 1 gives the same bytes.

use prio::codec::Encode as _;
use prio::field::{Field128, FieldElement as _};
use prio::vdaf::prio3::{Prio3, Prio3Histogram};
use prio::vdaf::test_utils::TestVectorClient;
use prio::vdaf::{Aggregator, Collector, Vdaf, VerifyTransition};

use super::circuit::{AGGREGATORS, Cells, Equation};

/// `Prio3Histogram` among the variants of the draft (section 10).
const HISTOGRAM: u32 = 4;

/// `ctx` of all vectors.
const CONTEXT: &[u8] = b"some application";

/// Bytes 0, 1, 2 …: `verify_key`, `nonce` and `rand` of all vectors.
fn counting<const N: usize>() -> [u8; N] {
    std::array::from_fn(|at| u8::try_from(at).expect("at most 255"))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

fn ours(length: usize, chunk: usize) -> super::circuit::Vdaf {
    let all = Equation { plus: (0..length).collect(), minus: Vec::new(), constant: 1 };
    Prio3::new(AGGREGATORS, 1, HISTOGRAM, Cells::in_chunks(length, chunk, vec![all])).expect("two")
}

fn one_hot(length: usize, at: usize) -> Vec<Field128> {
    let cell = |place| if place == at { Field128::one() } else { Field128::zero() };
    (0..length).map(cell).collect()
}

/// Everything that passes between the parties for some measurements, as hexadecimal digits.
fn run<V>(vdaf: &V, measurements: &[V::Measurement]) -> Vec<String>
where
    V: TestVectorClient<16> + Aggregator<32, 16> + Collector + Vdaf<AggregationParam = ()>,
{
    let (nonce, mut said, mut sums) = (counting(), Vec::new(), [Vec::new(), Vec::new()]);
    for measurement in measurements {
        let random: [u8; 128] = counting();
        let sharded = vdaf.shard_with_random(CONTEXT, measurement, &nonce, &random);
        let (public, shares) = sharded.expect("shares");
        said.push(hex(&public.get_encoded().expect("bytes")));
        let mut begun = Vec::new();
        for (place, share) in shares.iter().enumerate() {
            said.push(hex(&share.get_encoded().expect("bytes")));
            let key = counting();
            let step = vdaf.verify_init(&key, CONTEXT, place, &(), &nonce, &public, share);
            let (state, share) = step.expect("a verifier share");
            said.push(hex(&share.get_encoded().expect("bytes")));
            begun.push((state, share));
        }
        let shares = begun.iter().map(|(_, share)| share.clone());
        let message = vdaf.verifier_shares_to_message(CONTEXT, &(), shares).expect("valid");
        said.push(hex(&message.get_encoded().expect("bytes")));
        for ((state, _), sum) in begun.into_iter().zip(&mut sums) {
            match vdaf.verify_next(CONTEXT, state, message.clone()) {
                Ok(VerifyTransition::Finish(share)) => sum.push(share),
                _ => panic!("one round"),
            }
        }
    }
    for sum in sums {
        let sum = vdaf.aggregate(&(), sum).expect("a sum");
        said.push(hex(&sum.get_encoded().expect("bytes")));
    }
    said
}

/// Vector `Prio3Histogram_0` of draft-irtf-cfrg-vdaf-18: four cells in chunks of two, the third
/// one set.
#[test]
fn n22_the_vector_of_the_draft() {
    let said = run(&ours(4, 2), &[one_hot(4, 2)]);
    let [public, first, told, second, told_second, message, sum, sum_second] = said.as_slice()
    else {
        panic!("eight messages: {said:?}");
    };
    let parts = [
        "99fe27688507f8fb85eb564b85374872af0d5db417228ff8940d3d21c56aa1f6",
        "ac76ff51698f6c2e1a3e8869b44cf53de72da459d305e8a27e731bb685b05d86",
    ];
    assert_eq!(*public, parts.concat());
    let cells = "0bc33b18788b18bcf18237224441fd12b1b4413faf2a370602f1413a4c66b617\
                 3abf42cc98f49a3e0184b1a6c30ecdedbe47eb2c834389c435afe71f5d7e3d44";
    assert!(first.starts_with(cells), "{first}");
    assert_eq!(first.len(), 544);
    let proof_end = "3b4d3ce268621b4d1e9012f39c40414243";
    assert!(first.contains(proof_end), "{first}");
    assert_eq!(*second, hex(&counting::<64>()));
    let elements = "240bc6b75e169e6d038e3bf7c2cb841ff88d5cca88280090c2cc0e3674f45e24\
                    4bee3f036043e1f14b87869d7be2899a6d19c8d38a6704b433a13ff6d88f0ad6\
                    da9f371e0c799b01374891c253741a7b47e011a8c5532aba63528ae7799e47a4";
    assert_eq!(*told, [elements, parts[0]].concat());
    let elements = "ddf43948a1e96192e071c4083d347be07806e8fb20b426b204f73c5d5c352626\
                    851c75df044841b730623dcd732c1551382232b34bd5bd1a5aeefb4a687120ed\
                    5f6ca8e1d9ea721755f3a30788dd75fab3ec4db86e1f19c224226005677ffcc1";
    assert_eq!(*told_second, [elements, parts[1]].concat());
    let expected = "0c47aa2d70cdf78b9b76ae4cbf1bab8bb6805e0c56570c0f9509bd2123644275";
    assert_eq!(*message, expected);
    assert_eq!(*sum, cells);
    let expected = "f63cc4e78774e743f27cc8ddbbbe02ed504bbec050d5c8f9e10ebec5b39949e8\
                    c840bd33670b65c1e27b4e593cf1321243b814d37cbc763bae5018e0a281c2bb";
    assert_eq!(*sum_second, expected);
}

/// The parameters of vector `Prio3Histogram_2` and others, with several records.
#[test]
fn the_histogram_of_the_crate() {
    for (length, chunk) in [(1, 1), (5, 2), (100, 10), (11, 3), (64, 64)] {
        let theirs = Prio3Histogram::new_histogram(AGGREGATORS, length, chunk).expect("a variant");
        let measurements = [0, length - 1, length / 3];
        let expected = run(&theirs, &measurements);
        let cells = measurements.map(|at| one_hot(length, at));
        assert_eq!(run(&ours(length, chunk), &cells), expected, "{length} cells");
    }
}
