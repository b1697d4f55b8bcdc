use super::{folder, nuncio};

const CONTACTS: &str = "{\"id\":\"u1\",\"plan\":\"pro\"}\n{\"id\":\"u2\"}\n";
const ACTIVITY: &str = "{\"event\":\"paid\",\"contact_id\":\"u1\",\"received_at\":1,\"metadata\":{\"amount\":5}}\n";
const SCHEMA: &str = "\
contacts {
    plan text // known for 50 %
}

// once, from js
event paid {
    amount number required
}
";

#[test]
fn interface_2_schema_prints_items_that_check_without_a_word() {
    let folder = folder(&[("people.jsonl", CONTACTS), ("events.jsonl", ACTIVITY)]);
    let done = nuncio(folder.path(), &["schema", "--contacts", "people.jsonl", "--activity", "events.jsonl"]);
    assert_eq!((done.code, done.out.as_str(), done.err.as_str()), (0, SCHEMA, ""));
    super::write(folder.path(), "schema.campaign", &done.out);
    let check = nuncio(folder.path(), &["check", "schema.campaign", "--deny", "warnings"]);
    assert_eq!(check.code, 0, "{}", check.err);
    let contacts = nuncio(folder.path(), &["schema", "--contacts", "people.jsonl"]);
    assert_eq!((contacts.code, contacts.out.as_str()), (0, "contacts {\n    plan text // known for 50 %\n}\n"));
}

#[test]
fn interface_1_3_without_files_it_reads_those_of_the_project() {
    let project = "[workspace]\ncontacts = [\"people.jsonl\"]\nactivity = [\"*s.jsonl\"]\n";
    let files = [("people.jsonl", CONTACTS), ("events.jsonl", ACTIVITY), ("nuncio.toml", project)];
    let done = nuncio(folder(&files).path(), &["schema"]);
    assert_eq!((done.code, done.out.as_str()), (0, SCHEMA), "{}", done.err);
}

#[test]
fn data_from_which_nothing_follows_is_no_schema() {
    let folder = folder(&[
        ("people.jsonl", ""),
        ("events.jsonl", "{\"type\":\"dance\",\"contact_id\":\"u\",\"received_at\":1}\n"),
    ]);
    let none = nuncio(folder.path(), &["schema"]);
    assert!(none.code == 2 && none.err.contains("there is no data to look at"), "{}", none.err);
    let empty = nuncio(folder.path(), &["schema", "--contacts", "people.jsonl", "--activity", "events.jsonl"]);
    assert_eq!((empty.code, empty.out.as_str()), (2, ""));
    assert!(empty.err.contains("nothing in the data to infer from"), "{}", empty.err);
    assert!(empty.err.contains("0 contact records and 1 record of activity"), "{}", empty.err);
}

#[test]
fn language_11_5_too_many_bad_records_are_no_schema_either() {
    let folder = folder(&[("people.jsonl", "{\"id\":\"u1\"}\n{\n")]);
    let borne = nuncio(folder.path(), &["schema", "--contacts", "people.jsonl"]);
    assert_eq!((borne.code, borne.out.as_str()), (0, "contacts {}\n"), "{}", borne.err);
    assert!(borne.err.contains("people.jsonl:2"), "{}", borne.err);
    let done = nuncio(folder.path(), &["schema", "--contacts", "people.jsonl", "--max-bad", "0"]);
    assert!(done.code == 2 && done.out.is_empty() && done.err.contains("people.jsonl:2"), "{}", done.err);
}
