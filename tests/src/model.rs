//! The decision, written to be read beside the rules (docs/decision.md).
//!
//! Everything is recomputed from the JSON on every call. The two tables
//! `PURPOSE_ORDER` and `NEED_ORDER` are the order of the reasons; each
//! reason is one small function. Nothing here is meant to be fast.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::words::{Scopes, down, scopes_of, up};

/// Decides one request. `policy` is a valid policy file, `state` a valid state
/// file (which also names the caller and says whether the user just tapped),
/// `request` is `{"purpose", "resource"?, "scope"?}` in known words.
pub fn decide(policy: &Value, state: &Value, request: &Value) -> Value {
    decide_on(policy, state, request, None)
}

/// The same on answers that somebody else keeps: what stands for a resource and one of its scopes
/// (neither, for the purpose itself), instead of the state's list.
pub fn decide_on(
    policy: &Value,
    state: &Value,
    request: &Value,
    standing: Option<Standing>,
) -> Value {
    match first_denial(policy, state, request, standing) {
        None => json!({"verdict": "allow"}),
        Some(denial) => denial.to_json(),
    }
}

/// What stands for a resource and a scope.
pub type Standing<'a> = &'a dyn Fn(Option<&str>, Option<&str>) -> Answer;

/// Every reason, in the order in which they are tested.
pub fn reasons() -> Vec<&'static str> {
    let mut names = vec!["gate_fault", "undeclared_purpose"];
    names.extend(PURPOSE_ORDER.iter().map(|(name, _)| *name));
    names.extend(NEED_ORDER.iter().map(|(name, _)| *name));
    names
}

/// The reasons that hold for a purpose whatever it asks for; the first that
/// fails is the answer. (`gate_fault` and `undeclared_purpose` come before.)
const PURPOSE_ORDER: &[(&str, PurposeCheck)] = &[
    ("undeclared_resource", undeclared_resource),
    ("undeclared_scope", undeclared_scope),
    ("undeclared_caller", undeclared_caller),
    ("policy_not_accepted", policy_not_accepted),
    ("policy_outdated", policy_outdated),
    ("sign_in_required", sign_in_required),
    ("guardian_required", guardian_required),
];

/// The reasons that look at one need's bits. Each function lists the next step
/// of every bit that fails for this reason; an empty list is a pass.
const NEED_ORDER: &[(&str, NeedCheck)] = &[
    ("consent_refused", consent_refused),
    ("consent_withdrawn", consent_withdrawn),
    ("consent_expired", consent_expired),
    ("consent_not_asked", consent_not_asked),
    ("consent_scope", consent_scope),
    ("not_foreground", not_foreground),
    ("over_budget", over_budget),
    ("os_switched_off", os_switched_off),
    ("os_restricted", os_restricted),
    ("os_permanently_denied", os_permanently_denied),
    ("os_denied", os_denied),
    ("os_not_asked", os_not_asked),
    ("os_scope", os_scope),
    ("log_unavailable", log_unavailable),
];

type PurposeCheck = fn(&Case) -> Option<Step>;
type NeedCheck = fn(&Case, &Ask) -> Vec<Step>;

/// What one decision looks at.
struct Case<'a> {
    policy: &'a Value,
    state: &'a Value,
    request: &'a Value,
    purpose: &'a Value,
    now: Timestamp,
    standing: Option<Standing<'a>>,
}

/// One need as it stands now: the facts about each bit it asks for.
struct Ask<'a> {
    resource: Option<&'a str>,
    bits: Vec<Bit<'a>>,
}

struct Bit<'a> {
    consent: Consent,
    context: &'a str,
    os: Vec<Os<'a>>,
}

#[derive(Clone, Copy, PartialEq)]
enum Consent {
    Granted,
    Refused(Refusals),
    Withdrawn,
    Expired,
    NotAsked { others: Option<Refusals> },
}

/// How often something was refused since it was last granted.
#[derive(Clone, Copy, PartialEq)]
pub struct Refusals {
    /// The last time.
    pub at: Timestamp,
    /// How often.
    pub times: u64,
}

/// The latest answer on one bit, before the kind of consent is considered.
pub enum Answer {
    /// None; other subjects of the installation may have refused.
    Never {
        /// Their refusals.
        others: Option<Refusals>,
    },
    /// Yes.
    Granted {
        /// Until when.
        until: Option<Timestamp>,
    },
    /// No.
    Refused(Refusals),
    /// A yes that was taken back.
    Withdrawn,
    /// A yes that was seen to be over.
    Expired,
}

