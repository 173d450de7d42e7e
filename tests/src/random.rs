//! Seeded random policies, states and requests. All are valid; they lean
//! towards the late reasons, since those need everything earlier to pass, and
//! towards the boundaries (exactly 48 h, now = until, equal times).

use fastrand::Rng;
use jiff::{SignedDuration, Timestamp, tz};
use serde_json::{Map, Value, json};

use crate::words::{SCOPES, Scopes, down, scopes_of};

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

/// Versions of policies and changes, oldest first.
pub(crate) const VERSIONS: &[&str] = &[
    "2022-12-31.11",
    "2023-06-12",
    "2023-06-12.2",
    "2023-06-12.9",
    "2023-06-12.10",
    "2023-11-01",
    "2024-08-23",
    "2024-08-23.1",
    "2024-08-23.10",
];

const KINDS: &[&str] = &[
    "new_purpose",
    "wider_scope",
    "new_resource",
    "new_recipient",
    "longer_retention",
    "controller",
    "rights_channel",
    "high_risk",
];

const OTHER_BASES: &[&str] =
    &["contract", "legal_obligation", "emergency", "news", "public_information", "law"];

const CONTEXTS: &[&str] = &["foreground", "perceptible", "background"];

/// Resources worth meeting often: they have arrows or a reduced mode.
const FAVOURITES: &[&str] = &["camera", "location", "media", "microphone", "bluetooth"];

// ---- policy --------------------------------------------------------------

/// A valid policy file.
pub fn policy(rng: &mut Rng) -> Value {
    let newest = rng.usize(2..VERSIONS.len());
    let sdks: Vec<Value> = (0..rng.usize(0..4)).map(|n| sdk(rng, n)).collect();
    let purposes: Vec<Value> = (0..rng.usize(2..5)).map(|n| purpose(rng, n, &sdks)).collect();
    let mut policy = json!({
        "id": format!("app-{}", rng.u16(..)),
        "version": VERSIONS[newest],
        "effective": VERSIONS[newest].split('.').next(),
        "title": words("隐私政策", "Privacy policy"),
        "controller": {"name": "某公司", "contact": "privacy@example.com"},
        "source": {"file": "policy.txt", "sha256": format!("{:032x}{:032x}", rng.u128(..), rng.u128(..))},
        "guardian_age": one(rng, &[0, 10, 14, 14, 16, 18]),
        "purposes": purposes,
        "sdks": sdks,
    });
    if rng.bool() {
        policy["schema"] = json!(1);
    }
    if rng.bool() {
        policy["unknown_age"] = json!(one(rng, &["adult", "child"]));
    }
    if chance(rng, 0.8) {
        policy["changes"] = changes(rng, newest, &policy["purposes"]);
    }
    policy
}

fn sdk(rng: &mut Rng, n: usize) -> Value {
    let mut sdk = json!({
        "id": format!("sdk-{n}"), "name": format!("SDK {n}"), "category": "统计", "clause": format!("六{}", n + 1),
    });
    if chance(rng, 0.8) {
        sdk["role"] = json!(one(rng, &["processor", "independent"]));
    }
    sdk
}

fn changes(rng: &mut Rng, newest: usize, purposes: &Value) -> Value {
    let change = |rng: &mut Rng| {
        let version = VERSIONS[rng.usize(..=newest)];
        if chance(rng, 0.2) {
            let kinds = some(rng, &["controller", "rights_channel", "high_risk"]);
            return json!({"version": version, "kinds": kinds, "purposes": "all"});
        }
        let ids: Vec<&str> = array(purposes).iter().filter_map(|p| p["id"].as_str()).collect();
        json!({"version": version, "kinds": some(rng, KINDS), "purposes": some(rng, &ids)})
    };
    (0..rng.usize(0..4)).map(|_| change(rng)).collect()
}

