//! The licences that deny.toml allows.

use std::fs;

use crate::command::root;
use crate::failure::Failure;

/// The list `allow` of the table `[licenses]`.
pub(super) fn licences() -> Result<Vec<String>, Failure> {
    let path = root().join("deny.toml");
    let text = fs::read_to_string(&path).map_err(Failure::file(&path))?;
    let found = allow_list(&text);
    found.ok_or_else(|| Failure::new("deny.toml: no list `allow` in the table [licenses]"))
}

/// Enough of TOML for this one list: strings without escapes, comments, any number of lines.
fn allow_list(text: &str) -> Option<Vec<String>> {
    let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    let table = lines.skip_while(|line| *line != "[licenses]").skip(1);
    let table = table.take_while(|line| !line.starts_with('[')).collect::<Vec<_>>().join(" ");
    let (_, list) = table.split_once("allow = [")?;
    let (list, _) = list.split_once(']')?;
    let strings = list.split('"').skip(1).step_by(2).map(str::to_owned);
    Some(strings.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_read_whatever_its_layout() {
        let text = "[bans]\nallow = [\"no\"]\n[licenses] # x\nversion = 2\nallow = [\n  \"MIT\", # y \"z\"\n\
            \"Apache-2.0\" ]\n[sources]\nallow = [\"neither\"]\n";
        assert_eq!(allow_list(text).unwrap(), ["MIT", "Apache-2.0"]);
        assert_eq!(allow_list("[licenses]\nallow = []").unwrap(), Vec::<String>::new());
        assert_eq!(allow_list("[licenses]\n[bans]\nallow = [\"MIT\"]"), None);
    }

    #[test]
    fn the_project_allows_its_own_licence() {
        assert!(licences().unwrap().contains(&"Apache-2.0".to_owned()));
    }
}