#[derive(Clone, Copy)]
struct Os<'a> {
    grant: &'a str,
    at: Timestamp,
    times: u64,
}

/// What to do next, and for `wait` until when.
#[derive(Clone, Copy)]
struct Step {
    next: &'static str,
    until: Option<Timestamp>,
}

struct Denial {
    rank: usize,
    reason: &'static str,
    step: Step,
}

fn first_denial(
    policy: &Value,
    state: &Value,
    request: &Value,
    standing: Option<Standing>,
) -> Option<Denial> {
    if text(state, "gate") == Some("fault") {
        return Some(Denial { rank: 0, reason: "gate_fault", step: step("none") });
    }
    let wanted = text(request, "purpose");
    let Some(purpose) = list(policy, "purposes").iter().find(|p| text(p, "id") == wanted) else {
        return Some(Denial { rank: 0, reason: "undeclared_purpose", step: step("none") });
    };
    let now = time(state, "now").expect("a state file has `now`");
    let case = Case { policy, state, request, purpose, now, standing };
    for (reason, check) in PURPOSE_ORDER {
        if let Some(step) = check(&case) {
            return Some(Denial { rank: 0, reason, step });
        }
    }
    denial_of_needs(&case)
}

/// With a resource: exactly what was asked. Without: the purpose's own answer
/// when it has no needs, else its required needs as a group; when all needs are
/// optional nothing but the log is left to fail.
fn denial_of_needs(case: &Case) -> Option<Denial> {
    if let Some(resource) = text(case.request, "resource") {
        return walk(case, &ask(case, resource, &scopes(case.request)));
    }
    let needs = list(case.purpose, "needs");
    if needs.is_empty() {
        return walk(case, &ask_without_resource(case));
    }
    let required: Vec<&Value> = needs.iter().filter(|need| !flag(need, "optional")).collect();
    if required.is_empty() {
        return walk(case, &Ask { resource: None, bits: vec![] });
    }
    group(case, &required)
}

/// A group fails for the reason that comes earliest over its required needs;
/// of the needs failing for that reason the strictest step holds.
fn group(case: &Case, required: &[&Value]) -> Option<Denial> {
    let denials: Vec<Denial> =
        required.iter().filter_map(|need| denial_of_need(case, need)).collect();
    let earliest = denials.iter().map(|denial| denial.rank).min()?;
    denials
        .into_iter()
        .filter(|denial| denial.rank == earliest)
        .reduce(|a, b| if strictness(b.step) > strictness(a.step) { b } else { a })
}

/// Of alternatives one suffices; when none does, the one that got furthest
/// speaks (the first listed of several that got equally far).
fn denial_of_need(case: &Case, need: &Value) -> Option<Denial> {
    let Some(alternatives) = need.get("any_of").and_then(Value::as_array) else {
        return walk(case, &ask(case, text(need, "resource")?, &scopes(need)));
    };
    let mut furthest: Option<Denial> = None;
    for alternative in alternatives {
        let denial = denial_of_need(case, alternative)?;
        if furthest.as_ref().is_none_or(|best| denial.rank > best.rank) {
            furthest = Some(denial);
        }
    }
    furthest
}

/// The first reason that fails, with the strictest step of its failing bits.
fn walk(case: &Case, ask: &Ask) -> Option<Denial> {
    for (rank, (reason, check)) in NEED_ORDER.iter().enumerate() {
        if let Some(step) = check(case, ask).into_iter().max_by_key(|step| strictness(*step)) {
            return Some(Denial { rank, reason, step });
        }
    }
    None
}

// ---- the purpose's own checks --------------------------------------------

/// The purpose has no need on the resource asked for.
fn undeclared_resource(case: &Case) -> Option<Step> {
    let resource = text(case.request, "resource")?;
    let declared =
        all_needs(case.purpose).iter().any(|need| text(need, "resource") == Some(resource));
    (!declared).then(|| step("none"))
}

/// The request, closed downward, asks for a bit that no need names or implies.
fn undeclared_scope(case: &Case) -> Option<Step> {
    let resource = text(case.request, "resource")?;
    let asked = down(resource, &scopes(case.request));
    (!asked.is_subset(&declared_bits(case.purpose, resource))).then(|| step("none"))
}

