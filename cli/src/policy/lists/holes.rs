//! What a policy leaves open.

use std::collections::BTreeMap;
use std::path::Path;

use super::list::{List, not_stated};
use crate::lang::Lang;

/// Says on stderr how many cells of each column the policy states nothing for.
pub(super) fn warn(policy: &Path, lists: &[List], lang: Lang) {
    for list in lists {
        let holes = holes(list);
        if holes.is_empty() {
            continue;
        }
        let columns = holes.iter().filter_map(|(column, count)| {
            Some(format!("{} {count}/{}", list.columns.get(*column)?, list.rows.len()))
        });
        let columns: Vec<String> = columns.collect();
        let columns = columns.join(lang.pick("、", ", "));
        eprintln!(
            "{}: {}{}: {columns}",
            policy.display(),
            list.title,
            match lang {
                Lang::Zh => format!("中有{}的内容", not_stated(lang)),
                Lang::En => format!(", {}", not_stated(lang)),
            },
        );
    }
}

/// The columns with holes, and how many each has.
fn holes(list: &List) -> BTreeMap<usize, usize> {
    let mut holes = BTreeMap::new();
    for row in &list.rows {
        for (column, _) in row.iter().enumerate().filter(|(_, cell)| cell.is_hole()) {
            *holes.entry(column).or_insert(0) += 1;
        }
    }
    holes
}
