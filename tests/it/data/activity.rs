//! Records of activity (§11.2).

use insta::assert_snapshot;
use nuncio::data::{Report, Skip};

use super::{read_lines, text_of, wrong_of};

fn bad_of(report: &Report) -> String {
    report.bad_first.iter().map(|bad| format!("{}: {}\n", bad.at, bad.reason)).collect()
}

/// A record of each line, received one second after the one before, of the contact `u`.
fn records(lines: &[&str]) -> String {
    let record = |(at, line): (usize, &&str)| {
        format!("{{\"contact_id\":\"u\",\"received_at\":\"2026-03-02T10:00:{at:02}Z\",{line}}}\n")
    };
    lines.iter().enumerate().map(record).collect()
}

#[test]
fn aliases_are_taken_in_their_order() {
    // §11.2: the field's own name first; `null` is missing.
    assert_snapshot!(text_of(
        "",
        r#"
{"user_id":"a","name":"upload","receivedAt":"2026-03-02T10:00:00Z","properties":{"number":1}}
{"userId":"b","event_name":"upload","timestamp":"2026-03-02T10:00:01Z","properties":{"number":2}}
{"contact_id":"c","user_id":"x","event":"upload","name":"other","received_at":"2026-03-02T10:00:02Z","metadata":{"number":3},"properties":{"number":33}}
{"contact_id":"g","event":"upload","created_at":"2026-03-02T10:00:03Z","metadata":{"number":4}}
{"contact_id":"i","event":null,"name":"upload","received_at":null,"receivedAt":"2026-03-02T10:00:05Z","metadata":null,"properties":{"number":6}}
{"type":"identify","contact_id":"t","received_at":"2026-03-02T09:00:00Z","traits":{"text":"pro"}}
"#
    ), @r#"
    a: -
    b: -
    c: -
    g: -
    i: -
    t: -
    2026-03-02T10:00:00Z a track upload js=true number=1 ~number="1"
    2026-03-02T10:00:01Z b track upload js=true number=2 ~number="2"
    2026-03-02T10:00:02Z c track upload js=true number=3 ~number="3"
    2026-03-02T10:00:03Z g track upload js=true number=4 ~number="4"
    2026-03-02T10:00:05Z i track upload js=true number=6 ~number="6"
    2026-03-02T09:00:00Z t identify text:="pro"
    "#);
}

#[test]
fn created_at_that_stands_in_is_counted() {
    // §11.2
    let (_, report) = read_lines(
        "",
        r#"{"contact_id":"a","event":"e","created_at":1772449200}
{"contact_id":"a","event":"e","created_at":1,"received_at":1772449201.5}
{"contact_id":"a","type":"odd","created_at":1772449300}"#,
    );
    assert_eq!(report.stood_in, 1);
    assert_eq!(report.latest.unwrap().to_string(), "2026-03-02T11:00:01.5Z");
}

#[test]
fn skipped_records_are_counted_by_kind_and_make_no_contact_known() {
    // §11.2, §7.3: they are not bad and move no clock.
    let activity = r#"
{"type":"group","userId":"x","received_at":"2026-03-02T10:00:00Z"}
{"type":5,"userId":"x"}
{"anonymousId":"q","event":"upload","received_at":"2026-03-02T10:00:00Z"}
{"type":"page","contact_id":null,"anonymousId":"q"}
{"type":"receipt","contact_id":"x","campaign":"gone","action":"viewed","received_at":"2026-03-02T10:00:00Z"}
{"type":"receipt","contact_id":"x","campaign":"tour","action":"opened","received_at":"2026-03-02T10:00:00Z"}
{"type":"launch","contact_id":"x","campaign":"gone","received_at":"2026-03-02T10:00:00Z"}
{"type":"launch","contact_id":"x","campaign":"post","received_at":"2026-03-02T10:00:00Z"}
"#;
    let (data, report) = read_lines("", activity);
    let expected = [
        (Skip::UnknownType, 2),
        (Skip::Anonymous, 2),
        (Skip::ReceiptOfUnknownCampaign, 1),
        (Skip::UnknownAction, 1),
        (Skip::LaunchOfUnknownCampaign, 1),
        (Skip::NotLaunchable, 1),
    ];
    assert_eq!(report.skipped.into_iter().collect::<Vec<_>>(), expected);
    assert_eq!((report.bad, report.records, report.latest), (0, 8, None));
    assert!(data.contacts.is_empty() && data.records.is_empty());
}

#[test]
fn receipts_launches_and_checks_are_taken() {
    // §11.2
    assert_snapshot!(text_of("", &records(&[
        r#""type":"receipt","campaign":"post","action":"viewed""#,
        r#""type":"receipt","campaign":"tour","action":"completed""#,
        r#""type":"launch","campaign":"tour""#,
        r#""type":"check""#,
    ])), @"
    u: -
    2026-03-02T10:00:00Z u receipt 1 Viewed
    2026-03-02T10:00:01Z u receipt 0 Completed
    2026-03-02T10:00:02Z u launch 0
    2026-03-02T10:00:03Z u check
    ");
}

#[test]
fn records_that_cannot_be_read_are_bad() {
    // §11.5: each with its file and line.
    let activity = r#"{"contact_id":"a","event":"upload"
not json

[1,2]
{"event":"upload","received_at":"2026-03-02T10:00:00Z"}
{"contact_id":true,"event":"upload","received_at":"2026-03-02T10:00:00Z"}
{"contact_id":"a","event":"upload"}
{"contact_id":"a","event":"upload","received_at":"2026-02-30","timestamp":"2026-03-02"}
{"contact_id":"a","received_at":"2026-03-02T10:00:00Z"}
{"contact_id":"a","event":5,"received_at":"2026-03-02T10:00:00Z"}
{"contact_id":"a","event":"upload","received_at":"2026-03-02T10:00:60Z"}
"#;
    let (data, report) = read_lines("", activity);
    assert_snapshot!(bad_of(&report), @"
    activity.jsonl:1: not JSON: it ends in the middle, byte 35
    activity.jsonl:2: not JSON: a `{` is missing: a record is an object, byte 1
    activity.jsonl:4: not JSON: a `{` is missing: a record is an object, byte 1
    activity.jsonl:5: no `contact_id`
    activity.jsonl:6: `contact_id` is the flag `true`
    activity.jsonl:7: no `received_at`
    activity.jsonl:8: `received_at` is the text `2026-02-30`
    activity.jsonl:9: no `event`
    activity.jsonl:10: `event` is the number `5`
    activity.jsonl:11: `received_at` is the text `2026-03-02T10:00:60Z`
    ");
    assert_eq!((report.bad, report.records), (10, 10));
    assert!(data.contacts.is_empty(), "a bad record makes no contact known");
}

#[test]
fn what_json_does_not_allow_is_bad() {
    // §11.5, wherever it stands: in names and values that nobody reads too.
    let odd = [
        r#"{"id":"a",}"#,
        r#"{"id":"a" "b":1}"#,
        r#"{"id":"a","x":01}"#,
        r#"{"id":"a","x":1.}"#,
        r#"{"id":"a","x":+1}"#,
        r#"{"id":"a","x":.5}"#,
        r#"{"id":"a","x":1e}"#,
        r#"{"id":"a","x":NaN}"#,
        r#"{"id":"a","x":'y'}"#,
        r#"{"id":"a","x":"\x"}"#,
        r#"{"id":"a","x":"\ud83d"}"#,
        r#"{"id":"a","x":"\ud83dA"}"#,
        r#"{"id":"a","x":"\u00g0"}"#,
        "{\"id\":\"a\",\"x\":\"a\tb\"}",
        "{\"id\":\"a\",\"x\":\"a long text and then\ta tab\"}",
        r#"{"id":"a","x":[1,]}"#,
        r#"{"id":"a","x":[1 2]}"#,
        r#"{"id":"a","x":{"y"}}"#,
        r#"{"id":"a","x":{"y":1]}"#,
        r#"{"id":"a","x":[{}}"#,
        r#"{"id":"a","x":tru}"#,
        r#"{"id":"a"}}"#,
        r#"{"id":"a"} 1"#,
        r#"{id:"a"}"#,
        r#"{"id":"a"} // note"#,
        r#"{"id":"a","x":"open"#,
        r#"{"id":"a","x"#,
        r#"{"id":"a","x":"#,
        r#"{"#,
        r#""id""#,
    ];
    for line in odd {
        let (_, report) = read_lines(line, "");
        assert_eq!(report.bad, 1, "{line}");
        assert!(report.bad_first[0].reason.starts_with("not JSON: "), "{line}");
    }
}

#[test]
fn what_json_allows_is_read_however_it_is_laid_out() {
    // §11.4
    let even = [
        " { \"id\" : \"a\" , \"x\" : [ ] , \"y\" : { } } ",
        "\t{\"id\":\"a\",\"x\":[[],{},[{\"a\":[1,2,{\"b\":null}]}]]}\r",
        r#"{"id":"a","x":"\"\\\/\b\f\n\r\t\u0041\uD83D\uDC4B"}"#,
        r#"{"id":"a","x":[-0,0.5,1E5,1e-5,-1.25e+10,true,false,null]}"#,
        r#"{"":"","id":"a"}"#,
        "{\"id\":\"a\",\"x\":\"\u{7f}\u{2028}é\"}",
    ];
    for line in even {
        let (data, report) = read_lines(line, "");
        assert_eq!((report.bad, data.contacts.len()), (0, 1), "{line}");
    }
}

#[test]
fn nesting_may_be_of_any_depth() {
    // §3.3: what is nested is unknown, however deep, and no danger to the stack.
    let deep = |open: &str, close: &str, depth| {
        format!("{{\"id\":\"a\",\"any\":{}1{},\"text\":\"t\"}}", open.repeat(depth), close.repeat(depth))
    };
    for depth in [1, 63, 64, 65, 127, 128, 129, 1_000_000] {
        for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]")] {
            let (_, report) = read_lines(&deep(open, close, depth), "");
            assert_eq!((report.bad, report.wrong_types), (0, 1), "{depth} of {open}");
            let (_, report) = read_lines(&deep(open, &close.replace(['}', ']'], ")"), depth), "");
            assert_eq!(report.bad, 1, "{depth} of {open}, closed wrongly");
        }
    }
}

#[test]
fn an_unknown_source_counts_as_rest_and_is_reported() {
    // §11.2
    let activity = records(&[
        r#""event":"e""#,
        r#""event":"e","source":"js""#,
        r#""event":"e","source":"gtm""#,
        r#""event":"e","source":"rest""#,
        r#""event":"e","source":"integration""#,
        r#""event":"e","source":"ftp""#,
        r#""event":"e","source":"ftp""#,
        r#""event":"e","source":null"#,
    ]);
    let (_, report) = read_lines("", &activity);
    assert_snapshot!(text_of("", &activity), @"
    u: -
    2026-03-02T10:00:00Z u track js=true
    2026-03-02T10:00:01Z u track js=true
    2026-03-02T10:00:02Z u track js=true
    2026-03-02T10:00:03Z u track js=false
    2026-03-02T10:00:04Z u track js=false
    2026-03-02T10:00:05Z u track js=false
    2026-03-02T10:00:06Z u track js=false
    2026-03-02T10:00:07Z u track js=true
    ");
    assert_eq!(report.sources.len(), 1);
    assert_eq!(
        (report.sources[0].field.as_str(), report.sources[0].count, report.sources[0].first.line),
        ("ftp", 2, 6)
    );
}

#[test]
fn only_the_first_20_entries_of_an_event_exist() {
    // §4.3: nulls, nested ones and repeats count, of a name repeated within them the last stands.
    let filler = r#""a":null,"b":{"text":"nested"},"c":[1],"a":1,"a":2,"b":3,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1,"j":1,"k":1,"l":1,"m":1"#;
    assert_eq!(filler.matches(':').count() - 1, 16);
    let activity = records(&[
        &format!(
            r#""event":"upload","metadata":{{{filler},"text":"17th","number":18,"number":19,"flag":true,"either":"21st"}}"#
        ),
        &format!(
            r#""event":"upload","metadata":{{"text":"first",{filler},"number":1,"text":"19th","flag":false,"text":"21st","number":22}}"#
        ),
        &format!(
            r#""event":"upload","metadata":{{{filler},"number":1,"number":null,"flag":true,"flag":{{}},"flag":true}}"#
        ),
    ]);
    assert_snapshot!(text_of("", &activity), @r#"
    u: -
    2026-03-02T10:00:00Z u track upload js=true text="17th" number=19 flag=true ~number="19"
    2026-03-02T10:00:01Z u track upload js=true text="19th" number=1 flag=false ~number="1"
    2026-03-02T10:00:02Z u track upload js=true
    "#);
}

#[test]
fn metadata_that_is_no_object_is_unknown_and_counted() {
    // §3.3: the event still counts.
    let activity = records(&[
        r#""event":"upload","metadata":"text""#,
        r#""event":"upload","metadata":[],"properties":{"text":"alias"}"#,
        r#""event":"bare","metadata":{"text":"x"}"#,
        r#""type":"identify","attributes":5"#,
    ]);
    let (_, report) = read_lines("", &activity);
    assert_snapshot!(text_of("", &activity), @"
    u: -
    2026-03-02T10:00:00Z u track upload js=true
    2026-03-02T10:00:01Z u track upload js=true
    2026-03-02T10:00:02Z u track bare js=true
    2026-03-02T10:00:03Z u identify -
    ");
    assert_snapshot!(wrong_of(&report), @"
    1 attributes activity.jsonl:4: an object, not the number `5`
    2 metadata activity.jsonl:1: an object, not the text `text`
    ");
}

#[test]
fn a_page_has_all_its_properties_and_a_path() {
    // §4.1, §11.2: a `url` in the metadata stands in for the top one; `path` is always told by the url.
    let many: String = (0..30).map(|at| format!("\"p{at}\":{at},")).collect();
    let activity = records(&[
        r#""type":"page","url":"https://example.com/a/b?c=/d#e","metadata":{"url":"/other","path":"/other","text":"t"}"#,
        r#""type":"page","url":null,"metadata":{"url":"https://example.com","text":"t"}"#,
        r#""type":"page","url":"https://example.com?q#f""#,
        r#""type":"page","url":"example.com/a%20b#c""#,
        r#""type":"page","url":"/back?to=https://example.com/x""#,
        r#""type":"page","url":"//example.com/x""#,
        r#""type":"page","url":"""#,
        r#""type":"page","metadata":{"path":"/alone"}"#,
        r#""type":"page","url":5,"metadata":{"url":"/other"}"#,
        &format!(r#""type":"page","properties":{{{many}"text":"31st"}}"#),
    ]);
    assert_snapshot!(text_of("", &activity), @r#"
    u: -
    2026-03-02T10:00:00Z u page text="t" url="https://example.com/a/b?c=/d#e" path="/a/b"
    2026-03-02T10:00:01Z u page text="t" url="https://example.com" path="/"
    2026-03-02T10:00:02Z u page url="https://example.com?q#f" path="/"
    2026-03-02T10:00:03Z u page url="example.com/a%20b#c" path="example.com/a%20b"
    2026-03-02T10:00:04Z u page url="/back?to=https://example.com/x" path="/back"
    2026-03-02T10:00:05Z u page url="//example.com/x" path="//example.com/x"
    2026-03-02T10:00:06Z u page url="" path="/"
    2026-03-02T10:00:07Z u page
    2026-03-02T10:00:08Z u page
    2026-03-02T10:00:09Z u page text="31st"
    "#);
}

#[test]
fn identify_sets_what_is_read_and_never_the_id() {
    // §11.2: `null` makes one unknown; `tags` and `companies` are set whole.
    let activity = records(&[
        r#""type":"identify","attributes":{"text":"t","number":1.50,"other":1}"#,
        r#""type":"identify","attributes":{"number":null,"any":5}"#,
        r#""type":"identify","attributes":{"id":"v","other":1}"#,
        r#""type":"identify","attributes":{"tags":["a"],"companies":[{"id":"b","text":"t"},{"id":"a"}]}"#,
        r#""type":"identify","attributes":{"companies":null}"#,
        r#""type":"identify","attributes":{"text":7}"#,
        r#""type":"identify""#,
    ]);
    assert_snapshot!(text_of("", &activity), @r#"
    u: -
    2026-03-02T10:00:00Z u identify text:="t" number:=1.5 ~number:="1.50"
    2026-03-02T10:00:01Z u identify number:=? ~number:=? any:=5 ~any:="5"
    2026-03-02T10:00:02Z u identify -
    2026-03-02T10:00:03Z u identify tags:=["a"] companies:= [a: id="a"] [b: text="t" id="b"]
    2026-03-02T10:00:04Z u identify companies:=
    2026-03-02T10:00:05Z u identify text:=?
    2026-03-02T10:00:06Z u identify -
    "#);
}

#[test]
fn a_contact_is_one_whether_met_in_contacts_or_activity() {
    // §7.0: any record makes its contact known.
    assert_snapshot!(text_of(
        r#"{"id":"u","text":"t"}"#,
        &(records(&[r#""event":"e""#]) + r#"{"user_id":7,"event":"e","timestamp":1e9}"#)
    ), @r#"
    u: text="t" id="u"
    7: -
    2026-03-02T10:00:00Z u track js=true
    2001-09-09T01:46:40Z 7 track js=true
    "#);
}
