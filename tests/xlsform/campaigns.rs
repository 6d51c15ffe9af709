//! For which campaigns answers to a form may be read: those that promise nothing that a form
//! cannot keep.

use std::fs;

use super::kit::{Server, table};
use super::{done, place, records, said, text, write_csv};
use qingdan::domain::campaign::{Campaign, Details, Extensions, FormChoice};
use qingdan::domain::randomised::{Randomisation, TruthProbability};
use qingdan::domain::record::{CampaignRef, Record};
use qingdan::domain::seal::PrivateKey;
use qingdan::domain::shipped_instrument;
use qingdan::domain::simulate::demo;
use qingdan::domain::xlsform::{Asked, export};

const ID: [u8; 4] = [0x0b, 0xad, 0xca, 0xfe];

fn campaign(extensions: Extensions) -> Campaign {
    let details = Details {
        id: ID,
        wave: 2,
        title: "清源县基层减负摸底".to_owned(),
        wave_label: String::new(),
        purpose: String::new(),
        contact: String::new(),
        form: FormChoice::Either,
        background: 0b0011,
        minimum: 12,
    };
    let campaign = Campaign::new(shipped_instrument(), details).expect("a campaign");
    campaign.with(shipped_instrument(), extensions).expect("extensions")
}

#[test]
fn only_a_campaign_whose_promises_a_form_can_keep_is_taken() {
    let folder = place("campaigns");
    let [answers, file] = ["answers.csv", "campaign.json"].map(|name| folder.join(name));
    let form = export(shipped_instrument(), &Asked::Usual).expect("a form");
    let people: Vec<Record> = demo(shipped_instrument(), 20, 5).collect();
    write_csv(&answers, &table(shipped_instrument(), &form, &people, Server::Central), b',');
    let read = |campaign: &str, language: &str| {
        said(&["xlsform", "responses", text(&answers), "--campaign", campaign], language)
    };

    // Nothing but a minimum: by its file, its code and its line.
    let plain = campaign(Extensions::default());
    fs::write(&file, plain.to_file()).expect("written");
    for said in [text(&file).to_owned(), plain.to_code(), plain.to_line()] {
        let (bundle, _) = done(&["xlsform", "responses", text(&answers), "--campaign", &said]);
        let read = records(shipped_instrument(), &bundle);
        assert_eq!(read.len(), 20);
        let of = Some(CampaignRef { id: ID, wave: 2 });
        assert!(read.iter().all(|record| record.campaign() == of), "{said}");
    }

    let random: Vec<u8> = (1..=64).collect();
    let key = PrivateKey::of_random(random[..].first_chunk().expect("enough")).expect("a key");
    let key = Some(key.public().clone());
    let item = shipped_instrument().item_index("rank_penalty").expect("an item");
    let items = [u8::try_from(item).expect("few")];
    let noise = Randomisation::new(shipped_instrument(), TruthProbability::HALF, &items);
    let noise = noise.expect("an item that is no number");
    let refused = [
        (Extensions { randomised: Some(noise), ..Extensions::default() }, "随机化", "randomises"),
        (Extensions { key: key.clone(), ..Extensions::default() }, "密封", "are sealed"),
        (Extensions { key, tickets: true, ..Extensions::default() }, "纸票", "paper tickets"),
    ];
    for (extensions, chinese, english) in refused {
        fs::write(&file, campaign(extensions).to_file()).expect("written");
        for (language, words, remedy) in
            [("zh", chinese, "另建一个"), ("en", english, "Make another campaign")]
        {
            let (code, told) = read(text(&file), language);
            assert_eq!(code, 2, "{told}");
            assert!(told.contains(words) && told.contains(remedy), "{told}");
        }
    }
    let (code, told) = read("QINGDAN-T1:abc", "en");
    assert_eq!(code, 1, "a plan stands in a file: {told}");
    fs::write(&file, "QINGDAN-T1:abc").expect("written");
    let (code, told) = read(text(&file), "en");
    assert!(code == 2 && told.contains("two tallies"), "{told}");

    // An id alone says nothing of what was promised.
    let (code, told) = read("0badcafe", "en");
    assert!(code == 2 && told.contains("takes the campaign’s file and not its id"), "{told}");
}
