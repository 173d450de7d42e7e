//! The fine print of the rules, one case each, worked out by hand.
use menshen_tests::model::decide;
use serde_json::{Value, json};

const NOW: &str = "2025-03-10T12:00:00Z";
const HOUR_AGO: &str = "2025-03-10T11:00:00Z";
const DAY_AGO: &str = "2025-03-09T12:00:00Z";
const TWO_DAYS_AGO: &str = "2025-03-08T12:00:00Z";
const LONG_AGO: &str = "2025-01-01T00:00:00Z";

fn policy(purpose: Value) -> Value {
    let mut whole = json!({
        "id": "scan", "basis": "consent", "consent": "in_context", "sensitive": false,
        "guests": true, "context": "foreground", "callers": ["app", "helper", "rival"],
        "needs": [{"resource": "camera", "scope": ["photo"]}],
    });
    merge(&mut whole, purpose);
    json!({
        "version": "2024-08-23", "guardian_age": 14, "purposes": [whole],
        "sdks": [{"id": "helper", "role": "processor"}, {"id": "rival", "role": "independent"}],
    })
}

/// All is well: accepted, adult, foreground, camera granted by user and OS.
fn state(changes: Value) -> Value {
    let mut whole = json!({
        "now": NOW, "accepted_policy": "2024-08-23",
        "subject": {"kind": "account", "age": "adult"},
        "consents": [answer("grant", LONG_AGO, json!({}))],
        "os": {"camera": "granted"}, "app": "foreground", "recent": [],
    });
    merge(&mut whole, changes);
    whole
}

fn answer(action: &str, at: &str, more: Value) -> Value {
    let mut whole = json!({"purpose": "scan", "resource": "camera", "action": action, "at": at});
    merge(&mut whole, more);
    whole
}

fn merge(whole: &mut Value, changes: Value) {
    for (key, value) in changes.as_object().unwrap() {
        match value {
            Value::Null => drop(whole.as_object_mut().unwrap().remove(key)),
            _ => whole[key] = value.clone(),
        }
    }
}

/// The outcome in one line: `allow`, or `reason next until`.
fn said(policy: &Value, state: Value, request: Value) -> String {
    let outcome = decide(policy, &state, &request);
    if outcome["verdict"] == "allow" {
        return "allow".to_owned();
    }
    let parts = ["reason", "next", "until"].map(|key| outcome[key].as_str().unwrap_or(""));
    parts.join(" ").trim_end().to_owned()
}

fn camera(scope: &str) -> Value {
    json!({"purpose": "scan", "resource": "camera", "scope": [scope]})
}

fn whole() -> Value {
    json!({"purpose": "scan"})
}

fn photo(purpose: Value, changes: Value) -> String {
    said(&policy(purpose), state(changes), camera("photo"))
}

fn consents(entries: &[Value]) -> Value {
    json!({"consents": entries})
}

#[test]
fn all_is_well() {
    assert_eq!(photo(json!({}), json!({})), "allow");
    assert_eq!(said(&policy(json!({})), state(json!({})), whole()), "allow");
}

#[test]
fn a_fault_comes_before_an_undeclared_purpose() {
    let state = || state(json!({"gate": "fault"}));
    let unknown = json!({"purpose": "nothing"});
    assert_eq!(said(&policy(json!({})), state(), unknown), "gate_fault none");
}

#[test]
fn what_a_need_names_declares_what_it_implies() {
    let policy = policy(json!({}));
    assert_eq!(said(&policy, state(json!({})), camera("preview")), "allow");
    assert_eq!(said(&policy, state(json!({})), camera("video")), "undeclared_scope none");
}

#[test]
fn undeclared_resource_comes_before_undeclared_caller() {
    let request = json!({"purpose": "scan", "resource": "media", "scope": ["pick"]});
    let stranger = state(json!({"caller": "stranger"}));
    assert_eq!(said(&policy(json!({})), stranger, request), "undeclared_resource none");
    assert_eq!(photo(json!({}), json!({"caller": "stranger"})), "undeclared_caller none");
}

#[test]
fn declined_waits_for_a_tap_and_undecided_does_not() {
    let declined = json!({"accepted_policy": null, "declined_policy": "2020-01-01"});
    assert_eq!(photo(json!({}), declined.clone()), "policy_not_accepted wait_for_user");
    let mut tapped = declined;
    tapped["user_initiated"] = json!(true);
    assert_eq!(photo(json!({}), tapped), "policy_not_accepted accept_policy");
    let undecided = json!({"accepted_policy": null});
    assert_eq!(photo(json!({}), undecided), "policy_not_accepted accept_policy");
}