/// The purpose does not list the caller.
fn undeclared_caller(case: &Case) -> Option<Step> {
    let listed = list(case.purpose, "callers").iter().any(|c| c.as_str() == Some(caller(case)));
    (!listed).then(|| step("none"))
}

/// Undecided always brings the policy up; declined only when the user taps.
/// A declined policy stays declined whatever version follows.
fn policy_not_accepted(case: &Case) -> Option<Step> {
    if text(case.state, "declined_policy").is_some() {
        return Some(if tapped(case) { step("accept_policy") } else { step("wait_for_user") });
    }
    text(case.state, "accepted_policy").is_none().then(|| step("accept_policy"))
}

/// A change newer than the accepted version touches this purpose.
fn policy_outdated(case: &Case) -> Option<Step> {
    let accepted = text(case.state, "accepted_policy")?;
    outdated(case.policy, case.purpose, accepted).then(|| step("accept_policy"))
}

/// A change of the policy newer than `accepted` touches the purpose.
pub fn outdated(policy: &Value, purpose: &Value, accepted: &str) -> bool {
    let id = text(purpose, "id");
    list(policy, "changes").iter().any(|change| {
        let touches_all = text(change, "purposes") == Some("all");
        let touches = touches_all || list(change, "purposes").iter().any(|p| p.as_str() == id);
        touches && text(change, "version").map(version) > Some(version(accepted))
    })
}

/// A guest asks for what guests do not get; no subject at all is a guest.
fn sign_in_required(case: &Case) -> Option<Step> {
    let guest = subject(case, "kind") != Some("account");
    (guest && !flag(case.purpose, "guests")).then(|| step("sign_in"))
}

/// The subject's age band begins below the guardian age, and no guardian has
/// agreed. A guardian age inside a band covers the whole band.
fn guardian_required(case: &Case) -> Option<Step> {
    let guardian_age = case.policy.get("guardian_age").and_then(Value::as_u64).unwrap_or(0);
    let youngest_of_band = match age(case) {
        "child" => 0,
        "teen" => 14,
        _ => 18,
    };
    let agreed = case.state.get("guardian").is_some_and(Value::is_object);
    (youngest_of_band < guardian_age && !agreed).then(|| step("guardian_consent"))
}

// ---- consent -------------------------------------------------------------

fn consent_refused(case: &Case, ask: &Ask) -> Vec<Step> {
    let refused = |bit: &Bit| match bit.consent {
        Consent::Refused(refusals) => Some(after_refusal(case, refusals, "ask_consent")),
        _ => None,
    };
    ask.bits.iter().filter_map(refused).collect()
}

/// What was withdrawn comes up again only when the user taps.
fn consent_withdrawn(case: &Case, ask: &Ask) -> Vec<Step> {
    let next = if tapped(case) { step("ask_consent") } else { step("wait_for_user") };
    vec![next; count(ask, Consent::Withdrawn)]
}

fn consent_expired(_: &Case, ask: &Ask) -> Vec<Step> {
    vec![step("ask_consent"); count(ask, Consent::Expired)]
}

/// Bits were never asked for, and none of the request is granted yet.
fn consent_not_asked(case: &Case, ask: &Ask) -> Vec<Step> {
    if count(ask, Consent::Granted) > 0 {
        return vec![];
    }
    consent_scope(case, ask)
}

/// Bits were never asked for, though some of the request is granted. Whoever refused them before
/// on this installation is not asked again too soon, as whichever subject.
fn consent_scope(case: &Case, ask: &Ask) -> Vec<Step> {
    let first = step("ask_consent");
    let step = |bit: &Bit| match bit.consent {
        Consent::NotAsked { others: Some(it) } => Some(after_refusal(case, it, "ask_consent")),
        Consent::NotAsked { others: None } => Some(first),
        _ => None,
    };
    ask.bits.iter().filter_map(step).collect()
}

fn count(ask: &Ask, consent: Consent) -> usize {
    ask.bits.iter().filter(|bit| bit.consent == consent).count()
}

