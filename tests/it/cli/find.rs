use super::{BAD, GOOD, folder, nuncio, write};

/// The files that `check --format json` complains about, in its order.
fn complained(folder: &std::path::Path, arguments: &[&str]) -> Vec<String> {
    let done = nuncio(folder, &[&["check", "--format", "json"], arguments].concat());
    let found: Vec<serde_json::Value> = serde_json::from_str(&done.out).expect(&done.err);
    let mut files: Vec<String> = found.iter().map(|item| item["file"].as_str().expect("a name").to_owned()).collect();
    files.dedup();
    files
}

#[test]
fn interface_1_3_a_folder_is_searched_for_campaigns_sorted_by_bytes() {
    let bad = BAD;
    let folder = folder(&[
        ("c/b/z.campaign", bad),
        ("c/b-a.campaign", &bad.replace("hello", "two")),
        ("c/B.campaign", &bad.replace("hello", "three")),
        ("c/notes.txt", "no campaign"),
        ("c/.hidden/x.campaign", &bad.replace("hello", "four")),
    ]);
    assert_eq!(complained(folder.path(), &["c"]), ["c/B.campaign", "c/b-a.campaign", "c/b/z.campaign"]);
    assert_eq!(complained(folder.path(), &["c/"]), ["c/B.campaign", "c/b-a.campaign", "c/b/z.campaign"]);
}

#[test]
fn a_file_that_two_paths_lead_to_is_read_once() {
    let folder = folder(&[("c/a.campaign", GOOD)]);
    let done = nuncio(folder.path(), &["check", "c", "c/a.campaign", "./c/a.campaign"]);
    assert_eq!(done.code, 0, "{}", done.err);
}

#[test]
fn interface_1_3_without_a_path_the_project_above_says_where_campaigns_are() {
    let folder = folder(&[
        ("nuncio.toml", "[workspace]\ncampaigns = \"mine\"\n"),
        ("mine/a.campaign", BAD),
        ("other/b.campaign", BAD),
    ]);
    assert_eq!(complained(folder.path(), &[]), ["mine/a.campaign"]);
    assert_eq!(complained(&folder.path().join("other"), &[]), ["../mine/a.campaign"]);
}

#[test]
fn interface_1_3_a_project_that_names_no_campaigns_means_its_own_folder() {
    let folder = folder(&[("nuncio.toml", ""), ("a.campaign", BAD), ("deep/er/b.txt", "")]);
    assert_eq!(complained(folder.path(), &[]), ["a.campaign"]);
    assert_eq!(complained(&folder.path().join("deep/er"), &[]), ["../../a.campaign"]);
}

#[test]
fn without_a_path_and_without_a_project_there_is_nothing_to_do() {
    let folder = folder(&[("a.campaign", GOOD)]);
    let done = nuncio(folder.path(), &["check"]);
    assert_eq!(done.code, 2);
    assert!(done.err.contains("nuncio.toml") && done.err.contains("help:"), "{}", done.err);
}

#[test]
fn interface_1_1_what_cannot_be_read_exits_with_2_and_is_named() {
    let folder = folder(&[("empty/readme.txt", "nothing"), ("c.txt", GOOD)]);
    write(folder.path(), "latin.campaign", b"campaign a {\n  // caf\xe9\n}\n");
    for (path, said) in [
        ("missing.campaign", "there is no such file"),
        ("missing", "there is no such file"),
        ("empty", "no `.campaign` file in `empty`"),
        ("c.txt", "`c.txt` is no campaign file"),
        ("latin.campaign", "`latin.campaign` is not UTF-8: line 2"),
    ] {
        let done = nuncio(folder.path(), &["check", path]);
        assert_eq!(done.code, 2, "{path}: {}", done.err);
        assert!(done.err.contains(said) && done.out.is_empty(), "{path}: {}", done.err);
    }
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text() {
    let folder = folder(&[("a.campaign", &format!("\u{feff}{BAD}")), ("b.campaign", "\u{feff}nonsense")]);
    let done = nuncio(folder.path(), &["check", "b.campaign", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&done.out).expect("JSON");
    assert_eq!(found[0]["span"]["start"], serde_json::json!({"line": 1, "column": 1}));
    assert_eq!(complained(folder.path(), &["a.campaign"]), ["a.campaign"]);
}

#[test]
fn a_mistake_in_the_project_file_is_shown_with_its_place() {
    for (text, said) in [
        ("[workspace]\ncampains = \"c\"\n", "nuncio.toml:2:1: unknown field `campains`"),
        ("[lint]\n", "nuncio.toml:1:2: unknown field `lint`"),
        ("[lints]\nlong_cop = \"warn\"\n", "nuncio.toml:2:1: there is no lint `long_cop`"),
        ("[lints]\nsyntax = \"allow\"\n", "nuncio.toml:2:1: `syntax` is an error"),
        ("[lints]\nlong_copy = \"of\"\n", "nuncio.toml:2:13: "),
        ("[workspace\n", "nuncio.toml:1:"),
    ] {
        let folder = folder(&[("nuncio.toml", text), ("a.campaign", GOOD)]);
        let done = nuncio(folder.path(), &["check"]);
        assert_eq!(done.code, 2, "{text}");
        assert!(done.err.contains(said), "{text}: {}", done.err);
    }
}
