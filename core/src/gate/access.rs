//! A wish to use something, prepared once and asked many times.

use std::sync::OnceLock;

use crate::decision::{Caller, Request, Target};
use crate::policy::Policy;
use crate::words::{Resource, Scopes, UnknownScope};

/// A feature's wish to use something: a purpose, and what it needs for it.
///
/// Build it once and keep it: names are looked up at the first use.
///
/// ```
/// use menshen::{Access, Resource};
/// let scan = Access::new("qr-scan", Resource::Camera, ["preview"])?.user_initiated(true);
/// assert_eq!(scan.purpose(), "qr-scan");
/// # Ok::<(), menshen::UnknownScope>(())
/// ```
#[derive(Debug, Clone)]
pub struct Access {
    purpose: Box<str>,
    target: Option<(Resource, Scopes)>,
    caller: Box<str>,
    user_initiated: bool,
    call_site: Box<str>,
    /// The request, for the policy with this tag.
    resolved: OnceLock<(u64, Request)>,
}

impl Access {
    /// Some scopes of a resource, for a purpose, by the app itself.
    ///
    /// # Errors
    /// A scope that the resource does not have. Whether the policy declares the purpose is the
    /// decision's business.
    pub fn new<'a>(
        purpose: &str,
        resource: Resource,
        scopes: impl IntoIterator<Item = &'a str>,
    ) -> Result<Access, UnknownScope> {
        Ok(Access::of(purpose, resource, resource.scopes(scopes)?))
    }

    /// The same with the scopes as a set: what generated code and other languages hold. Bits that
    /// the resource lacks are denied, as `undeclared_scope`.
    pub fn of(purpose: &str, resource: Resource, scopes: Scopes) -> Access {
        Access { target: Some((resource, scopes)), ..Access::purpose_only(purpose) }
    }

    /// A purpose as a whole: all its required needs, or its own answer if it has none.
    pub fn purpose_only(purpose: &str) -> Access {
        Access {
            purpose: purpose.into(),
            target: None,
            caller: "app".into(),
            user_initiated: false,
            call_site: "".into(),
            resolved: OnceLock::new(),
        }
    }

    /// Asked by a third-party SDK instead of the app: its id in the policy.
    #[must_use]
    pub fn caller(self, sdk: &str) -> Access {
        Access { caller: sdk.into(), resolved: OnceLock::new(), ..self }
    }

    /// Whether the user has just tapped the control of this very feature. A page opening, start-up,
    /// a timer or a scrolled list is not that.
    #[must_use]
    pub fn user_initiated(self, tapped: bool) -> Access {
        Access { user_initiated: tapped, resolved: OnceLock::new(), ..self }
    }

    /// Where in the code this is asked, for the log of a build that keeps it.
    #[must_use]
    pub fn call_site(self, place: &str) -> Access {
        Access { call_site: place.into(), ..self }
    }

    /// The purpose, as it was named.
    pub fn purpose(&self) -> &str {
        &self.purpose
    }

    /// The resource and the scopes, unless the purpose is meant as a whole.
    pub fn target(&self) -> Option<(Resource, Scopes)> {
        self.target
    }

    pub(crate) fn caller_name(&self) -> &str {
        &self.caller
    }

    pub(crate) fn call_site_name(&self) -> &str {
        &self.call_site
    }

    pub(crate) fn is_user_initiated(&self) -> bool {
        self.user_initiated
    }

    /// The request as this policy's numbers.
    pub(crate) fn request(&self, policy: &Policy) -> Request {
        let (tag, request) = self.resolved.get_or_init(|| (policy.tag(), self.resolve(policy)));
        if *tag == policy.tag() { *request } else { self.resolve(policy) }
    }

    fn resolve(&self, policy: &Policy) -> Request {
        Request {
            purpose: policy.purpose_id(&self.purpose),
            target: self.target.map_or(Target::Group, |(it, scopes)| Target::Use(it, scopes)),
            caller: Caller::named(policy, &self.caller),
            user_initiated: self.user_initiated,
        }
    }
}
