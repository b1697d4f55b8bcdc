use super::{BAD, GOOD, folder, nuncio, write};

#[test]
fn interface_1_1_check_exits_with_0_for_sound_campaigns_and_1_for_errors() {
    let folder = folder(&[("good.campaign", GOOD), ("bad.campaign", BAD)]);
    assert_eq!(nuncio(folder.path(), &["check", "good.campaign"]).code, 0);
    assert_eq!(nuncio(folder.path(), &["check", "bad.campaign"]).code, 1);
}

#[test]
fn interface_1_2_excerpts_go_to_standard_error_and_end_with_a_count() {
    let folder = folder(&[("bad.campaign", BAD)]);
    let done = nuncio(folder.path(), &["check", "bad.campaign"]);
    assert_eq!(done.out, "");
    assert!(done.err.contains("bad.campaign:3:"), "{}", done.err);
    assert!(done.err.lines().last().is_some_and(|last| last.contains(" in 1 file")), "{}", done.err);
    assert!(!done.err.contains(['╭', '│', '─']), "drawn in ASCII where no terminal is: {}", done.err);
}

#[test]
fn interface_4_json_is_an_array_on_standard_output_and_nothing_else() {
    let folder = folder(&[("c/bad.campaign", BAD)]);
    let done = nuncio(folder.path(), &["check", "c/bad.campaign", "--format", "json"]);
    assert_eq!((done.code, done.err.as_str()), (1, ""));
    let found: serde_json::Value = serde_json::from_str(&done.out).expect("JSON");
    assert_eq!(found[0]["severity"], "error");
    assert_eq!(found[0]["file"], "c/bad.campaign");
    assert_eq!(found[0]["span"]["start"]["line"], 3);
}

#[test]
fn deny_warnings_makes_warnings_count() {
    let old = GOOD.replace("campaign hello {", "campaign hello {\n    audience ongoing { plan is \"pro\" }");
    let folder = folder(&[("old.campaign", &old)]);
    let plain = nuncio(folder.path(), &["check", "old.campaign"]);
    assert!(plain.err.contains("warning[old_name]"), "{}", plain.err);
    assert_eq!(plain.code, 0);
    assert_eq!(nuncio(folder.path(), &["check", "old.campaign", "--deny", "warnings"]).code, 1);
}

#[test]
fn interface_1_3_the_project_has_the_last_word_on_lints() {
    let old = GOOD.replace("campaign hello {", "campaign hello {\n    audience ongoing { plan is \"pro\" }");
    for (level, code, seen) in [("allow", 0, None), ("warn", 0, Some("warning[")), ("deny", 1, Some("error["))] {
        let project = format!("[lints]\nold_name = \"{level}\"\n");
        let folder = folder(&[("c/old.campaign", &old), ("nuncio.toml", &project)]);
        let done = nuncio(folder.path(), &["check", "c/old.campaign"]);
        assert_eq!(done.code, code, "{level}: {}", done.err);
        assert_eq!(seen.is_some(), done.err.contains("old_name"), "{level}: {}", done.err);
        assert!(seen.is_none_or(|seen| done.err.contains(seen)), "{level}: {}", done.err);
    }
}

/// A campaign to which there is only a hint to give.
const HINTED: &str = "\
campaign seats {
    audience { company.seats_left < 1 }
    send email {
        subject \"No seats are left\"
        body \"All seats of {{ company.name | fallback: \"your company\" }} are taken.\"
    }
}
";

#[test]
fn a_hint_is_shown_by_every_face_and_denied_by_none() {
    let folder = folder(&[("c.campaign", HINTED)]);
    let check = |more: &[&str]| nuncio(folder.path(), &[&["check", "c.campaign", "--deny", "warnings"], more].concat());
    let human = check(&[]);
    assert!(human.err.contains("hint[per_company]: "), "{}", human.err);
    assert!(human.err.ends_with("\n1 hint in 1 file\n"), "{}", human.err);
    let json: serde_json::Value = serde_json::from_str(&check(&["--format", "json"]).out).expect("JSON");
    assert_eq!(json[0]["severity"], "hint");
    let sarif = check(&["--format", "sarif"]);
    let log: serde_json::Value = serde_json::from_str(&sarif.out).expect("JSON");
    assert_eq!(log["runs"][0]["results"][0]["level"], "note");
    assert_eq!((human.code, sarif.code, sarif.err.as_str()), (0, 0, ""));
}

#[test]
fn interface_4_1_a_log_names_files_by_relative_uris_and_exits_as_any_other_form() {
    let folder = folder(&[("my campaigns/bad.campaign", BAD)]);
    let done = nuncio(folder.path(), &["check", "my campaigns", "--format", "sarif"]);
    assert_eq!((done.code, done.err.as_str()), (1, ""));
    let log: serde_json::Value = serde_json::from_str(&done.out).expect("JSON");
    let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "my%20campaigns/bad.campaign");
    assert_eq!(place["region"]["startLine"], 3);
}

