//! The rules that the native library must keep.

use std::path::Path;
use std::{env, fs};

use object::{File, Object, ObjectSegment, ObjectSymbol, Symbol};

use crate::command::root;
use crate::failure::Failure;

use super::{Abi, System};

/// Phones with pages of this size refuse what is aligned to less.
const PAGE: u64 = 16 * 1024;

/// What the rules look at.
struct Library {
    architecture: object::Architecture,
    alignments: Vec<u64>,
    exports: Vec<String>,
    imports: Vec<String>,
}

/// The size of a library that keeps every rule.
pub(crate) fn check(file: &Path, system: &System, abi: &Abi) -> Result<u64, Failure> {
    let bytes = fs::read(file).map_err(Failure::file(file))?;
    let library =
        read(&bytes).map_err(|error| Failure::new(format!("{}: {error}", file.display())))?;
    let mut wrong = wrong(&library, system, abi);
    wrong.extend(traces(&bytes).map(|path| format!("`{path}` is in it: a path of this machine")));
    let size = bytes.len() as u64;
    if size > abi.most {
        wrong.push(format!("{size} bytes, at most {} may be", abi.most));
    }
    if wrong.is_empty() {
        Ok(size)
    } else {
        Err(Failure::new(format!("{}: {}", abi.name, wrong.join("\n"))))
    }
}

fn read(bytes: &[u8]) -> object::Result<Library> {
    let file = File::parse(bytes)?;
    let symbols = file.dynamic_symbols().filter(|symbol| symbol.is_global());
    let (imports, exports): (Vec<_>, Vec<_>) = symbols.partition(|it| it.is_undefined());
    let names = |symbols: Vec<Symbol<'_, '_>>| {
        symbols.iter().map(|it| Ok(it.name()?.to_owned())).collect::<object::Result<_>>()
    };
    Ok(Library {
        architecture: file.architecture(),
        alignments: file.segments().map(|segment| segment.align()).collect(),
        exports: names(exports)?,
        // A weak symbol is one that the library does without on phones that lack it.
        imports: names(imports.into_iter().filter(|it| !it.is_weak()).collect())?,
    })
}

fn wrong(library: &Library, system: &System, abi: &Abi) -> Vec<String> {
    let mut wrong = Vec::new();
    if library.architecture != abi.architecture {
        wrong.push(format!("it is for {:?}", library.architecture));
    }
    if library.alignments.is_empty() || library.alignments.iter().any(|align| align % PAGE != 0) {
        wrong.push(format!("a LOAD segment is not aligned to 16 KB: {:?}", library.alignments));
    }
    if !library.exports.iter().any(|name| name == system.entry) {
        wrong.push(format!("`{}` is not exported", system.entry));
    }
    let unexpected = library.exports.iter().filter(|name| !may_be_exported(name, system));
    wrong.extend(unexpected.map(|name| format!("`{name}` is exported")));
    let unlisted: Vec<String> =
        library.imports.iter().filter(|name| !system.imports.has(name)).cloned().collect();
    if !unlisted.is_empty() {
        wrong.push(system.imports.unlisted(&unlisted).to_string());
    }
    wrong
}

fn may_be_exported(name: &str, system: &System) -> bool {
    name == system.entry || system.exports.iter().any(|start| name.starts_with(start))
}

/// Where people and machines keep their files, as far as it stands in the library.
fn traces(bytes: &[u8]) -> impl Iterator<Item = String> {
    let own = [Some(root().to_owned()), env::home_dir(), env::var_os("CARGO_HOME").map(Into::into)];
    let own = own.into_iter().flatten().map(|path| path.display().to_string());
    let usual = ["/home/", "/Users/", "/usr/src/", "/registry/src/"].map(str::to_owned);
    own.chain(usual).filter(move |path| contains(bytes, path.as_bytes()))
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::super::ANDROID;
    use super::*;

    fn sound() -> Library {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Library {
            architecture: object::Architecture::Aarch64,
            alignments: vec![PAGE, 4 * PAGE],
            exports: names(&[ANDROID.entry, "uniffi_menshen_fn_init", "ffi_menshen_version"]),
            imports: names(&["malloc", "_Unwind_Resume"]),
        }
    }

    /// The one thing that is wrong after the change.
    fn found(change: fn(&mut Library)) -> String {
        let mut library = sound();
        change(&mut library);
        let mut wrong = wrong(&library, ANDROID, &ANDROID.abis[0]);
        assert_eq!(wrong.len(), 1, "{wrong:?}");
        wrong.remove(0)
    }

    #[test]
    fn a_library_that_keeps_every_rule_passes_and_each_broken_one_is_found() {
        assert!(wrong(&sound(), ANDROID, &ANDROID.abis[0]).is_empty());
        assert_eq!(found(|it| it.architecture = object::Architecture::Arm), "it is for Arm");
        assert!(found(|it| it.alignments.push(4096)).contains("not aligned to 16 KB"));
        assert!(found(|it| it.alignments.clear()).contains("not aligned to 16 KB"));
        assert_eq!(found(|it| it.exports.push("secret".into())), "`secret` is exported");
        assert_eq!(found(|it| drop(it.exports.remove(0))), "`JNI_OnLoad` is not exported");
        assert!(
            found(|it| it.imports.push("getrandom".into())).contains("not listed: `getrandom`")
        );
    }

    #[test]
    fn a_program_of_this_machine_is_read() {
        let bytes = fs::read(env::current_exe().unwrap()).unwrap();
        let library = read(&bytes).unwrap();
        assert!(library.imports.iter().any(|name| name == "malloc"), "{:?}", library.imports);
        assert!(!library.alignments.is_empty());
        assert!(read(b"no library").is_err());
    }

    #[test]
    fn paths_of_this_machine_are_traces() {
        let text = format!("\0at {}/core/src/lib.rs\0", root().display());
        assert!(traces(text.as_bytes()).next().is_some());
        assert_eq!(traces(b"at core/src/lib.rs").next(), None);
        assert_eq!(traces(b"/home/me/.cargo").next().unwrap(), "/home/");
    }
}
