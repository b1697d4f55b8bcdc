//! CSV (§11.4).

use insta::assert_snapshot;
use nuncio::data::{Dataset, Input, MaxBad, Report};

use super::{layout, read_inputs, text_form, wrong_of};

fn read_csv(contacts: &str, activity: &str) -> (Dataset, Report) {
    let contacts = [Input::memory("contacts.csv", contacts)];
    let activity = [Input::memory("activity.csv", activity)];
    read_inputs(&contacts, &activity, MaxBad::Usual).unwrap()
}

fn text_of(contacts: &str, activity: &str) -> String {
    text_form::of(&read_csv(contacts, activity).0, &layout())
}

#[test]
fn a_field_is_read_by_its_type() {
    // §11.4: nothing is trimmed, empty is not there; digits as text may be a Unix time (§11.3).
    let contacts = "\
id,text,number,flag,time,texts,any,either,tags
a,\"Ann, \"\"A\"\"\",5.0,true,2026-03-01T10:00:00Z,\"[\"\"x\"\",\"\"y\"\"]\",5,x,[]
b, pro,-1e2,false,1772449200.5,[],true,\"[\"\"x\"\"]\",\"[\"\"\\u0041\"\"]\"
c,\"\",,,,,,,
";
    assert_snapshot!(text_of(contacts, ""), @r#"
    a: text="Ann, \"A\"" number=5 flag=true time=2026-03-01T10:00:00Z texts=["x", "y"] any="5" either="x" id="a" tags=[] ~number="5.0" ~time="2026-03-01T10:00:00Z" ~any="5"
    b: text=" pro" number=-100 flag=false time=2026-03-02T11:00:00.5Z texts=[] any="true" either="[\"x\"]" id="b" tags=["A"] ~number="-1e2" ~time="1772449200.5" ~any="true"
    c: id="c"
    "#);
}

#[test]
fn what_its_type_does_not_know_is_a_wrong_type() {
    // §3.3, §11.4
    let (_, report) = read_csv("id,number,flag,time,texts\na,05,TRUE,2026-03,x\nb, 5,yes,12:00,[1]\n", "");
    assert_snapshot!(wrong_of(&report), @"
    2 contact.flag contacts.csv:2: a flag, not the text `TRUE`
    2 contact.number contacts.csv:2: a number, not the text `05`
    2 contact.texts contacts.csv:2: a list of texts, not the text `x`
    2 contact.time contacts.csv:2: a time, not the text `2026-03`
    ");
    assert_eq!(report.bad, 0);
}

#[test]
fn companies_are_a_column_of_json() {
    // §11.4
    let contacts = "id,companies\na,\"[{\"\"id\"\":\"\"c\"\",\"\"number\"\":1.0},{\"\"id\"\":\"\"b\"\"}]\"\nb,\nc,x\n";
    let (_, report) = read_csv(contacts, "");
    assert_snapshot!(text_of(contacts, ""), @r#"
    a: id="a" [b: id="b"] [c: number=1 id="c" ~number="1.0"]
    b: id="b"
    c: id="c"
    "#);
    assert_snapshot!(wrong_of(&report), @"1 contact.companies contacts.csv:4: a list of objects, not the text `x`");
}

#[test]
fn metadata_and_attributes_are_columns_or_json() {
    // §11.4; aliases as everywhere (§11.2).
    let activity = "\
type,user_id,timestamp,event,metadata.number,metadata.text,properties,url,traits.text,attributes
,a,2026-03-02,upload,180.50,x,,,,
track,b,1772449200,upload,,,\"{\"\"text\"\":\"\"json\"\",\"\"number\"\":\"\"5\"\"}\",,,
page,c,2026-03-02,,,seen,,https://example.com/x,,
identify,d,2026-03-02,,,,,,new,
identify,e,2026-03-02,,,,,,old,\"{\"\"text\"\":\"\"own\"\",\"\"number\"\":null}\"
identify,f,2026-03-02,,,,,,,
";
    let (_, report) = read_csv("", activity);
    assert_snapshot!(text_of("", activity), @r#"
    a: -
    b: -
    c: -
    d: -
    e: -
    f: -
    2026-03-02T00:00:00Z a track upload js=true text="x" number=180.5 ~number="180.50"
    2026-03-02T11:00:00Z b track upload js=true text="json"
    2026-03-02T00:00:00Z c page text="seen" url="https://example.com/x" path="/x"
    2026-03-02T00:00:00Z d identify text:="new"
    2026-03-02T00:00:00Z e identify text:="own" number:=? ~number:=?
    2026-03-02T00:00:00Z f identify -
    "#);
    assert_snapshot!(wrong_of(&report), @"1 event upload.number activity.csv:3: a number, not the text `5`");
}

#[test]
fn only_the_first_20_filled_columns_of_metadata_exist() {
    // §4.3: columns in order, empty cells not sent.
    let header: String = (0..19).map(|at| format!(",metadata.c{at}")).collect();
    let activity = format!(
        "contact_id,received_at,event{header},metadata.text,metadata.number\na,2026-03-02,upload{},t,5\na,2026-03-02,upload,{},t,5\n",
        ",1".repeat(19),
        ",1".repeat(18),
    );
    assert_snapshot!(text_of("", &activity), @r#"
    a: -
    2026-03-02T00:00:00Z a track upload js=true text="t"
    2026-03-02T00:00:00Z a track upload js=true text="t" number=5 ~number="5"
    "#);
}

#[test]
fn a_mark_line_ends_and_blank_lines_are_not_data() {
    // §11.4: lines are still counted, inside quotes too.
    let contacts = "\u{feff}\r\n\"id\",text\r\n\r\na,\"two\r\nlines\"\r\n  \r\nb,x\r\nc\r\nd,last";
    let (_, report) = read_csv(contacts, "");
    assert_snapshot!(text_of(contacts, ""), @r#"
    a: text="two\r\nlines" id="a"
    b: text="x" id="b"
    d: text="last" id="d"
    "#);
    let bad: Vec<String> = report.bad_first.iter().map(|bad| format!("{}: {}", bad.at, bad.reason)).collect();
    assert_eq!(bad, ["contacts.csv:8: 1 field where the header has 2"]);
    assert_eq!(report.contacts, 4);
}

#[test]
fn of_a_column_twice_the_last_that_is_filled_stands() {
    // §11.2: of a name repeated the last stands, and empty is not there.
    assert_snapshot!(text_of("id,text,text\na,one,two\nb,one,\n", ""), @r#"
    a: text="two" id="a"
    b: text="one" id="b"
    "#);
}

#[test]
fn broken_rows_are_bad_and_the_next_is_read() {
    // §11.5
    let (data, report) = read_csv("id,text\na,\"x\"y\nb,x,y\nc,a \"quote\" inside\n,no id\ne,\"open\n", "");
    let bad: Vec<String> = report.bad_first.iter().map(|bad| format!("{}: {}", bad.at, bad.reason)).collect();
    assert_snapshot!(bad.join("\n"), @"
    contacts.csv:2: something follows the closing quote of a field
    contacts.csv:3: 3 fields where the header has 2
    contacts.csv:5: no `id`
    contacts.csv:6: a quote that opens a field is never closed
    ");
    assert_eq!(data.contacts.len(), 1);
}

#[test]
fn a_quote_that_hides_other_records_is_an_error() {
    let contacts = [Input::memory("contacts.csv", "id,text\na,b\nb,\"open\nc,d\n")];
    let error = read_inputs(&contacts, &[], MaxBad::Usual).unwrap_err();
    assert_snapshot!(error.to_string(), @"`contacts.csv`: the quote that opens a field of the record on line 3 is never closed; close it, or double a quote inside a field");
}
