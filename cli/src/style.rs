//! Colours, on a terminal whose user has not said no to them.

use std::io;
use std::sync::OnceLock;

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};

/// What was allowed.
pub(crate) const ALLOW: Style = AnsiColor::Green.on_default();
/// What was denied.
pub(crate) const DENY: Style = AnsiColor::Red.on_default();
/// What is damaged or missing.
pub(crate) const DAMAGE: Style = AnsiColor::Red.on_default().bold();
/// What goes along with the rest.
pub(crate) const FAINT: Style = Style::new().dimmed();

/// The text in a style. `NO_COLOR` and `CLICOLOR_FORCE` are heeded, as clap does.
pub(crate) fn paint(style: Style, text: &str) -> String {
    match wanted() && !style.is_plain() {
        true => format!("{style}{text}{style:#}"),
        false => text.to_owned(),
    }
}

fn wanted() -> bool {
    static WANTED: OnceLock<bool> = OnceLock::new();
    *WANTED.get_or_init(|| AutoStream::choice(&io::stdout()) != ColorChoice::Never)
}