fn purpose(rng: &mut Rng, n: usize, sdks: &[Value]) -> Value {
    let basis = if chance(rng, 0.8) { "consent" } else { one(rng, OTHER_BASES) };
    let consent = one(rng, &["policy", "policy", "in_context", "separate"]);
    let sensitive = consent == "separate" && rng.bool();
    let mut purpose = json!({
        "id": format!("purpose-{n}"),
        "clauses": [format!("一(二){}", n + 1)],
        "title": words("用途", "Purpose"),
        "prompt": words("说明", "We would like to"),
        "if_refused": words("无法使用", "This will not work"),
        "basis": basis,
        "consent": consent,
        "sensitive": sensitive,
        "guests": chance(rng, 0.8),
        "context": one(rng, CONTEXTS),
        "callers": callers(rng, sdks),
    });
    purpose["needs"] = needs(rng, &purpose);
    if basis != "consent" || flat(&purpose).iter().any(|need| other_basis(need)) {
        purpose["basis_reason"] = words("法定事由", "The law says so");
    }
    if rng.bool() {
        purpose["limit"] = limit(rng);
    }
    if rng.bool() {
        purpose["retention"] = json!(one(rng, &["0d", "30d", "24h"]));
    }
    if rng.bool() {
        purpose["data"] = json!([words("数据", "Data")]);
    }
    purpose
}

fn other_basis(need: &Value) -> bool {
    need["basis"].as_str().is_some_and(|basis| basis != "consent")
}

fn callers(rng: &mut Rng, sdks: &[Value]) -> Value {
    let mut callers: Vec<&str> =
        sdks.iter().filter_map(|sdk| sdk["id"].as_str()).filter(|_| chance(rng, 0.7)).collect();
    if callers.is_empty() || chance(rng, 0.95) {
        callers.insert(0, "app");
    }
    json!(callers)
}

fn limit(rng: &mut Rng) -> Value {
    let mut limit = json!({
        "count": rng.u32(1..=4),
        "per": one(rng, &["30s", "10m", "1h", "24h", "7d"]),
    });
    if rng.bool() {
        limit["min_interval"] = json!(one(rng, &["5s", "15s", "20s"]));
    }
    if chance(rng, 0.2) {
        limit["max_hold"] = json!("10s");
    }
    limit
}

/// None, only optional ones, or one to three of which some are alternatives.
/// Needs often share a resource, to override each other on one bit.
fn needs(rng: &mut Rng, purpose: &Value) -> Value {
    let shape = rng.f64();
    if shape < 0.12 {
        return json!([]);
    }
    let only_optional = shape < 0.2;
    let mut resource = favourite(rng);
    let mut needs = vec![];
    for _ in 0..rng.usize(1..=3) {
        if !only_optional && chance(rng, 0.2) {
            let alternatives: Vec<Value> = (0..rng.usize(2..=3))
                .map(|_| {
                    resource = next_resource(rng, resource);
                    need(rng, purpose, resource)
                })
                .collect();
            needs.push(json!({"any_of": alternatives}));
            continue;
        }
        let mut plain = need(rng, purpose, resource);
        if only_optional || chance(rng, 0.15) {
            plain["optional"] = json!(true);
        } else if chance(rng, 0.1) {
            plain["optional"] = json!(false);
        }
        needs.push(plain);
        resource = next_resource(rng, resource);
    }
    json!(needs)
}

fn favourite(rng: &mut Rng) -> &'static str {
    if chance(rng, 0.7) { one(rng, FAVOURITES) } else { one(rng, SCOPES).0 }
}

