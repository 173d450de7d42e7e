//! Generated purposes at work, with a real gate on the real policy.

use std::collections::BTreeSet;

use menshen::log::{Event, LeaseEnd};
use menshen::{Access, Answer, OsGrant, Policy, Reason, Resource, Scopes};
use menshen_tests::generated::netease::scope::{camera, media, microphone};
use menshen_tests::generated::netease::{self, Covers, Lease, sdks};
use menshen_tests::generated::{workshop, x_studio};
use menshen_tests::setup::POLICY;
use menshen_tests::world::World;

const VIDEO: (&str, Resource, &str) = ("record-video", Resource::Camera, "video");
const SOUND: (&str, Resource, &str) = ("record-video", Resource::Microphone, "record");
const SAVE: (&str, Resource, &str) = ("record-video", Resource::Media, "save");
const SCAN: (&str, Resource, &str) = ("qr-scan", Resource::Camera, "preview");

fn preview(lease: &Lease<impl Covers<camera::Preview>>) -> bool {
    lease.live() && lease.resource() == Some(Resource::Camera)
}

fn record(lease: &Lease<microphone::Record>) -> bool {
    lease.live() && lease.resource() == Some(Resource::Microphone)
}

fn save(lease: &Lease<media::Save>) -> bool {
    lease.live() && lease.resource() == Some(Resource::Media)
}

#[test]
fn a_typed_access_is_answered_acquired_and_withdrawn_like_any_other() {
    let world = World::new("typed-access");
    let gate = world.granted(&[]);
    let scan = netease::qr_scan::camera_preview().user_initiated(true).call_site("scan");
    assert_eq!(gate.check(&scan).unwrap_err().reason, Reason::ConsentNotAsked);
    gate.answer(&scan, Answer::Grant).unwrap();
    gate.os_changed(Resource::Camera, &["preview"], OsGrant::Granted).unwrap();
    let lease = scan.acquire(&gate).unwrap();
    assert!(preview(&lease));
    gate.withdraw(&scan).unwrap();
    assert_eq!(lease.ended(), Some(LeaseEnd::Withdrawn));
    assert_eq!(scan.acquire(&gate).unwrap_err().reason, Reason::ConsentWithdrawn);
}

#[test]
fn a_group_hands_out_a_typed_lease_for_each_need() {
    let world = World::new("typed-group");
    let gate = world.granted(&[VIDEO, SOUND, SAVE]);
    let leases = netease::record_video::all().acquire(&gate).unwrap();
    assert!(preview(&leases.camera_video));
    assert!(record(&leases.microphone_record));
    assert!(save(&leases.media_save));
    drop(leases.microphone_record);
    assert!(leases.camera_video.live(), "a lease given back ends no other");
}

#[test]
fn what_is_optional_comes_along_only_when_permitted() {
    let world = World::new("typed-optional");
    let gate = world.granted(&[SCAN]);
    let leases = netease::qr_scan::all().acquire(&gate).unwrap();
    assert!(preview(&leases.camera_preview) && leases.media_pick.is_none());
    let world = World::new("typed-optional-too");
    let gate = world.granted(&[SCAN, ("qr-scan", Resource::Media, "pick")]);
    let leases = netease::qr_scan::all().acquire(&gate).unwrap();
    assert!(leases.media_pick.unwrap().live());
}

#[test]
fn of_several_alternatives_one_is_there() {
    let world = World::new("typed-alternatives");
    let both = ["model", "id"].map(|scope| ("device-sound", Resource::Accessory, scope));
    let gate = world.granted(&both);
    let leases = netease::device_sound::all().acquire(&gate).unwrap();
    assert!(leases.bluetooth_connected.is_none());
    assert!(leases.accessory_model_and_id.unwrap().live());
    let denied = netease::publish_post::all().acquire(&gate).unwrap_err();
    assert_eq!(denied.reason, Reason::ConsentNotAsked);
}

