//! The shape of the policy file: its fields, which are required, and what each means.

use crate::json::{Field, Object, Shape};
use crate::words::{AppState, Basis, ChangeKind, ConsentKind, Resource, SdkRole};

const TEXT: Shape = Shape::Object(&Object {
    name: "a text",
    about: "A text in both languages.",
    fields: &[
        Field::required("zh-CN", Shape::Plain, "Simplified Chinese."),
        Field::required("en", Shape::Plain, "English."),
    ],
});
const TEXTS: Shape = Shape::List(&TEXT, 0);
const IDS: Shape = Shape::List(&Shape::Id, 0);
const PLAINS: Shape = Shape::List(&Shape::Plain, 0);
const BASIS: Shape = Shape::Word("basis", Basis::NAMES);
const CONSENT: Shape = Shape::Word("consent kind", ConsentKind::NAMES);
const CONTEXT: Shape = Shape::Word("context", AppState::NAMES);

pub(super) static POLICY: Object = Object {
    name: "the policy",
    about: "A privacy policy, clause by clause, as the gate reads it.",
    fields: &[
        Field::optional("schema", Shape::Integer(1, 1), "The version of this file format."),
        Field::required("id", Shape::Id, "The policy's id."),
        Field::required("version", Shape::Version, "A date, or a date and `.N`."),
        Field::required("effective", Shape::Version, "The date from which it applies."),
        Field::required("title", TEXT, "What the policy is called."),
        Field::required("controller", CONTROLLER, "Who is responsible."),
        Field::required("source", SOURCE, "The published text that this file renders."),
        Field::required(
            "guardian_age",
            Shape::Integer(0, 18),
            "Below this age a guardian must consent; an age inside a band covers the whole band.",
        ),
        Field::optional(
            "unknown_age",
            Shape::Word("age", &["adult", "child"]),
            "What a subject of unknown age counts as; `adult` when absent.",
        ),
        Field::optional("changes", Shape::List(&CHANGE, 0), "Material changes, oldest first."),
        Field::required("purposes", Shape::List(&PURPOSE, 1), "Every reason to process."),
        Field::required("sdks", Shape::List(&SDK, 0), "Third-party SDKs, or categories of them."),
    ],
};

const CONTROLLER: Shape = Shape::Object(&Object {
    name: "a controller",
    about: "Who decides why and how data is processed.",
    fields: &[
        Field::required("name", Shape::Plain, "The company."),
        Field::required("contact", Shape::Plain, "Where to write to."),
    ],
});

const SOURCE: Shape = Shape::Object(&Object {
    name: "a source",
    about: "The published text that this file renders.",
    fields: &[
        Field::required("file", Shape::Plain, "Its file name."),
        Field::required("sha256", Shape::Sha256, "The SHA-256 of the file."),
    ],
});

const CHANGE: Shape = Shape::Object(&Object {
    name: "a change",
    about: "A material change. The purposes that it touches must be accepted anew.",
    fields: &[
        Field::required("version", Shape::Version, "The version that brought it."),
        Field::required(
            "kinds",
            Shape::List(&Shape::Word("kind of change", ChangeKind::NAMES), 1),
            "What changed.",
        ),
        Field::required(
            "purposes",
            Shape::TextOr(&Shape::Word("set of purposes", &["all"]), &IDS),
            "The purposes it touches, or `all`.",
        ),
    ],
});

const PURPOSE: Shape = Shape::Object(&Object {
    name: "a purpose",
    about: "One declared reason to process.",
    fields: &[
        Field::required("id", Shape::Id, "The purpose's id."),
        Field::required(
            "clauses",
            Shape::List(&Shape::Plain, 1),
            "The clauses that declare it, such as `一(二)7`.",
        ),
        Field::required("title", TEXT, "A few words for a list."),
        Field::required("prompt", TEXT, "What the subject reads before answering."),
        Field::required("if_refused", TEXT, "What a no costs, and what it does not."),
        Field::required("basis", BASIS, "The legal basis (PIPL 13)."),
        Field::optional("basis_reason", TEXT, "Why a basis other than consent applies."),
        Field::required("consent", CONSENT, "How consent is obtained."),
        Field::required("sensitive", Shape::Bool, "Whether the data is sensitive (PIPL 28)."),
        Field::required("guests", Shape::Bool, "Whether someone not signed in may use it."),
        Field::required("context", CONTEXT, "The furthest app state it may be used in."),
        Field::optional("limit", LIMIT, "How often and how long, per resource."),
        Field::optional("retention", Shape::Span, "How long the data is kept."),
        Field::required(
            "callers",
            Shape::List(&Shape::Caller, 1),
            "Who may use it: `app`, or the id of an SDK.",
        ),
        Field::optional("data", TEXTS, "What data is collected."),
        Field::optional(
            "patterns",
            PLAINS,
            "What may be taken from the clipboard; `*` is a run of characters without blanks.",
        ),
        Field::required(
            "needs",
            Shape::List(&Shape::ByKey("any_of", &ANY_OF, &NEED), 0),
            "The resources that it uses; empty for data without a resource.",
        ),
    ],
});

const LIMIT: Shape = Shape::Object(&Object {
    name: "a limit",
    about: "How often a purpose may use a resource, and for how long.",
    fields: &[
        Field::required("count", Shape::Integer(1, 1_000_000), "The most accesses within `per`."),
        Field::required("per", Shape::Span, "The span in which accesses are counted."),
        Field::optional("min_interval", Shape::Span, "The least time between two accesses."),
        Field::optional("max_hold", Shape::Span, "The longest that one access may last."),
    ],
});

const NEED: Shape = Shape::Object(&Object {
    name: "a need",
    about: "A resource that a purpose uses, and at which scopes.",
    fields: &[
        Field::required("resource", Shape::Word("resource", Resource::NAMES), "The resource."),
        Field::required("scope", Shape::List(&Shape::Plain, 1), "The scopes of the resource."),
        Field::optional("optional", Shape::Bool, "Whether the purpose works without it."),
        Field::optional("basis", BASIS, "Instead of the purpose's."),
        Field::optional("basis_reason", TEXT, "Why this basis applies."),
        Field::optional("consent", CONSENT, "Instead of the purpose's."),
        Field::optional("sensitive", Shape::Bool, "Instead of the purpose's."),
        Field::optional("context", CONTEXT, "Instead of the purpose's."),
    ],
});

const ANY_OF: Shape = Shape::Object(&Object {
    name: "an alternative",
    about: "Needs of which one suffices.",
    fields: &[Field::required("any_of", Shape::List(&NEED, 2), "The alternatives.")],
});

const SDK: Shape = Shape::Object(&Object {
    name: "an sdk",
    about: "A third-party SDK, or a category of them.",
    fields: &[
        Field::required("id", Shape::Caller, "The SDK's id, as callers name it."),
        Field::required("name", Shape::Plain, "Its name."),
        Field::required("category", Shape::Plain, "What kind of SDK it is."),
        Field::required("clause", Shape::Plain, "The clause that names it, such as `六4`."),
        Field::optional("company", Shape::Plain, "Who makes it."),
        Field::optional(
            "role",
            Shape::Word("role", SdkRole::NAMES),
            "`processor` (when absent), or `independent`, which needs separate consent.",
        ),
        Field::optional("data", TEXTS, "What data it receives."),
        Field::optional("purposes", IDS, "The purposes that it takes part in."),
        Field::optional("method", TEXT, "How the data is shared."),
        Field::optional("privacy_url", Shape::Plain, "Where its own policy stands."),
        Field::optional("packages", PLAINS, "Its packages, for finding it in a build."),
    ],
});
