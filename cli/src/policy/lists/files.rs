//! Lists in files: written, or held against what is there.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::list::List;
use crate::lang::Lang;
use crate::{Failure, Outcome, input, output};

/// Where the lists go.
pub(super) enum Target {
    /// All into one file.
    File(PathBuf),
    /// A file each, with this ending.
    Folder(PathBuf, String),
}

impl Target {
    /// A path without an extension, or of a folder that is there, is a folder.
    pub(super) fn new(path: &Path, ending: &str) -> Target {
        match path.is_dir() || path.extension().is_none() {
            true => Target::Folder(path.to_owned(), ending.to_owned()),
            false => Target::File(path.to_owned()),
        }
    }

    /// Each file with the lists that go into it.
    fn files<'l>(&self, id: &str, lists: &'l [List]) -> Vec<(PathBuf, &'l [List])> {
        match self {
            Target::File(path) => vec![(path.clone(), lists)],
            Target::Folder(folder, ending) => {
                let name = |list: &List| folder.join(format!("{id}.{}.{ending}", list.id));
                lists.iter().map(|list| (name(list), std::slice::from_ref(list))).collect()
            }
        }
    }

    pub(super) fn write(
        &self,
        id: &str,
        lists: &[List],
        written: impl Fn(&[List]) -> String,
    ) -> Result<Outcome, Failure> {
        if let Target::Folder(folder, _) = self {
            fs::create_dir_all(folder).map_err(|error| input::at(folder, &error))?;
        }
        for (path, lists) in self.files(id, lists) {
            output::replace(&path, &written(lists))?;
        }
        Ok(Outcome::Fine)
    }

    /// Says which lists differ from the files.
    pub(super) fn check(
        &self,
        id: &str,
        lists: &[List],
        (written, section): (impl Fn(&[List]) -> String, impl Fn(&List) -> String),
        lang: Lang,
    ) -> Result<Outcome, Failure> {
        let mut differing = String::new();
        for (path, lists) in self.files(id, lists) {
            let found = read(&path)?;
            if found.as_deref() != Some(&written(lists)) {
                let what = what_differs(found.as_deref(), lists, &section, lang);
                differing.push_str(&format!("{}: {what}\n", path.display()));
            }
        }
        input::print(&differing)?;
        Ok(if differing.is_empty() { Outcome::Fine } else { Outcome::Findings })
    }
}

/// The text of a file that may not be there yet.
fn read(path: &Path) -> Result<Option<String>, Failure> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(input::at(path, &error)),
    }
}

fn what_differs(
    found: Option<&str>,
    lists: &[List],
    section: impl Fn(&List) -> String,
    lang: Lang,
) -> String {
    let Some(found) = found else {
        return lang
            .pick("没有这个文件；去掉 --check 即可生成", "not there; run without --check")
            .to_owned();
    };
    let stale = |list: &&List| !found.contains(&section(list));
    let stale: Vec<&str> = lists.iter().filter(stale).map(|list| list.title).collect();
    let stale = stale.join(lang.pick("、", ", "));
    let again = lang.pick("去掉 --check 即可重新生成", "run again without --check");
    match (stale.is_empty(), lang) {
        (true, Lang::Zh) => format!("与政策不一致；{again}"),
        (true, Lang::En) => format!("differs from the policy; {again}"),
        (false, Lang::Zh) => format!("{stale}与政策不一致；{again}"),
        (false, Lang::En) => format!("differs from the policy in: {stale}; {again}"),
    }
}
