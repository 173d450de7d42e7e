//! The report of a log: one JSON model of all that QA wants to see, and one page that shows it.
//!
//! The log is read twice: the audit names the records that matter and how long the log is, then
//! everything is counted and the records to show are picked. Memory stays bounded throughout.

mod integrity;
mod judged;
mod page;
mod people;
mod picks;
mod row;
mod shorten;
#[cfg(test)]
mod tests;
mod timeline;
mod uses;

use menshen::Policy;
use menshen::log::{Entry, Item, VerifyOptions};
use serde_json::{Value, json};

use crate::Failure;
use crate::audit::{Judgement, LookedAt, counted};
use crate::lang::Lang;
use crate::log::{Pulled, audit};
use crate::zone::Zone;
use people::People;
use picks::Picks;
use timeline::Timeline;
use uses::Uses;

/// The report of a log.
pub(crate) struct Report<'p> {
    /// What `--json` prints and the page has in it.
    pub(crate) model: Value,
    /// Nothing was found, and every byte is as it was written.
    pub(crate) fine: bool,
    judgement: Judgement<'p>,
}

impl<'p> Report<'p> {
    /// Reads, verifies and judges a log. Days and hours are those of the zone.
    pub(crate) fn of(log: &Pulled, policy: &'p Policy, zone: &Zone) -> Result<Self, Failure> {
        let options = VerifyOptions::default();
        let verified = log.verify(&options)?;
        let judgement = audit::judge(log, policy, &verified)?;
        let mut content = Content::new(&judgement, zone);
        log.all_entries()?.for_each(|entry| content.take(entry));
        let records = content.picks.end();
        let model = json!({
            "format": 1,
            "menshen": env!("CARGO_PKG_VERSION"),
            "zone": zone_json(zone, &judgement.looked_at),
            "policy": judged::policy(policy),
            "log": integrity::integrity(log, &verified, &options),
            "audit": judged::audit(&judgement, &records.by_place),
            "people": content.people.to_json(),
            "timeline": content.timeline.to_json(),
            "uses": content.uses.to_json(),
            "reasons": content.uses.reasons(),
            "records": records.json,
        });
        let fine = log.is_sound(verified.state) && judgement.findings.is_empty();
        Ok(Report { model, fine, judgement })
    }

    /// What was found, in a few words.
    pub(crate) fn headline(&self, lang: Lang) -> String {
        counted(self.judgement.findings.iter(), lang)
    }

    /// One file that needs nothing else.
    pub(crate) fn page(&self, lang: Lang) -> String {
        page::page(&self.model, &self.judgement.as_text(lang), lang)
    }
}

/// What the second reading collects.
struct Content<'p> {
    people: People,
    timeline: Timeline,
    uses: Uses<'p>,
    picks: Picks,
}

impl<'p> Content<'p> {
    fn new(judgement: &Judgement<'p>, zone: &Zone) -> Content<'p> {
        Content {
            people: People::default(),
            timeline: Timeline::new(judgement.looked_at.first.unwrap_or_default(), zone),
            uses: Uses::new(judgement.policy),
            picks: Picks::new(judgement),
        }
    }

    fn take(&mut self, entry: Entry) {
        if let Item::Record(record) = &entry.item {
            self.people.take(record);
            self.timeline.take(record);
            self.uses.take(record);
        }
        self.picks.take(entry);
    }
}

fn zone_json(zone: &Zone, looked_at: &LookedAt) -> Value {
    let (first, last) = (looked_at.first.unwrap_or_default(), looked_at.last.unwrap_or_default());
    let offsets = zone.offsets(first, last);
    let offsets = offsets.iter().map(|(from, offset)| json!([from.millis(), offset]));
    json!({ "name": zone.to_string(), "offsets": offsets.collect::<Value>() })
}

/// A text of both languages, as the policy file has them.
fn both(text: impl Fn(Lang) -> String) -> Value {
    json!({ "zh-CN": text(Lang::Zh), "en": text(Lang::En) })
}