fn next_resource(rng: &mut Rng, resource: &'static str) -> &'static str {
    if chance(rng, 0.4) { resource } else { favourite(rng) }
}

/// A need, sometimes overriding the purpose; what is sensitive stays `separate`.
fn need(rng: &mut Rng, purpose: &Value, resource: &str) -> Value {
    let mut need = json!({"resource": resource, "scope": some(rng, scopes_of(resource))});
    if chance(rng, 0.12) {
        need["basis"] = json!(if rng.bool() { "consent" } else { one(rng, OTHER_BASES) });
    }
    if chance(rng, 0.12) {
        need["context"] = json!(one(rng, CONTEXTS));
    }
    if chance(rng, 0.15) {
        need["consent"] = json!(one(rng, &["policy", "in_context", "separate"]));
    }
    if chance(rng, 0.1) {
        need["sensitive"] = json!(rng.bool());
    }
    let sensitive = need.get("sensitive").unwrap_or(&purpose["sensitive"]) == &json!(true);
    if sensitive && need.get("consent").unwrap_or(&purpose["consent"]) != "separate" {
        need["consent"] = json!("separate");
    }
    need
}

// ---- state ---------------------------------------------------------------

/// What the pieces of one state are drawn with.
struct Draw<'a> {
    rng: &'a mut Rng,
    now: Timestamp,
    /// How likely any one thing is out of order.
    trouble: f64,
}

/// A valid state file for this policy.
pub fn state(rng: &mut Rng, policy: &Value) -> Value {
    let now =
        Timestamp::UNIX_EPOCH + SignedDuration::from_secs(1_735_689_600 + rng.i64(0..365 * DAY));
    let trouble = one(rng, &[0.0, 0.02, 0.05, 0.3]);
    let mut draw = Draw { rng, now, trouble };
    let mut state = json!({"now": now.to_string()});
    draw.acceptance(&mut state, policy);
    draw.subject(&mut state, policy);
    draw.caller(&mut state, policy);
    draw.app(&mut state);
    draw.consents(&mut state, policy);
    draw.os(&mut state, policy);
    draw.recent(&mut state, policy);
    if draw.rng.bool() {
        state["user_initiated"] = json!(chance(draw.rng, 0.8));
    }
    if chance(draw.rng, 0.01) {
        state["gate"] = json!("fault");
    }
    if chance(draw.rng, 0.05) {
        state["log"] = json!("unavailable");
    }
    state
}

