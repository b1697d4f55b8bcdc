//! Records of activity (§11.2).

use insta::assert_snapshot;

use super::text_of;

#[test]
fn aliases_are_taken_in_their_order() {
    // §11.2
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
    ));
}
