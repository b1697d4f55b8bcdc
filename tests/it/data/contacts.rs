//! Contact records (§11.1) and values by type (§3.3, §3.4).

use insta::assert_snapshot;
use nuncio::data::{Input, MaxBad, Plan, read};
use nuncio::ir::{Field, Layout, Literal, Shape, Type};
use nuncio::time::Zone;

use super::{field, read_lines, text_of, wrong_of};

#[test]
fn values_are_read_by_the_type_of_their_field() {
    // §3.3, §11.3, §12.2: a number and a time keep their text as sent.
    assert_snapshot!(text_of(
        r#"
{"id":"a","text":"caf\u00e9 \ud83d\udc4b","number":9.90,"flag":true,"time":"2026-03-01","texts":["x","y\n"],"any":1e3,"either":"e"}
{"id":"b","text":"","number":-0,"flag":false,"time":1772449200,"texts":[],"any":"1772449200","either":["e"]}
{"id":"c","time":"2026-07-01T09:00:00.1234567","any":["x"],"tags":["t"]}
{"id":"d","time":"2026-07-01 09:00:00+05:30","any":true}
"#,
        ""
    ), @r#"
    a: text="café 👋" number=9.9 flag=true time=2026-03-01T00:00:00Z texts=["x", "y\n"] any=1000 either="e" id="a" ~number="9.90" ~time="2026-03-01" ~any="1e3"
    b: text="" number=0 flag=false time=2026-03-02T11:00:00Z texts=[] any="1772449200" either=["e"] id="b" ~number="-0" ~time="1772449200"
    c: time=2026-07-01T08:00:00.123456Z any=["x"] id="c" tags=["t"] ~time="2026-07-01T09:00:00.1234567"
    d: time=2026-07-01T03:30:00Z any=true id="d" ~time="2026-07-01 09:00:00+05:30"
    "#);
}

#[test]
fn missing_null_and_wrong_types_are_unknown() {
    // §3.3: wrong types are counted, once for each record and field; what is missing and `null` are not.
    let contacts = r#"
{"id":"null","text":null,"number":null,"flag":null,"time":null,"texts":null,"any":null,"either":null,"tags":null}
{"id":"wrong","text":5,"number":"5","flag":"true","time":"1772449200","texts":"x","any":{"x":1},"either":3,"tags":["x",1]}
{"id":"over","number":1e999,"any":1e999,"time":1e99}
"#;
    assert_snapshot!(text_of(contacts, ""), @r#"
    null: id="null"
    wrong: id="wrong"
    over: id="over"
    "#);
    let (_, report) = read_lines(contacts, "");
    assert_snapshot!(wrong_of(&report), @r#"
    2 contact.any contacts.jsonl:3: a text, number, flag or list of texts, not an object
    1 contact.either contacts.jsonl:3: a text or a list of texts, not the number `3`
    1 contact.flag contacts.jsonl:3: a flag, not the text `true`
    2 contact.number contacts.jsonl:3: a number, not the text `5`
    1 contact.tags contacts.jsonl:3: a list of texts, not the list `["x",1]`
    1 contact.text contacts.jsonl:3: a text, not the number `5`
    1 contact.texts contacts.jsonl:3: a list of texts, not the text `x`
    2 contact.time contacts.jsonl:3: a time, not the text `1772449200`
    "#);
    assert_eq!(report.wrong_types, 11);
    assert_eq!(report.bad, 0);
}

#[test]
fn of_several_records_of_one_contact_the_last_stands_whole() {
    // §11.1; ids are texts, or numbers taken as written.
    let contacts = r#"
{"id":"a","text":"first","number":1,"companies":[{"id":"c"}]}
{"id":1.0,"text":"one"}
{"id":"1.0","flag":true}
{"id":1}
{"id":"a","text":"second"}
"#;
    assert_snapshot!(text_of(contacts, ""), @r#"
    a: text="second" id="a"
    1.0: flag=true id="1.0"
    1: id="1"
    "#);
}

#[test]
fn of_a_name_repeated_in_an_object_the_last_stands() {
    // §11.2; a name with escapes is the same name.
    assert_snapshot!(text_of(r#"{"id":"x","text":"a","id":"y","text":"b","n\u0075mber":1,"text":null}"#, ""), @r#"y: number=1 id="y" ~number="1""#);
}

#[test]
fn companies_are_sorted_by_id_and_the_last_of_an_id_stands_whole() {
    // §11.1, §4.4: ids compare by bytes.
    let contacts = r#"
{"id":"a","companies":[{"id":"é"},{"id":"b","text":"one","number":1},{"id":7,"any":7},{"id":"B"},{"text":"two","id":"b"}]}
{"id":"none","companies":[]}
{"id":"null","companies":null}
"#;
    assert_snapshot!(text_of(contacts, ""), @r#"
    a: id="a" [7: any=7 id="7" ~any="7"] [B: id="B"] [b: text="two" id="b"] [é: id="é"]
    none: id="none"
    null: id="null"
    "#);
}

#[test]
fn a_company_without_an_id_is_dropped_and_counted() {
    // §11.1; a field of several companies counts once for the record (§3.3).
    let contacts = r#"
{"id":"a","companies":[{"text":"x"},{"id":null},"b",{"id":"c"}]}
{"id":"b","companies":{"id":"c"}}
{"id":"c","companies":[{"id":"c","number":"1"},{"id":"d","number":"1"}]}
"#;
    let (_, report) = read_lines(contacts, "");
    assert_snapshot!(text_of(contacts, ""), @r#"
    a: id="a" [c: id="c"]
    b: id="b"
    c: id="c" [c: id="c"] [d: id="d"]
    "#);
    assert_snapshot!(wrong_of(&report), @r#"
    1 company.id contacts.jsonl:2: an object with an `id`, not an object
    1 company.number contacts.jsonl:4: a number, not the text `1`
    1 contact.companies contacts.jsonl:3: a list of objects, not an object
    "#);
}

#[test]
fn the_attribute_companies_is_known_only_where_no_object_is_in_it() {
    // §3.3, §11.1: `[]` is known.
    let layout = Layout { contact: Shape { fields: vec![field("companies", Type::Any)] }, ..Layout::default() };
    let plan = Plan { layout: &layout, campaigns: Vec::new(), zone: Zone::utc() };
    let contacts = Input::memory("c.jsonl", "{\"id\":1,\"companies\":[]}\n{\"id\":2,\"companies\":[{\"id\":3}]}");
    let (data, report) = read(&plan, &[contacts], &[], MaxBad::Usual, &()).unwrap();
    assert_snapshot!(super::text_form::of(&data, &layout), @r#"
    1: companies=[]
    2: [3:]
    "#);
    assert_eq!(report.wrong_types, 0);
}

#[test]
fn a_value_outside_a_closed_set_is_a_wrong_type_and_a_required_one_is_counted_once_missing() {
    // §2.2
    let closed = |name: &str, ty, one_of| Field { one_of, ..field(name, ty) };
    let plan_field = closed("plan", Type::Text, vec![Literal::Text("free".into()), Literal::Text("pro".into())]);
    let layout = Layout {
        contact: Shape {
            fields: vec![
                Field { required: true, ..plan_field },
                closed("seats", Type::Number, vec![Literal::Number(1.0)]),
                closed("day", Type::Time, vec![Literal::Time(0, 1_000_000)]),
            ],
        },
        ..Layout::default()
    };
    let plan = Plan { layout: &layout, campaigns: Vec::new(), zone: Zone::utc() };
    let text = r#"{"id":1,"plan":"pro","seats":1.0,"day":0}
{"id":2,"plan":"gold","seats":2,"day":1}
{"id":3,"plan":null}
{"id":4}"#;
    let (data, report) = read(&plan, &[Input::memory("c.jsonl", text)], &[], MaxBad::Usual, &()).unwrap();
    assert_snapshot!(super::text_form::of(&data, &layout), @r#"
    1: plan="pro" seats=1 day=1970-01-01T00:00:00Z
    2:
    3:
    4:
    "#);
    assert_snapshot!(wrong_of(&report), @r#"
    1 contact.day c.jsonl:2: one of 1970-01-01T00:00:00Z, not the number `1`
    1 contact.plan c.jsonl:2: one of "free", "pro", not the text `gold`
    1 contact.seats c.jsonl:2: one of 1, not the number `2`
    "#);
    let missing: Vec<_> = report.missing.iter().map(|one| (one.field.as_str(), one.count, one.first.line)).collect();
    assert_eq!(missing, [("contact.plan", 2, 3)]);
}