#[test]
fn nothing_is_accessed_while_undecided_whatever_the_basis() {
    let contract = json!({"basis": "contract"});
    let undecided = json!({"accepted_policy": null});
    assert_eq!(photo(contract, undecided), "policy_not_accepted accept_policy");
}

#[test]
fn versions_compare_by_date_then_number() {
    let mut policy = policy(json!({}));
    policy["changes"] =
        json!([{"version": "2024-08-23.10", "kinds": ["new_purpose"], "purposes": ["scan"]}]);
    let with = |accepted: &str| state(json!({"accepted_policy": accepted}));
    assert_eq!(said(&policy, with("2024-08-23.9"), whole()), "policy_outdated accept_policy");
    assert_eq!(said(&policy, with("2024-08-23"), whole()), "policy_outdated accept_policy");
    assert_eq!(said(&policy, with("2024-08-23.10"), whole()), "allow");
    assert_eq!(said(&policy, with("2024-09-01"), whole()), "allow");
}

#[test]
fn a_change_touches_only_the_purposes_it_lists_or_all() {
    let mut policy = policy(json!({}));
    let old = || state(json!({"accepted_policy": "2024-01-01"}));
    policy["changes"] =
        json!([{"version": "2024-08-23", "kinds": ["new_purpose"], "purposes": ["other"]}]);
    assert_eq!(said(&policy, old(), whole()), "allow");
    policy["changes"] =
        json!([{"version": "2024-08-23", "kinds": ["controller"], "purposes": "all"}]);
    assert_eq!(said(&policy, old(), whole()), "policy_outdated accept_policy");
}

#[test]
fn nobody_is_a_guest_of_unknown_age() {
    let nobody = json!({"subject": null});
    assert_eq!(photo(json!({"guests": false}), nobody.clone()), "sign_in_required sign_in");
    assert_eq!(photo(json!({}), nobody.clone()), "allow");
    let mut careful = policy(json!({}));
    careful["unknown_age"] = json!("child");
    assert_eq!(said(&careful, state(nobody), whole()), "guardian_required guardian_consent");
}

#[test]
fn a_guardian_age_inside_a_band_covers_the_band() {
    let mut policy = policy(json!({}));
    let teen = || state(json!({"subject": {"kind": "account", "age": "teen"}}));
    assert_eq!(said(&policy, teen(), whole()), "allow");
    policy["guardian_age"] = json!(15);
    assert_eq!(said(&policy, teen(), whole()), "guardian_required guardian_consent");
}

#[test]
fn for_a_child_policy_consent_is_separate_but_another_basis_needs_only_the_guardian() {
    let child = |guardian: Value| json!({"subject": {"kind": "account", "age": "child"}, "guardian": guardian, "consents": []});
    let agreed = || json!({"at": LONG_AGO});
    let by_policy = || json!({"consent": "policy"});
    assert_eq!(photo(by_policy(), json!({"consents": []})), "allow");
    assert_eq!(photo(by_policy(), child(agreed())), "consent_not_asked ask_consent");
    assert_eq!(photo(json!({"basis": "law"}), child(agreed())), "allow");
    let alone = photo(json!({"basis": "law"}), child(Value::Null));
    assert_eq!(alone, "guardian_required guardian_consent");
}

#[test]
fn a_refusal_waits_until_exactly_48_hours() {
    let refused = |at| photo(json!({}), consents(&[answer("refuse", at, json!({}))]));
    assert_eq!(refused(TWO_DAYS_AGO), "consent_refused ask_consent");
    assert_eq!(refused("2025-03-08T12:00:01Z"), "consent_refused wait 2025-03-10T12:00:01Z");
    assert_eq!(refused("2025-03-12T00:00:00Z"), "consent_refused wait 2025-03-12T12:00:00Z");
}