#[test]
fn a_purpose_without_needs_and_an_sdk_go_through_the_gate_too() {
    let world = World::new("typed-sdk");
    let gate = world.granted(&[("device-location", Resource::Location, "fine")]);
    assert_eq!(gate.check(&netease::personalised_content::may_use()), Ok(()));
    assert!(netease::personalised_content::may_use().acquire(&gate).unwrap().live());
    let locate = netease::device_location::location_fine_by(sdks::LocationDevice);
    assert!(locate.acquire(&gate).is_ok());
    let callers = |event: &Event<'_>| match event {
        Event::Decision(it) if it.purpose == "device-location" => Some(it.caller.to_string()),
        _ => None,
    };
    let callers: Vec<String> = world.picked(callers).into_iter().map(|(_, it)| it).collect();
    assert_eq!(callers, ["location-device"]);
    use netease::Sdk;
    assert_eq!(sdks::Performance.may_start(&gate), Ok(()));
    assert_eq!(sdks::Performance.may_start(&gate), gate.may_start("performance"));
}

#[test]
fn the_stamp_tells_whether_the_policy_is_the_one_that_the_code_is_for() {
    let policy = Policy::parse(POLICY).unwrap();
    assert!(netease::POLICY.fits(&policy));
    assert!(!x_studio::POLICY.fits(&policy) && !workshop::POLICY.fits(&policy));
    let fits = |from: &str, to: &str| {
        let changed = POLICY.replace(from, to);
        assert_ne!(changed, POLICY, "{from}");
        netease::POLICY.fits(&Policy::parse(&changed).unwrap())
    };
    assert!(fits("扫描二维码", "扫码"), "wording is not what code rests on");
    assert!(!fits("\"hum-feedback\"", "\"hum-response\""));
    assert!(!fits("\"scope\": [\"match\"]", "\"scope\": [\"read\"]"));
}

#[test]
fn a_scope_that_the_resource_has_not_is_undeclared() {
    let world = World::new("typed-scope");
    let gate = world.granted(&[SCAN]);
    let bits = |bits| Access::of("qr-scan", Resource::Camera, Scopes::from_bits(bits));
    assert_eq!(gate.check(&bits(0b1)), Ok(()));
    for wrong in [0, 0b1000_0000, 0b1000_0001] {
        assert_eq!(gate.check(&bits(wrong)).unwrap_err().reason, Reason::UndeclaredScope);
    }
}

/// Both ways: nothing that the policy lacks is generated, and nothing that it has is left out.
#[test]
fn what_the_gate_lets_one_ask_for_is_what_is_generated() {
    let code = include_str!("../src/generated/netease.rs");
    let world = World::new("typed-whole");
    let gate = world.gate();
    let declared = |purpose: &str, resource: Resource, scopes: Scopes| {
        let denied = gate.check(&Access::of(purpose, resource, scopes)).unwrap_err();
        denied.reason == Reason::PolicyNotAccepted
    };
    let mut generated = BTreeSet::new();
    let mut purpose = "";
    for line in code.lines().map(str::trim) {
        if let Some(id) = line.strip_prefix("pub const ID: &str = \"") {
            purpose = id.trim_end_matches("\";");
        }
        if let Some(numbers) = line.strip_prefix("Access::of(ID, Resource::") {
            let (resource, bits) = numbers.split_once(", 0b").unwrap();
            let bits = bits.split_once(')').unwrap().0;
            let bits = Scopes::from_bits(u8::from_str_radix(bits, 2).unwrap());
            let same = |it: &&Resource| format!("{it:?}") == resource;
            let resource = *Resource::ALL.iter().find(same).unwrap();
            assert!(declared(purpose, resource, bits), "{purpose}: {line}");
            generated.insert((purpose, resource, bits));
        }
    }
    for purpose in &gate.policy().file().purposes {
        for resource in Resource::ALL {
            for bit in resource.all_scopes().iter().map(Scopes::bit) {
                let expected = declared(&purpose.id, *resource, bit);
                let found = generated.contains(&(purpose.id.as_str(), *resource, bit));
                assert_eq!(found, expected, "{} {resource} {bit:?}", purpose.id);
            }
        }
    }
}
