//! libFuzzer around one target, the one that `MENSHEN_FUZZ` names.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::{Corpus, fuzz_target};
use menshen_fuzz::{Target, target};

static CHOSEN: LazyLock<&'static Target> = LazyLock::new(|| {
    let name = std::env::var("MENSHEN_FUZZ").unwrap_or_default();
    target(&name).unwrap_or_else(|| panic!("MENSHEN_FUZZ=`{name}` names no target"))
});

fuzz_target!(|bytes: &[u8]| -> Corpus {
    if bytes.len() > CHOSEN.most {
        return Corpus::Reject;
    }
    (CHOSEN.run)(bytes);
    Corpus::Keep
});
