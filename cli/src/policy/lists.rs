//! `menshen policy lists`: the lists that an app must publish, from its policy.

mod collected;
mod files;
mod holes;
mod list;
mod markdown;
mod page;
mod permissions;
mod platform;
mod scene;
mod shared;

use std::path::PathBuf;

use clap::ValueEnum;
use menshen::policy::PolicyFile;

use crate::lang::Lang;
use crate::{Failure, Outcome, input};
use files::Target;
use list::List;

/// Write the lists to publish: data collected, data shared, permissions asked for
///
/// An app must show what personal information it collects and shares in a menu of the second level
/// (工信部信管函〔2021〕292号), and stores ask what each permission is for. All three come from the
/// policy alone. What it does not state is said so in its place, and counted on stderr.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  \
    menshen policy lists policy.json --lang zh\n  \
    menshen policy lists policy.json --format html -o app/assets/lists/   a file for each list\n  \
    menshen policy lists policy.json -o lists.zh.md --lang zh --check     for CI\n\n\
    Exit codes: 0 fine, 1 a file differs (--check), 2 unreadable.")]
pub(crate) struct Args {
    /// The policy file
    policy: PathBuf,
    /// Which list
    #[arg(long, value_enum, default_value = "all")]
    list: Choice,
    /// How it is written; HTML stands alone, for a page in the app
    #[arg(long, value_enum, default_value = "markdown")]
    format: Format,
    /// The language of the lists; by default that of the terminal
    #[arg(long)]
    lang: Option<Lang>,
    /// The file; or the folder for a file each, if the name has no extension
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Write nothing; say which lists differ from the files
    #[arg(long, requires = "output")]
    check: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Choice {
    /// Personal information collected (已收集个人信息清单)
    Collected,
    /// Personal information shared with third parties (与第三方共享个人信息清单)
    Shared,
    /// Permissions and what they are for (应用权限申请与使用说明)
    Permissions,
    /// All of them
    All,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// GitHub's Markdown
    Markdown,
    /// A page of its own
    Html,
}

pub(crate) fn run(args: &Args) -> Result<Outcome, Failure> {
    let (policy, _) = input::read_policy(&args.policy)?;
    let (file, lang) = (policy.file(), args.lang.unwrap_or_else(Lang::from_environment));
    let lists = args.list.of(file, lang);
    let write = |lists: &[List]| args.format.written(file, lists, lang);
    let Some(output) = &args.output else {
        holes::warn(&args.policy, &lists, lang);
        input::print(&write(&lists))?;
        return Ok(Outcome::Fine);
    };
    let target = Target::new(output, &format!("{}.{}", lang.code(), args.format.extension()));
    if args.check {
        let section = |list: &List| args.format.section(file, list, lang);
        return target.check(&file.id, &lists, (write, section), lang);
    }
    holes::warn(&args.policy, &lists, lang);
    target.write(&file.id, &lists, write)
}

impl Choice {
    fn of(self, file: &PolicyFile, lang: Lang) -> Vec<List> {
        let is = |choice| self == choice || self == Choice::All;
        let mut lists = Vec::new();
        if is(Choice::Collected) {
            lists.push(collected::list(file, lang));
        }
        if is(Choice::Shared) {
            lists.push(shared::list(file, lang));
        }
        if is(Choice::Permissions) {
            lists.push(permissions::list(file, lang));
        }
        lists
    }
}

impl Format {
    fn extension(self) -> &'static str {
        match self {
            Format::Markdown => "md",
            Format::Html => "html",
        }
    }

    fn section(self, file: &PolicyFile, list: &List, lang: Lang) -> String {
        match self {
            Format::Markdown => markdown::section(file, list, lang),
            Format::Html => page::section(file, list, lang),
        }
    }

    fn written(self, file: &PolicyFile, lists: &[List], lang: Lang) -> String {
        match self {
            Format::Markdown => markdown::written(file, lists, lang),
            Format::Html => page::written(file, lists, lang),
        }
    }
}