/// How consent stands for one bit. A basis other than consent needs none. The
/// `policy` kind needs no answer and knows no expiry, yet heeds a refusal or a
/// withdrawal; the other kinds need a grant that has not expired.
fn consent(case: &Case, basis: &str, kind: &str, answer: &Answer) -> Consent {
    if basis != "consent" {
        return Consent::Granted;
    }
    let by_policy = kind == "policy" && age(case) != "child" && !independent(case);
    match answer {
        Answer::Refused(refusals) => Consent::Refused(*refusals),
        Answer::Withdrawn => Consent::Withdrawn,
        _ if by_policy => Consent::Granted,
        Answer::Never { others } => Consent::NotAsked { others: *others },
        Answer::Expired => Consent::Expired,
        Answer::Granted { until: Some(until) } if case.now >= *until => Consent::Expired,
        Answer::Granted { .. } => Consent::Granted,
    }
}

/// The latest answer on one bit (`None`: the purpose's own answer). Refusals
/// are counted since the last grant; a withdrawal leaves the count alone. A
/// grant that only implies the bit does not shorten a longer grant of it.
fn answer(case: &Case, resource: Option<&str>, bit: Option<&str>) -> Answer {
    if let Some(standing) = case.standing {
        return standing(resource, bit);
    }
    let mut latest = Answer::Never { others: None };
    let mut refusals = 0;
    for (entry, at) in answers_in_order(case, resource) {
        let (named, covered) = covered_by(case, entry, resource);
        if bit.is_some_and(|bit| !covered.contains(bit)) {
            continue;
        }
        let only_implied = bit.is_some_and(|bit| !named.contains(bit));
        match text(entry, "action") {
            Some("grant") => {
                refusals = 0;
                let until = time(entry, "until");
                let keeps = matches!(latest, Answer::Granted { until: old } if longer(old, until));
                if !(only_implied && keeps) {
                    latest = Answer::Granted { until };
                }
            }
            Some("refuse") => {
                refusals += 1;
                latest = Answer::Refused(Refusals { at, times: refusals });
            }
            _ => latest = Answer::Withdrawn,
        }
    }
    latest
}

/// No end lasts longer than any end.
fn longer(old: Option<Timestamp>, new: Option<Timestamp>) -> bool {
    match (old, new) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(old), Some(new)) => old > new,
    }
}

/// The answers that count for this caller, by time; a time in the future first
/// becomes now, and equal times keep the order of the list.
fn answers_in_order<'a>(case: &Case<'a>, resource: Option<&str>) -> Vec<(&'a Value, Timestamp)> {
    let mut answers: Vec<(&Value, Timestamp)> = list(case.state, "consents")
        .iter()
        .filter(|entry| text(entry, "purpose") == text(case.purpose, "id"))
        .filter(|entry| text(entry, "resource") == resource)
        .filter(|entry| names_caller(case, text(entry, "caller")))
        .map(|entry| (entry, past(case, time(entry, "at"))))
        .collect();
    answers.sort_by_key(|(_, at)| *at);
    answers
}

/// An independent SDK needs an answer that names it; everybody else may use the
/// app's answers, or those that name the caller.
fn names_caller(case: &Case, named: Option<&str>) -> bool {
    let own = named == Some(caller(case));
    if independent(case) { own } else { own || named.is_none() || named == Some("app") }
}

/// The bits an answer names (all the purpose declares, when it lists none), and
/// those it covers: a grant closes downward, a refusal or withdrawal upward.
fn covered_by(case: &Case, entry: &Value, resource: Option<&str>) -> (Scopes, Scopes) {
    let Some(resource) = resource else { return (Scopes::new(), Scopes::new()) };
    let everything = entry.get("scope").is_none();
    let named = if everything { declared_bits(case.purpose, resource) } else { scopes(entry) };
    let grant = text(entry, "action") == Some("grant");
    let covered = if grant { down(resource, &named) } else { up(resource, &named) };
    (named, covered)
}

// ---- app state and budget ------------------------------------------------

/// The app is further from the user than the bit's need may go.
fn not_foreground(case: &Case, ask: &Ask) -> Vec<Step> {
    let distance = |name: &str| match name {
        "foreground" => 0,
        "perceptible" => 1,
        _ => 2,
    };
    let app = distance(text(case.state, "app").unwrap_or("background"));
    let too_far = |bit: &&Bit| app > distance(bit.context);
    ask.bits.iter().filter(too_far).map(|_| step("come_to_foreground")).collect()
}