const WITH_DATA: &str = "\
campaign thanks {
    audience { paln is \"pro\" }
    when event bought
    frequency once per hour
    send sms { body \"Thank you.\" }
}
";
const PEOPLE: &str = "{\"id\":\"a\",\"plan\":\"pro\"}\n";
const EVENTS: &str = "{\"event\":\"buy\",\"contact_id\":\"a\",\"received_at\":1}\n";

/// The codes of what is found, and the exit code.
fn codes(folder: &std::path::Path, arguments: &[&str]) -> (i32, Vec<String>) {
    let done = nuncio(folder, &[&["check", "--format", "json", "--now", "2026-03-02"], arguments].concat());
    let found: Vec<serde_json::Value> = serde_json::from_str(&done.out).expect(&done.err);
    (done.code, found.iter().map(|found| found["code"].as_str().unwrap().to_owned()).collect())
}

#[test]
fn language_13_data_that_is_named_brings_the_lints_that_need_it() {
    let folder = folder(&[("c/c.campaign", WITH_DATA), ("people.jsonl", PEOPLE), ("events.jsonl", EVENTS)]);
    let codes = |arguments: &[&str]| codes(folder.path(), arguments);
    assert_eq!(codes(&["c"]), (0, vec![]));
    assert_eq!(codes(&["c", "--contacts", "people.jsonl"]).1, ["unseen_attribute"]);
    assert_eq!(codes(&["c", "--activity", "events.jsonl"]).1, ["unseen_event"]);
    let both = ["c", "--contacts", "people.jsonl", "--activity", "events.jsonl"];
    assert_eq!(codes(&both).1, ["unseen_attribute", "unseen_event"]);
    assert_eq!(codes(&[&both[..], &["--deny", "warnings"]].concat()).0, 1);
    let unknown = nuncio(folder.path(), &["check", "c", "--contacts", "nobody.jsonl"]);
    assert!(unknown.code == 2 && unknown.err.contains("nobody.jsonl"), "{}", unknown.err);
    let campaign = nuncio(folder.path(), &["check", "--contacts", "people.jsonl", "c/c.campaign"]);
    assert!(campaign.code == 2 && campaign.err.contains("taken for data"), "{}", campaign.err);
}

#[test]
fn interface_1_3_a_project_gives_its_data_where_the_flag_stands_alone() {
    let project = "[workspace]\ncampaigns = \"c\"\ncontacts = [\"people.jsonl\"]\nactivity = [\"events.jsonl\"]\n";
    let files = [("c/c.campaign", WITH_DATA), ("people.jsonl", PEOPLE), ("events.jsonl", EVENTS)];
    let folder = folder(&[&files[..], &[("nuncio.toml", project)]].concat());
    assert_eq!(codes(folder.path(), &[]).1, Vec::<String>::new(), "data is not read unasked");
    assert_eq!(codes(folder.path(), &["--contacts"]).1, ["unseen_attribute", "unseen_event"]);
    write(folder.path(), "nuncio.toml", "[lints]\nunseen_event = \"allow\"\nunseen_attribute = \"deny\"\n");
    let both = ["--contacts", "people.jsonl", "--activity", "events.jsonl"];
    assert_eq!(codes(folder.path(), &both), (1, vec!["unseen_attribute".to_owned()]));
    let none = nuncio(folder.path(), &["check", "--contacts"]);
    assert!(none.code == 2 && none.err.contains("there is no data"), "{}", none.err);
}

#[test]
fn language_11_5_too_many_bad_records_end_a_check_with_2() {
    let folder = folder(&[("c.campaign", WITH_DATA), ("people.jsonl", "{\n{\"id\":\"a\",\"plan\":\"pro\"}\n")]);
    let borne = nuncio(folder.path(), &["check", "c.campaign", "--contacts", "people.jsonl"]);
    assert!(borne.code == 0 && borne.err.contains("people.jsonl:1"), "{}", borne.err);
    let done = nuncio(folder.path(), &["check", "c.campaign", "--contacts", "people.jsonl", "--max-bad", "0"]);
    assert!(done.code == 2 && done.out.is_empty() && done.err.contains("people.jsonl:1"), "{}", done.err);
}

#[test]
fn campaigns_with_errors_are_compared_with_the_data_as_far_as_they_can_be() {
    let folder = folder(&[("c.campaign", BAD), ("people.jsonl", PEOPLE)]);
    assert_eq!(codes(folder.path(), &["c.campaign", "--contacts", "people.jsonl"]).1, ["unknown_name"]);
}

/// Examples and templates are projects beside each other; read as one, their names clash.
#[test]
fn projects_read_as_one_are_said_to_be_several() {
    let workspace = format!("workspace {{ timezone \"Europe/Dublin\" }}\n{GOOD}");
    let files =
        [("a/nuncio.toml", ""), ("a/c.campaign", &workspace), ("b/nuncio.toml", ""), ("b/c.campaign", &workspace)];
    let folder = folder(&files);
    let done = nuncio(folder.path(), &["check", "."]);
    assert_eq!(done.code, 1);
    let last = done.err.lines().last().unwrap_or_default();
    assert_eq!(last, "note: these are 2 projects read as one; check each by itself, as in `nuncio check ./a`");
    assert!(!nuncio(folder.path(), &["check", "a"]).err.contains("note:"));
}

#[test]
fn interface_1_3_one_data_file_needs_no_list() {
    let project = "[workspace]\ncontacts = \"contacts.jsonl\"\n";
    let contact = "{\"id\":\"u1\",\"plan\":\"pro\"}\n";
    let folder = folder(&[("c.campaign", GOOD), ("nuncio.toml", project), ("contacts.jsonl", contact)]);
    let done = nuncio(folder.path(), &["check", "--contacts"]);
    assert!(!done.err.contains("nuncio.toml"), "{}", done.err);
    let wrong = "[workspace]\ncontacts = 3\n";
    std::fs::write(folder.path().join("nuncio.toml"), wrong).expect("written");
    let done = nuncio(folder.path(), &["check"]);
    assert_eq!(done.code, 2);
    assert!(done.err.contains("nuncio.toml:2:12: files are a text or a list of texts"), "{}", done.err);
}
