//! Values of a policy, for scripts and for people.

use menshen::policy::{Limit, Text};
use menshen::{Age, AppState, Basis, ConsentKind, Resource, Scopes, SdkRole, Span, Version};
use serde_json::{Value, json};

use crate::lang::Lang;
use crate::words::{self, Name};

/// A value: as it stands in the file, and as people say it.
#[derive(Clone)]
pub(super) struct Shown {
    pub(super) json: Value,
    pub(super) text: Text,
}

/// What can be shown; `None` is said in neither way: the policy does not state it.
pub(super) trait Show {
    fn shown(&self) -> Option<Shown>;
}

impl Shown {
    pub(super) fn named(json: impl Into<Value>, (zh, en): (&str, &str)) -> Option<Shown> {
        Some(Shown { json: json.into(), text: Text { zh: zh.to_owned(), en: en.to_owned() } })
    }

    fn plain(json: Value, said: &str) -> Option<Shown> {
        Shown::named(json, (said, said)).filter(|_| !said.is_empty())
    }

    /// Some scopes of a resource, without those that others of them imply.
    pub(super) fn scoped(resource: Resource, scopes: Scopes) -> Shown {
        let names = resource.names(words::leading(resource, scopes));
        let said = |lang| words::scoped(resource, scopes, lang);
        Shown {
            json: json!({ "resource": resource, "scope": names }),
            text: Text { zh: said(Lang::Zh), en: said(Lang::En) },
        }
    }

    /// Groups of which one member each suffices.
    pub(super) fn alternatives(groups: &[Vec<Shown>]) -> Option<Shown> {
        let said = |text: fn(&Shown) -> &str, or: &str, and: &str| {
            let group = |group: &Vec<Shown>| group.iter().map(text).collect::<Vec<_>>().join(or);
            groups.iter().map(group).collect::<Vec<_>>().join(and)
        };
        let json: Vec<Vec<&Value>> =
            groups.iter().map(|group| group.iter().map(|it| &it.json).collect()).collect();
        let zh = said(|it| &it.text.zh, "或", "；");
        let en = said(|it| &it.text.en, " or ", "; ");
        Shown::named(json!(json), (&zh, &en)).filter(|_| !groups.is_empty())
    }
}

impl<T: Show> Show for Option<T> {
    fn shown(&self) -> Option<Shown> {
        self.as_ref().and_then(Show::shown)
    }
}

impl Show for Text {
    fn shown(&self) -> Option<Shown> {
        Some(Shown { json: json!(self), text: self.clone() })
    }
}

impl Show for String {
    fn shown(&self) -> Option<Shown> {
        Shown::plain(json!(self), self)
    }
}

impl Show for Span {
    fn shown(&self) -> Option<Shown> {
        let said = |lang| words::retention(*self, lang);
        Shown::named(json!(self), (&said(Lang::Zh), &said(Lang::En)))
    }
}

impl Show for bool {
    fn shown(&self) -> Option<Shown> {
        Shown::named(*self, if *self { ("是", "yes") } else { ("否", "no") })
    }
}

impl Show for Limit {
    fn shown(&self) -> Option<Shown> {
        let (count, per) = (self.count, self.per);
        Shown::named(json!(self), (&format!("每 {per} {count} 次"), &format!("{count} per {per}")))
    }
}

macro_rules! show_as_written {
    ($($name:ty),*) => {$(
        impl Show for $name {
            fn shown(&self) -> Option<Shown> {
                Shown::plain(json!(self), &self.to_string())
            }
        }
    )*};
}
show_as_written!(u8, u32, Version);

macro_rules! show_as_named {
    ($($name:ty: $term:expr),*) => {$(
        impl Show for $name {
            fn shown(&self) -> Option<Shown> {
                Shown::named(self.name(), $term(*self))
            }
        }
    )*};
}
show_as_named!(
    Basis: words::basis, ConsentKind: words::consent, AppState: words::context,
    SdkRole: words::role, Age: age
);

fn age(age: Age) -> Name {
    match age {
        Age::Child => ("儿童", "child"),
        Age::Teen => ("少年", "teen"),
        Age::Adult => ("成年人", "adult"),
        Age::Unknown => ("未知", "unknown"),
    }
}