/// Too many accesses of this purpose and resource within `per`, or the latest
/// too recent; whoever made them. Exactly `per` old no longer counts, exactly
/// `min_interval` old is old enough.
fn over_budget(case: &Case, ask: &Ask) -> Vec<Step> {
    let Some(limit) = case.purpose.get("limit").filter(|_| !ask.bits.is_empty()) else {
        return vec![];
    };
    let accesses = accesses(case, ask.resource);
    let mut steps = vec![];
    if let (Some(most), Some(per)) =
        (limit.get("count").and_then(Value::as_u64), duration(limit, "per"))
    {
        let recent: Vec<Timestamp> =
            accesses.iter().copied().filter(|at| case.now.duration_since(*at) < per).collect();
        // Room again once all but `most - 1` of them have aged out.
        if let Some(surplus) = recent.len().checked_sub(most as usize) {
            let last_to_go = recent.get(surplus).copied().unwrap_or(case.now);
            steps.push(wait(last_to_go + per));
        }
    }
    if let (Some(interval), Some(latest)) = (duration(limit, "min_interval"), accesses.last())
        && case.now.duration_since(*latest) < interval
    {
        steps.push(wait(*latest + interval));
    }
    steps
}

/// When this purpose touched the resource, oldest first.
fn accesses(case: &Case, resource: Option<&str>) -> Vec<Timestamp> {
    let mut times: Vec<Timestamp> = list(case.state, "recent")
        .iter()
        .filter(|entry| text(entry, "purpose") == text(case.purpose, "id"))
        .filter(|entry| text(entry, "resource") == resource)
        .map(|entry| past(case, time(entry, "at")))
        .collect();
    times.sort();
    times
}

// ---- the operating system ------------------------------------------------

fn os_switched_off(case: &Case, ask: &Ask) -> Vec<Step> {
    let next = if tapped(case) { step("open_os_switch") } else { step("wait_for_user") };
    os_entries(ask, "switched_off").map(|_| next).collect()
}

fn os_restricted(_: &Case, ask: &Ask) -> Vec<Step> {
    os_entries(ask, "restricted").map(|_| step("none")).collect()
}

fn os_permanently_denied(case: &Case, ask: &Ask) -> Vec<Step> {
    let next = if tapped(case) { step("open_os_settings") } else { step("wait_for_user") };
    os_entries(ask, "permanently_denied").map(|_| next).collect()
}

fn os_denied(case: &Case, ask: &Ask) -> Vec<Step> {
    let refusals = |os: &Os| Refusals { at: os.at, times: os.times };
    let denied = os_entries(ask, "denied");
    denied.map(|os| after_refusal(case, refusals(os), "request_os")).collect()
}

/// The OS was never asked for some bits, and has granted none of the request.
fn os_not_asked(_: &Case, ask: &Ask) -> Vec<Step> {
    let some_granted =
        os_entries(ask, "granted").chain(os_entries(ask, "not_needed")).next().is_some();
    if some_granted {
        return vec![];
    }
    os_entries(ask, "not_asked").map(|_| step("request_os")).collect()
}

/// The OS was never asked for some bits, but has granted others.
fn os_scope(_: &Case, ask: &Ask) -> Vec<Step> {
    os_entries(ask, "not_asked").map(|_| step("request_os")).collect()
}

fn os_entries<'a>(ask: &'a Ask, grant: &'a str) -> impl Iterator<Item = &'a Os<'a>> {
    ask.bits.iter().flat_map(|bit| &bit.os).filter(move |os| os.grant == grant)
}

/// What the OS says of one bit: a switch that is off for the whole resource
/// beats all; then the entry naming the bit, then what entries on other scopes
/// imply (a refusal before a grant), then the resource's entry; else not asked.
fn os<'a>(case: &Case<'a>, resource: &str, bit: &str) -> Vec<Os<'a>> {
    let wide = os_entry(case, resource);
    if let Some(off) = wide.filter(|wide| wide.grant == "switched_off") {
        return vec![off];
    }
    if let Some(named) = os_entry(case, &format!("{resource}.{bit}")) {
        return vec![on_bit(named, resource, bit)];
    }
    let (granted, refused): (Vec<Os>, Vec<Os>) =
        os_implied(case, resource, bit).into_iter().partition(|os| os.grant == "granted");
    if !refused.is_empty() {
        return refused;
    }
    if !granted.is_empty() {
        return granted;
    }
    match wide {
        Some(wide) => vec![on_bit(wide, resource, bit)],
        None => vec![Os { grant: "not_asked", at: case.now, times: 0 }],
    }
}

