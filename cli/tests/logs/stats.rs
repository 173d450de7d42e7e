//! Counts.

use menshen::{Access, Resource};

use super::phone::{json, log, out, phone, scan};

#[test]
fn stats_counts_accesses_and_leases() {
    let (dir, gate) = phone(3);
    let held = gate.acquire(&scan()).unwrap();
    std::mem::forget(held);
    for _ in 0..2 {
        gate.acquire(&Access::new("qr-scan", Resource::Phone, ["number"]).unwrap()).unwrap_err();
    }
    gate.checkpoint().unwrap();
    let all = json(&log("stats", dir.path(), &["--json", "--tz", "utc"]));
    assert_eq!((&all["all"]["allowed"], &all["all"]["denied"]), (&4.into(), &3.into()), "{all:#}");
    assert_eq!(all["all"]["reasons"]["undeclared_resource"], 2);
    assert_eq!(
        (&all["all"]["leases"]["ended"], &all["all"]["leases"]["open"]),
        (&3.into(), &1.into())
    );
    let row = |table: &str, name: &str| {
        let rows = all[table].as_array().unwrap().iter();
        rows.into_iter().find(|row| row["name"] == name).unwrap().clone()
    };
    assert_eq!(row("resource", "camera")["allowed"], 4);
    assert_eq!(row("resource", "camera")["leases"]["open"], 1);
    assert_eq!(row("resource", "phone")["denied"], 2);
    assert_eq!(row("call_site", "ScanPage.onOpen")["leases"]["ended"], 3);
    assert_eq!(row("process", "main")["allowed"], 4);
    assert_eq!(row("reason", "policy_not_accepted")["denied"], 1);
    for time in ["hour", "day"] {
        let rows = all[time].as_array().unwrap().iter();
        assert_eq!(rows.map(|row| row["allowed"].as_u64().unwrap()).sum::<u64>(), 4);
    }
    assert_eq!(all["prompts"][0]["answer"], "granted", "{all:#}");
    let camera = json(&log("stats", dir.path(), &["--json", "--resource", "camera"]));
    assert_eq!(
        (&camera["all"]["leases"]["ended"], &camera["all"]["denied"]),
        (&3.into(), &1.into())
    );
    let one = out(&log("stats", dir.path(), &["--by", "reason", "--top", "1"]));
    assert_eq!(one.lines().count(), 3, "{one}");
    assert!(one.contains("and 1 more"), "{one}");
    assert!(out(&log("stats", dir.path(), &["--lang", "zh"])).contains("按资源"));
}
