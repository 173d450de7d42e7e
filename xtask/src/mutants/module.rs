//! What is broken, and which tests answer for it.

use crate::command::root;

/// Code that is broken on purpose, with the tests that must notice.
pub(super) struct Module {
    pub(super) name: &'static str,
    /// Modules by their paths, without `.rs`; what lies in the folder of that name belongs to them.
    code: &'static [&'static str],
    /// The test programs in `tests` that answer for it, besides those of the library.
    programs: &'static [&'static str],
    /// Which tests to run, in the words of a test program.
    tests: &'static [&'static str],
}

/// Without the tests that try every bit, every call or much noise: they take minutes, and what
/// only they would notice deserves a test that says what it is.
const LOG: &[&str] = &[
    "log::",
    "--skip=every_flipped_bit",
    "--skip=truncation_anywhere",
    "--skip=whatever_the_space",
    "--skip=whichever_",
    "--skip=checkpoints_on_a_failing_disk",
    "--skip=noise",
    "--skip=a_log_that_lives",
    "--skip=the_order_is_that_of_the_plain_rule",
];

pub(super) const MODULES: &[Module] = &[
    Module {
        name: "decision",
        code: &["core/src/decision"],
        programs: &["vectors", "model", "model_fine_print"],
        tests: &["--skip=log::", "--skip=json::", "--skip=every_flipped_bit"],
    },
    Module {
        name: "ledger",
        code: &[
            "core/src/ledger/anchor",
            "core/src/ledger/book",
            "core/src/ledger/changes",
            "core/src/ledger/store",
            "core/src/ledger/view",
        ],
        programs: &["faults"],
        tests: &[
            "ledger::",
            "a_ledger_whose_folder",
            "a_withdrawal_outlives",
            "--skip=every_flipped_bit",
        ],
    },
    Module {
        name: "codec",
        code: &[
            "core/src/log/block",
            "core/src/log/bytes",
            "core/src/log/codec",
            "core/src/log/frame",
            "core/src/log/json",
            "core/src/log/layout",
        ],
        programs: &[],
        tests: LOG,
    },
    Module {
        name: "recovery",
        code: &[
            "core/src/log/leases",
            "core/src/log/recovery",
            "core/src/log/scan",
            "core/src/log/tail",
            "core/src/log/writer",
        ],
        programs: &[],
        tests: LOG,
    },
    Module {
        name: "checkpoint",
        code: &["core/src/log/checkpoint", "core/src/log/retention", "core/src/log/signer"],
        programs: &[],
        tests: LOG,
    },
    Module { name: "verify", code: &["core/src/log/verify"], programs: &[], tests: LOG },
];

impl Module {
    /// Whether a file that exists belongs to this module.
    pub(super) fn has(&self, file: &str) -> bool {
        let belongs = |code: &&str| {
            let rest = file.strip_prefix(*code);
            rest.is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
        };
        self.code.iter().any(belongs) && root().join(file).is_file()
    }

    /// Its files, as patterns.
    pub(super) fn patterns(&self) -> Vec<String> {
        self.code.iter().flat_map(|code| [format!("{code}.rs"), format!("{code}/**")]).collect()
    }

    /// The arguments of cargo-mutants that choose its tests.
    pub(super) fn test_arguments(&self) -> Vec<String> {
        let mut cargo = vec!["--lib".to_owned()];
        if !self.programs.is_empty() {
            // Besides the broken package, which cargo-mutants names; it tells the baseline of no other.
            cargo.push("--package=menshen-tests".to_owned());
        }
        cargo.extend(self.programs.iter().map(|program| format!("--test={program}")));
        let cargo = cargo.iter().map(|argument| format!("--cargo-arg={argument}"));
        cargo
            .chain(["--", "--"].into_iter().chain(self.tests.iter().copied()).map(str::to_owned))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_module_names_code_and_tests_that_exist() {
        for module in MODULES {
            for code in module.code {
                assert!(module.has(&format!("{code}.rs")), "{code}");
            }
            for program in module.programs {
                let path = format!("tests/tests/{program}.rs");
                assert!(root().join(&path).is_file(), "{path}");
            }
        }
    }

    #[test]
    fn a_module_has_the_files_in_its_folder_and_no_namesakes() {
        let recovery = MODULES.iter().find(|it| it.name == "recovery").unwrap();
        assert!(recovery.has("core/src/log/scan/link.rs"));
        assert!(!recovery.has("core/src/log/frame.rs"));
        assert!(!recovery.has("core/src/log/scan/missing.rs"));
    }
}
