//! The counter of equal records against the examples and figures that ARX and sdcMicro publish.

use qingdan::domain::disclose::{Classes, frequencies};

/// Records of ARX's adult data set: those of the training set without a missing value.
const ADULT: u64 = 30_162;

/// ARX's example of seven people: age, sex and postal code.
const SEVEN: [(u8, char, u32); 7] = [
    (34, 'm', 81_667),
    (45, 'f', 81_675),
    (66, 'm', 81_925),
    (70, 'f', 81_931),
    (34, 'f', 81_931),
    (70, 'm', 81_931),
    (45, 'm', 81_931),
];

/// Before, every one of the seven is alone; where ages are below 50 or not, sexes are gone and of
/// the postal code three digits are left, two classes have two and one has three. ARX's tests
/// expect an average risk of 1 and 3/7, and a highest risk of 1 and 1/2.
#[test]
fn seven_people_have_the_risk_that_arx_expects() {
    let before = Classes::of(SEVEN);
    assert_eq!((before.records, before.classes, before.unique, before.smallest), (7, 7, 7, 1));
    assert_eq!((before.average_risk(), before.highest_risk()), (Some(1.0), Some(1.0)));
    let after = Classes::of(SEVEN.map(|(age, _, place)| (age < 50, place / 100)));
    assert_eq!((after.classes, after.unique, after.smallest), (3, 0, 2));
    assert_eq!(after.average_risk(), Some(0.428_571_428_571_428_55));
    assert_eq!(after.highest_risk(), Some(0.5));
}

/// ARX's figures for the adult data are fractions of its 30,162 records: 19,502 classes before and
/// 58 after, to the last bit. The data are not in the repository, so the classes are made up.
#[test]
fn average_risk_is_arx_s_to_the_last_bit() {
    for (classes, smallest, average, highest) in
        [(19_502, 1, 0.646_575_160_798_355_5, 1.0), (58, 2, 0.001_922_949_406_538_028, 0.5)]
    {
        // All classes but the last have as few as ARX says; the last one has the rest.
        let counted = Classes::of((0..ADULT).map(|record| (record / smallest).min(classes - 1)));
        let found = (counted.records, counted.classes, counted.smallest);
        assert_eq!(found, (ADULT, classes, smallest));
        let risks = (counted.average_risk(), counted.highest_risk());
        assert_eq!(risks, (Some(average), Some(highest)));
    }
}

/// sdcMicro's five people of one region and age: two single, two married, one widowed.
#[test]
fn five_people_fit_each_other_as_in_sdcmicro() {
    let person = |status: Option<&'static str>| vec![Some("A"), status, Some("5")];
    let statuses = ["single", "married", "married", "single", "widow"];
    let mut people = statuses.map(|status| person(Some(status))).to_vec();
    assert_eq!(frequencies(&people), [2, 2, 2, 2, 1]);
    assert_eq!(Classes::of(&people).smallest, 1);
    // With the last one's status suppressed.
    people[4] = person(None);
    assert_eq!(frequencies(&people), [3, 3, 3, 3, 5]);
}

#[test]
fn nobody_has_no_risk() {
    let nobody = Classes::of(Vec::<u8>::new());
    assert_eq!((nobody.smallest, nobody.average_risk(), nobody.highest_risk()), (0, None, None));
    assert_eq!(frequencies::<u8>(&[]), [0; 0]);
    let strangers = [vec![None, Some(1)], vec![Some(2), None], vec![Some(3), Some(1)]];
    assert_eq!(frequencies(&strangers), [3, 2, 2]);
}
