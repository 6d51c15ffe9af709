//! One of something is said otherwise than several, and what is too few otherwise than too many.

use std::fs;

use super::{done, place, said, text};

#[test]
fn one_is_not_several() {
    let folder = place("counts");
    let [form, own, answers] = ["form", "own.json", "a.csv"].map(|name| folder.join(name));
    fs::create_dir_all(&form).expect("a folder");
    let survey = "type,name,label,disabled\nbegin_group,g,G,\nselect_one s,w1,Forms,\n\
                  select_one s,w2,Calls,\nselect_one one,w3,Few,\nselect_one all,w4,Many,\n\
                  select_one s,w5,Off,yes\nend_group,,,\n";
    let many: Vec<String> = (0..12).map(|at| format!("all,c{at},Choice {at},{at}")).collect();
    let many = many.join("\n");
    let choices = format!("list_name,name,label,score\ns,a,No,0\ns,b,Yes,100\none,a,A,5\n{many}");
    fs::write(form.join("survey.csv"), survey).expect("written");
    fs::write(form.join("choices.csv"), choices).expect("written");
    let (_, told) = done(&["xlsform", "import", text(&form), "--out", text(&own)]);
    for line in [
        "row 5 (w3): only 1 choice, and a question has 2 to 11; the question is left out. Add",
        "row 6 (w4): 12 choices, and a question has 2 to 11; the question is left out. Merge",
        "row 7 (w5): this row is switched off",
        "2 scored questions; 3 rows left out, ",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
    let (code, told) = said(&["xlsform", "import", text(&form)], "zh");
    assert_eq!(code, 0);
    for line in
        ["（w3）：只有 1 个选项", "请把选项补全", "（w4）：有 12 个选项", "没有带过来的有 3 处"]
    {
        assert!(told.contains(line), "{line}: {told}");
    }
    let less = survey.replace("select_one one,w3,Few,\nselect_one all,w4,Many,\n", "");
    fs::write(form.join("survey.csv"), less).expect("written");
    let (_, told) = done(&["xlsform", "import", text(&form)]);
    assert!(told.contains("2 scored questions; 1 row left out, "), "{told}");

    fs::write(&answers, "KEY,w1,w2\nx,a,b\n").expect("written");
    let read = ["--instrument", text(&own), "xlsform", "responses", "--form", text(&form)];
    let (_, told) = done(&[&read[..], &[text(&answers)]].concat());
    assert!(told.contains("1 row: 1 record, 0 refused."), "{told}");
}
