//! What the lists say of a purpose.

use menshen::policy::{Need, Purpose};
use menshen::{Basis, ConsentKind, Resource, Scopes};

use crate::lang::Lang;
use crate::words::{self, pick};

/// The feature, and when it is at work: 扫描二维码（仅前台；无需登录）.
pub(super) fn scene(purpose: &Purpose, lang: Lang) -> String {
    let context = purpose.all_needs().map(|need| need.context(purpose)).max();
    let context = context.unwrap_or(purpose.context).max(purpose.context);
    let who = match purpose.guests {
        true => lang.pick("无需登录", "no sign-in needed"),
        false => lang.pick("登录后", "signed in"),
    };
    let (title, context) = (lang.of(&purpose.title), pick(words::context(context), lang));
    match lang {
        Lang::Zh => format!("{title}（{context}；{who}）"),
        Lang::En => format!("{title} ({context}; {who})"),
    }
}

/// On what grounds, and how the subject is asked: the purpose's way first, then where a resource
/// differs from it.
pub(super) fn grounds(purpose: &Purpose, lang: Lang) -> Vec<String> {
    let reason = purpose.basis_reason.as_ref().map(|reason| lang.of(reason));
    let whole = ground(purpose.basis, purpose.consent, reason, lang);
    let mut lines = vec![whole.clone()];
    for need in purpose.all_needs() {
        let reason = need.basis_reason.as_ref().map(|reason| lang.of(reason)).or(reason);
        let own = ground(need.basis(purpose), need.consent(purpose), reason, lang);
        if own != whole {
            lines.push(format!("{}{}{own}", used(need, lang), lang.pick("：", ": ")));
        }
    }
    lines
}

fn ground(basis: Basis, consent: ConsentKind, reason: Option<&str>, lang: Lang) -> String {
    let name = pick(words::basis(basis), lang);
    match (basis, reason, lang) {
        (Basis::Consent, _, Lang::Zh) => format!("{name}（{}）", words::consent(consent).0),
        (Basis::Consent, _, Lang::En) => format!("{name} ({})", words::consent(consent).1),
        (_, Some(reason), Lang::Zh) => format!("{name}：{reason}"),
        (_, Some(reason), Lang::En) => format!("{name}: {reason}"),
        (_, None, _) => name.to_owned(),
    }
}

/// What a need uses: 相机（拍照）.
pub(super) fn used(need: &Need, lang: Lang) -> String {
    words::scoped(need.resource, need.declared(), lang)
}

/// The same, and whether the purpose works without it.
pub(super) fn needed(need: &Need, lang: Lang) -> String {
    match (need.optional, lang) {
        (false, _) => used(need, lang),
        (true, Lang::Zh) => format!("{}，可选", used(need, lang)),
        (true, Lang::En) => format!("{}, optional", used(need, lang)),
    }
}

/// Whether a scope takes something in. What only puts out or saves collects nothing.
pub(super) fn takes_in(resource: Resource, scopes: Scopes) -> bool {
    let puts_out: &[&str] = match resource {
        Resource::Contacts | Resource::Clipboard => &["write"],
        Resource::Calendar => &["add", "write"],
        Resource::Media => &["save"],
        Resource::Notifications => &["post"],
        Resource::SystemSettings => &["write"],
        _ => &[],
    };
    resource.names(scopes).iter().any(|name| !puts_out.contains(name))
}
