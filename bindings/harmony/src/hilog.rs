//! The library's own messages. They name causes, never what was protected.

/// Sends messages to hilog under the tag `menshen`. Elsewhere than on HarmonyOS nobody listens.
pub(crate) fn init() {
    #[cfg(target_env = "ohos")]
    if log::set_logger(&harmony::Hilog).is_ok() {
        log::set_max_level(log::LevelFilter::Info);
    }
}

#[cfg(target_env = "ohos")]
mod harmony {
    use std::ffi::{CString, c_char, c_int, c_uint};

    use log::{Level, Log, Metadata, Record};

    pub(super) struct Hilog;

    /// An app's own log; and the part of its numbers that is for apps to choose from.
    const APP: c_int = 0;
    const DOMAIN: c_uint = 0x4d53;

    unsafe extern "C" {
        fn OH_LOG_Print(
            kind: c_int,
            level: c_int,
            domain: c_uint,
            tag: *const c_char,
            format: *const c_char,
            ...
        ) -> c_int;
    }

    impl Log for Hilog {
        fn enabled(&self, metadata: &Metadata<'_>) -> bool {
            metadata.level() <= Level::Info
        }

        fn log(&self, record: &Record<'_>) {
            if !self.enabled(record.metadata()) {
                return;
            }
            // A text of ours has no zero in it.
            let Ok(text) = CString::new(record.args().to_string()) else { return };
            let (tag, format) = (c"menshen".as_ptr(), c"%{public}s".as_ptr());
            // SAFETY: the format takes one string; all of them end with a zero.
            unsafe { OH_LOG_Print(APP, level(record.level()), DOMAIN, tag, format, text.as_ptr()) };
        }

        fn flush(&self) {}
    }

    /// The system's number for it.
    fn level(level: Level) -> c_int {
        match level {
            Level::Error => 6,
            Level::Warn => 5,
            Level::Info => 4,
            Level::Debug | Level::Trace => 3,
        }
    }
}