impl Draw<'_> {
    fn acceptance(&mut self, state: &mut Value, policy: &Value) {
        let roll = self.rng.f64();
        if roll < 0.02 {
            return;
        }
        let any = one(self.rng, VERSIONS);
        if roll < 0.05 {
            state["declined_policy"] = json!(any);
        } else {
            let current = chance(self.rng, 0.8);
            state["accepted_policy"] = if current { policy["version"].clone() } else { json!(any) };
        }
    }

    fn subject(&mut self, state: &mut Value, policy: &Value) {
        let mut child = policy["unknown_age"] == "child";
        if chance(self.rng, 0.95) {
            let kind = if chance(self.rng, 0.25) { "guest" } else { "account" };
            state["subject"] = json!({"kind": kind});
            if chance(self.rng, 0.85) {
                let age = one(self.rng, &["adult", "adult", "adult", "unknown", "teen", "child"]);
                state["subject"]["age"] = json!(age);
                child = child && age == "unknown" || age == "child" || age == "teen";
            }
        }
        if chance(self.rng, if child { 0.85 } else { 0.1 }) {
            let at = self.at(None);
            state["guardian"] = json!({"at": at});
        }
    }

    fn caller(&mut self, state: &mut Value, policy: &Value) {
        let roll = self.rng.f64();
        let sdk = self.any_sdk(policy);
        match sdk {
            Some(sdk) if roll < 0.25 => state["caller"] = json!(sdk),
            _ if (0.25..0.27).contains(&roll) => state["caller"] = json!("sdk-nobody-declared"),
            _ if roll < 0.5 => state["caller"] = json!("app"),
            _ => {}
        }
    }

    fn any_sdk<'p>(&mut self, policy: &'p Value) -> Option<&'p str> {
        let sdks = array(&policy["sdks"]);
        if sdks.is_empty() { None } else { sdks[self.rng.usize(..sdks.len())]["id"].as_str() }
    }

    fn app(&mut self, state: &mut Value) {
        let roll = self.rng.f64();
        let app = if roll < 0.75 { "foreground" } else { one(self.rng, CONTEXTS) };
        if chance(self.rng, 0.97) {
            state["app"] = json!(app);
        }
    }

    /// For every purpose and resource usually one plain grant, then sometimes a
    /// few entries of every kind; not always in order of time.
    fn consents(&mut self, state: &mut Value, policy: &Value) {
        let mut entries: Vec<Value> = vec![];
        for purpose in array(&policy["purposes"]) {
            for target in targets(purpose) {
                let entry = self.plain_grant(state, policy, purpose, target);
                if !chance(self.rng, 0.08 + self.trouble) {
                    entries.push(entry.clone());
                }
                if chance(self.rng, 0.1) {
                    entries.push(self.narrower_grant(&entry, purpose));
                }
                let busy = chance(self.rng, 0.08 + self.trouble);
                for _ in 0..if busy { self.rng.usize(1..=4) } else { 0 } {
                    let entry = self.any_answer(state, policy, purpose, target, &entries);
                    entries.push(entry);
                }
            }
        }
        if chance(self.rng, 0.3) {
            self.rng.shuffle(&mut entries);
        }
        if !entries.is_empty() || self.rng.bool() {
            state["consents"] = json!(entries);
        }
    }

    fn plain_grant(
        &mut self,
        state: &Value,
        policy: &Value,
        purpose: &Value,
        target: Option<&str>,
    ) -> Value {
        let ago = self.rng.i64(3 * DAY..90 * DAY);
        let mut entry =
            json!({"purpose": purpose["id"], "action": "grant", "at": self.offset(-ago)});
        if let Some(resource) = target {
            entry["resource"] = json!(resource);
            if chance(self.rng, 0.15) {
                entry["scope"] = some_declared(self.rng, purpose, resource);
            }
        }
        if chance(self.rng, 0.1) {
            entry["until"] = json!(self.until());
        }
        let named = independent(policy, &state["caller"]) && chance(self.rng, 0.85);
        if named {
            entry["caller"] = state["caller"].clone();
        } else if chance(self.rng, 0.1) {
            self.name_caller(&mut entry, policy);
        }
        entry
    }

    /// A later grant of some of the same, with another end.
    fn narrower_grant(&mut self, earlier: &Value, purpose: &Value) -> Value {
        let mut entry = earlier.clone();
        let ago = self.rng.i64(0..3 * DAY);
        entry["at"] = json!(self.offset(-ago));
        entry["until"] = json!(self.until());
        if let Some(resource) = earlier["resource"].as_str() {
            entry["scope"] = some_declared(self.rng, purpose, resource);
        }
        entry
    }

    fn any_answer(
        &mut self,
        state: &Value,
        policy: &Value,
        purpose: &Value,
        target: Option<&str>,
        earlier: &[Value],
    ) -> Value {
        let action = one(self.rng, &["grant", "grant", "refuse", "refuse", "refuse", "withdraw"]);
        let at = match earlier.last() {
            Some(last) if chance(self.rng, 0.2) => last["at"].clone(),
            _ => json!(self.at(None)),
        };
        let mut entry = json!({"purpose": purpose["id"], "action": action, "at": at});
        if let Some(resource) = target {
            entry["resource"] = json!(resource);
            if chance(self.rng, 0.6) {
                entry["scope"] = some_declared(self.rng, purpose, resource);
            }
        }
        if action == "grant" && self.rng.bool() {
            entry["until"] = json!(self.until());
        }
        if independent(policy, &state["caller"]) && chance(self.rng, 0.7) {
            entry["caller"] = state["caller"].clone();
        } else if chance(self.rng, 0.3) {
            self.name_caller(&mut entry, policy);
        }
        entry
    }

    fn name_caller(&mut self, entry: &mut Value, policy: &Value) {
        let sdk = self.any_sdk(policy).filter(|_| chance(self.rng, 0.6));
        entry["caller"] = json!(sdk.unwrap_or("app"));
    }

    /// Entries for the resources of the policy, and for some of their scopes.
    fn os(&mut self, state: &mut Value, policy: &Value) {
        let mut os = Map::new();
        for purpose in array(&policy["purposes"]) {
            for resource in targets(purpose).into_iter().flatten() {
                if os.contains_key(resource) {
                    continue;
                }
                let fine = chance(self.rng, 0.85 - self.trouble);
                if fine || self.rng.bool() {
                    os.insert(resource.to_owned(), self.os_entry(fine));
                }
                for scope in scopes_of(resource) {
                    if chance(self.rng, 0.12 + self.trouble / 2.0) {
                        let fine = chance(self.rng, 0.3);
                        let mut entry = self.os_entry(fine);
                        if !matches!(resource, "location" | "media") && is_reduced(&entry) {
                            entry = json!("denied");
                        }
                        os.insert(format!("{resource}.{scope}"), entry);
                    }
                }
            }
        }
        if !os.is_empty() || self.rng.bool() {
            state["os"] = Value::Object(os);
        }
    }

    fn os_entry(&mut self, fine: bool) -> Value {
        let grants: &[&str] = if fine {
            &["granted", "granted", "granted", "not_needed"]
        } else {
            &[
                "reduced",
                "not_asked",
                "not_asked",
                "denied",
                "denied",
                "permanently_denied",
                "restricted",
                "switched_off",
            ]
        };
        let grant = one(self.rng, grants);
        if chance(self.rng, 0.5) {
            return json!(grant);
        }
        let mut entry = json!({"grant": grant, "at": self.at(None)});
        if self.rng.bool() {
            entry["times"] = json!(self.rng.u32(1..=3));
        }
        entry
    }

    /// Accesses around the purpose's limit, and a few on something else.
    fn recent(&mut self, state: &mut Value, policy: &Value) {
        let mut recent = vec![];
        for purpose in array(&policy["purposes"]) {
            let limit = &purpose["limit"];
            let count = limit["count"].as_u64().unwrap_or(1);
            for target in targets(purpose) {
                let busy = chance(self.rng, 0.15 + self.trouble);
                for _ in 0..self.rng.u64(0..=if busy { count + 1 } else { count / 2 }) {
                    let mut entry = json!({"purpose": purpose["id"], "at": self.at(Some(limit))});
                    if let Some(resource) = target {
                        entry["resource"] = json!(resource);
                    }
                    recent.push(entry);
                }
            }
        }
        self.rng.shuffle(&mut recent);
        if !recent.is_empty() || self.rng.bool() {
            state["recent"] = json!(recent);
        }
    }

    /// A time of something that happened: near 48 hours ago, or near a limit's
    /// edges, or anywhere; now and then in the future.
    fn at(&mut self, limit: Option<&Value>) -> String {
        let near = self.rng.i64(-1..=1);
        let edges = match limit {
            Some(limit) => [seconds(&limit["per"]), seconds(&limit["min_interval"])],
            None => [48 * HOUR, 48 * HOUR],
        };
        let edge = one(self.rng, &edges);
        let ago = match self.rng.u8(0..10) {
            0..3 => edge,
            3 => edge + near,
            4 => self.rng.i64(0..=edge.max(1)),
            5 => self.rng.i64(0..=3 * DAY),
            6 => self.rng.i64(2 * DAY..100 * DAY),
            7 => self.rng.i64(0..=20),
            8 => 0,
            _ => -self.rng.i64(1..=3 * DAY),
        };
        self.offset(-ago)
    }

    fn until(&mut self) -> String {
        let after = match self.rng.u8(0..8) {
            0 => 0,
            1 => one(self.rng, &[-1, 1]),
            2 => -self.rng.i64(1..=30 * DAY),
            _ => self.rng.i64(1..=30 * DAY),
        };
        self.offset(after)
    }

    /// So many seconds from now, now and then written with another offset.
    fn offset(&mut self, seconds: i64) -> String {
        let at = self.now + SignedDuration::from_secs(seconds);
        if chance(self.rng, 0.05) {
            return at.display_with_offset(tz::offset(8)).to_string();
        }
        at.to_string()
    }
}