#[test]
fn a_second_refusal_waits_for_the_user_and_a_withdrawal_between_does_not_reset() {
    let refuse = |at| answer("refuse", at, json!({}));
    let withdraw = answer("withdraw", TWO_DAYS_AGO, json!({}));
    let twice = consents(&[refuse(LONG_AGO), withdraw, refuse(DAY_AGO)]);
    assert_eq!(photo(json!({}), twice.clone()), "consent_refused wait_for_user");
    let mut tapped = twice;
    tapped["user_initiated"] = json!(true);
    assert_eq!(photo(json!({}), tapped), "consent_refused ask_consent");
    let grant = answer("grant", TWO_DAYS_AGO, json!({}));
    let reset = consents(&[refuse(LONG_AGO), grant, refuse(DAY_AGO)]);
    assert_eq!(photo(json!({}), reset), "consent_refused wait 2025-03-11T12:00:00Z");
}

#[test]
fn answers_go_by_time_with_the_future_become_now_and_ties_by_list() {
    let grant = |at| answer("grant", at, json!({}));
    let withdraw = |at| answer("withdraw", at, json!({}));
    let late_first = consents(&[withdraw(HOUR_AGO), grant(DAY_AGO)]);
    assert_eq!(photo(json!({}), late_first), "consent_withdrawn wait_for_user");
    let tie = consents(&[withdraw(HOUR_AGO), grant(HOUR_AGO)]);
    assert_eq!(photo(json!({}), tie), "allow");
    // Both become now: the list decides, though the grant's time is further off.
    let future = consents(&[grant("2025-05-01T00:00:00Z"), withdraw("2025-04-01T00:00:00Z")]);
    assert_eq!(photo(json!({}), future), "consent_withdrawn wait_for_user");
}

#[test]
fn a_grant_closes_downward_and_a_refusal_or_withdrawal_upward() {
    let on = |action, scope: &str| answer(action, DAY_AGO, json!({"scope": [scope]}));
    let policy = policy(json!({}));
    let preview = |entry| said(&policy, state(consents(&[entry])), camera("preview"));
    assert_eq!(preview(on("grant", "photo")), "allow");
    let granted = || answer("grant", LONG_AGO, json!({}));
    let after = |entry| consents(&[granted(), entry]);
    let photo = |entry| said(&policy, state(after(entry)), camera("photo"));
    assert_eq!(photo(on("withdraw", "preview")), "consent_withdrawn wait_for_user");
    let preview = said(&policy, state(after(on("withdraw", "photo"))), camera("preview"));
    assert_eq!(preview, "allow");
}

#[test]
fn now_equal_to_until_is_expired_unless_the_policy_suffices() {
    let ends = consents(&[answer("grant", LONG_AGO, json!({"until": NOW}))]);
    assert_eq!(photo(json!({}), ends.clone()), "consent_expired ask_consent");
    assert_eq!(photo(json!({"consent": "policy"}), ends), "allow");
    let later = json!({"until": "2025-03-10T12:00:01Z"});
    assert_eq!(photo(json!({}), consents(&[answer("grant", LONG_AGO, later)])), "allow");
}

#[test]
fn a_grant_does_not_shorten_an_implied_bits_longer_grant_but_may_its_own() {
    let preview = answer("grant", LONG_AGO, json!({"scope": ["preview"]}));
    let short = |scope: Value| answer("grant", DAY_AGO, json!({"scope": scope, "until": HOUR_AGO}));
    let policy = policy(json!({}));
    let asks = |entry| said(&policy, state(consents(&[preview.clone(), entry])), camera("preview"));
    assert_eq!(asks(short(json!(["photo"]))), "allow");
    assert_eq!(asks(short(json!(["photo", "preview"]))), "consent_expired ask_consent");
}

#[test]
fn nothing_granted_is_not_asked_and_something_granted_is_scope() {
    let only_preview = consents(&[answer("grant", LONG_AGO, json!({"scope": ["preview"]}))]);
    assert_eq!(photo(json!({}), only_preview), "consent_scope ask_consent");
    assert_eq!(photo(json!({}), consents(&[])), "consent_not_asked ask_consent");
    // A bit that needs no consent counts as granted.
    let needs = json!([
        {"resource": "camera", "scope": ["photo"]},
        {"resource": "camera", "scope": ["preview"], "basis": "contract"},
    ]);
    assert_eq!(photo(json!({"needs": needs}), consents(&[])), "consent_scope ask_consent");
}

#[test]
fn a_policy_consent_needs_no_answer_but_heeds_a_withdrawal() {
    let by_policy = json!({"consent": "policy"});
    assert_eq!(photo(by_policy.clone(), json!({"consents": null})), "allow");
    let off = consents(&[answer("withdraw", DAY_AGO, json!({}))]);
    assert_eq!(photo(by_policy, off), "consent_withdrawn wait_for_user");
}

