//! The library's own messages. They name causes, never what was protected.

/// Sends messages to logcat under the tag `menshen`. Elsewhere than on Android nobody listens.
pub(crate) fn init() {
    #[cfg(target_os = "android")]
    android_logger::init_once(
        android_logger::Config::default()
            .with_tag("menshen")
            .with_max_level(log::LevelFilter::Info),
    );
}
