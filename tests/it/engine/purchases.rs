//! A year of a shop's purchases, with sends counted again in the plainest way.

use std::collections::BTreeMap;

use serde_json::Value;

use super::real;
use crate::naive::Input;

const SECOND: i64 = 1_000_000;
const HOUR: i64 = 3_600 * SECOND;
const DAY: i64 = 24 * HOUR;

const SHOP: &str = r#"
campaign big_order {
    when event purchase {
        cds >= 3
        amount > 40
    }
    frequency once per 30 days, 3 times in total
    live from 2025-02-01
    send post {
        headline "Thanks"
        body "{{ event.cds }} for {{ event.amount }}"
    }
}
campaign lapsed {
    audience {
        did purchase
        never did purchase in the last 90 days
    }
    frequency once per 60 days
    live from 2025-02-01
    send email {
        subject "Come back"
        body "It has been a while"
    }
}
"#;

struct Purchase {
    at: i64,
    cds: u64,
    cents: u64,
}

fn time(text: &str) -> i64 {
    text.parse::<jiff::Timestamp>().unwrap().as_microsecond()
}

/// Customers with up to 14 purchases each, in order of time.
fn customers() -> Vec<Vec<Purchase>> {
    let start = time("2025-01-01T00:00:00Z");
    let mut state = 7_u64;
    let mut below = |bound: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % bound
    };
    let customer = |_| {
        let mut purchases: Vec<Purchase> = (0..below(15))
            .map(|_| {
                // Some on the full hour, where a check comes after the purchase of the same instant.
                let seconds = if below(4) == 0 { below(365 * 24) * 3_600 } else { below(365 * 86_400) };
                let cents = if below(10) == 0 { 4_000 } else { below(9_000) };
                Purchase { at: start + seconds as i64 * SECOND, cds: below(7), cents }
            })
            .collect();
        purchases.sort_by_key(|purchase| purchase.at);
        purchases
    };
    (0..400).map(customer).collect()
}

type Sends = BTreeMap<String, Vec<(i64, usize)>>;

/// What the engine sends: instants and customers by campaign.
fn sends(customers: &[Vec<Purchase>], to: i64) -> Sends {
    let mut activity = String::new();
    for (customer, purchases) in customers.iter().enumerate() {
        for Purchase { at, cds, cents } in purchases {
            let (whole, rest) = (cents / 100, cents % 100);
            activity += &format!(
                "{{\"contact_id\":{customer},\"event\":\"purchase\",\"received_at\":{},\"metadata\":{{\"cds\":{cds},\"amount\":{whole}.{rest:02}}}}}\n",
                at / SECOND
            );
        }
    }
    let contacts = (0..customers.len()).map(|customer| format!("{{\"id\":{customer}}}\n")).collect();
    let input = Input {
        sources: vec![("c.campaign".to_owned(), SHOP.to_owned())],
        contacts: vec![contacts],
        activity: vec![activity],
        to: Some(to),
        ..Input::default()
    };
    let mut sends = Sends::new();
    for line in real::run(&input, Vec::new()).0.sends {
        let send: Value = serde_json::from_str(&line).unwrap();
        let contact = send["contact_id"].as_str().unwrap().parse().unwrap();
        let campaign = send["campaign"].as_str().unwrap().to_owned();
        sends.entry(campaign).or_default().push((time(send["at"].as_str().unwrap()), contact));
    }
    sends.values_mut().for_each(|sends| sends.sort_unstable());
    sends
}

/// §6.2, §7.1: after each purchase that is large enough.
fn big_orders(customers: &[Vec<Purchase>], live: i64) -> Vec<(i64, usize)> {
    let mut all = Vec::new();
    for (customer, purchases) in customers.iter().enumerate() {
        let mut sent: Vec<i64> = Vec::new();
        for purchase in purchases {
            let large = purchase.cds >= 3 && purchase.cents > 4_000;
            let recent = sent.iter().any(|at| *at > purchase.at - 30 * DAY);
            if purchase.at >= live && large && !recent && sent.len() < 3 {
                sent.push(purchase.at);
                all.push((purchase.at, customer));
            }
        }
    }
    all.sort_unstable();
    all
}

/// §3.5, §7.5: at each full hour, to those whose last purchase is 90 days back.
fn lapsed(customers: &[Vec<Purchase>], live: i64, to: i64) -> Vec<(i64, usize)> {
    let mut all: Vec<(i64, usize)> = Vec::new();
    let mut last_send: Vec<Option<i64>> = vec![None; customers.len()];
    let mut now = live;
    while now <= to {
        for (customer, purchases) in customers.iter().enumerate() {
            let Some(last) = purchases.iter().rfind(|purchase| purchase.at <= now) else { continue };
            let may = last_send[customer].is_none_or(|at| at <= now - 60 * DAY);
            if last.at <= now - 90 * DAY && may {
                last_send[customer] = Some(now);
                all.push((now, customer));
            }
        }
        now += HOUR;
    }
    all
}

#[test]
fn a_year_of_purchases_sends_what_a_plain_count_says() {
    let customers = customers();
    let (live, to) = (time("2025-02-01T00:00:00Z"), time("2026-02-01T00:00:00Z"));
    let sends = sends(&customers, to);
    let (big_orders, lapsed) = (big_orders(&customers, live), lapsed(&customers, live, to));
    assert!(big_orders.len() > 300 && lapsed.len() > 300, "{} and {}", big_orders.len(), lapsed.len());
    assert_eq!(sends["big_order"], big_orders, "§6.2, §7.1");
    assert_eq!(sends["lapsed"], lapsed, "§3.5, §7.5");
}
