//! The list of permissions: what each is for, when it is asked for, and what a no costs.

use menshen::policy::{Item, Need, PolicyFile, Purpose};
use menshen::{Basis, ConsentKind, Resource, System};

use super::list::{Cell, List};
use super::platform::Asked;
use super::scene::{needed, used};
use crate::lang::Lang;
use crate::table::plural;
use crate::words::Name;

const COLUMNS: &[Name] = &[
    ("权限", "Permission"),
    ("Android 权限", "On Android"),
    ("HarmonyOS 权限", "On HarmonyOS"),
    ("功能", "Feature"),
    ("用途", "What for"),
    ("申请时机", "When it is asked for"),
    ("能否拒绝", "May be refused"),
    ("条款", "Clause"),
];

/// A row for each resource of each purpose, resource by resource.
pub(super) fn list(file: &PolicyFile, lang: Lang) -> List {
    let title = ("应用权限申请与使用说明", "Permissions and what they are for");
    let mut list = List::new("permissions", title, COLUMNS, lang);
    for resource in Resource::ALL {
        let rows = file.purposes.iter().filter_map(|it| Use::of(it, *resource));
        list.rows.extend(rows.map(|it| it.row(lang)));
    }
    list.about = match lang {
        Lang::Zh => format!("共 {} 项，按权限逐项列出。", list.rows.len()),
        Lang::En => format!("{}, permission by permission.", plural(list.rows.len() as u64, "use")),
    };
    list
}

/// A purpose's use of a resource.
struct Use<'p> {
    purpose: &'p Purpose,
    needs: Vec<&'p Need>,
}

impl<'p> Use<'p> {
    fn of(purpose: &'p Purpose, resource: Resource) -> Option<Use<'p>> {
        let needs = purpose.all_needs().filter(|need| need.resource == resource);
        let needs: Vec<&Need> = needs.collect();
        (!needs.is_empty()).then_some(Use { purpose, needs })
    }

    fn row(&self, lang: Lang) -> Vec<Cell> {
        let purpose = self.purpose;
        let [android, harmony] = [System::Android, System::Harmony]
            .map(|system| Asked::on(system, purpose, &self.needs));
        let asks = android.asks_the_user || harmony.asks_the_user;
        vec![
            Cell(self.needs.iter().map(|need| needed(need, lang)).collect()),
            Cell(android.lines(lang)),
            Cell(harmony.lines(lang)),
            Cell::text(lang.of(&purpose.title)),
            Cell::text(lang.of(&purpose.prompt)),
            Cell::text(if asks { self.moment(lang) } else { never(lang) }),
            Cell(self.refusal(lang)),
            Cell::text(purpose.clauses.join(lang.pick("、", ", "))),
        ]
    }

    /// When the system asks: at the first use, after what the strictest need asks for.
    fn moment(&self, lang: Lang) -> &'static str {
        let asked = self.needs.iter().filter(|need| need.basis(self.purpose) == Basis::Consent);
        match asked.map(|need| need.consent(self.purpose)).max() {
            Some(ConsentKind::Separate) => lang.pick(
                "首次使用该功能时，先取得单独同意，再向系统申请",
                "At the first use of the feature, after separate consent",
            ),
            Some(ConsentKind::InContext) => lang.pick(
                "首次使用该功能时，先说明用途，再向系统申请",
                "At the first use of the feature, once it is told what for",
            ),
            Some(ConsentKind::Policy) | None => {
                lang.pick("首次使用该功能时", "At the first use of the feature")
            }
        }
    }

    fn refusal(&self, lang: Lang) -> Vec<String> {
        let told = lang.of(&self.purpose.if_refused);
        let (optional, required): (Vec<&Need>, Vec<&Need>) =
            self.needs.iter().partition(|need| need.optional);
        let required = (!required.is_empty()).then(|| match (self.is_alternative(), lang) {
            (true, Lang::Zh) => format!("可以拒绝；几项权限任选其一即可。{told}"),
            (true, Lang::En) => format!("Yes; one of several is enough. {told}"),
            (false, Lang::Zh) => format!("可以拒绝。{told}"),
            (false, Lang::En) => format!("Yes. {told}"),
        });
        let optional = optional.iter().map(|need| match (used(need, lang), lang) {
            (used, Lang::Zh) => format!("{used}：可以拒绝，该功能仍可使用。"),
            (used, Lang::En) => format!("{used}: yes, and the feature works without it."),
        });
        required.into_iter().chain(optional).collect()
    }

    /// Whether something else may stand in for each of these needs.
    fn is_alternative(&self) -> bool {
        let required = self.purpose.needs.iter().filter_map(|item| match item {
            Item::Need(need) if !need.optional => Some(need.resource),
            _ => None,
        });
        let own = self.needs.first().map(|need| need.resource);
        !required.map(Some).any(|resource| resource == own)
    }
}

fn never(lang: Lang) -> &'static str {
    lang.pick("不向系统申请", "The system is not asked")
}