/// What the entries on other scopes say of this bit: grants close downward,
/// refusals upward, and not having asked says nothing.
fn os_implied<'a>(case: &Case<'a>, resource: &str, bit: &str) -> Vec<Os<'a>> {
    let mut implied = vec![];
    for scope in scopes_of(resource).iter().filter(|scope| **scope != bit) {
        let Some(entry) = os_entry(case, &format!("{resource}.{scope}")) else { continue };
        let own = Scopes::from([(*scope).to_owned()]);
        let (granted, refused) = match entry.grant {
            "granted" | "not_needed" => (own, Scopes::new()),
            "not_asked" => continue,
            "reduced" => {
                down(resource, &own).into_iter().partition(|bit| reduced_gives(resource, bit))
            }
            _ => (Scopes::new(), own),
        };
        if down(resource, &granted).contains(bit) {
            implied.push(Os { grant: "granted", ..entry });
        }
        if up(resource, &refused).contains(bit) {
            let grant = if entry.grant == "reduced" { "denied" } else { entry.grant };
            implied.push(Os { grant, ..entry });
        }
    }
    implied
}

/// An entry as it applies to one of its bits: the reduced mode grants the bits
/// it gives and denies the others.
fn on_bit<'a>(entry: Os<'a>, resource: &str, bit: &str) -> Os<'a> {
    let grant = match entry.grant {
        "reduced" if reduced_gives(resource, bit) => "granted",
        "reduced" => "denied",
        other => other,
    };
    Os { grant, ..entry }
}

fn reduced_gives(resource: &str, bit: &str) -> bool {
    matches!((resource, bit), ("location", "coarse") | ("media", "pick"))
}

/// One OS entry, a bare word or an object. A denial without a time counts from
/// now, without a number as the first.
fn os_entry<'a>(case: &Case<'a>, key: &str) -> Option<Os<'a>> {
    let entry = case.state.get("os")?.get(key)?;
    let grant = entry.as_str().or_else(|| text(entry, "grant"))?;
    let times = entry.get("times").and_then(Value::as_u64).unwrap_or(1);
    Some(Os { grant, at: past(case, time(entry, "at")), times })
}

// ---- the log -------------------------------------------------------------

/// What cannot be logged is denied.
fn log_unavailable(case: &Case, _: &Ask) -> Vec<Step> {
    let unavailable = text(case.state, "log") == Some("unavailable");
    if unavailable { vec![step("none")] } else { vec![] }
}

// ---- what is asked -------------------------------------------------------

/// The facts about every bit of a request, which closes downward.
fn ask<'a>(case: &Case<'a>, resource: &'a str, asked: &Scopes) -> Ask<'a> {
    let fact = |bit: &String| {
        let setting = |key| setting(case.purpose, Some(resource), bit, key);
        let answer = answer(case, Some(resource), Some(bit));
        Bit {
            consent: consent(case, setting("basis"), setting("consent"), &answer),
            context: setting("context"),
            os: os(case, resource, bit),
        }
    };
    Ask { resource: Some(resource), bits: down(resource, asked).iter().map(fact).collect() }
}

/// A purpose without needs: its own answer, context and budget, and no OS.
fn ask_without_resource<'a>(case: &Case<'a>) -> Ask<'a> {
    let setting = |key| setting(case.purpose, None, "", key);
    let answer = answer(case, None, None);
    let consent = consent(case, setting("basis"), setting("consent"), &answer);
    Ask { resource: None, bits: vec![Bit { consent, context: setting("context"), os: vec![] }] }
}

/// What holds for a bit (without a resource: for the purpose itself), such as its `consent`.
pub fn setting<'a>(purpose: &'a Value, resource: Option<&str>, bit: &str, key: &str) -> &'a str {
    let need = resource.map(|resource| governing_need(purpose, resource, bit));
    need.and_then(|need| text(need, key)).or_else(|| text(purpose, key)).unwrap_or("")
}

/// The need whose settings hold for a bit: the first that names it, else the
/// first that implies it.
fn governing_need<'a>(purpose: &'a Value, resource: &str, bit: &str) -> &'a Value {
    let needs = all_needs(purpose);
    let on_resource = || needs.iter().filter(|need| text(need, "resource") == Some(resource));
    let naming = on_resource().find(|need| scopes(need).contains(bit));
    let implying = || on_resource().find(|need| down(resource, &scopes(need)).contains(bit));
    naming.or_else(implying).copied().unwrap_or(&Value::Null)
}

