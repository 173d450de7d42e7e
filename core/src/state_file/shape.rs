//! The shape of a state file, and what the shape alone cannot tell.

use crate::json::{Field, Finder, Kind, Node, Object, Shape, member_path};
use crate::words::{Action, Age, AppState, OsGrant, Resource, Scopes, SubjectKind, UnknownWord};

pub(super) static STATE: Object = Object {
    name: "the state",
    about: "The state of an installation.",
    fields: &[
        Field::required("now", Shape::Time, "The time of the decision."),
        Field::optional("accepted_policy", Shape::Version, "The accepted version."),
        Field::optional("declined_policy", Shape::Version, "The declined version."),
        Field::optional("subject", SUBJECT, "Who uses the app; a guest when absent."),
        Field::optional("guardian", GUARDIAN, "A guardian's consent."),
        Field::optional("consents", Shape::List(&CONSENT, 0), "The answers given."),
        Field::optional("os", Shape::Map(&OS), "What the system permits, per resource or scope."),
        Field::optional(
            "app",
            Shape::Word("app state", AppState::NAMES),
            "Where the app is; in the background when absent.",
        ),
        Field::optional("recent", Shape::List(&ACCESS, 0), "Earlier accesses."),
        Field::optional("user_initiated", Shape::Bool, "Whether the user has just tapped it."),
        Field::optional("caller", Shape::Plain, "`app` (when absent), or the id of an SDK."),
        Field::optional("gate", Shape::Word("gate state", &["fault"]), "A broken gate."),
        Field::optional("log", Shape::Word("log state", &["unavailable"]), "A broken log."),
    ],
};

const RESOURCE: Shape = Shape::Word("resource", Resource::NAMES);
const GRANT: Shape = Shape::Word("OS grant", OsGrant::NAMES);

const SUBJECT: Shape = Shape::Object(&Object {
    name: "a subject",
    about: "Who uses the app.",
    fields: &[
        Field::optional("kind", Shape::Word("subject kind", SubjectKind::NAMES), "Which of them."),
        Field::optional("age", Shape::Word("age", Age::NAMES), "The age band."),
    ],
});

const GUARDIAN: Shape = Shape::Object(&Object {
    name: "a guardian",
    about: "A guardian's consent.",
    fields: &[Field::optional("at", Shape::Time, "When it was given.")],
});

const CONSENT: Shape = Shape::Object(&Object {
    name: "a consent",
    about: "An answer.",
    fields: &[
        Field::required("purpose", Shape::Plain, "The purpose."),
        Field::optional("resource", RESOURCE, "The resource; none for a purpose without needs."),
        Field::required("action", Shape::Word("action", Action::NAMES), "The answer."),
        Field::optional("scope", Shape::List(&Shape::Plain, 1), "All that is declared if absent."),
        Field::required("at", Shape::Time, "When it was given."),
        Field::optional("until", Shape::Time, "Until when a grant holds."),
        Field::optional("caller", Shape::Plain, "The SDK that it names."),
    ],
});

const OS: Shape = Shape::TextOr(
    &GRANT,
    &Shape::Object(&Object {
        name: "an OS grant",
        about: "What the system permits.",
        fields: &[
            Field::required("grant", GRANT, "The grant."),
            Field::optional("at", Shape::Time, "When it was denied; now when absent."),
            Field::optional("times", Shape::Integer(1, 1_000_000), "How often; once when absent."),
        ],
    }),
);

const ACCESS: Shape = Shape::Object(&Object {
    name: "an access",
    about: "An earlier access.",
    fields: &[
        Field::required("purpose", Shape::Plain, "The purpose."),
        Field::optional("resource", RESOURCE, "The resource."),
        Field::required("at", Shape::Time, "When."),
    ],
});

/// A key such as `camera` or `location.coarse`.
pub(super) fn os_key(key: &str) -> Result<(Resource, Option<Scopes>), String> {
    let (resource, scope) = match key.split_once('.') {
        Some((resource, scope)) => (resource, Some(scope)),
        None => (key, None),
    };
    let resource: Resource = resource.parse().map_err(|error: UnknownWord| error.to_string())?;
    let scope = scope.map(|scope| resource.scope(scope).map_err(|error| error.to_string()));
    Ok((resource, scope.transpose()?))
}

/// What the shape alone cannot tell.
pub(super) fn check(node: &Node, finder: &mut Finder<'_>) {
    if let (Some(_), Some(declined)) = (node.get("accepted_policy"), node.get("declined_policy")) {
        let message = "a policy is either accepted or declined; remove one of the two";
        finder.note(declined.offset, "declined_policy", message);
    }
    if let Some(Kind::Object(entries)) = node.get("os").map(|os| &os.kind) {
        for (key, value) in entries {
            if let Err(message) = os_key(key) {
                finder.note(value.offset, &member_path("os", key), message);
            }
        }
    }
    if let Some(Kind::List(consents)) = node.get("consents").map(|consents| &consents.kind) {
        for (index, consent) in consents.iter().enumerate() {
            check_scopes(consent, &format!("consents[{index}]"), finder);
        }
    }
}

fn check_scopes(consent: &Node, path: &str, finder: &mut Finder<'_>) {
    let Some(Kind::List(scopes)) = consent.get("scope").map(|scope| &scope.kind) else {
        return;
    };
    let Some(Kind::Text(resource)) = consent.get("resource").map(|resource| &resource.kind) else {
        return finder.note(consent.offset, path, "`scope` goes with a `resource`");
    };
    let Ok(resource) = resource.parse::<Resource>() else { return };
    for (index, scope) in scopes.iter().enumerate() {
        let Kind::Text(name) = &scope.kind else { continue };
        if let Err(error) = resource.scope(name) {
            finder.note(scope.offset, &format!("{path}.scope[{index}]"), error.to_string());
        }
    }
}