// ---- request -------------------------------------------------------------

/// A request in known words: mostly for what some purpose declares.
pub fn request(rng: &mut Rng, policy: &Value) -> Value {
    if chance(rng, 0.01) {
        return json!({"purpose": "nobody-declared-this"});
    }
    let purposes = array(&policy["purposes"]);
    let purpose = &purposes[rng.usize(..purposes.len())];
    let mut request = json!({"purpose": purpose["id"]});
    let resources: Vec<&str> = targets(purpose).into_iter().flatten().collect();
    if chance(rng, 0.02) {
        let resource = one(rng, SCOPES).0;
        request["resource"] = json!(resource);
        request["scope"] = some(rng, scopes_of(resource));
    } else if !resources.is_empty() && chance(rng, 0.65) {
        let resource = one(rng, &resources);
        request["resource"] = json!(resource);
        request["scope"] = some_declared(rng, purpose, resource);
        if chance(rng, 0.04) {
            request["scope"] = some(rng, scopes_of(resource));
        }
    }
    request
}

// ---- helpers -------------------------------------------------------------

/// What a purpose's answers and accesses are about: its resources, or, without
/// needs, the purpose itself.
pub(crate) fn targets(purpose: &Value) -> Vec<Option<&str>> {
    let mut targets: Vec<Option<&str>> = vec![];
    for need in flat(purpose) {
        let resource = need["resource"].as_str();
        if !targets.contains(&resource) {
            targets.push(resource);
        }
    }
    if targets.is_empty() { vec![None] } else { targets }
}