/// Every bit the purpose's needs name or imply on a resource.
pub fn declared_bits(purpose: &Value, resource: &str) -> Scopes {
    let needs = all_needs(purpose);
    let on_resource = needs.iter().filter(|need| text(need, "resource") == Some(resource));
    on_resource.flat_map(|need| down(resource, &scopes(need))).collect()
}

/// The purpose's needs in file order, alternatives included.
pub fn all_needs(purpose: &Value) -> Vec<&Value> {
    let mut flat = vec![];
    for need in list(purpose, "needs") {
        match need.get("any_of").and_then(Value::as_array) {
            Some(alternatives) => flat.extend(alternatives),
            None => flat.push(need),
        }
    }
    flat
}

// ---- who asks ------------------------------------------------------------

fn caller<'a>(case: &Case<'a>) -> &'a str {
    text(case.state, "caller").unwrap_or("app")
}

/// The caller is an SDK that handles data on its own account.
fn independent(case: &Case) -> bool {
    let sdk = list(case.policy, "sdks").iter().find(|sdk| text(sdk, "id") == Some(caller(case)));
    sdk.is_some_and(|sdk| text(sdk, "role") == Some("independent"))
}

fn tapped(case: &Case) -> bool {
    flag(case.state, "user_initiated")
}

fn subject<'a>(case: &Case<'a>, key: &str) -> Option<&'a str> {
    case.state.get("subject").and_then(|subject| text(subject, key))
}

/// The age band; unknown counts as what the policy says, adult by default.
fn age<'a>(case: &Case<'a>) -> &'a str {
    match subject(case, "age") {
        Some(band) if band != "unknown" => band,
        _ => text(case.policy, "unknown_age").unwrap_or("adult"),
    }
}

// ---- steps ---------------------------------------------------------------

/// After a refusal: a tap may ask again; a second refusal waits for the user;
/// a first one waits 48 hours, then may be asked once more.
fn after_refusal(case: &Case, Refusals { at, times }: Refusals, again: &'static str) -> Step {
    let pause = SignedDuration::from_hours(48);
    if tapped(case) {
        step(again)
    } else if times >= 2 {
        step("wait_for_user")
    } else if case.now.duration_since(at) < pause {
        wait(at + pause)
    } else {
        step(again)
    }
}

/// Waiting for the user is strictest, then waiting (the later the stricter).
fn strictness(step: Step) -> (u8, Option<Timestamp>) {
    match step.next {
        "wait_for_user" => (2, None),
        "wait" => (1, step.until),
        _ => (0, None),
    }
}

fn step(next: &'static str) -> Step {
    Step { next, until: None }
}

fn wait(until: Timestamp) -> Step {
    Step { next: "wait", until: Some(until) }
}

impl Denial {
    fn to_json(&self) -> Value {
        let mut out = json!({"verdict": "deny", "reason": self.reason, "next": self.step.next});
        if let Some(until) = self.step.until {
            out["until"] = json!(until.to_string());
        }
        out
    }
}

// ---- reading JSON --------------------------------------------------------

fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key).and_then(Value::as_str)
}

fn flag(value: &Value, key: &str) -> bool {
    value.get(key).and_then(Value::as_bool).unwrap_or(false)
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn scopes(value: &Value) -> Scopes {
    list(value, "scope").iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn time(value: &Value, key: &str) -> Option<Timestamp> {
    text(value, key).map(|time| time.parse().expect("times are RFC 3339"))
}

/// No time is now, and a time in the future becomes now.
fn past(case: &Case, at: Option<Timestamp>) -> Timestamp {
    at.unwrap_or(case.now).min(case.now)
}

/// `<n>s|m|h|d`.
fn duration(value: &Value, key: &str) -> Option<SignedDuration> {
    let written = text(value, key)?;
    let (number, unit) = written.split_at(written.len() - 1);
    let seconds = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        _ => 86400,
    };
    let number: i64 = number.parse().expect("durations are a number and a unit");
    Some(SignedDuration::from_secs(number * seconds))
}

/// A date, then a number after a dot (none is zero); compared in that order.
fn version(written: &str) -> (&str, u64) {
    match written.split_once('.') {
        Some((date, number)) => (date, number.parse().expect("a version ends in a number")),
        None => (written, 0),
    }
}