#[test]
fn an_independent_sdk_needs_an_answer_naming_it_and_a_processor_does_not() {
    let by = |caller: &str, named: Value| {
        let entry = answer("grant", LONG_AGO, json!({"caller": named}));
        photo(json!({"consent": "policy"}), json!({"caller": caller, "consents": [entry]}))
    };
    assert_eq!(by("rival", json!("rival")), "allow");
    assert_eq!(by("rival", json!("app")), "consent_not_asked ask_consent");
    assert_eq!(by("rival", Value::Null), "consent_not_asked ask_consent");
    let on = |caller: &str, named: &str| {
        let entry = answer("grant", LONG_AGO, json!({"caller": named}));
        photo(json!({}), json!({"caller": caller, "consents": [entry]}))
    };
    assert_eq!(on("helper", "app"), "allow");
    assert_eq!(on("helper", "helper"), "allow");
    assert_eq!(on("app", "helper"), "consent_not_asked ask_consent");
}

#[test]
fn the_need_naming_a_bit_beats_the_one_implying_it() {
    let needs = json!([
        {"resource": "camera", "scope": ["photo"], "context": "background"},
        {"resource": "camera", "scope": ["preview"], "context": "perceptible"},
        {"resource": "camera", "scope": ["preview"], "context": "foreground"},
    ]);
    let app = |app: &str| photo(json!({"needs": needs}), json!({"app": app}));
    assert_eq!(app("perceptible"), "allow");
    assert_eq!(app("background"), "not_foreground come_to_foreground");
}

#[test]
fn a_budget_frees_up_exactly_per_later_and_keeps_the_interval() {
    let limit = json!({"limit": {"count": 2, "per": "1h", "min_interval": "15s"}});
    let at = |times: &[&str]| {
        let access = |at: &&str| json!({"purpose": "scan", "resource": "camera", "at": at});
        let recent: Vec<Value> = times.iter().map(access).collect();
        photo(limit.clone(), json!({"recent": recent}))
    };
    assert_eq!(at(&[HOUR_AGO, "2025-03-10T11:30:00Z"]), "allow");
    let three = ["2025-03-10T11:50:00Z", "2025-03-10T11:20:00Z", "2025-03-10T11:10:00Z"];
    assert_eq!(at(&three), "over_budget wait 2025-03-10T12:20:00Z");
    assert_eq!(at(&["2025-03-10T11:59:45Z"]), "allow");
    assert_eq!(at(&["2025-03-10T11:59:46Z"]), "over_budget wait 2025-03-10T12:00:01Z");
    assert_eq!(at(&["2026-01-01T00:00:00Z"]), "over_budget wait 2025-03-10T12:00:15Z");
}

#[test]
fn os_entries_named_beats_implied_beats_wide_and_a_wide_switch_beats_all() {
    let os = |os: Value| photo(json!({}), json!({"os": os, "user_initiated": true}));
    let named = json!({"camera.photo": "granted", "camera": "restricted"});
    assert_eq!(os(named), "allow");
    let refused_below = json!({"camera.preview": "restricted", "camera": "granted"});
    assert_eq!(os(refused_below), "os_restricted none");
    let both = json!({"camera.preview": "denied", "camera.photo": "granted"});
    assert_eq!(os(both), "os_denied request_os");
    let off = json!({"camera.photo": "granted", "camera": {"grant": "switched_off", "at": NOW}});
    assert_eq!(os(off), "os_switched_off open_os_switch");
    assert_eq!(os(json!({})), "os_not_asked request_os");
    assert_eq!(os(json!({"camera.preview": "granted"})), "os_scope request_os");
}

#[test]
fn the_reduced_mode_grants_its_bits_and_denies_the_rest() {
    let purpose = json!({"needs": [{"resource": "location", "scope": ["fine"]}], "basis": "law"});
    let policy = policy(purpose);
    let asks = |scope: &str, os: Value| {
        let request = json!({"purpose": "scan", "resource": "location", "scope": [scope]});
        said(&policy, state(json!({"os": os})), request)
    };
    let reduced = json!({"grant": "reduced", "at": DAY_AGO, "times": 1});
    for key in ["location", "location.fine"] {
        assert_eq!(asks("coarse", json!({key: reduced})), "allow");
        let fine = asks("fine", json!({key: reduced}));
        assert_eq!(fine, "os_denied wait 2025-03-11T12:00:00Z");
    }
}