fn flat(purpose: &Value) -> Vec<&Value> {
    let needs = array(&purpose["needs"]).iter();
    needs
        .flat_map(|need| need["any_of"].as_array().map_or(vec![need], |all| all.iter().collect()))
        .collect()
}

pub(crate) fn some_declared(rng: &mut Rng, purpose: &Value, resource: &str) -> Value {
    let mut declared = Scopes::new();
    for need in flat(purpose).into_iter().filter(|need| need["resource"] == resource) {
        let named = array(&need["scope"]).iter().filter_map(Value::as_str).map(str::to_owned);
        declared.extend(down(resource, &named.collect()));
    }
    let declared: Vec<&str> = declared.iter().map(String::as_str).collect();
    some(rng, &declared)
}

fn independent(policy: &Value, caller: &Value) -> bool {
    array(&policy["sdks"]).iter().any(|sdk| &sdk["id"] == caller && sdk["role"] == "independent")
}

fn is_reduced(entry: &Value) -> bool {
    entry == "reduced" || entry["grant"] == "reduced"
}

fn seconds(duration: &Value) -> i64 {
    let written = duration.as_str().unwrap_or("1h");
    let (number, unit) = written.split_at(written.len() - 1);
    let unit =
        [("s", 1), ("m", 60), ("h", HOUR), ("d", DAY)].into_iter().find(|(name, _)| *name == unit);
    number.parse::<i64>().unwrap_or(1) * unit.map_or(1, |(_, seconds)| seconds)
}

fn words(zh: &str, en: &str) -> Value {
    json!({"zh-CN": zh, "en": en})
}

fn array(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

pub(crate) fn chance(rng: &mut Rng, odds: f64) -> bool {
    rng.f64() < odds
}

pub(crate) fn one<T: Copy>(rng: &mut Rng, of: &[T]) -> T {
    of[rng.usize(..of.len())]
}

/// A few of them, at least one, in any order.
fn some(rng: &mut Rng, of: &[&str]) -> Value {
    let most = if chance(rng, 0.6) { 1 } else { of.len() };
    let many = rng.usize(1..=most);
    json!(rng.choose_multiple(of, many))
}
