use super::{BAD, folder, nuncio};

const MANY: &str = r#"
workspace { timezone "Europe/Dublin" }
campaign early {
    live from 2026-03-10
    audience dynamic { plan is "pro" }
    send email {
        subject "Hello"
        body "Hello"
        from "Us"
    }
}
campaign news {
    live from 2026-03-01T09:00
    when event "Order Completed"
    send banner { body "Thanks" }
}
campaign old {
    live from 2026-01-01
    audience fixed { plan is "pro" }
    send chat {
        body "Hello"
        from "Us"
    }
}
campaign renewal {
    when 3 days before renews_at at 09:00
    send email {
        subject "Hello"
        body "Hello"
        from "Us"
    }
}
"#;

fn listed(arguments: &[&str]) -> Vec<serde_json::Value> {
    let folder = folder(&[("c/many.campaign", MANY)]);
    let all = [&["list", "c", "--format", "json", "--now", "2026-03-02"], arguments].concat();
    let done = nuncio(folder.path(), &all);
    assert_eq!(done.code, 0, "{}", done.err);
    serde_json::from_str(&done.out).unwrap()
}

fn names(arguments: &[&str]) -> Vec<String> {
    listed(arguments).iter().map(|row| row["campaign"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn each_campaign_is_told_with_its_state_at_the_given_time() {
    insta::assert_snapshot!(serde_json::to_string_pretty(&listed(&[])).unwrap());
}

#[test]
fn without_json_the_same_is_a_table_of_plain_columns() {
    let folder = folder(&[("c/many.campaign", MANY)]);
    insta::assert_snapshot!(nuncio(folder.path(), &["list", "c", "--now", "2026-03-02"]).out);
}

#[test]
fn campaigns_are_chosen_by_audience_channel_and_state() {
    assert_eq!(names(&["--audience", "fixed"]), ["old"]);
    assert_eq!(names(&["--channel", "email"]), ["early", "renewal"]);
    assert_eq!(names(&["--state", "draft"]), ["renewal"]);
    assert_eq!(names(&["--state", "live"]), ["news"]);
    assert_eq!(names(&["--state", "paused"]), ["early", "old"]);
    assert_eq!(names(&["--channel", "email", "--state", "paused"]), ["early"]);
}

#[test]
fn an_unknown_channel_is_answered_with_those_there_are() {
    let folder = folder(&[]);
    let done = nuncio(folder.path(), &["list", "--channel", "fax"]);
    assert!(done.code == 2 && done.err.contains("banner, post, chat"), "{}", done.err);
}

#[test]
fn campaigns_with_errors_are_not_listed() {
    let folder = folder(&[("bad.campaign", BAD)]);
    let done = nuncio(folder.path(), &["list", "bad.campaign"]);
    assert_eq!((done.code, done.out.as_str()), (1, ""));
    assert!(done.err.contains("bad.campaign:3:"), "{}", done.err);
}