#[test]
fn an_os_denial_without_time_counts_from_now_and_without_number_as_once() {
    let os = |grant: Value| photo(json!({}), json!({"os": {"camera": grant}}));
    assert_eq!(os(json!("denied")), "os_denied wait 2025-03-12T12:00:00Z");
    assert_eq!(os(json!({"grant": "denied", "at": TWO_DAYS_AGO})), "os_denied request_os");
    let twice = json!({"grant": "denied", "at": LONG_AGO, "times": 2});
    assert_eq!(os(twice), "os_denied wait_for_user");
}

#[test]
fn of_several_failing_bits_the_strictest_step_and_the_latest_time_hold() {
    let os = |preview: Value, photo_: Value| {
        photo(json!({}), json!({"os": {"camera.preview": preview, "camera.photo": photo_}}))
    };
    let denied = |at: &str, times: u32| json!({"grant": "denied", "at": at, "times": times});
    let later = os(denied(DAY_AGO, 1), denied(HOUR_AGO, 1));
    assert_eq!(later, "os_denied wait 2025-03-12T11:00:00Z");
    let strict = os(denied(LONG_AGO, 2), denied(HOUR_AGO, 1));
    assert_eq!(strict, "os_denied wait_for_user");
    assert_eq!(os(denied(LONG_AGO, 1), json!("granted")), "os_denied request_os");
}

#[test]
fn a_group_fails_for_its_earliest_reason_and_ignores_what_is_optional() {
    let needs = |optional: bool| {
        json!({"basis": "law", "needs": [
            {"resource": "camera", "scope": ["photo"]},
            {"resource": "microphone", "scope": ["record"], "basis": "consent", "optional": optional},
        ]})
    };
    let no_camera = || state(json!({"os": {"camera": "restricted"}}));
    let required = said(&policy(needs(false)), no_camera(), whole());
    assert_eq!(required, "consent_not_asked ask_consent");
    assert_eq!(said(&policy(needs(true)), no_camera(), whole()), "os_restricted none");
}

#[test]
fn of_alternatives_one_suffices_and_else_the_furthest_speaks() {
    let any_of = json!({"basis": "law", "needs": [{"any_of": [
        {"resource": "media", "scope": ["images"], "basis": "consent"},
        {"resource": "camera", "scope": ["photo"]},
    ]}]});
    let policy = policy(any_of);
    assert_eq!(said(&policy, state(json!({})), whole()), "allow");
    let restricted = state(json!({"os": {"camera": "restricted"}}));
    assert_eq!(said(&policy, restricted, whole()), "os_restricted none");
}

#[test]
fn with_only_optional_needs_the_purposes_own_checks_and_the_log_are_left() {
    let optional = json!([{"resource": "camera", "scope": ["photo"], "optional": true}]);
    let policy = policy(json!({"needs": optional, "guests": false}));
    let bare = |more: Value| {
        let mut changes = json!({"consents": [], "os": {}, "app": "background"});
        merge(&mut changes, more);
        state(changes)
    };
    assert_eq!(said(&policy, bare(json!({})), whole()), "allow");
    assert_eq!(said(&policy, bare(json!({"log": "unavailable"})), whole()), "log_unavailable none");
    assert_eq!(
        said(&policy, bare(json!({"subject": {"kind": "guest"}})), whole()),
        "sign_in_required sign_in"
    );
}

#[test]
fn a_purpose_without_needs_has_its_own_answer_context_and_budget_and_no_os() {
    let policy = policy(json!({"needs": [], "limit": {"count": 1, "per": "1h"}}));
    let own = json!({"purpose": "scan", "action": "grant", "at": LONG_AGO});
    let bare = |recent: Value| state(json!({"consents": [own], "os": null, "recent": [recent]}));
    let elsewhere = json!({"purpose": "scan", "resource": "camera", "at": HOUR_AGO});
    assert_eq!(said(&policy, bare(elsewhere), whole()), "allow");
    let just_now = json!({"purpose": "scan", "at": NOW});
    let over = said(&policy, bare(just_now), whole());
    assert_eq!(over, "over_budget wait 2025-03-10T13:00:00Z");
    let on_camera = state(json!({}));
    assert_eq!(said(&policy, on_camera, whole()), "consent_not_asked ask_consent");
}
